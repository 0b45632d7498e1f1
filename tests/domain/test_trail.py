"""The trail: what an entry is, byte for byte, and that nothing in the chain can be touched unseen."""

from dataclasses import dataclass, replace
from datetime import datetime, timedelta, timezone
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.domain import events
from chalicelib.domain.canonical import canonical, parsed, sha256
from chalicelib.domain.trail import FIRST, Entry, TrailBroken, check, extended, instant, read_entry
from tests.builders import CONTRACT, NOW, a_sealed, a_sent, a_trail, an_accepted

# One of each kind; the order means nothing to the chain.
ONE_OF_EACH = a_trail(
    a_sent(),
    an_accepted(),
    events.Completed(version=1),
    events.Declined(version=1, party="manager", commitment="2" * 64),
    events.ChangeRequested(version=1, party="manager", commitment="3" * 64),
    events.AddressCorrected(version=1, party="manager", round=2, commitment="4" * 64),
    events.Cancelled(version=1),
    events.Expired(version=1),
    a_sealed(),
    events.LinkRenewed(version=1, party="manager", round=3),
    events.Withdrawn(version=1, party="supervisee-1", commitment="5" * 64),
    events.Superseded(version=1, by="0" * 32),
    events.NameCorrected(version=1, party="manager", round=3, commitment="6" * 64),
)
GOLDEN = Path(__file__).parent / "golden" / "trail.jsonl"
TRAIL = ONE_OF_EACH[:5]


def changed(entries, number, **changes):
    """The entries with one of them changed, all others as they were."""
    return tuple(replace(entry, **changes) if entry.number == number else entry for entry in entries)


def broken_at(entries, **expected):
    with pytest.raises(TrailBroken) as broken:
        check(entries, CONTRACT, **expected)
    return broken.value.number, broken.value.why


def test_an_entry_of_each_kind_has_the_bytes_that_archived_files_hold():
    """A change here breaks every archived file: never mend the golden lines, add a kind or a field beside them."""
    assert [entry.bytes for entry in ONE_OF_EACH] == GOLDEN.read_bytes().splitlines()


def test_the_golden_entries_leave_no_kind_out():
    assert {entry.kind for entry in ONE_OF_EACH} == set(events.KINDS)


@pytest.mark.parametrize("entry", ONE_OF_EACH, ids=lambda entry: entry.kind)
def test_reading_what_was_written_gives_the_same_entry(entry):
    assert read_entry(entry.bytes, entry.number) == entry


def test_an_unbroken_chain_passes():
    check(ONE_OF_EACH, CONTRACT)


def test_a_chain_may_be_checked_from_the_middle_if_one_knows_what_came_before():
    check(ONE_OF_EACH[3:], CONTRACT, first=4, previous=ONE_OF_EACH[2].sha256)


@pytest.mark.parametrize("number", [1, 2, 3, 4])
def test_an_edited_entry_is_found_at_the_one_that_follows_it(number):
    edited = changed(TRAIL, number, at=NOW + timedelta(days=1))

    assert broken_at(edited) == (number + 1, "previous")


def test_an_edit_of_the_last_entry_changes_the_tip():
    """No entry follows the last: whoever holds the tip (the head row, a later entry, the seal) sees the edit."""
    edited = changed(TRAIL, 5, at=NOW)

    assert edited[-1].sha256 != TRAIL[-1].sha256


@pytest.mark.parametrize("number", [1, 2, 3, 4])
def test_a_deleted_entry_is_found_at_its_place(number):
    assert broken_at(TRAIL[: number - 1] + TRAIL[number:]) == (number, "number")


@pytest.mark.parametrize("number", [1, 2, 3, 4])
def test_two_swapped_entries_are_found_at_the_first(number):
    swapped = list(TRAIL)
    swapped[number - 1], swapped[number] = swapped[number], swapped[number - 1]

    assert broken_at(swapped) == (number, "number")


@pytest.mark.parametrize("number", [2, 3, 4, 5])
def test_swapped_entries_that_took_each_others_numbers_are_found(number):
    swapped = list(TRAIL)
    swapped[number - 2] = replace(TRAIL[number - 1], number=number - 1)
    swapped[number - 1] = replace(TRAIL[number - 2], number=number)

    assert broken_at(swapped) == (number - 1, "previous")


@pytest.mark.parametrize("number", [1, 2, 3, 4, 5])
def test_an_inserted_entry_is_found_no_later_than_behind_it(number):
    before = TRAIL[number - 2].sha256 if number > 1 else FIRST
    stranger = extended(CONTRACT, number - 1, before, (events.Cancelled(version=1),), NOW)

    assert broken_at((*TRAIL[: number - 1], *stranger, *TRAIL[number - 1 :])) == (number + 1, "number")


@pytest.mark.parametrize("cut", [1, 2, 3, 4])
def test_a_cut_head_is_found_at_once(cut):
    assert broken_at(TRAIL[cut:]) == (1, "number")


def test_a_cut_head_is_found_even_when_the_rest_is_numbered_anew():
    rest = [replace(entry, number=number) for number, entry in enumerate(TRAIL[1:], start=1)]

    assert broken_at(rest) == (1, "previous")


def test_an_entry_of_another_contract_is_found():
    assert broken_at(changed(TRAIL, 3, contract="0" * 32)) == (3, "contract")


def test_events_appended_together_are_chained_among_themselves():
    entries = extended(CONTRACT, 5, TRAIL[-1].sha256, (an_accepted(), events.Completed(version=1)), NOW)

    check((*TRAIL, *entries), CONTRACT)
    assert [entry.number for entry in entries] == [6, 7]


def test_an_instant_is_written_in_utc_with_whole_seconds():
    at = datetime(2026, 11, 23, 9, 0, 0, 999_999, tzinfo=timezone(timedelta(hours=2)))

    assert instant(at) == "2026-11-23T07:00:00Z"


def _with(**changes):
    return canonical(parsed(TRAIL[0].bytes) | changes)


def _with_body(**changes):
    return _with(body=parsed(TRAIL[0].bytes)["body"] | changes)


DOCUMENT = parsed(TRAIL[0].bytes)["body"]["documents"][0]
NO_ENTRIES = {
    "nothing": b"",
    "no JSON": b"\xff{",
    "a list": b"[]",
    "a number": b"1",
    "a space more": TRAIL[0].bytes + b" ",
    "a key twice": TRAIL[0].bytes.replace(b'{"at"', b'{"at":"2026-11-23T07:00:00Z","at"', 1),
    "a key more": _with(extra=1),
    "a key less": canonical({key: value for key, value in parsed(TRAIL[0].bytes).items() if key != "at"}),
    "a body key more": _with_body(extra=1),
    "an unknown kind": _with(kind="renamed"),
    "a kind that is a list": _with(kind=["sent"]),
    "a number that is true": _with(number=True),
    "a contract that is a number": _with(contract=1),
    "another time zone": _with(at="2026-11-23T09:00:00+02:00"),
    "a time before time": _with(at="0001-01-01T00:00:00+14:00"),
    "an unknown role": _with_body(seats=[{"party": "x", "role": "king", "also": []}]),
    "seats that are a text": _with_body(seats="supervisor"),
    "a version that is a text": _with_body(version="1"),
    "a commitment that is no digest": _with_body(commitment="d"),
    "a digest with a line end": _with_body(commitment="d" * 64 + "\n"),
    "a digest in capitals": _with_body(commitment="D" * 64),
    "a digest of a document that is none": _with_body(documents=[DOCUMENT | {"pdf_sha256": "a" * 63}]),
    "another that is before it": _with(previous="0" * 63),
    "not a number": b'{"at":NaN}',
    "brackets without end": b"[" * 100_000,
}


@pytest.mark.parametrize("data", NO_ENTRIES.values(), ids=NO_ENTRIES)
def test_what_is_no_entry_is_told_as_a_broken_trail(data):
    with pytest.raises(TrailBroken) as broken:
        read_entry(data, 1)

    assert (broken.value.number, broken.value.why) == (1, "unreadable")


def test_an_entry_at_a_place_that_is_not_its_own_is_told():
    with pytest.raises(TrailBroken, match="entry 2: number"):
        read_entry(TRAIL[0].bytes, 2)


@given(st.data())
def test_no_byte_of_an_entry_can_change_unseen(data):
    """Either the entry no longer reads, or it is another link and the chain behind it breaks."""
    entry, following = data.draw(st.sampled_from(list(pairwise(ONE_OF_EACH))))
    place = data.draw(st.integers(0, len(entry.bytes) - 1))
    other = data.draw(st.integers(0, 255).filter(lambda byte: byte != entry.bytes[place]))
    altered = entry.bytes[:place] + bytes([other]) + entry.bytes[place + 1 :]

    try:
        read = read_entry(altered, entry.number)
    except TrailBroken:
        return
    assert read.bytes == altered
    with pytest.raises(TrailBroken):
        check((read, following), CONTRACT, entry.number, entry.previous)


# Growing: an event of tomorrow has a field more than the one of today.


@dataclass(frozen=True, kw_only=True)
class Cancelled:
    """The event of that name, some day."""

    version: int
    by: str | None = None
    seat: events.Seat | None = None
    until: datetime | None = None


@pytest.fixture
def tomorrow():
    """Entries are read as the program of tomorrow reads them."""
    today = events.KINDS["cancelled"]
    events.KINDS["cancelled"] = Cancelled
    yield
    events.KINDS["cancelled"] = today


GROWN = [
    {"version": 1},
    {"version": 1, "by": "author"},
    {"version": 1, "until": NOW, "seat": events.Seat(party="manager", role="manager")},
]


def test_an_entry_of_today_reads_tomorrow_and_keeps_its_bytes(tomorrow):
    before, today = GOLDEN.read_bytes().splitlines()[5:7]
    (entry,) = extended(CONTRACT, 6, sha256(before), (Cancelled(version=1),), ONE_OF_EACH[6].at)

    assert read_entry(today, 7) == entry
    assert entry.bytes == today


@pytest.mark.parametrize("body", GROWN, ids=lambda body: " and ".join(body))
def test_a_field_that_is_there_is_written_and_read(tomorrow, body):
    (entry,) = extended(CONTRACT, 0, FIRST, (Cancelled(**body),), NOW)

    assert read_entry(entry.bytes, 1) == entry
    assert set(parsed(entry.bytes)["body"]) == set(body)


def test_nothing_is_said_by_leaving_out_and_never_by_null(tomorrow):
    """Else one entry would have two forms, and its digest would prove neither."""
    (entry,) = extended(CONTRACT, 0, FIRST, (Cancelled(version=1),), NOW)
    null = canonical(parsed(entry.bytes) | {"body": {"version": 1, "by": None}})

    with pytest.raises(TrailBroken, match="entry 1: unreadable"):
        read_entry(null, 1)


def test_an_entry_of_tomorrow_is_refused_today():
    """What a program does not know it cannot judge; the digest still covers it."""
    grown = canonical(parsed(ONE_OF_EACH[6].bytes) | {"body": {"version": 1, "by": "author"}})

    with pytest.raises(TrailBroken, match="entry 7: unreadable"):
        read_entry(grown, 7)


digests = st.text("0123456789abcdef", min_size=64, max_size=64)


@given(party=st.text(max_size=20), version=st.integers(1, 10**6), round_=st.integers(1, 99), digest=digests)
def test_any_text_and_number_survives_writing_and_reading(party, version, round_, digest):
    event = events.AddressCorrected(version=version, party=party, round=round_, commitment=digest)
    entry = Entry(contract=CONTRACT, number=7, at=NOW, event=event, previous=digest)

    assert read_entry(entry.bytes, 7) == entry
