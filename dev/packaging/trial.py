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
from dev.packaging import invocation
from dev.packaging.build import REGION
from dev.packaging.failure import PackageFault, run_program
from dev.packaging.invocation import EVERY_MODULE
from dev.packaging.python import LambdaPython
from dev.packaging.request import page_request
from dev.packaging.rights import missing
from dev.packaging.template import Template as SamTemplate
from dev.packaging.template import functions, read
from dev.provision import Provisioned, provision
from dev.template import Template

BASE_URL = "https://abcdef1234.execute-api.eu-north-1.amazonaws.com/sopu"
TOKEN = "A" * 43  # the shape of a signing link's token, and no link's token


@dataclass(frozen=True)
class Deployed:
    """The unpacked zip as Lambda would have it: its functions by logical id, their environment, their Python."""

    task: Path
    template: SamTemplate
    environment: dict[str, str]
    python: LambdaPython

    def invoke(self, function: str, event: Event, may_raise: str = "") -> tuple[Any, str]:
        """
        What the function returned, and a line that says how it went.

        Raises PackageFault with its traceback when it raised anything but `may_raise`, with what Python said when it
        could not start, or with the rights that its role lacks for the calls it made.
        """
        handler = functions(self.template)[function]
        answer = self._run(handler, event)
        if answer["error"] and answer["raised"] != may_raise:
            raise PackageFault(f"{function} ({handler}) failed in the package\n{answer['error']}")
        lacking = missing(self.template, function, answer["calls"])
        if lacking:
            raise PackageFault(f"{function} calls AWS without the right to: {', '.join(lacking)}")
        calls = len(answer["calls"])
        return answer["returned"], f"{handler}: imported in {answer['import_ms']} ms, {calls} calls of AWS"

    def import_everything(self) -> None:
        """Raise PackageFault when a module of ours, or a library that it needs, does not load from the package."""
        answer = self._run(EVERY_MODULE, {})
        if answer["error"]:
            raise PackageFault(f"the package does not load\n{answer['error']}")

    def _run(self, handler: str, event: Event) -> dict[str, Any]:
        event_file, answer_file = (self.task.parent / name for name in ("event.json", "answer.json"))
        event_file.write_text(json.dumps(event))
        program = (self.python.executable, "-I", "-S", invocation.__file__)
        arguments = (self.task, self.python.boto3, handler, event_file, answer_file)
        run_program(*program, *arguments, env=self.environment)
        answer: dict[str, Any] = json.loads(answer_file.read_text())
        return answer


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
            deployed = Deployed(Path(place) / "task", read(sam), environment, python)
            deployed.import_everything()
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
            # There is no such contract, and to know that a function has to start, find the table and read it.
            event = queue_event([message], queue.attributes["Arn"], REGION)
            _, line = deployed.invoke(function, event, may_raise="NotFound")
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
    """What `forward` put on the queue. Raises PackageFault when that is nothing."""
    queue = boto3.client("sqs")
    answer = queue.receive_message(
        QueueUrl=queue_url, MaxNumberOfMessages=10, MessageSystemAttributeNames=["All"]
    )
    if not answer.get("Messages"):
        raise PackageFault("a new entry in the stream did not become a job in the queue")
    return list(answer["Messages"])
