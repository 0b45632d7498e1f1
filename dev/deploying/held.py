"""What a stage holds that nobody may take away: files under a lock, and contracts that are under way."""

from collections.abc import Iterator, Mapping
from datetime import UTC, datetime
from typing import Any, NamedTuple

from botocore.exceptions import ClientError

from chalicelib.aws import table
from chalicelib.aws.failures import code
from dev.deploying.account import client

GONE = ("404", "NoSuchBucket", "ResourceNotFoundException")
FOR_EVER = datetime.max.replace(tzinfo=UTC)


class Held(NamedTuple):
    """How many of what, and until when as far as is known now."""

    number: int
    what: str
    until: str


def held(bucket: str, table_name: str, now: datetime) -> list[Held]:
    """Everything that stands in the way of destroying a stage; empty when nothing does, and when all is gone already."""
    locked = [until for until in _locks(bucket) if until > now]
    due = list(_due(table_name))
    found = [
        Held(len(locked), "files of the archive under a lock", _day(max(locked, default=None))),
        Held(len(due), "contracts under way", f"{max(due, default='')[:10]} at least"),
    ]
    return [it for it in found if it.number]


def _day(until: datetime | None) -> str:
    return "a legal hold is lifted" if until == FOR_EVER else f"{until:%Y-%m-%d}" if until else ""


def _locks(bucket: str) -> Iterator[datetime]:
    """When the lock of each version in the bucket ends that has one."""
    s3 = client("s3")
    for version in versions(bucket, "Versions"):
        head = s3.head_object(Bucket=bucket, Key=version["Key"], VersionId=version["VersionId"])
        if head.get("ObjectLockLegalHoldStatus") == "ON":
            yield FOR_EVER
        elif "ObjectLockRetainUntilDate" in head:
            yield head["ObjectLockRetainUntilDate"]


def versions(bucket: str, *kinds: str) -> Iterator[Mapping[str, Any]]:
    """Versions or DeleteMarkers of everything in a bucket; none when there is no such bucket."""
    try:
        for page in client("s3").get_paginator("list_object_versions").paginate(Bucket=bucket):
            for kind in kinds:
                yield from page.get(kind, [])
    except ClientError as error:
        if code(error) not in GONE:
            raise


def _due(table_name: str) -> Iterator[str]:
    """
    When the clock looks next at each contract for which something is ahead: an acceptance, a deadline, a seal, a mail.

    From the index by which the clock finds them. Those that are sealed and delivered are not there: their lock speaks
    for them.
    """
    pages = client("dynamodb").get_paginator("query")
    try:
        for shard in range(table.SHARDS):
            asked = pages.paginate(
                TableName=table_name,
                IndexName="by_due",
                KeyConditionExpression="due_shard = :shard",
                ExpressionAttributeValues={":shard": {"S": str(shard)}},
            )
            for page in asked:
                yield from (row["due_at"]["S"] for row in page["Items"])
    except ClientError as error:
        if code(error) not in GONE:
            raise
