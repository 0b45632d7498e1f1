"""Jobs that wait in SQS: small JSON messages, each delivered once or more."""

import json
from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING, Any

from chalicelib.aws.failures import Wait, patiently
from chalicelib.domain.errors import Busy

if TYPE_CHECKING:
    from mypy_boto3_sqs import SQSClient

_BATCH = 10  # SQS takes no more at once


class SqsQueue:
    """One queue, by its URL. trace: of whoever sends; each message carries it beside its body."""

    def __init__(
        self, client: Callable[[], "SQSClient"], url: str, wait: Wait, trace: Callable[[], str] = str
    ) -> None:
        self._client, self._url, self._wait, self._trace = client, url, wait, trace

    def send(self, messages: Sequence[dict[str, Any]]) -> None:
        """
        Put every message; none for an empty sequence.

        Raises Busy when any could not be put: others may have been, so a caller that tries again puts them twice.
        """
        for start in range(0, len(messages), _BATCH):
            self._send_batch(messages[start : start + _BATCH])

    def _send_batch(self, messages: Sequence[dict[str, Any]]) -> None:
        trace = self._trace()
        told = {"MessageAttributes": {"trace": {"DataType": "String", "StringValue": trace}}} if trace else {}
        entries: Any = [
            {"Id": str(number), "MessageBody": json.dumps(message, ensure_ascii=False), **told}
            for number, message in enumerate(messages)
        ]
        answer = patiently(
            lambda: self._client().send_message_batch(QueueUrl=self._url, Entries=entries), self._wait
        )
        if answer.get("Failed"):
            raise Busy()
