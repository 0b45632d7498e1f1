"""What is seen without a call is what a call would have found, and a look in vain costs none."""

import boto3
import pytest

from dev import at_hand
from dev.sources import Queue, Stream

REGION, NAME = "eu-north-1", "looked-at"


@pytest.fixture
def queue(aws):
    """A client, the URL and the ARN of a queue of the test's own."""
    sqs = boto3.client("sqs")
    url = sqs.create_queue(QueueName=NAME)["QueueUrl"]
    yield (
        sqs,
        url,
        sqs.get_queue_attributes(QueueUrl=url, AttributeNames=["QueueArn"])["Attributes"]["QueueArn"],
    )
    sqs.delete_queue(QueueUrl=url)


@pytest.fixture
def table(made):
    return made.environment["SOPU_TABLE"]


def put(table, sort_key):
    boto3.client("dynamodb").put_item(
        TableName=table, Item={"pk": {"S": "P"}, "sk": {"S": sort_key}, "entry": {"B": b"\x00"}}
    )


def test_a_queue_holds_what_can_be_received_and_nothing_that_is_in_work(queue):
    sqs, url, _ = queue
    assert not at_hand.holds(REGION, NAME)
    sqs.send_message(QueueUrl=url, MessageBody="one")
    assert at_hand.holds(REGION, NAME)
    (message,) = sqs.receive_message(QueueUrl=url)["Messages"]
    assert not at_hand.holds(REGION, NAME)

    sqs.change_message_visibility(QueueUrl=url, ReceiptHandle=message["ReceiptHandle"], VisibilityTimeout=0)

    assert at_hand.holds(REGION, NAME)


def test_the_items_are_those_of_a_scan(made, table):
    put(table, "X")
    scanned = boto3.client("dynamodb").scan(TableName=table)["Items"]

    assert sorted(map(repr, at_hand.items(REGION, table))) == sorted(map(repr, scanned))
    assert {"pk": {"S": "P"}, "sk": {"S": "X"}, "entry": {"B": b"\x00"}} in scanned


def test_a_look_that_would_find_nothing_is_no_call(aws, made, table, queue):
    seen, (sqs, url, arn) = [], queue
    source = Queue("work", url, arn, 1, seen.append, lambda: at_hand.holds(REGION, NAME))
    records, failures = made.resources["Table"].attributes["StreamArn"], made.resources["ForwardFailures"].ref
    stream = Stream(
        records,
        failures,
        {"MaximumRetryAttempts": 1},
        seen.append,
        lambda: at_hand.stream_length(REGION, table),
    )
    put(table, "Y")
    sqs.send_message(QueueUrl=url, MessageBody="two")
    assert (source.turn(), stream.turn()) == (True, True)
    while stream.turn():
        pass
    aws.heard.clear()

    assert (source.turn(), stream.turn()) == (False, False)

    assert aws.heard == []
    put(table, "Z")
    assert (source.turn(), stream.turn()) == (False, True)
