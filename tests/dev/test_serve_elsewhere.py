"""The local service on an AWS that is already there: AWS_ENDPOINT_URL is set, no moto is started."""

import json
import os

import boto3
import pytest

from dev import serve
from dev.http import Response
from tests.dev.test_serve import post_mail
from tests.dev.tools import Browser, until


@pytest.fixture
def start(aws, monkeypatch):
    """Start the service as often as the test wants, each time on the same AWS."""
    running = []

    def start_one(**environment):
        for name, value in environment.items():
            monkeypatch.setenv(name, value)
        running.append(serve.start())
        return running[-1]

    yield start_one
    for service in running:
        service.stop()


def test_it_uses_the_aws_it_is_told_of(start, aws):
    assert start().resources["aws_endpoint_url"] == aws.url


def test_started_again_it_finds_everything_as_it_was(start):
    first = start()
    first.stop()

    assert start().resources == first.resources


def test_mail_that_another_process_took_is_read_from_there(start):
    browser = Browser(start().base_url)

    post_mail(to="far@example.org")

    mails = json.loads(browser.ask("GET", "/_local/mail.json")[2])
    assert mails[-1]["to"] == ["far@example.org"]
    assert "ja http://127.0.0.1/verify" in mails[-1]["text"]


def test_jobs_are_worked_without_being_told_of_writes(start):
    service = start()
    sqs = boto3.client("sqs")
    queue = sqs.get_queue_url(QueueName=service.resources["queue"])["QueueUrl"]
    dead = sqs.get_queue_url(QueueName=service.resources["dead_letter_queue"])["QueueUrl"]
    sqs.set_queue_attributes(QueueUrl=queue, Attributes={"VisibilityTimeout": "0"})

    sqs.send_message(QueueUrl=queue, MessageBody="no job at all")

    names = ["ApproximateNumberOfMessages"]

    def waiting(url):
        return int(sqs.get_queue_attributes(QueueUrl=url, AttributeNames=names)["Attributes"][names[0]])

    until(lambda: waiting(queue) == 0, seconds=20)
    assert waiting(dead) in (0, 1)


def test_a_base_url_with_a_stage_takes_the_stage_off_the_path(start):
    service = start(BASE_URL="http://127.0.0.1/sopu/")
    service._gateway = lambda request: Response(200, (), request.target.encode())
    browser = Browser(f"http://127.0.0.1:{service.port}")

    assert service.base_url == "http://127.0.0.1/sopu"
    assert browser.ask("GET", "/sopu/login?x=1")[2] == b"/login?x=1"
    assert browser.ask("GET", "/sopulogin")[2] == b"/sopulogin"


def test_leaving_gives_the_environment_back(start):
    before = dict(os.environ)

    start().stop()

    assert dict(os.environ) == before
