"""Which days follow from an agreement, by its dates, its sessions and the evaluations that it asks for."""

import json
from datetime import date

import pytest

from chalicelib.domain.milestones import END, EVALUATION, REVIEW, START, milestones
from chalicelib.domain.terms.public import public_terms
from tests.builders import terms_of

EARLY = date(2026, 11, 23)


def days(not_before=EARLY, **changes):
    """(kind, ISO day) of each milestone of the everyday contract with these changes in its terms.json."""
    agreed = json.loads(public_terms(terms_of())) | changes
    return [(it.kind, it.day.isoformat()) for it in milestones(agreed, not_before)]


def test_evaluations_come_every_half_year_between_the_first_day_and_the_last():
    assert days(start_date="2027-01-18", end_date="2028-12-15") == [
        (START, "2027-01-18"),
        (EVALUATION, "2027-07-18"), (EVALUATION, "2028-01-18"), (EVALUATION, "2028-07-18"),
        (END, "2028-12-15"),
    ]  # fmt: skip


def test_each_evaluation_has_its_number():
    agreed = json.loads(public_terms(terms_of())) | {"evaluation_interval_months": 3}

    numbers = [it.number for it in milestones(agreed, EARLY) if it.kind == EVALUATION]
    assert numbers == [1, 2, 3]


def test_on_the_last_day_there_is_the_final_evaluation_and_no_other():
    assert days(start_date="2027-01-18", end_date="2027-07-18") == [
        (START, "2027-01-18"),
        (END, "2027-07-18"),
    ]
    assert (EVALUATION, "2027-07-18") in days(start_date="2027-01-18", end_date="2027-07-19")


def test_a_month_without_that_day_has_it_on_its_last():
    found = days(start_date="2027-08-31", end_date="2028-12-31", evaluation_interval_months=3)

    assert [day for kind, day in found if kind == EVALUATION] == [
        "2027-11-30", "2028-02-29", "2028-05-31", "2028-08-31", "2028-11-30",
    ]  # fmt: skip


@pytest.mark.parametrize(
    "changes",
    [{"evaluations": {"mid": False, "final": True}}, {"sessions_total": 1}],
    ids=["none", "one session"],
)
def test_where_none_is_held_midway_none_is_told(changes):
    assert [kind for kind, _ in days(**changes)] == [START, END]


def test_without_a_last_day_the_sessions_say_when_to_look_again():
    """Ten sessions, three or four weeks apart: the tenth 36 weeks after the first at the latest."""
    found = days(start_date="2027-01-18", end_date=None, sessions_total=10, session_interval_weeks=[3, 4])

    assert found == [(START, "2027-01-18"), (EVALUATION, "2027-07-18"), (REVIEW, "2027-09-27")]


def test_a_single_session_without_a_last_day_is_one_day():
    assert days(end_date=None, sessions_total=1) == [(START, "2027-01-18")]


@pytest.mark.parametrize(
    ("not_before", "start"),
    [(date(2027, 1, 17), "2027-01-18"), (date(2027, 1, 18), "2027-01-18"), (date(2027, 2, 1), "2027-02-01")],
)
def test_it_begins_on_its_day_or_once_it_may(not_before, start):
    found = days(not_before)

    assert found[0] == (START, start)
    assert found[1] == (EVALUATION, start.replace("-01-", "-07-").replace("-02-", "-08-"))


def test_what_may_begin_only_after_its_last_day_has_no_day_before_its_first():
    assert days(date(2028, 1, 10)) == [(START, "2028-01-10"), (END, "2028-01-10")]
