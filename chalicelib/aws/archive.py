"""Documents in S3: offered ones under the digest in the trail, sealed ones written once and locked for years."""

import base64
import hashlib
from collections.abc import Callable
from datetime import datetime
from typing import TYPE_CHECKING, Any, Literal
from urllib.parse import quote

from botocore.exceptions import ClientError

from chalicelib.aws.failures import Wait, code, patiently
from chalicelib.domain.errors import NotFound

if TYPE_CHECKING:
    from mypy_boto3_s3 import S3Client

PDF = "application/pdf"
URL_LIFETIME_SECONDS = 300
_TYPES = {"pdf": PDF, "xhtml": "application/xhtml+xml; charset=utf-8"}
_MISSING = {"NoSuchKey", "NoSuchVersion", "404"}


class S3Archive:
    """
    One bucket with versions and Object Lock.

    lock: GOVERNANCE lets one break-glass role shorten a lock, COMPLIANCE nobody. A key of the archive is never written
    again, so whoever repeats its put finds the first one's bytes.
    """

    def __init__(
        self,
        client: Callable[[], "S3Client"],
        bucket: str,
        wait: Wait,
        lock: Literal["GOVERNANCE", "COMPLIANCE"] = "GOVERNANCE",
    ) -> None:
        self._client, self._bucket, self._wait, self._lock = client, bucket, wait, lock

    def offer(self, contract: str, name: str, suffix: str, data: bytes) -> None:
        """
        Keep what parties are shown; again, the same bytes, for 90 days from then. suffix: pdf or xhtml.

        Put even where it lies already: a sending may have failed weeks ago, and what it left would go before the
        deadline of the one that succeeds. S3 refuses what the wire has changed.
        """
        self._put(_offered(contract, name, suffix), data, _TYPES[suffix])

    def offered(self, contract: str, name: str, suffix: str) -> bytes:
        """Raises NotFound when they are gone, 90 days after they were last offered."""
        return self._get(_offered(contract, name, suffix))[1]

    def offered_url(self, contract: str, name: str, filename: str) -> str:
        """Opens in the browser; for five minutes."""
        return self._url("inline", filename, Key=_offered(contract, name, "pdf"))

    def put_once(self, key: str, data: bytes, retain_until: datetime) -> tuple[str, bytes]:
        """
        Archive and lock in one put; when the key is taken, what lies there is adopted: (version id, bytes).

        That is also how a repeat after a lost answer finds its own. Raises Busy.
        """
        lock = {"ObjectLockMode": self._lock, "ObjectLockRetainUntilDate": retain_until}
        try:
            return self._put(key, data, PDF, IfNoneMatch="*", **lock), data
        except ClientError as error:
            if code(error) != "PreconditionFailed":
                raise
        return self._get(key)

    def archived(self, key: str, version_id: str) -> bytes:
        """The bytes of this very version. Raises NotFound."""
        return self._get(key, VersionId=version_id)[1]

    def archived_url(self, key: str, version_id: str, filename: str) -> str:
        """Saves to the reader's disk; for five minutes."""
        return self._url("attachment", filename, Key=key, VersionId=version_id)

    def _put(self, key: str, data: bytes, content_type: str, **more: Any) -> str:
        digest = hashlib.sha256(data)
        checksum = base64.b64encode(digest.digest()).decode()

        def put() -> str:
            answer = self._client().put_object(
                Bucket=self._bucket,
                Key=key,
                Body=data,
                ChecksumAlgorithm="SHA256",
                ChecksumSHA256=checksum,
                ContentType=content_type,
                Metadata={"sha256": digest.hexdigest()},
                ServerSideEncryption="AES256",
                **more,
            )
            return answer["VersionId"]

        return patiently(put, self._wait)

    def _get(self, key: str, **version: Any) -> tuple[str, bytes]:
        def get() -> tuple[str, bytes]:
            answer = self._client().get_object(Bucket=self._bucket, Key=key, **version)
            return answer["VersionId"], answer["Body"].read()

        try:
            return patiently(get, self._wait)
        except ClientError as error:
            if code(error) in _MISSING:
                raise NotFound() from error
            raise

    def _url(self, disposition: str, filename: str, **of: str) -> str:
        named = {
            "Bucket": self._bucket,
            "ResponseContentType": PDF,
            "ResponseContentDisposition": content_disposition(disposition, filename),
        }
        return self._client().generate_presigned_url(
            "get_object", Params=named | of, ExpiresIn=URL_LIFETIME_SECONDS
        )


def content_disposition(disposition: str, filename: str) -> str:
    """The header's value with the name in UTF-8 (RFC 6266, RFC 8187): attachment; filename*=UTF-8''TO-2026-0001.pdf"""
    return f"{disposition}; filename*=UTF-8''{quote(filename, safe='')}"


def _offered(contract: str, name: str, suffix: str) -> str:
    return f"offered/{contract}/{name}.{suffix}"
