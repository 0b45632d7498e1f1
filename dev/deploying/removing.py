"""Taking a stage away, and with it what outlives its stack: archive, table and the seal's key."""

import re
from collections.abc import Callable, Mapping
from datetime import UTC, datetime
from typing import Any

from botocore.exceptions import ClientError, WaiterError

from chalicelib.aws.failures import code
from dev.deploying import following, stack
from dev.deploying.account import client
from dev.deploying.failure import DeployFault
from dev.deploying.held import GONE, Held, held, versions

PATIENCE = {"Delay": 5, "MaxAttempts": 360}
KEY_WAITS_DAYS = 30
KEY_GOES = ("PendingDeletion", "PendingReplicaDeletion")


def require_nothing_held(resources: Mapping[str, str]) -> None:
    """Raise DeployFault listing what is under a lock or under way. resources: physical names by logical ids."""
    found = held(resources.get("Bucket", ""), resources.get("Table", ""), datetime.now(UTC))
    if found:
        raise DeployFault("\n".join(["It is not destroyed. It holds", *map(_told, found)]))


def remove(stack_id: str, resources: Mapping[str, str], say: Callable[[str], None]) -> None:
    """
    Delete the stack, then what it leaves behind. A second call goes on where the first one broke off.

    Looks once more when nobody can write any longer, and raises DeployFault when something was sent meanwhile: table
    and archive are then still there. S3 deletes nothing that is under a lock, whatever is asked here.
    """
    _stack(stack_id)
    say("The stack is gone.")
    require_nothing_held(resources)
    for logical_id, take in RETAINED:
        for kept in (it for it in sorted(resources) if re.fullmatch(rf"{logical_id}\d*", it)):
            if _taken(take, resources[kept]):
                say(f"{kept} is gone: {resources[kept]}")


def find(name: str) -> tuple[str, dict[str, str]]:
    """The stack's ARN and its resources, also of one that is deleted already. Raises DeployFault when there is none."""
    found = stack.find_latest(name)
    if found is None:
        raise DeployFault(f"There is no stack {name}, nor was there in the last 90 days")
    return found.id, stack.resources(found.id)


def _stack(stack_id: str) -> None:
    cloudformation = client("cloudformation")
    cloudformation.delete_stack(StackName=stack_id)
    try:
        cloudformation.get_waiter("stack_delete_complete").wait(StackName=stack_id, WaiterConfig=PATIENCE)
    except WaiterError as error:
        reasons = following.reasons(stack.events(stack_id))
        raise DeployFault("\n".join(["CloudFormation does not delete the stack.", *reasons])) from error


def _told(it: Held) -> str:
    return f"  {it.number} {it.what}, until {it.until}"


def _taken(take: Callable[[str], Any], name: str) -> bool:
    """Whether it was there to be taken."""
    try:
        take(name)
    except ClientError as error:
        if code(error) not in (*GONE, "NotFoundException"):
            raise
        return False
    return True


def _bucket(name: str) -> None:
    """Without its policy first: that lets nobody delete from the archive, not even what is no longer locked."""
    s3 = client("s3")
    s3.delete_bucket_policy(Bucket=name)
    for version in list(versions(name, "Versions", "DeleteMarkers")):
        s3.delete_object(Bucket=name, Key=version["Key"], VersionId=version["VersionId"])
    s3.delete_bucket(Bucket=name)


def _table(name: str) -> None:
    """Its point-in-time recovery leaves a last backup, which AWS keeps for 35 days."""
    dynamodb = client("dynamodb")
    dynamodb.update_table(TableName=name, DeletionProtectionEnabled=False)
    dynamodb.get_waiter("table_exists").wait(TableName=name, WaiterConfig=PATIENCE)
    dynamodb.delete_table(TableName=name)
    dynamodb.get_waiter("table_not_exists").wait(TableName=name, WaiterConfig=PATIENCE)


def _key(key_id: str) -> None:
    """What it has sealed is verified by its certificate, without it. Until the days are over it can be called back."""
    kms = client("kms")
    if kms.describe_key(KeyId=key_id)["KeyMetadata"]["KeyState"] not in KEY_GOES:
        kms.schedule_key_deletion(KeyId=key_id, PendingWindowInDays=KEY_WAITS_DAYS)


# What outlives its stack; of the seal's key there may be more than one (docs/runbooks/rotate-the-seal-key.md).
RETAINED = (("Bucket", _bucket), ("Table", _table), ("SealKey", _key))
