"""All faults come at once: a bad value hides no fault of another, and none is told of what only looks wrong by it."""

import pytest

from chalicelib.domain.terms import read_terms
from chalicelib.domain.terms.defaults import completed
from chalicelib.domain.terms.rules import RULES
from tests.builders import ABSENT, TODAY, example
from tests.domain.constellations import C1, B
from tests.domain.test_terms_reading import example_with
from tests.domain.test_terms_rules import FAULTS, WARNINGS

LONG = "x" * 5000
# A part of each table that no rule reads, too long to be sound.
UNREAD = [
    "supervisor-contact-phone", "supervisor-qualification", "supervisees-0-job_title", "manager-title",
    "managers_manager-title", "client-representative-title", "methods-text", "remote_rules-tool",
]  # fmt: skip


def spoiled(data, places=UNREAD):
    """The data with what is too long in each of these places whose table is there; and those places."""
    spoilt = []
    for place in places:
        *way, last = place.split("-")
        table = data
        for step in way:
            table = table[int(step)] if isinstance(table, list) and table else table and table.get(step)
        if isinstance(table, dict):
            table[last] = LONG
            spoilt.append(place)
    return data, spoilt


def leaves(value, place=""):
    if isinstance(value, (dict, list)) and value:
        items = value.items() if isinstance(value, dict) else enumerate(value)
        for key, item in items:
            yield from leaves(item, f"{place}-{key}" if place else str(key))
    if place:
        yield place


@pytest.mark.parametrize(("field", "code", "breaks", "mends"), FAULTS.values(), ids=FAULTS)
def test_a_rule_is_told_though_other_parts_of_the_same_tables_are_unsound(field, code, breaks, mends):
    data, spoilt = spoiled(example(**breaks), [place for place in UNREAD if place != field])

    told = {(fault.field, fault.code) for fault in read_terms(data, TODAY).faults}

    assert (field, code) in told
    assert {(place, "too_long") for place in spoilt} <= told


@pytest.mark.parametrize(("field", "code", "breaks", "mends"), FAULTS.values(), ids=FAULTS)
def test_what_is_sound_is_not_blamed_for_what_is_not(field, code, breaks, mends):
    data, spoilt = spoiled(example(**mends))

    assert sorted(fault.field for fault in read_terms(data, TODAY).faults) == sorted(spoilt)


@pytest.mark.parametrize(("field", "code", "breaks", "mends"), WARNINGS.values(), ids=WARNINGS)
def test_a_warning_is_told_beside_a_fault(field, code, breaks, mends):
    data, _ = spoiled(example(**breaks))

    assert (field, code) in [(fault.field, fault.code) for fault in read_terms(data, TODAY).warnings]


def test_a_bad_address_hides_no_missing_business_id():
    wrong = {"supervisor-contact-email": "ei", "supervisor-business_id": "", "supervisor-business_name": ""}

    assert {fault.field for fault in read_terms(example(**wrong), TODAY).faults} == set(wrong)


def test_a_bad_address_in_one_row_hides_no_address_used_twice_in_others():
    wrong = {
        "supervisees-0-email": "ei", "supervisees-1-email": ABSENT,
        "supervisees-3-email": "PAIVI.aijala@rantapiha.example",
    }  # fmt: skip

    told = {fault.field: fault.code for fault in read_terms(example(**wrong), TODAY).faults}

    assert told == {
        "supervisees-0-email": "not_an_email",
        "supervisees-1-email": "required",
        "supervisees-3-email": "address_used_twice",
    }


STARTS = {"A": {}, "B": B, "C": C1}
JUNK = [[None], {"x": 1}, "\x00", -1, True]
# What goes with a bad choice: which keys apply depends on it, so other fields may be told too.
DECIDING = {"constellation", "price_amount", "payer_type", "supervision_form", "trial_sessions", "place_mode",
            "goals_annex_used"}  # fmt: skip


@pytest.mark.parametrize("start", STARTS.values(), ids=STARTS)
def test_whatever_stands_in_one_place_reading_tells_it_there(start):
    """The fault is at the place, above it or inside it; nothing else is blamed but where the place decides about it."""
    for place in leaves(example(**start)):
        for junk in JUNK:
            reading = read_terms(example_with(example(**start), place, junk), TODAY)
            assert (reading.terms is None) == bool(reading.faults)
            if place.split("-")[0] not in DECIDING | {"_expect", "_tests"}:
                far = [it.field for it in reading.faults if it.field.split("-")[0] != place.split("-")[0]]
                assert far == [], (place, junk, far)


def test_each_place_that_a_rule_names_exists():
    """A misspelt place would never hold a rule back."""
    filled = {
        "client-representative": {"full_name": "", "email": "", "title": "", "signs": "", "same_as_manager": ""},
        "managers_manager": C1["managers_manager"], "manager-is_supervisee": "",
    }  # fmt: skip
    data = example(**filled, **{"invoice_details-email": "", "invoice_details-postal_address": ""})
    data |= {"zero_price_reason": "", "supervisees": [{**data["supervisees"][0], "pays_as": "no"}]}
    known = {
        "-".join("*" if part.isdecimal() else part for part in place.split("-"))
        for place in leaves(completed(data, TODAY))
    }

    assert {place for rule in RULES for place in rule.places} <= known


# Blank rows


@pytest.mark.parametrize("blank", [{}, {"full_name": "", "email": " "}, {"_row": "3"}, {"job_title": None}])
def test_a_row_that_nobody_filled_in_is_nobody(blank):
    people = example()["supervisees"]

    reading = read_terms(example(supervisees=[blank, *people, blank]), TODAY)

    assert reading.terms == read_terms(example(), TODAY).terms


def test_only_blank_rows_are_no_supervisees():
    faults = read_terms(example(supervisees=[{}, {}]), TODAY).faults

    assert [(fault.field, fault.code) for fault in faults] == [("supervisees-0-full_name", "required")]
