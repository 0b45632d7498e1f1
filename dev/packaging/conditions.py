"""Conditions that a role's rights on the table stand under, held against what a call names."""

import re
from collections.abc import Callable, Iterator, Mapping
from fnmatch import fnmatchcase
from typing import Any

Context = Mapping[str, list[str]]  # IAM's condition keys, each with the values that the call has for it
Condition = Mapping[str, Mapping[str, Any]]  # as a policy writes it


def context(operation: str, given: Mapping[str, Any]) -> Context:
    """
    What DynamoDB tells IAM of a read or a write of one row; nothing of any other call.

    Each attribute of the row counts that the call names, be it to write, to compare or to read; of one inside another
    only the outer. Our expressions name them all as `#word`. Of a row that is read without naming any, all are meant.
    https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/specifying-conditions.html
    """
    key = given.get("Key") or given.get("Item")
    if operation not in ("GetItem", "PutItem", "UpdateItem", "DeleteItem") or not key:
        return {}
    told = {
        "dynamodb:LeadingKeys": [str(key["pk"]["S"])],
        "dynamodb:Attributes": sorted({*key, *_named(given)}),
    }
    if operation == "GetItem":
        told["dynamodb:Select"] = [
            "SPECIFIC_ATTRIBUTES" if "ProjectionExpression" in given else "ALL_ATTRIBUTES"
        ]
    if "ReturnValues" in given:
        told["dynamodb:ReturnValues"] = [str(given["ReturnValues"])]
    return told


def _named(given: Mapping[str, Any]) -> Iterator[str]:
    expressions = " ".join(str(text) for name, text in given.items() if name.endswith("Expression"))
    for word in re.findall(r"(?<!\.)#\w+", expressions):
        yield given["ExpressionAttributeNames"][word]


def fulfilled(condition: Condition, told: Context) -> bool:
    """Whether the statement holds for this call. Raises KeyError for an operator that is not known here."""
    return all(
        _OPERATORS[operator](wanted, told.get(name, []))
        for operator, keys in condition.items()
        for name, wanted in keys.items()
    )


def _all_like(patterns: list[str], values: list[str]) -> bool:
    return all(any(fnmatchcase(value, pattern) for pattern in patterns) for value in values)


def _all_among(allowed: list[str], values: list[str]) -> bool:
    return set(values) <= set(allowed)


def _is_or_is_not_told(wanted: str, values: list[str]) -> bool:
    return values in ([], [wanted])


_OPERATORS: Mapping[str, Callable[[Any, list[str]], bool]] = {
    "ForAllValues:StringLike": _all_like,
    "ForAllValues:StringEquals": _all_among,
    "StringEqualsIfExists": _is_or_is_not_told,
}
