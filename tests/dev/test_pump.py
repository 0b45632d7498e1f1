import json
import logging
import time

import boto3
import pytest

from dev.events import passes, schedule_event
from dev.pump import LOOK_SECONDS, Pump
from dev.sources import Queue, Stream
from tests.dev.tools import at_once, until

SOON = 1.0  # a second on a noisy machine; far below it means that nothing waited for the next look


class Recorder:
    """A handler that keeps its events and fails when told to."""

    def __init__(self, fails=lambda record: False):
        self.events = []
        self.fails = fails

    def __call__(self, event):
        self.events.append(event)
        if any(self.fails(record) for record in event["Records"]):
            raise RuntimeError("told to fail")

    @property
    def records(self):
        return [record for event in self.events for record in event["Records"]]

    def bodies(self):
        return [record["body"] for record in self.records]

    def sort_keys(self):
        return [record["dynamodb"]["Keys"]["sk"]["S"] for record in self.records]


class Rig:
    """The product's own stream and jobs queue, with handlers of the test's."""

    def __init__(self, aws, made, template):
        self.sqs, self.dynamodb = boto3.client("sqs"), boto3.client("dynamodb")
        self.table = made.environment["SOPU_TABLE"]
        self.jobs, self.dead, self.failures = (
            made.resources[name] for name in ("JobsQueue", "JobsDeadLetters", "ForwardFailures")
        )
        for queue in (self.jobs, self.dead, self.failures):
            self._empty(queue)
        self.forward, self.work, self.rounds = Recorder(), Recorder(), []
        self.stream_arn = made.resources["Table"].attributes["StreamArn"]
        stream = Stream(self.stream_arn, self.failures.ref, template.event_source("Forward"), self._forward)
        stream.FIRST_WAIT = 0.001
        stream.turn()
        self.forward.events.clear()
        self.pump = Pump([stream, self.queue()], sweep=self._sweep)
        self.sweep = lambda: None
        aws.listener = self.pump.heard

    def queue(self):
        return Queue("work", self.jobs.ref, self.jobs.attributes["Arn"], 4, lambda event: self.work(event))

    def forget_quickly(self):
        """Let a failed message come back after a second instead of the template's three minutes."""
        self.sqs.set_queue_attributes(QueueUrl=self.jobs.ref, Attributes={"VisibilityTimeout": "1"})

    def _empty(self, queue):
        while messages := self.sqs.receive_message(QueueUrl=queue.ref).get("Messages"):
            self.sqs.delete_message(QueueUrl=queue.ref, ReceiptHandle=messages[0]["ReceiptHandle"])

    def _forward(self, event):
        self.forward(event)

    def _sweep(self):
        self.rounds.append(len(self.rounds))
        self.sweep()

    def write(self, *sort_keys):
        for sort_key in sort_keys:
            item = {
                "pk": {"S": f"CONTRACT#{time.monotonic_ns()}"},
                "sk": {"S": sort_key},
                "secret": {"S": "x"},
            }
            self.dynamodb.put_item(TableName=self.table, Item=item)

    def send(self, body):
        self.sqs.send_message(QueueUrl=self.jobs.ref, MessageBody=body)

    def count(self, queue, which="ApproximateNumberOfMessages"):
        attributes = self.sqs.get_queue_attributes(QueueUrl=queue.ref, AttributeNames=[which])["Attributes"]
        return int(attributes[which])


@pytest.fixture
def rig(aws, made, template):
    logging.getLogger("sopu.dev").setLevel(logging.CRITICAL)
    rig = Rig(aws, made, template)
    rig.pump.start()
    yield rig
    rig.pump.stop()
    aws.listener = None
    logging.getLogger("sopu.dev").setLevel(logging.NOTSET)


def test_a_trail_entry_is_forwarded_soon_and_as_lambda_would(rig):
    rig.write("ENTRY#000001")

    assert until(lambda: rig.forward.records) < SOON
    (record,) = rig.forward.records
    assert record["eventName"] == "INSERT"
    assert record["eventSource"] == "aws:dynamodb"
    assert record["eventSourceARN"] == rig.stream_arn
    assert set(record["dynamodb"]) >= {"Keys", "SequenceNumber", "SizeBytes", "StreamViewType"}
    assert isinstance(record["dynamodb"]["ApproximateCreationDateTime"], float)
    assert "secret" not in json.dumps(record)


def test_only_what_the_templates_filter_lets_through_is_forwarded(rig):
    rig.write("DRAFT", "HEAD", "ENTRY#000001", "PRIVATE#000001", "ENTRY#000002")

    until(lambda: len(rig.forward.records) == 2)
    assert rig.forward.sort_keys() == ["ENTRY#000001", "ENTRY#000002"]


def test_a_record_that_always_fails_is_reported_and_the_others_pass_in_order(rig):
    rig.forward.fails = lambda record: record["dynamodb"]["Keys"]["sk"]["S"] == "ENTRY#BAD"

    rig.write("ENTRY#1", "ENTRY#BAD", "ENTRY#2")

    until(lambda: rig.count(rig.failures) == 1)
    until(lambda: "ENTRY#2" in rig.forward.sort_keys())
    alone = [event for event in rig.forward.events if len(event["Records"]) == 1]
    bad = [event for event in alone if rig.forward.fails(event["Records"][0])]
    assert len(bad) == 1 + 5  # the first try and the template's MaximumRetryAttempts


def test_a_job_is_worked_soon_and_gone(rig):
    sent_at = time.monotonic()
    rig.send('{"job": "ä"}')

    until(lambda: rig.work.records)
    assert time.monotonic() - sent_at < SOON
    (record,) = rig.work.records
    assert (record["body"], record["eventSource"]) == ('{"job": "ä"}', "aws:sqs")
    assert record["eventSourceARN"] == rig.jobs.attributes["Arn"]
    assert record["attributes"]["ApproximateReceiveCount"] == "1"
    until(lambda: rig.count(rig.jobs) + rig.count(rig.jobs, "ApproximateNumberOfMessagesNotVisible") == 0)


def test_jobs_are_picked_up_when_sent_and_not_at_the_next_look(rig):
    waits = []
    for number in range(20):
        sent_at = time.monotonic()
        rig.send(str(number))
        until(lambda number=number: str(number) in rig.work.bodies())
        waits.append(time.monotonic() - sent_at)

    # A quiet machine takes 5 ms; without the bell the median would be half a look.
    assert sorted(waits)[len(waits) // 2] < LOOK_SECONDS / 5


def test_many_jobs_are_worked_side_by_side_each_once(rig):
    at_once(10, lambda number: [rig.send(f"{number}-{turn}") for turn in range(10)])

    until(lambda: len(rig.work.bodies()) == 100, seconds=10)
    assert len(set(rig.work.bodies())) == 100
    assert {len(event["Records"]) for event in rig.work.events} == {1}


def test_settling_runs_the_clock_until_a_round_changes_nothing(rig):
    rig.sweep = lambda: rig.send("late job") if len(rig.rounds) < 3 else None

    rig.pump.settle()

    assert rig.work.bodies() == ["late job", "late job"]
    assert len(rig.rounds) == 3


def test_settling_waits_for_what_a_job_sets_going(rig):
    rig.forward = Recorder()
    rig.sweep = lambda: rig.write("ENTRY#000009") if len(rig.rounds) == 1 else None
    rig.work.fails = lambda record: time.sleep(0.2)

    rig.send("slow")
    rig.pump.settle()

    assert rig.work.bodies() == ["slow"]
    assert rig.forward.sort_keys() == ["ENTRY#000009"]


def test_a_clock_that_fails_says_so(rig):
    def broken():
        raise RuntimeError("the clock stands")

    rig.sweep = broken

    with pytest.raises(RuntimeError, match="the clock stands"):
        rig.pump.settle()


def test_an_idle_pump_hardly_uses_the_processor(rig):
    rig.pump.settle()
    begun = time.process_time()

    time.sleep(2)

    assert time.process_time() - begun < 0.2


def test_a_poison_job_lies_with_the_dead_letters_after_five_receives(rig):
    rig.forget_quickly()
    rig.work.fails = lambda record: record["body"] == "poison"

    rig.send("poison")
    rig.send("good")

    until(lambda: rig.count(rig.dead) == 1, seconds=20)
    assert rig.work.bodies().count("poison") == 5
    assert rig.work.bodies().count("good") == 1


def test_a_filter_reads_as_the_template_writes_it():
    pattern = {"eventName": ["INSERT"], "dynamodb": {"Keys": {"sk": {"S": [{"prefix": "ENTRY#"}, "HEAD"]}}}}

    def record(event_name, sort_key):
        return {"eventName": event_name, "dynamodb": {"Keys": {"sk": {"S": sort_key}}}}

    assert passes(pattern, record("INSERT", "ENTRY#000001"))
    assert passes(pattern, record("INSERT", "HEAD"))
    assert not passes(pattern, record("MODIFY", "ENTRY#000001"))
    assert not passes(pattern, record("INSERT", "DRAFT"))
    assert not passes(pattern, {"eventName": "INSERT"})


def test_a_round_of_the_clock_carries_the_products_time():
    from datetime import datetime

    event = schedule_event(datetime.fromisoformat("2026-11-23T09:00:00+02:00"), "eu-north-1")

    assert event["time"] == "2026-11-23T07:00:00Z"
