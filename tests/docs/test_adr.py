"""Each decision has its number, its date and its four sections, and fits a sitting."""

import re
from pathlib import Path

import pytest

FOLDER = Path(__file__).parents[2] / "docs" / "adr"
RECORDS = sorted(FOLDER.glob("*.md"))


def test_numbers_run_from_one_without_a_gap_or_a_double():
    assert [int(record.name[:4]) for record in RECORDS] == list(range(1, len(RECORDS) + 1))


@pytest.mark.parametrize("record", RECORDS, ids=lambda record: record.stem)
def test_a_record_has_its_sections_and_its_length(record):
    text = record.read_text(encoding="utf-8")
    title, _, status = text.splitlines()[:3]

    assert re.match(rf"# 0*{int(record.name[:4])}\b", title)
    assert re.fullmatch(r"(Accepted|Superseded by .+), \d{4}-\d{2}-\d{2}\.?", status)
    assert re.findall(r"^## (.+)$", text, re.MULTILINE) == [
        "Context",
        "Decision",
        "Consequences",
        "Options set aside",
    ]
    assert 20 <= len(text.splitlines()) <= 60
