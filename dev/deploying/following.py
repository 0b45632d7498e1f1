"""Executing a change set, with what happens meanwhile told line by line."""

import time
from collections.abc import Callable, Iterable, Iterator
from typing import Any

from botocore.exceptions import ClientError

from dev.deploying import stack
from dev.deploying.account import client
from dev.deploying.changes import Proposal
from dev.deploying.failure import DeployFault

DONE = ("CREATE_COMPLETE", "UPDATE_COMPLETE")
SECONDS = 4.0
# How a certificate says, while it waits, which record of DNS would prove the domain.
RECORD = "Content of DNS Record"
# Of those that did not fail themselves: another one did.
BYSTANDER = "cancelled"

Event = dict[str, Any]


def execute(proposal: Proposal, say: Callable[[str], None], seconds: float = SECONDS) -> None:
    """
    Do it and wait for its end, asking every so many seconds.

    Raises DeployFault with the reasons when it failed: CloudFormation has then rolled everything back by itself.
    """
    earlier = stack.events(proposal.stack_id)
    _begin(proposal)
    heard: list[Event] = []
    for event in _news(proposal.stack_id, earlier[-1]["EventId"] if earlier else "", seconds):
        heard.append(event)
        line = told(event)
        if line:
            say(line)
    status = heard[-1]["ResourceStatus"]
    if status not in DONE:
        raise DeployFault("\n".join([f"The stack is {status}.", *reasons(heard)]))


def _news(stack_id: str, last: str, seconds: float) -> Iterator[Event]:
    """Every event as it comes; the last one is the stack's own end."""
    while True:
        time.sleep(seconds)
        for event in stack.events(stack_id, last):
            yield event
            last = event["EventId"]
            if event["PhysicalResourceId"] == stack_id and not event["ResourceStatus"].endswith(
                "_IN_PROGRESS"
            ):
                return


def told(event: Event) -> str:
    """The line that tells an event; "" for those that only say that something has begun."""
    reason = event.get("ResourceStatusReason", "")
    if event["ResourceStatus"].endswith("_IN_PROGRESS") and RECORD not in reason:
        return ""
    line = f"{event['Timestamp']:%H:%M:%S}  {event['ResourceStatus']}  {event['LogicalResourceId']}"
    return f"{line}  {reason}".rstrip()


def reasons(events: Iterable[Event]) -> list[str]:
    """Why it failed: the resources that did, with CloudFormation's words, in the order in which they did."""
    return [
        f"{event['LogicalResourceId']}: {event.get('ResourceStatusReason', 'no reason given')}"
        for event in events
        if event["ResourceStatus"].endswith("_FAILED")
        and BYSTANDER not in event.get("ResourceStatusReason", "")
    ]


def _begin(proposal: Proposal) -> None:
    try:
        client("cloudformation").execute_change_set(ChangeSetName=proposal.id)
    except ClientError as error:
        raise DeployFault(f"CloudFormation does not begin: {error}") from error
