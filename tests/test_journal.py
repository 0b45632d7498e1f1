"""The journal: what a line gathers while something is done, and how it ends."""

import logging
import threading

import pytest

from chalicelib.journal import Journal, Metric, present


@pytest.fixture
def written(caplog):
    caplog.set_level(logging.INFO)
    return lambda: [record for record in caplog.records if record.name == "journal"]


def lined(journal, **of):
    return journal.line("work", Metric.JOBS_FAILED, **of)


def test_a_line_tells_what_was_noticed_and_counted_meanwhile(written):
    journal = Journal()

    with lined(journal, request="r"):
        journal.about("c", 3, "t")
        journal.notice(mail="invitation")
        journal.count(Metric.MAILS_SENT)
        journal.count(Metric.MAILS_SENT)
        journal.measure(Metric.OLDEST_DUE, 5)
        journal.measure(Metric.OLDEST_DUE, 2)

    (record,) = written()
    told = {name: value for name, value in record.msg.items() if name != "milliseconds"}
    of_it = {"contract": "c", "entry": 3, "request": "r", "trace": "t", "mail": "invitation"}
    assert told == {"kind": "work", "outcome": "done"} | of_it
    assert record.metrics == {Metric.MAILS_SENT: 2, Metric.OLDEST_DUE: 5}
    assert record.getMessage().startswith("work: done, ")


def test_a_second_contract_is_told_beside_the_first(written):
    journal = Journal()

    with lined(journal, contract="c"):
        journal.about("other", 7, "t")
        journal.about("c", 2)

    (record,) = written()
    assert [record.msg[name] for name in ("contract", "entry", "other_contract")] == ["c", 2, "other"]


def test_the_cause_is_the_request_itself_until_somebody_tells_another():
    journal = Journal()

    with lined(journal, request="r"):
        assert journal.trace == "r"
        journal.about("c", trace="t")
        assert journal.trace == "t"
    assert journal.trace == ""


def test_a_failure_is_written_as_an_error_and_counted_as_it_was_said(written):
    journal = Journal()

    with pytest.raises(KeyError), journal.line("GET /", Metric.PAGES_FAILED):
        raise KeyError("secret")

    (record,) = written()
    assert (record.levelname, record.msg["outcome"], record.metrics) == (
        "ERROR",
        "KeyError",
        {Metric.PAGES_FAILED: 1},
    )


def test_what_is_told_outside_of_a_line_is_told_to_nobody(written):
    journal = Journal()

    journal.about("c", 1)
    journal.notice(mail="invitation")
    journal.count(Metric.MAILS_SENT)
    journal.measure(Metric.OLDEST_DUE, 1)

    assert written() == []
    assert present() == {}


def test_two_threads_never_write_into_each_others_line(written):
    journal, both = Journal(), threading.Barrier(2)

    def work(contract):
        with lined(journal):
            both.wait()
            journal.about(contract, 1)
            both.wait()

    threads = [threading.Thread(target=work, args=(name,)) for name in ("a", "b")]
    for thread in threads:
        thread.start()
    for thread in threads:
        thread.join()

    assert sorted(record.msg["contract"] for record in written()) == ["a", "b"]
    assert not [record for record in written() if "other_contract" in record.msg]
