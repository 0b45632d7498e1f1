import json
import os
import signal
import socket
import subprocess
import sys
import time
from email.message import EmailMessage

import boto3
import pytest

from dev import serve
from tests.dev.tools import Browser, at_once, ninety_fifth, until


@pytest.fixture(scope="module")
def service():
    for name in ("AWS_ENDPOINT_URL", "BASE_URL"):
        assert name not in os.environ, "another service was not stopped"
    with serve.start() as running:
        yield running


@pytest.fixture
def browser(service):
    return Browser(service.base_url)


def post_mail(to="ake@example.org", text="Avaa http://127.0.0.1/sign/x ja http://127.0.0.1/verify"):
    message = EmailMessage()
    message["From"], message["To"], message["Subject"] = "sopu@sopu.test", to, "Työnohjaus <b>"
    message.set_content(text)
    message.add_alternative("<p>Ää</p>", subtype="html")
    boto3.client("sesv2").send_email(
        FromEmailAddress="sopu@sopu.test",
        Destination={"ToAddresses": [to]},
        Content={"Raw": {"Data": message.as_bytes()}},
    )


def test_it_is_ready(browser):
    status, headers, body = browser.ask("GET", "/healthz")

    assert (status, json.loads(body)) == (200, {"status": "ready"})
    assert headers["Content-Type"].startswith("application/json")


def test_a_second_one_in_the_process_is_refused(service, browser):
    with pytest.raises(RuntimeError, match="another local service still runs"):
        serve.start()

    assert browser.ask("GET", "/healthz")[0] == 200


def test_fifty_browsers_at_once_are_answered(service):
    def visit(_):
        browser = Browser(service.base_url)
        return [browser.seconds("/healthz") for _ in range(10)]

    seconds = [second for visit in at_once(50, visit) for second in visit]

    assert len(seconds) == 500
    assert ninety_fifth(seconds) < 0.5


def test_it_names_its_resources_and_they_are_there(browser):
    names = json.loads(browser.ask("GET", "/_local/resources")[2])

    assert set(names) == {
        "table", "bucket", "queue", "dead_letter_queue", "seal_certificate_pem", "aws_endpoint_url",
    }  # fmt: skip
    where = {"endpoint_url": names["aws_endpoint_url"]}
    boto3.client("dynamodb", **where).describe_table(TableName=names["table"])
    boto3.client("s3", **where).head_bucket(Bucket=names["bucket"])
    for queue in ("queue", "dead_letter_queue"):
        assert boto3.client("sqs", **where).get_queue_url(QueueName=names[queue])["QueueUrl"]
    assert names["seal_certificate_pem"].startswith("-----BEGIN CERTIFICATE-----\n")


def test_a_mail_that_ses_takes_is_in_the_mailbox(browser):
    post_mail()

    mail = json.loads(browser.ask("GET", "/_local/mail.json")[2])[-1]
    page = browser.ask("GET", "/_local/mail")[2].decode()
    alone = browser.ask("GET", f"/_local/mail/{mail['id']}.html")[2].decode()

    assert mail["to"] == ["ake@example.org"]
    assert mail["links"] == ["http://127.0.0.1/sign/x", "http://127.0.0.1/verify"]
    assert '<a href="http://127.0.0.1/sign/x">' in page
    assert "Työnohjaus &lt;b&gt;" in page
    assert alone == "<p>Ää</p>\n"


def test_a_mail_is_dated_when_it_is_sent_not_when_it_is_read(browser, monkeypatch):
    monkeypatch.setenv("SOPU_CLOCK", "2026-11-23T09:00:00+02:00")
    post_mail(to="dated@example.org")
    monkeypatch.setenv("SOPU_CLOCK", "2026-12-24T18:00:00+02:00")

    mail = json.loads(browser.ask("GET", "/_local/mail.json")[2])[-1]

    assert (mail["to"], mail["sent_at"]) == (["dated@example.org"], "2026-11-23T09:00:00+02:00")


def test_the_newest_mail_is_first_on_the_page_and_last_in_json(browser):
    post_mail(to="first@example.org")
    post_mail(to="second@example.org")

    mails = json.loads(browser.ask("GET", "/_local/mail.json")[2])
    page = browser.ask("GET", "/_local/mail")[2].decode()

    assert [mail["to"] for mail in mails[-2:]] == [["first@example.org"], ["second@example.org"]]
    assert page.index("second@example.org") < page.index("first@example.org")


def test_an_unknown_mail_and_an_unknown_local_page_are_not_found(browser):
    for path in ("/_local/mail/none.html", "/_local/none", "/_local/sweep"):
        assert browser.ask("GET", path)[0] == 404


def test_sweeping_ends_with_no_content(browser):
    assert browser.ask("POST", "/_local/sweep")[::2] == (204, b"")


def free_port():
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        return probe.getsockname()[1]


def run(port):
    environment = {key: value for key, value in os.environ.items() if not key.startswith(("AWS_", "SOPU_"))}
    environment.pop("BASE_URL", None)
    return subprocess.Popen(
        [sys.executable, "-m", "dev.serve"],
        env={**environment, "PORT": str(port), "AWS_PROFILE": "a-profile-of-somebody"},
        stdout=subprocess.PIPE,
        stderr=subprocess.PIPE,
        text=True,
    )


def answers(port):
    try:
        return Browser(f"http://127.0.0.1:{port}").ask("GET", "/healthz")[0] == 200
    except OSError:
        return False


@pytest.mark.parametrize("ending", [signal.SIGINT, signal.SIGTERM])
def test_it_tells_where_everything_is_and_ends_at_once(ending):
    port = free_port()
    process = run(port)
    until(lambda: answers(port), seconds=30)
    kept = Browser(f"http://127.0.0.1:{port}")
    kept.ask("GET", "/healthz")

    begun = time.monotonic()
    process.send_signal(ending)
    said, complaints = process.communicate(timeout=10)

    assert (process.returncode, complaints) == (0, "")
    assert time.monotonic() - begun < 2
    for told in (f"http://127.0.0.1:{port}/login", "/_local/mail", "ohjaaja@sopu.test", "sopu-table"):
        assert told in said


def test_a_port_that_is_taken_is_said_in_a_sentence():
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        process = run(port)
        _, complaints = process.communicate(timeout=30)

    assert process.returncode == 1
    assert (
        complaints
        == f"Port {port} is not free (Address already in use); choose another: PORT={port + 1} make run\n"
    )
