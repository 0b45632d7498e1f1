"""The event sources: where a batch comes from, and what Lambda does with one that fails."""

import json
import logging
import threading
import time
from abc import ABC, abstractmethod
from collections.abc import Callable, Mapping
from typing import Any

from dev import aws_clients
from dev.events import Event, passes, queue_event, stream_event

log = logging.getLogger("sopu.dev")

Handler = Callable[[Event], Any]


class Source(ABC):
    """
    Something that has batches now and then. Whoever knows of a new one calls ring(); workers wait for it.

    workers: how many batches may be in work at once.
    """

    def __init__(self, name: str, workers: int) -> None:
        self.name = name
        self.workers = workers
        self._bell = threading.Semaphore(0)

    def ring(self) -> None:
        """Let one worker look."""
        self._bell.release()

    def wait(self) -> None:
        """Sleep until somebody rings."""
        self._bell.acquire()

    @abstractmethod
    def turn(self) -> bool:
        """Take one batch, if there is one, and carry it through; True when there was one. Safe from any thread."""


class Stream(Source):
    """
    A table's stream: one batch at a time, in order. A batch that fails is halved, a record that fails is tried
    again and then reported to the failure queue and left behind: the sweep does its work.

    length: how many records it has had since it began, where that is known without a call to AWS.
    """

    BATCH = 100
    FIRST_WAIT = 0.1

    def __init__(
        self,
        stream_arn: str,
        failures: str,
        settings: Mapping[str, Any],
        handler: Handler,
        length: Callable[[], int] | None = None,
    ) -> None:
        super().__init__("stream", workers=1)
        self._length, self._taken = length, 0
        self._client = aws_clients.client("dynamodbstreams")
        self._sqs = aws_clients.client("sqs")
        self._arn, self._failures, self._handler = stream_arn, failures, handler
        filters = settings.get("FilterCriteria", {}).get("Filters", [])
        self._patterns = [json.loads(each["Pattern"]) for each in filters]
        self._retries = int(settings["MaximumRetryAttempts"])
        self._after: dict[str, str | None] = {}
        self._in_order = threading.Lock()

    def turn(self) -> bool:
        """Forward the next batch of every shard."""
        while self._bell.acquire(blocking=False):
            pass  # one look serves all who rang until now
        with self._in_order:
            if self._length and self._length() == self._taken:
                return False
            return sum(self._forward(shard) for shard in self._shards()) > 0

    def _shards(self) -> list[str]:
        if not self._after:
            described = self._client.describe_stream(StreamArn=self._arn)["StreamDescription"]
            self._after = {shard["ShardId"]: None for shard in described["Shards"]}
        return list(self._after)

    def _forward(self, shard: str) -> bool:
        records = self._read(shard)
        if not records:
            return False
        self._after[shard] = records[-1]["dynamodb"]["SequenceNumber"]
        self._taken += len(records)
        wanted = [record for record in records if self._wants(record)]
        if wanted:
            self._deliver(wanted)
        return True

    def _read(self, shard: str) -> list[Any]:
        # A new iterator each time: moto leaves old ones pointing at a table that a failed transaction has replaced.
        after = self._after[shard]
        place: Any = {"ShardIteratorType": "TRIM_HORIZON"}
        if after:
            place = {"ShardIteratorType": "AFTER_SEQUENCE_NUMBER", "SequenceNumber": after}
        iterator = self._client.get_shard_iterator(StreamArn=self._arn, ShardId=shard, **place)
        answer = self._client.get_records(ShardIterator=iterator["ShardIterator"], Limit=self.BATCH)
        return list(answer["Records"])

    def _wants(self, record: Mapping[str, Any]) -> bool:
        return not self._patterns or any(passes(pattern, record) for pattern in self._patterns)

    def _deliver(self, records: list[Any]) -> None:
        for attempt in range(1 + self._retries):
            try:
                self._handler(stream_event(records, self._arn, self._client.meta.region_name))
                return
            except Exception:
                log.exception("forward failed with %d records, attempt %d", len(records), attempt + 1)
            if len(records) > 1:
                middle = len(records) // 2
                self._deliver(records[:middle])
                self._deliver(records[middle:])
                return
            time.sleep(self.FIRST_WAIT * 2**attempt)
        self._give_up(records[0])

    def _give_up(self, record: Mapping[str, Any]) -> None:
        number = record["dynamodb"]["SequenceNumber"]
        log.error("forward gave up on stream record %s; the sweep does its work", number)
        batch = {
            "streamArn": self._arn,
            "startSequenceNumber": number,
            "endSequenceNumber": number,
            "batchSize": 1,
        }
        body = {"requestContext": {"condition": "RetryAttemptsExhausted"}, "DDBStreamBatchInfo": batch}
        self._sqs.send_message(QueueUrl=self._failures, MessageBody=json.dumps(body))


class Queue(Source):
    """
    A queue with batches of one: a message whose handler fails stays, comes back after its visibility timeout, and
    goes to the dead-letter queue after as many receives as its redrive policy says; both are SQS's own doing.

    holds: may there be a message to take? Answers without a call to AWS, where that can be known.
    """

    def __init__(
        self,
        name: str,
        url: str,
        arn: str,
        workers: int,
        handler: Handler,
        holds: Callable[[], bool] = lambda: True,
    ) -> None:
        super().__init__(name, workers)
        self._holds = holds
        self._client = aws_clients.client("sqs")
        self._url, self._arn, self._handler = url, arn, handler

    def turn(self) -> bool:
        """Take one message and hand it on."""
        if not self._holds():
            return False
        messages = self._client.receive_message(
            QueueUrl=self._url, MaxNumberOfMessages=1, WaitTimeSeconds=0, AttributeNames=["All"],
            MessageAttributeNames=["All"],
        ).get("Messages", [])  # fmt: skip
        for message in messages:
            self._take(message)
        return bool(messages)

    def _take(self, message: Mapping[str, Any]) -> None:
        self.ring()  # where there is one there may be more: let another worker look meanwhile
        try:
            answer = self._handler(queue_event([message], self._arn, self._client.meta.region_name))
        except Exception:
            log.exception("%s failed with message %s", self.name, message["MessageId"])
            return
        if not (isinstance(answer, dict) and answer.get("batchItemFailures")):
            self._client.delete_message(QueueUrl=self._url, ReceiptHandle=message["ReceiptHandle"])
