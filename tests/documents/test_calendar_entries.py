"""The calendar file, read back as a calendar program reads it."""

from datetime import UTC, date, datetime, timedelta

import pytest
from icalendar import Calendar

from chalicelib.documents.calendar_entries import Whose, calendar_entries, calendar_name
from chalicelib.domain.milestones import END, EVALUATION, REVIEW, START, Milestone

AT = datetime(2026, 11, 23, 7, 0, tzinfo=UTC)
CONTRACT = "5d41402abc4b2a76b9719d911017c592"
DAYS = (
    Milestone(kind=START, day=date(2027, 1, 18)),
    Milestone(kind=EVALUATION, day=date(2027, 7, 18), number=1),
    Milestone(kind=EVALUATION, day=date(2028, 1, 18), number=2),
    Milestone(kind=END, day=date(2028, 6, 30)),
)


def written(supervisor="Ulla-Maija Wäinölä", language="fi", at=AT, days=DAYS):
    whose = Whose(id=CONTRACT, host="sopu.example", number="TO-2026-0001", supervisor=supervisor)
    return calendar_entries(whose, days, language, at)


def read(data):
    return list(Calendar.from_ical(data).walk("VEVENT"))


def test_each_day_is_an_entry_of_the_whole_day_in_which_nobody_is_busy():
    entries = read(written())

    assert [(it.decoded("dtstart"), it.decoded("dtend")) for it in entries] == [
        (it.day, it.day + timedelta(days=1)) for it in DAYS
    ]
    assert {str(it["transp"]) for it in entries} == {"TRANSPARENT"}
    assert {str(it["class"]) for it in entries} == {"PRIVATE"}


def test_a_week_before_each_evaluation_and_never_before_the_start_there_is_a_reminder():
    alarms = [it.walk("VALARM") for it in read(written())]

    assert [len(found) for found in alarms] == [0, 1, 1, 1]
    for (alarm,) in alarms[1:]:
        assert str(alarm["action"]) == "DISPLAY"
        assert alarm.decoded("trigger") == timedelta(days=-7, hours=9)


def test_a_second_file_changes_what_the_first_brought_and_doubles_nothing():
    moved = (*DAYS[:3], Milestone(kind=END, day=date(2028, 9, 1)))
    later = AT + timedelta(days=40)

    first, second = (read(data) for data in (written(), written(at=later, days=moved, language="sv")))
    assert [str(it["uid"]) for it in first] == [str(it["uid"]) for it in second]
    assert len({str(it["uid"]) for it in first}) == 4
    assert {str(it["uid"]).partition("-")[0] for it in first} == {CONTRACT}
    assert {it.decoded("dtstamp") for it in first} == {AT}
    assert {it.decoded("dtstamp") for it in second} == {later}


def test_the_same_gives_the_same_bytes():
    assert written() == written()


def test_lines_end_and_fold_as_the_standard_says():
    data = written(supervisor="Ä" * 160)

    assert data.count(b"\n") == data.count(b"\r\n")
    assert max(len(line) for line in data.split(b"\r\n")) <= 75
    assert "Ä" * 160 in str(read(data)[0]["description"])


@pytest.mark.parametrize(
    "name",
    [
        "Wäinölä, Ulla; ”Ullis”",
        "a\\nb \\, c",
        "Ulla\r\nEND:VEVENT\r\nATTENDEE:mailto:x@evil.example",
        "Mari:a=b",
    ],
)
def test_no_name_becomes_a_property(name):
    entries = read(written(supervisor=name))

    assert len(entries) == 4
    assert all("attendee" not in it and "organizer" not in it for it in entries)
    assert str(entries[0]["description"]).replace("\n", " ").endswith(f"{' '.join(name.splitlines())}.")


def test_what_has_no_agreed_end_is_looked_at_again():
    (entry,) = read(written(days=(Milestone(kind=REVIEW, day=date(2027, 9, 27)),)))

    assert str(entry["summary"]) == "Työnohjauksen loppuarviointi (TO-2026-0001)"
    assert "arviolta" in str(entry["description"])


@pytest.mark.parametrize("language", ["sv", "en"])
def test_another_language_has_words_of_its_own(language):
    days = (*DAYS, Milestone(kind=REVIEW, day=date(2028, 9, 27)))

    finnish, other = (read(written(language=it, days=days)) for it in ("fi", language))
    for one, another in zip(finnish, other, strict=True):
        assert str(one["summary"]) != str(another["summary"])
        assert str(one["description"]) != str(another["description"])
        assert "TO-2026-0001" in str(another["summary"])


def test_the_file_is_named_after_the_contract():
    assert calendar_name("TO-2026-0001") == "sopimus-TO-2026-0001.ics"
