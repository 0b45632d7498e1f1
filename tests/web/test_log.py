"""One line for each page and each job, by which an operator finds what became of a contract and of a request."""

import logging
from types import SimpleNamespace

import pytest
from botocore.exceptions import ClientError
from chalice.app import CloudWatchEvent

from chalicelib.journal import Metric
from chalicelib.web.log import kind_of, told
from tests.web.client import Client
from tests.web.kept import broken
from tests.web.people import accept, name_of, sealed, sent, terms

EVENT = CloudWatchEvent(
    {"account": "1", "region": "r", "detail-type": "d", "source": "s", "time": "t", "id": "i", "detail": {}}
    | {"version": "0", "resources": []},
    SimpleNamespace(aws_request_id="r1"),
)


@pytest.fixture
def lines(caplog):
    """The lines so far: their fields, and under "metrics" what was counted and measured, by name."""
    caplog.set_level(logging.INFO)
    return lambda: [
        record.msg | {"metrics": {metric.value: value for metric, value in record.metrics.items()}}
        for record in caplog.records
        if record.name == "journal"
    ]


def test_a_job_that_was_done_leaves_one_line(lines):
    with told("attend", "c0ffee", EVENT):
        pass

    (line,) = lines()
    assert line.pop("milliseconds") >= 0
    done = {"kind": "attend", "contract": "c0ffee", "outcome": "done", "metrics": {}}
    assert line == done | {"request": "r1", "trace": "r1"}


def test_a_job_that_failed_says_why_in_a_word_and_never_whom_it_was_for(lines):
    refused = {"Error": {"Code": "MessageRejected", "Message": "Address is not verified: aino@oma.example"}}

    with pytest.raises(ClientError), told("mail invitation", "c0ffee", EVENT):
        raise ClientError(refused, "SendEmail")
    with pytest.raises(ValueError, match="aino"), told("mail invitation", "c0ffee", EVENT):
        raise ValueError("aino@oma.example")

    assert [line["outcome"] for line in lines()] == ["ClientError MessageRejected", "ValueError"]
    assert [line["metrics"] for line in lines()] == [{"JobsFailed": 1}] * 2
    assert "aino" not in str(lines())


def test_what_cannot_be_undone_is_told_before_and_after(lines):
    with told("seal", "c0ffee", EVENT, intent=True):
        before = lines()

    assert [line["outcome"] for line in before] == ["begins"]
    assert [line["outcome"] for line in lines()] == ["begins", "done"]


@pytest.mark.parametrize(
    ("message", "kind"),
    [
        ({"login": "a" * 64}, "login"),
        ({"contract": "c0ffee"}, "attend"),
        ({"contract": "c0ffee", "clock": True}, "attend"),
    ],
    ids=str,
)
def test_a_message_is_told_by_its_kind(message, kind):
    assert kind_of(message) == kind


def test_the_story_of_a_contract_can_be_read_from_the_log_by_its_id(life, owner, lines):
    contract, _ = sealed(life, owner)

    of_it = [line for line in lines() if line["contract"] == contract]
    told_of_it = [(line["kind"], line["outcome"]) for line in of_it]
    jobs = {kind: outcome for kind, outcome in told_of_it if " /" not in kind and kind != "seal"}
    assert set(jobs.values()) == {"done"}
    assert {"attend", "seal"} <= {kind for kind, _ in told_of_it}
    assert ("POST /api/contracts/{contract}/send", 202) in told_of_it
    assert told_of_it.count(("POST /sign/{token}/accept", 303)) == 3
    sealing = [line for line in of_it if line["kind"] == "seal"]
    assert sealing[0]["outcome"] == "begins"
    counted = [line["metrics"]["ContractsSealed"] for line in of_it if "ContractsSealed" in line["metrics"]]
    assert counted == [1]  # however often it was asked for
    acts = [line["entry"] for line in of_it if line["kind"].startswith("POST /")]
    assert acts == [1, 2, 3, 5]  # the last acceptance completes it
    mailed = [line for line in of_it if line.get("mail") == "completed"]
    assert {line["entry"] for line in mailed} == {6}
    assert sum(line["metrics"]["MailsSent"] for line in mailed) == 3


def test_what_a_click_has_caused_can_be_read_from_the_log_by_its_trace(life, owner, lines):
    """Page, entry, job, seal, mail: through the stream and both queues."""
    given = terms()
    contract, links = sent(life, owner, given)
    *first, last = links.items()
    for role, link in first:
        accept(life.base_url, link, name_of(given, role))
    life.sweep()

    accept(life.base_url, last[1], name_of(given, last[0]))
    life.sweep()

    (click,) = [it for it in lines() if it["kind"] == "POST /sign/{token}/accept" and it["entry"] == 5]
    caused = [line for line in lines() if line["trace"] == click["trace"]]
    assert caused[0] == click
    assert {line["contract"] for line in caused} == {contract}
    assert {"attend", "seal"} <= {line["kind"] for line in caused}
    assert [line["mail"] for line in caused if line.get("mail")] == ["completed"]
    assert len({line["request"] for line in caused if line["kind"] != "seal"}) == len(caused) - 2


def test_a_login_code_is_traced_to_the_page_that_asked_for_it(life, lines):
    Client(life.base_url).post("/login", {"email": "ohjaaja@sopu.test"})
    life.sweep()

    asked, mailed = [line for line in lines() if line["kind"] in {"POST /login", "login"}]
    assert (asked["kind"], mailed["mail"], mailed["trace"]) == ("POST /login", "login", asked["trace"])
    assert mailed["request"] != asked["request"]


def test_a_whole_life_counts_and_measures_what_the_dashboard_shows(life, owner, lines):
    sealed(life, owner)

    counted = {}
    for name, value in [pair for line in lines() for pair in line["metrics"].items()]:
        counted[name] = counted.get(name, 0) + value
    assert {name: counted[name] for name in ("ContractsSent", "Acceptances", "MailsSent")} == {
        "ContractsSent": 1,
        "Acceptances": 3,
        "MailsSent": 6,
    }
    assert (counted["ContractsCompleted"], counted["ContractsSealed"]) == (1, 1)
    assert {"TimeToSeal", "UnsealedAge", "OldestDue"} <= set(counted)
    failures = {Metric.JOBS_FAILED.value, Metric.PAGES_FAILED.value}
    assert set(counted) <= {metric.value for metric in Metric} - failures


def test_a_page_that_could_not_be_made_is_an_error_and_counted(owner, lines, caplog):
    with broken("*"):
        assert owner.get("/contracts").status == 500

    (line,) = [it for it in lines() if it["kind"] == "GET /contracts"]
    assert (line["outcome"], line["metrics"]) == (500, {"PagesFailed": 1})
    assert [it.levelname for it in caplog.records if it.name == "journal" and it.msg["outcome"] == 500] == [
        "ERROR"
    ]


def test_a_page_that_is_not_there_is_no_error(owner, lines, caplog):
    assert owner.get("/contracts/0123456789abcdef0123456789abcdef").status == 404

    (line,) = lines()
    assert (line["kind"], line["outcome"], line["metrics"]) == ("GET /contracts/{contract}", 404, {})
    assert line["contract"] == "0123456789abcdef0123456789abcdef"
    assert [it.levelname for it in caplog.records if it.name == "journal"] == ["INFO"]


def test_no_line_holds_an_address_or_what_stood_in_a_path(life, owner, lines):
    _, links = sent(life, owner)
    for link in links.values():
        Client(life.base_url).get(link)
    Client(life.base_url).get("/contracts/aino.virtanen")
    life.sweep()

    everything = str(lines())
    assert "GET /contracts/{contract}" in everything
    assert "@" not in everything
    assert "aino" not in everything
    assert not [link for link in links.values() if link.rpartition("/")[2] in everything]
