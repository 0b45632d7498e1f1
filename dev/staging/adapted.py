"""
The template in words that the emulator understands: what ministack 1.5.33 knows less of than AWS.

Each change is told in docs/staging.md, because a rule that is taken out or reworded here is not tried.
"""

import copy
from collections.abc import Iterator
from typing import Any

from dev.packaging.template import Template

UNKNOWN_CONDITIONS = {"s3:if-none-match", "s3:object-lock-mode"}  # it would take them for never fulfilled
ROLE, SESSION = ":iam::${AWS::AccountId}:role/", ":sts::${AWS::AccountId}:assumed-role/"


def adapted(sam: Template) -> Template:
    """A copy of sam.yaml for the emulator."""
    made = copy.deepcopy(sam)
    for api in _properties(made, "AWS::Serverless::Api"):
        # It reads binary types from the property, not from the API's body.
        api["BinaryMediaTypes"] = api["DefinitionBody"]["x-amazon-apigateway-binary-media-types"]
    for bucket in _properties(made, "AWS::S3::BucketPolicy"):
        policy = bucket["PolicyDocument"]
        policy["Statement"] = [each for each in policy["Statement"] if not _asks_unknown(each)]
    for role in _properties(made, "AWS::IAM::Role"):
        for policy in role.get("Policies", []):
            for right in policy["PolicyDocument"]["Statement"]:
                _reword(right)
    for key in _properties(made, "AWS::KMS::Key"):
        key["KeyPolicy"] = _of_sessions(key["KeyPolicy"])
    return made


def _properties(sam: Template, kind: str) -> Iterator[dict[str, Any]]:
    yield from (each["Properties"] for each in sam["Resources"].values() if each["Type"] == kind)


def _asks_unknown(statement: dict[str, Any]) -> bool:
    conditions = statement.get("Condition", {}).values()
    return any(UNKNOWN_CONDITIONS & set(condition) for condition in conditions)


def _reword(right: dict[str, Any]) -> None:
    if "sqs:SendMessage" in right["Action"]:
        right["Action"] = [*right["Action"], "sqs:SendMessageBatch"]  # no right of its own in AWS
    if "ses:SendEmail" in right["Action"]:
        right["Resource"] = "*"  # it does not read the sender of a raw message


def _of_sessions(value: Any) -> Any:
    """To it a function's principal is the session; what AWS gives as aws:PrincipalArn is the role."""
    match value:
        case str():
            return value.replace(ROLE, SESSION)
        case dict():
            return {key: _of_sessions(part) for key, part in value.items()}
        case list():
            return [_of_sessions(part) for part in value]
    return value
