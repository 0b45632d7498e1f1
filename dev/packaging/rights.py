"""Has each function the right to every call it makes? moto asks for none, so a missing one shows only in production."""

from collections.abc import Iterable, Sequence
from typing import Any

from dev.packaging.template import Template

Call = Sequence[Any]  # service, operation, parts of a transaction, whether it names an object's version

ACTIONS = {  # where IAM's name is not the operation's own
    "dynamodb:TransactGetItems": "dynamodb:GetItem",
    "s3:HeadObject": "s3:GetObject",
    "sqs:SendMessageBatch": "sqs:SendMessage",
}
PARTS = {"ConditionCheck": "ConditionCheckItem", "Delete": "DeleteItem", "Get": "GetItem"}
PARTS |= {"Put": "PutItem", "Update": "UpdateItem"}


def missing(sam: Template, function: str, calls: Iterable[Call]) -> list[str]:
    """IAM actions that the calls need and the function's role does not allow on anything, sorted."""
    role = sam["Resources"][function]["Properties"]["Role"]["Fn::GetAtt"][0]
    (policy,) = sam["Resources"][role]["Properties"]["Policies"]
    allowed = {
        action for statement in policy["PolicyDocument"]["Statement"] for action in statement["Action"]
    }
    return sorted({action for call in calls for action in _needed(*call)} - allowed)


def _needed(service: str, operation: str, parts: list[str], versioned: bool) -> set[str]:
    if operation == "TransactWriteItems":
        return {f"{service}:{PARTS[part]}" for part in parts}
    name = f"{service}:{operation}"
    if name == "s3:GetObject" and versioned:
        return {"s3:GetObjectVersion"}
    return {ACTIONS.get(name, name)}
