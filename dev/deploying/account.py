"""The AWS account that the operator's credentials lead to, in the one region that Sopu runs in."""

from typing import Any

import boto3
from botocore.exceptions import ClientError

from dev.deploying.failure import DeployFault
from dev.packaging.build import REGION


def client(service: str) -> Any:
    """A client of this service; global services ignore the region."""
    return boto3.client(service, region_name=REGION)  # type: ignore[call-overload]


def number() -> str:
    """The account's twelve digits."""
    return str(client("sts").get_caller_identity()["Account"])


def operator() -> str:
    """
    The ARN by which key policies know whoever runs this: a user, the root user, or the role behind a session.

    Raises DeployFault for a role that cannot be looked up: a session's name does not tell the role's path.
    """
    arn = str(client("sts").get_caller_identity()["Arn"])
    if ":assumed-role/" not in arn:
        return arn
    role = arn.split("/")[1]
    try:
        return str(client("iam").get_role(RoleName=role)["Role"]["Arn"])
    except ClientError as error:
        raise DeployFault(
            f"The role {role} cannot be read ({error}): give its ARN as SEAL_KEEPER="
        ) from error
