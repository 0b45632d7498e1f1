"""Taking messages from a queue without Lambda."""

import json
from collections.abc import Callable, Iterator
from typing import Any

from chalicelib.aws import clients

MOST_MESSAGES = 1000


def received(queue: str) -> Iterator[tuple[dict[str, Any], Callable[[], None]]]:
    """
    (message, delete) of what waits in the queue now, at most a thousand; ends when it is empty.

    What is not deleted comes back when its visibility time is over.
    """
    sqs = clients.sqs()
    for _ in range(MOST_MESSAGES):
        answer = sqs.receive_message(QueueUrl=queue, MaxNumberOfMessages=1, WaitTimeSeconds=0)
        if not answer.get("Messages"):
            return
        message = answer["Messages"][0]
        handle = message["ReceiptHandle"]
        yield (
            json.loads(message["Body"]),
            lambda: sqs.delete_message(QueueUrl=queue, ReceiptHandle=handle) and None,  # noqa: B023
        )
