"""One JSON line for each job of the background, by which an operator finds it."""

import json
import logging

import pytest
from botocore.exceptions import ClientError

from chalicelib.web.log import kind_of, told
from tests.web.people import sealed, sent


@pytest.fixture
def lines(caplog):
    """The lines so far, as they are read."""
    caplog.set_level(logging.INFO)
    return lambda: [json.loads(each.getMessage()) for each in caplog.records if each.name == "job"]


def test_a_job_that_was_done_leaves_one_line(lines):
    with told("attend", "c0ffee"):
        pass

    (line,) = lines()
    assert line.pop("milliseconds") >= 0
    assert line == {"kind": "attend", "contract": "c0ffee", "outcome": "done"}


def test_a_job_that_failed_says_why_in_a_word_and_never_whom_it_was_for(lines):
    refused = {"Error": {"Code": "MessageRejected", "Message": "Address is not verified: aino@oma.example"}}

    with pytest.raises(ClientError), told("mail invitation", "c0ffee"):
        raise ClientError(refused, "SendEmail")
    with pytest.raises(ValueError, match="aino"), told("mail invitation", "c0ffee"):
        raise ValueError("aino@oma.example")

    assert [line["outcome"] for line in lines()] == ["ClientError MessageRejected", "ValueError"]
    assert "aino" not in str(lines())


def test_what_cannot_be_undone_is_told_before_and_after(lines):
    with told("seal", "c0ffee", intent=True):
        before = lines()

    assert [line["outcome"] for line in before] == ["begins"]
    assert [line["outcome"] for line in lines()] == ["begins", "done"]


@pytest.mark.parametrize(
    ("message", "kind"),
    [
        ({"login": "a" * 64}, "login"),
        ({"contract": "c0ffee"}, "attend"),
        ({"contract": "c0ffee", "clock": True}, "attend"),
        ({"contract": "c0ffee", "mail": ["manager", "invitation", "1.1"]}, "mail invitation"),
    ],
    ids=str,
)
def test_a_message_is_told_by_its_kind(message, kind):
    assert kind_of(message) == kind


def test_the_story_of_a_contract_can_be_read_from_the_log_by_its_id(life, owner, lines):
    contract, _ = sealed(life, owner)

    told_of_it = [(line["kind"], line["outcome"]) for line in lines() if line["contract"] == contract]

    assert {outcome for kind, outcome in told_of_it if kind != "seal"} == {"done"}
    assert {"attend", "mail invitation", "mail completed", "seal"} <= {kind for kind, _ in told_of_it}
    sealing = [outcome for kind, outcome in told_of_it if kind == "seal"]
    assert (sealing[0], sealing.count("done")) == ("begins", 1)


def test_no_line_holds_an_address(life, owner, lines):
    sent(life, owner)
    life.sweep()

    assert lines()
    assert "@" not in str(lines())
