"""Each look at what a life has left behind finds what should not be there."""

from datetime import UTC, datetime, timedelta

import boto3
import pytest

from dev.packaging.failure import PackageFault
from dev.staging import traces
from dev.staging.deployment import STACK
from tests.embedded import embedded_aws

ENDED = "REPORT RequestId: 1 Duration: 2 ms"


@pytest.fixture
def aws():
    with embedded_aws() as embedded:
        yield embedded


@pytest.fixture
def log(aws):
    """Write a line into the log of a function."""
    logs = boto3.client("logs")

    def write(function, line):
        group = f"/sopu/{STACK}/{function}"
        logs.create_log_group(logGroupName=group)
        logs.create_log_stream(logGroupName=group, logStreamName="one")
        event = {"timestamp": int(datetime.now(UTC).timestamp() * 1000), "message": line}
        logs.put_log_events(logGroupName=group, logStreamName="one", logEvents=[event])

    return write


@pytest.fixture
def archive(aws):
    """Put a file into an archive whose bucket knows locks; until: when its lock ends, None for none."""
    s3 = boto3.client("s3")
    place = {"LocationConstraint": "eu-north-1"}
    s3.create_bucket(Bucket="archive", CreateBucketConfiguration=place, ObjectLockEnabledForBucket=True)

    def put(key, until):
        lock = {"ObjectLockMode": "GOVERNANCE", "ObjectLockRetainUntilDate": until} if until else {}
        s3.put_object(Bucket="archive", Key=key, Body=b"%PDF", **lock)

    return put


def test_a_function_that_ended_a_call_has_run(log):
    log("seal", ENDED)

    traces.require_ran(["seal"], ["secret"])


def test_a_function_that_has_not_run_is_found(log):
    log("seal", "INIT_START")

    with pytest.raises(PackageFault, match="seal has not run"):
        traces.require_ran(["seal"], [])


def test_a_secret_in_a_log_is_found(log):
    log("work", f"{ENDED} koe@sopu.test")

    with pytest.raises(PackageFault, match="work has logged"):
        traces.require_ran(["work"], ["koe@sopu.test"])


CLICK = '{"kind": "POST /sign/{token}/accept", "trace": "t", "ContractsCompleted": 1}'


def test_a_click_that_leads_to_its_seal_and_mails_is_followed(log):
    log("pages", f"START RequestId: 1\n{CLICK}\n{ENDED}")
    log("seal", '{"kind": "seal", "trace": "t", "ContractsSealed": 1}')
    log("work", '{"kind": "mail completed", "trace": "t", "MailsSent": 1}')

    traces.require_followed()


def test_a_click_whose_mails_are_told_under_another_trace_is_found(log):
    log("pages", CLICK)
    log("seal", '{"kind": "seal", "trace": "t", "ContractsSealed": 1}')
    log("work", '{"kind": "mail completed", "trace": "another", "MailsSent": 1}')

    with pytest.raises(PackageFault, match="does not lead to a seal and mails"):
        traces.require_followed()


def test_a_log_that_knows_no_click_is_found(log):
    log("pages", "INFO journal: POST /sign/{token}/accept: 303, 5 ms")

    with pytest.raises(PackageFault, match="no page has told"):
        traces.require_followed()


def test_a_message_that_is_left_is_found_with_its_queue(aws):
    sqs = boto3.client("sqs")
    dead = sqs.create_queue(QueueName="JobsDeadLetters")["QueueUrl"]
    traces.require_drained()
    sqs.send_message(QueueUrl=dead, MessageBody="job")

    with pytest.raises(PackageFault, match="JobsDeadLetters': 1"):
        traces.require_drained()


def test_locked_files_are_counted(archive):
    archive("contracts/1/v1.pdf", datetime.now(UTC) + timedelta(days=1))
    archive("offered/1.pdf", None)

    assert traces.require_locked("archive") == 1


def test_a_file_without_a_lock_is_found(archive):
    archive("contracts/1/v1.pdf", None)

    with pytest.raises(PackageFault, match=r"contracts/1/v1.pdf is not locked"):
        traces.require_locked("archive")


def test_an_empty_archive_is_found(archive):
    with pytest.raises(PackageFault, match="empty"):
        traces.require_locked("archive")


def test_the_logs_are_left_a_file_for_each_function(log, tmp_path):
    log("seal", ENDED)
    log("work", "INIT_START")

    traces.leave_logs(tmp_path)

    assert {file.name: file.read_text() for file in tmp_path.iterdir()} == {
        "seal.log": ENDED,
        "work.log": "INIT_START",
    }
