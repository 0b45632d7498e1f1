"""What only operators' tools read, from outside the product: every object under an address, every contract of a table."""

from collections.abc import Iterator

from botocore.exceptions import BotoCoreError, ClientError

from chalicelib.aws import clients
from chalicelib.aws.table import ENTRY, HEAD, contract_of, contract_pk


def objects_under(address: str) -> Iterator[tuple[str, bytes]]:
    """
    (address, bytes) of each object under s3://bucket/prefix, in the order of keys, one at a time.

    Raises OSError when the bucket cannot be listed or an object cannot be read.
    """
    try:
        yield from _objects(address)
    except (BotoCoreError, ClientError) as error:
        raise OSError(str(error)) from error


def versions_under(address: str) -> Iterator[tuple[str, str]]:
    """
    (key, version id) of every version under s3://bucket/prefix, without its bytes; delete markers are none.

    Raises OSError when the bucket cannot be listed.
    """
    bucket, _, prefix = address.removeprefix("s3://").partition("/")
    pages = clients.s3().get_paginator("list_object_versions").paginate(Bucket=bucket, Prefix=prefix)
    try:
        for page in pages:
            yield from ((found["Key"], found["VersionId"]) for found in page.get("Versions", []))
    except (BotoCoreError, ClientError) as error:
        raise OSError(str(error)) from error


def contracts_in(table: str) -> Iterator[str]:
    """
    Id of each contract that has a row or an entry in the table, each once, in no order.

    Reads the whole table (a scan), which no function may. Raises OSError when it cannot be read.
    """
    told: set[str] = set()
    pages = clients.dynamodb().get_paginator("scan").paginate(
        TableName=table, ConsistentRead=True, ProjectionExpression="pk",
        FilterExpression="begins_with(pk, :pk) AND (sk = :head OR begins_with(sk, :entry))",
        ExpressionAttributeValues={":pk": {"S": contract_pk("")}, ":head": {"S": HEAD}, ":entry": {"S": ENTRY}},
    )  # fmt: skip
    try:
        for page in pages:
            found = {contract_of(row["pk"]["S"]) for row in page["Items"]} - told
            told |= found
            yield from found
    except (BotoCoreError, ClientError) as error:
        raise OSError(str(error)) from error


def _objects(address: str) -> Iterator[tuple[str, bytes]]:
    bucket, _, prefix = address.removeprefix("s3://").partition("/")
    pages = clients.s3().get_paginator("list_objects_v2").paginate(Bucket=bucket, Prefix=prefix)
    for page in pages:
        for found in page.get("Contents", []):
            body = clients.s3().get_object(Bucket=bucket, Key=found["Key"])["Body"].read()
            yield f"s3://{bucket}/{found['Key']}", body
