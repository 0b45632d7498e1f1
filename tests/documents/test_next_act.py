"""What a contract asks of its supervisor now, and how long people have been waited for."""

from dataclasses import replace
from datetime import timedelta

import pytest

from chalicelib.documents.next_act import ACTS, next_act, time_left, waited
from chalicelib.documents.standing import what_now
from chalicelib.domain import events
from chalicelib.domain.dossier import Claim, Draft, Mail
from tests.builders import CONTRACT, DEADLINE, NOW, a_contract, a_sealed, a_sent, an_accepted
from tests.documents.test_standing import CONCLUDED, ENDS, a_dossier

WISH = events.ChangeRequested(version=1, party="supervisee-1", commitment="f" * 64)
REFUSED = Mail(party="supervisor", kind="invitation", round="1.1")
CLAIM = Claim(job=REFUSED, state="claimed", until=NOW, at=NOW, tries=2)
DRAFT = Draft(
    id=CONTRACT, author="a@b.fi", number="TO-2026-0001", given={}, begun="d1", revision=1, created_at=NOW,
    touched_at=NOW, version=2,
)  # fmt: skip


@pytest.mark.parametrize(
    ("happened", "can_remind", "act"),
    [
        ((a_sent(), an_accepted()), True, "remind"),
        ((a_sent(), an_accepted()), False, ""),
        ((a_sent(), an_accepted(), WISH), True, "answer"),
        (CONCLUDED, False, "follow"),
        ((*CONCLUDED, a_sealed()), False, "download"),
        *(((a_sent(), an_accepted(), end), False, "anew") for end in ENDS.values()),
    ],
)
def test_each_state_asks_for_one_act(happened, can_remind, act):
    assert next_act(a_dossier(*happened), can_remind) == act
    assert act in ACTS


def test_an_address_that_does_not_work_comes_before_all_else():
    wished = a_dossier(a_sent(), WISH)
    refused = replace(wished, claims={REFUSED: CLAIM}, draft=DRAFT)

    assert next_act(refused, True) == "correct"
    assert what_now(refused).startswith("Sähköpostin lähetys ei onnistu: Ulla Wäinölä.")


def test_a_next_version_that_was_begun_comes_before_the_wish_that_it_answers():
    assert next_act(replace(a_dossier(a_sent(), WISH), draft=DRAFT), True) == "draft"


@pytest.mark.parametrize(("days", "words"), [(0, ""), (1, "odotettu yksi päivä"), (3, "odotettu 3 päivää")])
def test_who_is_awaited_has_been_waited_for_so_many_days(days, words):
    contract = a_contract(a_sent())

    assert waited(contract, "supervisor", NOW + timedelta(days=days)) == words
    assert waited(contract, "manager", NOW + timedelta(days=days)) == ""


@pytest.mark.parametrize(
    ("before", "words"),
    [
        (timedelta(seconds=0), ""),
        (timedelta(seconds=1), "Tänään on viimeinen päivä."),
        (timedelta(days=1, seconds=1), "Aikaa on vielä yksi päivä."),
        (timedelta(days=14), "Aikaa on vielä 13 päivää."),
        (timedelta(days=14, seconds=1), "Aikaa on vielä 14 päivää."),
    ],
)
def test_the_time_left_is_told_in_days_of_helsinki(before, words):
    assert time_left(DEADLINE, DEADLINE - before) == words
