"""The sealed objects of a bucket, as somebody outside the product reads them: each as it was written first."""

import hashlib
from collections.abc import Iterator
from itertools import groupby
from operator import itemgetter

from botocore.exceptions import BotoCoreError, ClientError

from chalicelib.aws import clients
from chalicelib.frozen import dataclass

PREFIX = "contracts/"


@dataclass(frozen=True, kw_only=True)
class SealedObject:
    """
    An object under contracts/ in the version that was written first. size: bytes.

    others: how many versions and deletions came after it; the product makes none.
    """

    bucket: str
    key: str
    version_id: str
    size: int
    others: int


class NotWhole(Exception):
    """The bytes are not those whose digest was put with them."""


def sealed_objects(bucket: str) -> Iterator[SealedObject]:
    """Every one in the order of keys, a thousand to a call. Raises OSError when the bucket cannot be listed."""
    try:
        for key, group in groupby(_written(bucket), itemgetter(0)):
            written = [each[1] for each in group]
            versions = [each for each in written if each]
            if versions:
                version_id, size = versions[-1]
                yield SealedObject(
                    bucket=bucket, key=key, version_id=version_id, size=size, others=len(written) - 1
                )
    except (BotoCoreError, ClientError) as error:
        raise OSError(str(error)) from error


def bytes_of(sealed: SealedObject) -> bytes:
    """
    The bytes of that very version, checked against the SHA-256 that was put with them, by S3's checksum and by our own.

    Raises NotWhole when they differ or none was put, OSError when they cannot be read.
    """
    try:
        answer = clients.s3().get_object(
            Bucket=sealed.bucket, Key=sealed.key, VersionId=sealed.version_id, ChecksumMode="ENABLED"
        )
        data = answer["Body"].read()
    except (BotoCoreError, ClientError) as error:
        raise OSError(str(error)) from error
    if hashlib.sha256(data).hexdigest() != answer["Metadata"].get("sha256"):
        raise NotWhole()
    return data


def _written(bucket: str) -> Iterator[tuple[str, tuple[str, int] | None]]:
    """(key, (version id, size)) of every version, the newest of a key first; (key, None) of every deletion."""
    pages = clients.s3().get_paginator("list_object_versions").paginate(Bucket=bucket, Prefix=PREFIX)
    for page in pages:
        versions = [(it["Key"], (it["VersionId"], it["Size"])) for it in page.get("Versions", [])]
        deletions = [(it["Key"], None) for it in page.get("DeleteMarkers", [])]
        yield from sorted([*deletions, *versions], key=itemgetter(0))
