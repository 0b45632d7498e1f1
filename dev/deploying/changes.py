"""A change set: what a deployment would do, shown before it is done, and what is never done."""

import secrets
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from botocore.exceptions import WaiterError

from dev.deploying.account import client
from dev.deploying.failure import DeployFault
from dev.deploying.stack import Stack

KEPT_FOR_EVER = ("AWS::DynamoDB::Table", "AWS::S3::Bucket", "AWS::KMS::Key")
NOTHING = ("didn't contain changes", "No updates are to be performed")
PATIENCE = {"Delay": 3, "MaxAttempts": 200}


@dataclass(frozen=True)
class Change:
    """
    action: Add, Modify, Remove …; replacement: "", False, True or Conditional, as CloudFormation says it.
    settled_at_birth: whether it touches a property that only a new resource can have otherwise.
    """

    action: str
    logical_id: str
    type: str
    replacement: str = ""
    settled_at_birth: bool = False

    @property
    def loses_what_is_kept(self) -> bool:
        """Whether contracts, the archive or a key would be left behind or begun anew."""
        maybe = self.replacement == "Conditional" and self.settled_at_birth
        gone = self.action == "Remove" or self.replacement == "True" or maybe
        return gone and self.type in KEPT_FOR_EVER


@dataclass(frozen=True)
class Proposal:
    """A change set that waits to be executed; id: its ARN."""

    id: str
    stack_id: str
    changes: tuple[Change, ...]


def propose(
    name: str, stack: Stack | None, template_url: str, parameters: Mapping[str, str]
) -> Proposal | None:
    """
    The change set from what is there to this template with these parameters; None when they are the same.

    Raises DeployFault with CloudFormation's reason when it cannot be made. Nothing is changed yet; whoever does not
    execute it withdraws it.
    """
    cloudformation = client("cloudformation")
    made = cloudformation.create_change_set(
        StackName=name,
        ChangeSetName=f"deploy-{secrets.token_hex(6)}",
        ChangeSetType="UPDATE" if stack and stack.lives else "CREATE",
        TemplateURL=template_url,
        Parameters=[{"ParameterKey": key, "ParameterValue": value} for key, value in parameters.items()],
        Capabilities=["CAPABILITY_IAM", "CAPABILITY_AUTO_EXPAND"],
    )
    try:
        cloudformation.get_waiter("change_set_create_complete").wait(
            ChangeSetName=made["Id"], WaiterConfig=PATIENCE
        )
    except WaiterError as error:
        reason = str(cloudformation.describe_change_set(ChangeSetName=made["Id"]).get("StatusReason", error))
        cloudformation.delete_change_set(ChangeSetName=made["Id"])
        if any(words in reason for words in NOTHING):
            return None
        raise DeployFault(f"CloudFormation takes no such change: {reason}") from error
    return Proposal(made["Id"], made["StackId"], tuple(_changes(made["Id"])))


def withdraw(proposal: Proposal) -> None:
    """Nothing happens; of a stack that was never made not even its name is left."""
    cloudformation = client("cloudformation")
    cloudformation.delete_change_set(ChangeSetName=proposal.id)
    (found,) = cloudformation.describe_stacks(StackName=proposal.stack_id)["Stacks"]
    if found["StackStatus"] == "REVIEW_IN_PROGRESS":
        cloudformation.delete_stack(StackName=proposal.stack_id)


def require_nothing_lost(changes: Iterable[Change]) -> None:
    """Raise DeployFault when a table, a bucket or a key would be replaced, might be, or would leave the stack."""
    lost = [f"{it.action} {it.logical_id} ({it.type})" for it in changes if it.loses_what_is_kept]
    if lost:
        raise DeployFault(f"It would part with what is kept for ever, and is not done: {', '.join(lost)}")


def table(changes: Iterable[Change]) -> str:
    """The changes as lines of four columns, those that lose something first."""
    ordered = sorted(changes, key=lambda it: (not it.loses_what_is_kept, it.action, it.type, it.logical_id))
    rows = [("action", "logical id", "type", "replacement")]
    rows += [(it.action, it.logical_id, it.type, it.replacement or "-") for it in ordered]
    widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
    return "\n".join(
        "  ".join(cell.ljust(width) for cell, width in zip(row, widths, strict=True)).rstrip() for row in rows
    )


def _changes(change_set: str) -> Iterable[Change]:
    pages = client("cloudformation").get_paginator("describe_change_set").paginate(ChangeSetName=change_set)
    for described in (change["ResourceChange"] for page in pages for change in page["Changes"]):
        yield _change(described)


def _change(described: Mapping[str, Any]) -> Change:
    return Change(
        described["Action"],
        described["LogicalResourceId"],
        described["ResourceType"],
        described.get("Replacement", ""),
        any(
            it.get("Target", {}).get("RequiresRecreation") == "Always" for it in described.get("Details", [])
        ),
    )
