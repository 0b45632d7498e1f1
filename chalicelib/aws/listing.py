"""Reading a bucket from outside the product: every object under an address."""

from collections.abc import Iterator

from chalicelib.aws import clients


def objects_under(address: str) -> Iterator[tuple[str, bytes]]:
    """
    (address, bytes) of each object under s3://bucket/prefix, in the order of keys, one at a time.

    Raises what botocore raises, such as when nobody may list the bucket.
    """
    bucket, _, prefix = address.removeprefix("s3://").partition("/")
    pages = clients.s3().get_paginator("list_objects_v2").paginate(Bucket=bucket, Prefix=prefix)
    for page in pages:
        for found in page.get("Contents", []):
            body = clients.s3().get_object(Bucket=bucket, Key=found["Key"])["Body"].read()
            yield f"s3://{bucket}/{found['Key']}", body
