"""What CloudWatch gets: a JSON object a line, and metrics by its embedded metric format, field for field."""

import json
import logging

import jsonschema
import pytest

from chalicelib import wiring
from chalicelib.aws import log_lines
from chalicelib.journal import Journal, Metric

# The format's own rules, as AWS tells them (docs/adr/0032-one-line-for-each-job.md has the address).
NAME = {"type": "string", "minLength": 1, "maxLength": 1024}
METRIC = {
    "type": "object",
    "required": ["Name"],
    "properties": {"Name": NAME, "Unit": {"enum": ["Count", "Seconds"]}},
    "additionalProperties": False,
}
DIRECTIVE = {
    "type": "object",
    "required": ["Namespace", "Dimensions", "Metrics"],
    "properties": {
        "Namespace": {"type": "string", "minLength": 1, "maxLength": 1024, "pattern": "^[^:]"},
        "Dimensions": {
            "type": "array",
            "minItems": 1,
            "items": {"type": "array", "minItems": 1, "maxItems": 30, "items": NAME},
        },
        "Metrics": {"type": "array", "maxItems": 100, "items": METRIC},
    },
    "additionalProperties": False,
}
EMBEDDED = {
    "type": "object",
    "required": ["Timestamp", "CloudWatchMetrics"],
    "properties": {
        "Timestamp": {"type": "integer", "minimum": 1_600_000_000_000},
        "CloudWatchMetrics": {"type": "array", "items": DIRECTIVE},
    },
}


@pytest.fixture
def lines(capsys):
    """What stands in standard output by now; the loggers are afterwards as they were."""
    logs = [logging.getLogger(name) for name in ("journal", "sopu")]
    before = [(log, log.handlers, log.propagate) for log in logs]
    yield lambda: [json.loads(line) for line in capsys.readouterr().out.splitlines()]
    for log, handlers, propagate in before:
        log.handlers, log.propagate = handlers, propagate


def test_a_line_is_one_json_object_with_level_and_time(lines):
    log_lines.to_stdout("trial")
    with Journal().line("attend", Metric.JOBS_FAILED, contract="c", request="r"):
        pass

    (line,) = lines()
    assert line.pop("timestamp").endswith("+00:00")
    assert line.pop("milliseconds") >= 0
    done = {"level": "INFO", "kind": "attend", "outcome": "done"}
    assert line == done | {"contract": "c", "request": "r", "trace": "r"}


def test_metrics_stand_at_the_root_and_are_named_where_cloudwatch_looks(lines):
    log_lines.to_stdout("trial")
    journal = Journal()

    with journal.line("seal", Metric.JOBS_FAILED):
        journal.count(Metric.CONTRACTS_SEALED)
        journal.measure(Metric.TIME_TO_SEAL, 3.0)

    (line,) = lines()
    jsonschema.validate(line["_aws"], EMBEDDED)
    (directive,) = line["_aws"]["CloudWatchMetrics"]
    units = {metric["Name"]: metric["Unit"] for metric in directive["Metrics"]}
    assert units == {"ContractsSealed": "Count", "TimeToSeal": "Seconds"}
    assert {name: line[name] for name in units} == {"ContractsSealed": 1, "TimeToSeal": 3.0}
    assert [line[name] for name in directive["Dimensions"][0]] == ["trial"]


def test_a_metric_of_nought_is_told(lines):
    log_lines.to_stdout("trial")
    journal = Journal()

    with journal.line("sweep", Metric.JOBS_FAILED):
        journal.measure(Metric.OLDEST_DUE, 0)

    assert lines()[0]["OldestDue"] == 0


def test_an_error_within_a_page_names_its_trace_and_its_reason_on_one_line(lines):
    log_lines.to_stdout("trial")
    with Journal().line("GET /", Metric.PAGES_FAILED, contract="c", request="r", trace="t"):
        try:
            raise ZeroDivisionError("ÄÄ")
        except ZeroDivisionError as error:
            logging.getLogger("sopu").error("unexpected error, reference %s", "cafe", exc_info=error)

    error, page = lines()
    assert (error["level"], error["message"]) == ("ERROR", "unexpected error, reference cafe")
    assert [error[name] for name in ("contract", "request", "trace")] == ["c", "r", "t"]
    assert "ZeroDivisionError: ÄÄ" in error["exc_info"]
    assert "message" not in page


def test_in_lambda_and_only_there_the_journal_writes_json(lines, monkeypatch):
    for log in (logging.getLogger("journal"), logging.getLogger("sopu")):
        log.handlers = []
    wiring.journal.cache_clear()
    wiring.journal()
    elsewhere = logging.getLogger("journal").handlers
    monkeypatch.setenv("AWS_LAMBDA_FUNCTION_NAME", "work")
    monkeypatch.setenv("SOPU_STACK", "practice")
    wiring.journal.cache_clear()
    journal = wiring.journal()

    with journal.line("sweep", Metric.JOBS_FAILED):
        journal.count(Metric.MAILS_SENT)

    wiring.journal.cache_clear()
    assert elsewhere == []
    assert [line["Stack"] for line in lines()] == ["practice"]
