"""
Does the package run? Unpacked elsewhere, each function answers a real event by the name Lambda calls it by.

Every invocation is a fresh, isolated process of the package's own Python that sees the unpacked zip, boto3 and an
embedded AWS made from the same template; nothing of this working tree.
"""

import json
import os
import tempfile
import zipfile
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import boto3

from dev.embedded_aws import EmbeddedAws
from dev.events import Event, queue_event, schedule_event, stream_event
from dev.packaging.build import REGION
from dev.packaging.failure import PackageFault, run_program
from dev.packaging.python import LambdaPython
from dev.packaging.request import page_request
from dev.packaging.template import functions, read
from dev.provision import Provisioned, provision
from dev.template import Template

BASE_URL = "https://abcdef1234.execute-api.eu-north-1.amazonaws.com/sopu"
TOKEN = "A" * 43  # the shape of a signing link's token, and no link's token


@dataclass(frozen=True)
class Deployed:
    """The unpacked zip as Lambda would have it: its functions by logical id, their environment, their Python."""

    task: Path
    handlers: dict[str, str]
    environment: dict[str, str]
    python: LambdaPython

    def invoke(self, function: str, event: Event) -> tuple[Any, str]:
        """
        What the function returned, and a line that says how it went.

        Raises PackageFault with its traceback when it raised, or with what Python said when it could not start.
        """
        event_file, answer_file = (self.task.parent / name for name in ("event.json", "answer.json"))
        event_file.write_text(json.dumps(event))
        program = (self.python.executable, "-I", "-S", Path(__file__).with_name("invocation.py"))
        arguments = (self.task, self.python.boto3, self.handlers[function], event_file, answer_file)
        run_program(*program, *arguments, env=self.environment)
        answer = json.loads(answer_file.read_text())
        if answer["error"]:
            raise PackageFault(
                f"{function} ({self.handlers[function]}) failed in the package\n{answer['error']}"
            )
        return answer["returned"], f"{self.handlers[function]}: imported in {answer['import_ms']} ms"


def run(zipped: Path, sam: Path, python: LambdaPython) -> Iterator[str]:
    """Try every function; yield a line on each. Raises PackageFault at the first that fails."""
    aws = EmbeddedAws(lambda service, action: None)
    here = dict(os.environ)
    os.environ.update(aws.environment() | {"AWS_DEFAULT_REGION": REGION})
    try:
        with tempfile.TemporaryDirectory() as place, zipfile.ZipFile(zipped) as archive:
            archive.extractall(Path(place) / "task")
            made = provision(Template(), BASE_URL)
            environment = (
                aws.environment() | {"AWS_DEFAULT_REGION": REGION, "LANG": "C.UTF-8"} | made.environment
            )
            deployed = Deployed(Path(place) / "task", functions(read(sam)), environment, python)
            yield _page(deployed)
            yield from _background(deployed, made)
    finally:
        os.environ.clear()
        os.environ.update(here)
        aws.stop()


def _page(deployed: Deployed) -> str:
    answer, line = deployed.invoke("APIHandler", page_request("/sign/{token}", token=TOKEN))
    headers = {name.lower(): value for name, value in answer["headers"].items()}
    headers |= {name.lower(): value[0] for name, value in answer["multiValueHeaders"].items()}
    if answer["statusCode"] >= 500 or not headers.get("content-type", "").startswith("text/html"):
        raise PackageFault(f"the signing page answered {answer['statusCode']} {headers}\n{answer['body']}")
    return f"{line}, GET /sign/… answered {answer['statusCode']} in HTML"


def _background(deployed: Deployed, made: Provisioned) -> Iterator[str]:
    table, jobs, seals = (made.resources[name] for name in ("Table", "JobsQueue", "SealsQueue"))
    _, line = deployed.invoke("Forward", stream_event([_an_entry()], table.attributes["StreamArn"], REGION))
    yield line
    messages = _waiting(made.environment["SOPU_JOBS_QUEUE"])
    for function, queue in (("Work", jobs), ("Seal", seals)):
        for message in messages:
            _, line = deployed.invoke(function, queue_event([message], queue.attributes["Arn"], REGION))
            yield line
    _, line = deployed.invoke("Sweep", schedule_event(datetime.now(UTC), REGION))
    yield line


def _an_entry() -> dict[str, Any]:
    """A trail entry of a contract that is not there any more: enough to reach every function, owed to nobody."""
    return {
        "eventID": "1",
        "eventName": "INSERT",
        "eventVersion": "1.1",
        "dynamodb": {
            "ApproximateCreationDateTime": datetime.now(UTC),
            "Keys": {"pk": {"S": f"CONTRACT#{'0' * 32}"}, "sk": {"S": "ENTRY#000001"}},
            "SequenceNumber": "100000000000000000001",
            "SizeBytes": 64,
            "StreamViewType": "KEYS_ONLY",
        },
    }


def _waiting(queue_url: str) -> list[Any]:
    """What `forward` put on the queue; an empty job where it put nothing."""
    answer = boto3.client("sqs").receive_message(
        QueueUrl=queue_url, MaxNumberOfMessages=10, MessageSystemAttributeNames=["All"]
    )
    return list(answer.get("Messages", [])) or [
        {"MessageId": "1", "ReceiptHandle": "1", "Body": "{}", "MD5OfBody": "", "Attributes": {}}
    ]
