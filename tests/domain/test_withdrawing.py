"""Who may withdraw when, and what the dossier tells of it; withdraw() itself is in test_contract.py."""

from dataclasses import replace
from datetime import timedelta

import pytest

from chalicelib.domain import events
from chalicelib.domain.acceptance import EARLY_START
from chalicelib.domain.dossier import Dossier, Head, Mail, wanted
from chalicelib.domain.parties import Role
from tests.builders import CONTRACT, NOW, a_contract, a_sealed, a_sent, a_trail, an_accepted

CONSUMERS = tuple(
    events.Seat(party=f"supervisee-{n}", role=Role.SUPERVISEE, consumer=True, may_start_early=True)
    for n in (1, 2)
)
SENT = a_sent(seats=(events.Seat(party="supervisor", role=Role.SUPERVISOR), *CONSUMERS))
ALL = tuple(map(an_accepted, ("supervisor", "supervisee-1", "supervisee-2")))
COMPLETED = events.Completed(version=1)
WITHDRAWN = events.Withdrawn(version=1, party="supervisee-1", commitment="f" * 64)
SUPERSEDED = events.Superseded(version=1, by="c0ffee")
# What has happened, and whether the supervisor and each consumer may withdraw now.
CASES = {
    "nobody has accepted": ((SENT,), (False, False, False)),
    "one has accepted": ((SENT, *ALL[:2]), (False, True, False)),
    "declined after that": (
        (SENT, *ALL[:2], events.Declined(version=1, party="supervisee-2", commitment="f" * 64)), (False,) * 3,
    ),
    "taken back before conclusion": ((SENT, *ALL[:2], WITHDRAWN), (False,) * 3),
    "in force": ((SENT, *ALL, COMPLETED), (False, True, True)),
    "sealed": ((SENT, *ALL, COMPLETED, a_sealed()), (False, True, True)),
    "one has left": ((SENT, *ALL, COMPLETED, WITHDRAWN, a_sealed()), (False, False, True)),
    "replaced": ((SENT, *ALL, COMPLETED, SUPERSEDED), (False, True, True)),
    "one has left what was replaced": ((SENT, *ALL, COMPLETED, SUPERSEDED, WITHDRAWN), (False, False, True)),
}  # fmt: skip


def a_dossier(*happened):
    contract = a_contract(*happened)
    head = Head(
        contract=CONTRACT, author="a@b.fi", number="TO-2026-0001", title="", people=(), status=contract.status,
        created_at=NOW, touched_at=NOW, since=NOW,
    )  # fmt: skip
    return Dossier(contract=contract, head=head, entries=a_trail(*happened))


@pytest.mark.parametrize(("happened", "may"), CASES.values(), ids=CASES)
def test_who_may_withdraw_now(happened, may):
    contract = a_contract(*happened)

    assert tuple(contract.may_withdraw(seat.party, NOW + timedelta(days=1)) for seat in SENT.seats) == may


def test_nobody_may_once_the_time_is_over():
    contract = a_contract(SENT, *ALL, COMPLETED)
    until = contract.can_withdraw_until("supervisee-2")

    assert contract.may_withdraw("supervisee-2", until - timedelta(seconds=1))
    assert not contract.may_withdraw("supervisee-2", until)


@pytest.mark.parametrize("gone", [("supervisee-1",), ("supervisee-1", "supervisee-2")])
def test_what_was_replaced_stays_so_whoever_withdraws_afterwards(gone):
    contract = a_contract(SENT, *ALL, COMPLETED, SUPERSEDED)
    withdrawn = a_contract(
        SENT, *ALL, COMPLETED, SUPERSEDED, *(replace(WITHDRAWN, party=party) for party in gone)
    )

    assert (withdrawn.status, withdrawn.ended_at, withdrawn.ended_by) == ("superseded", contract.ended_at, "")
    assert tuple(withdrawn.withdrawn) == gone


def test_it_goes_on_as_long_as_somebody_is_left_to_supervise():
    whole, half = a_contract(SENT, *ALL, COMPLETED), a_contract(SENT, *ALL, COMPLETED, WITHDRAWN)

    assert whole.goes_on_without("supervisee-1")
    assert not half.goes_on_without("supervisee-2")
    assert not a_contract(SENT, *ALL[:2]).goes_on_without("supervisee-1")


def test_only_whoever_ticked_it_asked_for_an_early_start():
    asked = replace(ALL[1], confirmed=("language/1", EARLY_START))
    dossier = a_dossier(SENT, ALL[0], asked, ALL[2], COMPLETED)

    assert [dossier.asked_for_early_start(seat.party) for seat in SENT.seats] == [False, True, False]


def test_the_dossier_finds_the_entry_of_a_withdrawal():
    dossier = a_dossier(SENT, *ALL, COMPLETED, WITHDRAWN)

    assert dossier.withdrawal("supervisee-1").number == 6
    assert dossier.withdrawal("supervisee-2") is None


@pytest.mark.parametrize(
    ("happened", "who"),
    [((), [True] * 3), ((WITHDRAWN,), [True, False, True]), ((SUPERSEDED,), [False] * 3)],
    ids=["in force", "one has left", "replaced"],
)
def test_nobody_is_told_that_a_contract_is_in_force_that_does_not_bind_them(happened, who):
    contract = a_contract(SENT, *ALL, COMPLETED, *happened, a_sealed())
    mails = [Mail(party=seat.party, kind="completed", round="9") for seat in SENT.seats]

    assert [wanted(contract, mail) for mail in mails] == who
