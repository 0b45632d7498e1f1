"""The AWS clients of this process: made at first use, never at import, and kept for every later request."""

from threading import Lock
from typing import TYPE_CHECKING, Any

import boto3
from botocore.config import Config

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient
    from mypy_boto3_kms import KMSClient
    from mypy_boto3_s3 import S3Client
    from mypy_boto3_sesv2 import SESV2Client
    from mypy_boto3_sqs import SQSClient

# Lambda serves one request at a time; the local service has a thread for each browser.
_POOL = 50
_RETRIES: Any = {"mode": "standard", "total_max_attempts": 3}
_ONCE: Any = {"mode": "standard", "total_max_attempts": 1}

_CONFIGS = {
    "dynamodb": Config(connect_timeout=1, read_timeout=3, max_pool_connections=_POOL, retries=_RETRIES),
    "kms": Config(connect_timeout=1, read_timeout=3, max_pool_connections=_POOL, retries=_RETRIES),
    "sqs": Config(connect_timeout=1, read_timeout=3, max_pool_connections=_POOL, retries=_RETRIES),
    # A sealed contract is up to some megabytes. Version 4 signatures: what every region takes for signed addresses.
    "s3": Config(
        connect_timeout=1,
        read_timeout=10,
        max_pool_connections=_POOL,
        retries=_RETRIES,
        signature_version="s3v4",
    ),
    # SES knows no repeated request: a retry here would be a second mail to the same person.
    "sesv2": Config(connect_timeout=2, read_timeout=10, max_pool_connections=_POOL, retries=_ONCE),
}
_made: dict[str, Any] = {}
_making = Lock()


def dynamodb() -> "DynamoDBClient":
    """The process's client for the table."""
    return _client("dynamodb")  # type: ignore[no-any-return]


def s3() -> "S3Client":
    """The process's client for the archive."""
    return _client("s3")  # type: ignore[no-any-return]


def kms() -> "KMSClient":
    """The process's client for keys."""
    return _client("kms")  # type: ignore[no-any-return]


def sqs() -> "SQSClient":
    """The process's client for queues."""
    return _client("sqs")  # type: ignore[no-any-return]


def sesv2() -> "SESV2Client":
    """The process's client for mail; it tries once."""
    return _client("sesv2")  # type: ignore[no-any-return]


def forget() -> None:
    """Make new clients from now on: after AWS_ENDPOINT_URL or the credentials have changed in this process."""
    with _making:
        _made.clear()


def _client(service: str) -> Any:
    with _making:  # boto3's session may not make two clients at once
        if service not in _made:
            _made[service] = _new(service, _CONFIGS[service])
        return _made[service]


def _new(service: str, config: Config) -> Any:
    client = boto3.client(service, config=config)  # type: ignore[call-overload]
    if service != "s3" or not client.meta.endpoint_url.endswith(".amazonaws.com"):
        return client
    # The region's own host: for some hours a new bucket's global address answers with a redirect, and an address
    # that was signed for one host fails at another.
    return boto3.client("s3", config=config.merge(Config(s3={"addressing_style": "virtual"})))
