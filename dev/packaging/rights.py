"""Has each function the right to every call it makes? moto asks for none, so a missing one shows only in production."""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from email import message_from_string
from email.utils import parseaddr
from fnmatch import fnmatchcase
from typing import Any

from dev.embedded_aws import ACCOUNT
from dev.packaging.build import REGION
from dev.packaging.conditions import Condition, context, fulfilled
from dev.packaging.template import Template
from dev.provision import Provisioned

Call = Sequence[Any]  # service, operation, parameters
Names = Mapping[str, str]  # what the template's ${…} stand for
Right = tuple[str, str]  # IAM action, ARN

ACTIONS = {  # where IAM's name is not the operation's own
    "s3:HeadObject": "s3:GetObject",
    "s3:ListObjectsV2": "s3:ListBucket",
    "sqs:SendMessageBatch": "sqs:SendMessage",
}
PARTS = {"ConditionCheck": "ConditionCheckItem", "Delete": "DeleteItem", "Get": "GetItem"}
PARTS |= {"Put": "PutItem", "Update": "UpdateItem"}


def names_of(made: Provisioned, **parameters: str) -> Names:
    """The names of what was made, and CloudFormation's own."""
    attributes = {
        f"{logical_id}.{attribute}": value
        for logical_id, resource in made.resources.items()
        for attribute, value in resource.attributes.items()
    }
    stack = {"Partition": "aws", "Region": REGION, "AccountId": ACCOUNT, "StackName": "sopu"}
    references = {logical_id: resource.ref for logical_id, resource in made.resources.items()}
    return references | attributes | {f"AWS::{name}": value for name, value in stack.items()} | parameters


def missing(sam: Template, function: str, calls: Iterable[Call], names: Names) -> list[str]:
    """Each `action on ARN` that the calls need and the function's role does not allow, sorted."""
    allowed = list(_allowed(sam, function, names))
    return sorted(
        {
            f"{action} on {arn}"
            for call in calls
            for service, operation, given in parts(*call)
            for action, arn in needed(service, operation, given)
            if not any(
                action == granted and fnmatchcase(arn, on) and fulfilled(condition, context(operation, given))
                for granted, on, condition in allowed
            )
        }
    )


def parts(service: str, operation: str, given: Mapping[str, Any]) -> Iterator[Call]:
    """A transaction as the calls that it is made of, which is how IAM looks at it; any other call as it is."""
    if not operation.startswith("Transact"):
        yield service, operation, given
        return
    for part in given["TransactItems"]:
        ((kind, inner),) = part.items()
        yield service, PARTS[kind], inner


def needed(service: str, operation: str, given: Mapping[str, Any]) -> Iterator[Right]:
    """What IAM asks of the caller of this operation, which is no transaction."""
    if "RequestItems" in given:
        yield from ((f"{service}:{operation}", _table({"TableName": name})) for name in given["RequestItems"])
    else:
        name, arn = f"{service}:{operation}", ARNS[service](given)
        yield (
            f"{name}Version" if name == "s3:GetObject" and "VersionId" in given else ACTIONS.get(name, name),
            arn,
        )
        if "ObjectLockMode" in given:
            yield "s3:PutObjectRetention", arn
        if service == "ses" and "Raw" in given["Content"]:
            yield "ses:SendRawEmail", arn
        if "ConfigurationSetName" in given:
            yield name, f"arn:aws:ses:{REGION}:{ACCOUNT}:configuration-set/{given['ConfigurationSetName']}"


def _table(given: Mapping[str, Any]) -> str:
    index = f"/index/{given['IndexName']}" if "IndexName" in given else ""
    return f"arn:aws:dynamodb:{REGION}:{ACCOUNT}:table/{given['TableName']}{index}"


def _object(given: Mapping[str, Any]) -> str:
    return f"arn:aws:s3:::{given['Bucket']}" + (f"/{given['Key']}" if "Key" in given else "")


def _identity(given: Mapping[str, Any]) -> str:
    sender = parseaddr(message_from_string(given["Content"]["Raw"]["Data"])["From"])[1]
    return f"arn:aws:ses:{REGION}:{ACCOUNT}:identity/{sender.rpartition('@')[2]}"


ARNS = {
    "dynamodb": _table,
    "s3": _object,
    "sqs": lambda given: f"arn:aws:sqs:{REGION}:{ACCOUNT}:{given['QueueUrl'].rpartition('/')[2]}",
    "kms": lambda given: f"arn:aws:kms:{REGION}:{ACCOUNT}:key/{given['KeyId']}",
    "ses": _identity,
}


def _allowed(sam: Template, function: str, names: Names) -> Iterator[tuple[str, str, Condition]]:
    """Each action, the ARN (or pattern) it is allowed on, and the condition that it stands under, if any."""
    role = sam["Resources"][function]["Properties"]["Role"]["Fn::GetAtt"][0]
    (policy,) = sam["Resources"][role]["Properties"]["Policies"]
    for statement in policy["PolicyDocument"]["Statement"]:
        condition = statement.get("Condition", {})
        for action in statement["Action"]:
            yield from ((action, _arn(resource, names), condition) for resource in statement["Resource"])


def _arn(resource: Any, names: Names) -> str:
    match resource:
        case {"Fn::GetAtt": [logical_id, attribute]}:
            return names[f"{logical_id}.{attribute}"]
        case {"Fn::Sub": str(text)}:
            return re.sub(r"\$\{([^}]+)\}", lambda match: names[match[1]], text)
    return str(resource)
