"""What each release has left behind is read by today's code, shown, and lived to its end."""

import json
import os
import ssl
from pathlib import Path

import boto3
import pytest

from chalicelib import wiring
from dev import serve
from dev.embedded_aws import EmbeddedAws
from dev.life import Life
from dev.provision import provision
from dev.template import Template
from dev.upgrading.begin import NOW
from dev.upgrading.finish import finish
from dev.upgrading.kept import lay_out

RELEASES = sorted(folder for folder in (Path(__file__).parent / "fixtures").iterdir() if folder.is_dir())
STATES = {
    "draft", "sent", "completed", "sealed", "declined", "cancelled", "expired", "superseded",
}  # fmt: skip


@pytest.fixture
def laid_out(tmp_path):
    """Start the service on what a release has kept: gives the service, its clock's file and the notes."""
    before, aws, running = dict(os.environ), EmbeddedAws(lambda service, action: None), []
    clock = tmp_path / "now"
    clock.write_text(NOW, encoding="ascii")
    os.environ |= aws.environment() | {"AWS_DEFAULT_REGION": serve.REGION, "SOPU_CLOCK": str(clock)}
    boto3.setup_default_session()

    def start(folder):
        left = lay_out(folder, provision(Template(), "http://127.0.0.1"))
        running.append(serve.start())
        return running[-1], clock, left["contracts"]

    yield start
    for service in running:
        service.stop()
    aws.stop()
    os.environ.clear()
    os.environ.update(before)
    wiring.forget()


@pytest.mark.parametrize("release", RELEASES, ids=lambda folder: folder.name)
def test_what_a_release_left_is_shown_and_comes_to_its_end(laid_out, release):
    service, clock, left = laid_out(release)

    told = finish(
        Life(service.base_url),
        lambda instant: clock.write_text(instant, encoding="ascii"),
        left,
        ssl.PEM_cert_to_DER_cert(service.resources["seal_certificate_pem"]),
    )

    assert len(told) == len(left)


@pytest.mark.parametrize("release", RELEASES, ids=lambda folder: folder.name)
def test_a_release_keeps_a_contract_in_every_state(release):
    left = json.loads((release / "left.json").read_text(encoding="utf-8"))["contracts"]

    assert {each["status"] for each in left} >= STATES
    assert {each["then"] for each in left} >= {"accept", "send", "remind", "seal", "withdraw", "stay"}


def test_something_is_kept():
    assert RELEASES
