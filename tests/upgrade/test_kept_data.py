"""What each release has left behind is read by today's code, shown, and lived to its end."""

import json
import ssl
from contextlib import ExitStack
from pathlib import Path

import pytest

from dev import serve
from dev.life import Life
from dev.provision import provision
from dev.template import Template
from dev.upgrading.begin import NOW
from dev.upgrading.finish import finish
from dev.upgrading.kept import lay_out
from tests.embedded import embedded_aws

RELEASES = sorted(folder for folder in (Path(__file__).parent / "fixtures").iterdir() if folder.is_dir())
STATES = {
    "draft", "sent", "completed", "sealed", "declined", "cancelled", "expired", "superseded",
}  # fmt: skip


@pytest.fixture
def laid_out(tmp_path):
    """Start the service on what a release has kept: gives the service, its clock's file and the notes."""
    clock = tmp_path / "now"
    clock.write_text(NOW, encoding="ascii")
    with embedded_aws(SOPU_CLOCK=str(clock)), ExitStack() as running:

        def start(folder):
            left = lay_out(folder, provision(Template(), "http://127.0.0.1"))
            return running.enter_context(serve.start()), clock, left["contracts"]

        yield start


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
