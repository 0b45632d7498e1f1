"""What a life leaves behind in the emulated AWS: functions that ran, queues, logs, and the archive."""

import json
from collections.abc import Iterable
from pathlib import Path
from typing import Any

import boto3

from dev.deploying import destroy
from dev.deploying.failure import DeployFault
from dev.packaging.failure import PackageFault
from dev.staging.deployment import STACK, STAGE

ENDED = "REPORT RequestId:"  # Lambda's own line after each call
WAITING = ("ApproximateNumberOfMessages", "ApproximateNumberOfMessagesNotVisible")


def require_ran(functions: Iterable[str], secrets: Iterable[str]) -> None:
    """Raise PackageFault unless each of these functions has ended a call, and none has written a secret into its log."""
    hidden = list(secrets)
    for function in functions:
        log = _log(function)
        if ENDED not in log:
            raise PackageFault(f"{function} has not run:\n{log}")
        if told := [secret for secret in hidden if secret in log]:
            raise PackageFault(f"{function} has logged {told}")


def require_followed() -> None:
    """
    Raise PackageFault unless the log leads from the click that completed a contract, by its trace, to seal and mails.

    Here alone the functions write their log as in AWS: on a laptop its lines are words.
    """
    clicks = [line for line in _lines("pages") if "ContractsCompleted" in line]
    if not clicks:
        raise PackageFault(f"no page has told that it completed a contract:\n{_log('pages')}")
    for click in clicks:
        jobs = [
            line for name in ("work", "seal") for line in _lines(name) if line.get("trace") == click["trace"]
        ]
        if not {"ContractsSealed", "MailsSent"} <= {name for job in jobs for name in job}:
            raise PackageFault(f"{click} does not lead to a seal and mails, only to {jobs}")


def news_of_a_mail(topic: str) -> None:
    """
    What SES tells of a mail, here of one that is nobody's: the emulator's SES tells nothing by itself.

    One that came and one that bounced: looking for it, `hear` makes each call that its role allows.
    """
    tags = {"contract": ["0" * 32], "party": ["manager"], "kind": ["invitation"], "round": ["1_1"]}
    at = {"timestamp": "2026-11-23T07:00:00.000Z"}
    for kind, more in (("Delivery", at), ("Bounce", at | {"bounceType": "Permanent"})):
        told = {"eventType": kind, "mail": {"messageId": "unknown", "tags": tags}, kind.lower(): more}
        boto3.client("sns").publish(TopicArn=topic, Message=json.dumps(told))


def require_drained() -> None:
    """Raise PackageFault with the queues in which something is left: a job that waits, is being done, or has failed."""
    sqs: Any = boto3.client("sqs")
    left = {}
    for url in sqs.list_queues()["QueueUrls"]:
        told = sqs.get_queue_attributes(QueueUrl=url, AttributeNames=["All"])["Attributes"]
        if number := sum(int(told[name]) for name in WAITING):
            left[url.rpartition("/")[2]] = number
    if left:
        raise PackageFault(f"left in queues: {left}")


def require_locked(bucket: str) -> int:
    """How many objects the archive holds; raise PackageFault when there is none, or one without its lock."""
    s3: Any = boto3.client("s3")
    found = s3.list_objects_v2(Bucket=bucket, Prefix="contracts/").get("Contents", [])
    for each in found:
        if "ObjectLockRetainUntilDate" not in s3.head_object(Bucket=bucket, Key=each["Key"]):
            raise PackageFault(f"{each['Key']} is not locked")
    if not found:
        raise PackageFault("the archive is empty")
    return len(found)


def require_kept(table: str, bucket: str) -> None:
    """
    The operator's command refuses to destroy the stage, and a stack that is deleted by hand leaves table and archive.

    Raises PackageFault, DeployFault, botocore's ClientError or WaiterError.
    """
    try:
        destroy.destroy(lambda question: STAGE)
    except DeployFault as refusal:
        if "under a lock" not in str(refusal):
            raise
    else:
        raise PackageFault("a stage with a locked archive was destroyed")
    cloudformation: Any = boto3.client("cloudformation")
    cloudformation.delete_stack(StackName=STACK)
    cloudformation.get_waiter("stack_delete_complete").wait(StackName=STACK, WaiterConfig={"Delay": 1})
    boto3.client("dynamodb").describe_table(TableName=table)
    boto3.client("s3").head_bucket(Bucket=bucket)


def leave_logs(folder: Path) -> None:
    """What each function has told, into a file of its own: for whoever asks why the life did not go on."""
    logs: Any = boto3.client("logs")
    prefix = f"/sopu/{STACK}/"
    for group in logs.describe_log_groups(logGroupNamePrefix=prefix)["logGroups"]:
        function = group["logGroupName"].removeprefix(prefix)
        (folder / f"{function}.log").write_text(_log(function), encoding="utf-8")


def _lines(function: str) -> list[dict[str, Any]]:
    """What the function itself has told, as CloudWatch reads it; Lambda's own lines are no objects."""
    return [json.loads(line) for line in _log(function).splitlines() if line.startswith("{")]


def _log(function: str) -> str:
    pages: Any = boto3.client("logs").get_paginator("filter_log_events")
    found = pages.paginate(logGroupName=f"/sopu/{STACK}/{function}")
    return "\n".join(event["message"] for page in found for event in page["events"])
