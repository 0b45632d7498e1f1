"""When AWS does not do as asked: what passes by itself is tried again, what is slow is Busy, the rest flies on."""

from collections.abc import Callable
from typing import Any, TypeVar

from botocore.exceptions import ClientError, HTTPClientError, IncompleteReadError
from botocore.exceptions import ConnectionError as NoConnection

from chalicelib.domain.errors import Busy

Answer = TypeVar("Answer")
Wait = Callable[[int], None]

TRIES = 8
# Somebody else is at the same item or key this very moment. boto3 does not try these again.
_COLLISIONS = {"TransactionConflictException", "ConditionalRequestConflict"}
_COLLIDED = {"TransactionConflict", "ThrottlingError", "ProvisionedThroughputExceeded"}
# boto3 has tried these three times when they arrive here.
_SLOW = {
    "LimitExceededException",
    "ProvisionedThroughputExceededException",
    "RequestLimitExceeded",
    "RequestThrottled",
    "RequestTimeout",
    "SlowDown",
    "Throttling",
    "ThrottlingException",
    "TooManyRequestsException",
    "TransactionInProgressException",
}

_NO_ANSWER = (HTTPClientError, IncompleteReadError, NoConnection)


def patiently(call: Callable[[], Answer], wait: Wait) -> Answer:
    """
    The answer of a call that may be repeated, made again after wait(0), wait(1) … while it collides with another.

    Raises Busy when it keeps colliding, and when AWS throttles, fails or does not answer: the call may have been
    carried out then, so a caller must be content with finding its own work done.
    """
    for attempt in range(TRIES):
        try:
            return call()
        except ClientError as error:
            if _is_slow(error):
                raise Busy() from error
            if not _has_collided(error):
                raise
        except _NO_ANSWER as error:
            raise Busy() from error
        wait(attempt)
    raise Busy()


def code(error: ClientError) -> str:
    """AWS's name for what went wrong, such as "NoSuchKey"."""
    return str(error.response.get("Error", {}).get("Code", ""))


def cancellation_reasons(error: ClientError) -> list[dict[str, Any]]:
    """Why a transaction was cancelled, one reason for each of its operations; empty for any other error."""
    return [dict(reason) for reason in error.response.get("CancellationReasons", [])]


def condition_failed(error: ClientError) -> bool:
    """A condition did not hold, of a single write or within a transaction: what was read is no longer so."""
    failed = any(reason.get("Code") == "ConditionalCheckFailed" for reason in cancellation_reasons(error))
    return failed or code(error) == "ConditionalCheckFailedException"


def _has_collided(error: ClientError) -> bool:
    # A failed condition is decisive, whatever else went wrong with the transaction.
    collided = any(reason.get("Code") in _COLLIDED for reason in cancellation_reasons(error))
    return code(error) in _COLLISIONS or (collided and not condition_failed(error))


def _is_slow(error: ClientError) -> bool:
    status = error.response.get("ResponseMetadata", {}).get("HTTPStatusCode", 0)
    return code(error) in _SLOW or status >= 500
