"""One CloudFormation stack: what it is now, and what it has gone through."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from botocore.exceptions import ClientError

from dev.deploying.account import client
from dev.deploying.failure import DeployFault

READY = (
    "CREATE_COMPLETE",
    "UPDATE_COMPLETE",
    "UPDATE_ROLLBACK_COMPLETE",
    "ROLLBACK_COMPLETE",
    "REVIEW_IN_PROGRESS",
)


@dataclass(frozen=True)
class Stack:
    """id: its ARN, by which it is known even after it is gone. parameters and outputs: by name."""

    id: str
    status: str
    parameters: dict[str, str]
    outputs: dict[str, str]

    @property
    def lives(self) -> bool:
        """Whether it was ever made: a change set that nobody executed leaves a stack without anything in it."""
        return self.status not in ("REVIEW_IN_PROGRESS", "ROLLBACK_COMPLETE", "DELETE_COMPLETE")


def find(name: str) -> Stack | None:
    """The stack of this name or ARN; by name only those that are not deleted."""
    try:
        (found,) = client("cloudformation").describe_stacks(StackName=name)["Stacks"]
    except ClientError as error:
        if error.response["Error"]["Code"] == "ValidationError":  # how CloudFormation says "does not exist"
            return None
        raise
    parameters = {it["ParameterKey"]: it["ParameterValue"] for it in found.get("Parameters", [])}
    outputs = {it["OutputKey"]: it["OutputValue"] for it in found.get("Outputs", [])}
    return Stack(found["StackId"], found["StackStatus"], parameters, outputs)


def find_latest(name: str) -> Stack | None:
    """The stack of this name, or else the last one that had it; CloudFormation remembers those for 90 days."""
    living = find(name)
    if living:
        return living
    pages = (
        client("cloudformation").get_paginator("list_stacks").paginate(StackStatusFilter=["DELETE_COMPLETE"])
    )
    gone = [it for page in pages for it in page["StackSummaries"] if it["StackName"] == name]
    latest = max(gone, key=lambda it: it["CreationTime"], default=None)
    return Stack(latest["StackId"], latest["StackStatus"], {}, {}) if latest else None


def require_ready(name: str, stack: Stack | None) -> None:
    """Raise DeployFault while CloudFormation is at it, or when an earlier rollback has failed."""
    if stack and stack.status not in READY:
        raise DeployFault(
            f"{name} is {stack.status}: wait until it has ended, or see what CloudFormation's console says"
        )


def resources(stack_id: str) -> dict[str, str]:
    """Physical name of each resource by its logical id, of a deleted stack too."""
    pages = client("cloudformation").get_paginator("list_stack_resources").paginate(StackName=stack_id)
    return {
        it["LogicalResourceId"]: it["PhysicalResourceId"]
        for page in pages
        for it in page["StackResourceSummaries"]
        if it.get("PhysicalResourceId")
    }


def events(stack_id: str, after: str = "") -> list[dict[str, Any]]:
    """What has happened since the event with this id, oldest first."""
    return list(_until(after, stack_id))[::-1]


def _until(seen: str, stack_id: str) -> Iterator[dict[str, Any]]:
    pages = client("cloudformation").get_paginator("describe_stack_events").paginate(StackName=stack_id)
    for event in (event for page in pages for event in page["StackEvents"]):  # newest first
        if event["EventId"] == seen:
            return
        yield event
