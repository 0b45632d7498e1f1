"""A contract that takes the place of another: the other ends when this one comes into force, once, whatever fails."""

import pytest

from chalicelib.domain.errors import FormInvalid
from chalicelib.workflow.cancel import cancel
from chalicelib.workflow.draft import draft
from chalicelib.workflow.own import given_to_change
from chalicelib.workflow.send import send
from chalicelib.workflow.supersede import supersede
from tests.workflow.terms import TWO
from tests.workflow.wire import Interrupted
from tests.workflow.world import AUTHOR

OLD, NEW = "TO-2026-0001", "TO-2026-0002"
STRANGER = "vieras@ohjaaja.example"
REPLACING = TWO | {"price_amount": "80", "supersedes_contract_id": OLD}


def faults(act):
    with pytest.raises(FormInvalid) as raised:
        act()
    return [(fault.field, fault.code, fault.params.get("number")) for fault in raised.value.faults]


def story(world, contract):
    return [entry.kind for entry in world.contracts.load(contract).entries]


def replaced(world, settle=True):
    """The id of the old contract, in a world where everybody has accepted the one that replaces it."""
    old = world.contract
    world.sent(given_to_change(world.services, AUTHOR, old) | {"price_amount": "80"})
    world.accept("supervisor")
    world.settle()
    world.accept("supervisee-1")
    if settle:
        world.settle()
    return old


def test_a_change_of_a_contract_in_force_starts_from_its_terms_and_names_it(sealed):
    given = given_to_change(sealed.services, AUTHOR, sealed.contract)

    assert given == TWO | {"supersedes_contract_id": OLD}


def test_the_old_contract_ends_when_the_new_one_comes_into_force_and_not_before(sealed):
    old = sealed.contract
    sealed.sent(REPLACING)
    sealed.accept("supervisor")
    sealed.settle()
    assert sealed.contracts.load(old).contract.status == "sealed"
    assert sealed.state.offer.supersedes == old

    sealed.accept("supervisee-1")
    sealed.settle()

    ended = sealed.contracts.load(old).contract
    assert (ended.status, ended.superseded_by) == ("superseded", sealed.contract)
    assert sealed.contracts.head(old).status == "superseded"
    assert sealed.state.status == "sealed"
    assert story(sealed, old).count("superseded") == 1


def test_the_parties_of_the_old_contract_are_told_once(sealed):
    before = len(sealed.letters())

    replaced(sealed)

    told = [
        to
        for to, subject in sealed.letters(before)
        if subject == f"Työnohjaussopimus {OLD} on korvattu uudella"
    ]
    assert sorted(told) == ["aino@oma.example", "ulla@kaarnalaiva.example"]


def test_both_contracts_stay_in_the_archive(sealed):
    old = replaced(sealed)

    assert len(sealed.archive.archive) == 2
    assert sealed.contracts.load(old).contract.sealed != sealed.state.sealed


def test_the_clock_alone_ends_the_old_one(sealed):
    world = sealed.branch(stream=False)
    old = world.contract
    world.sent(REPLACING | {"signing_mode": "parallel"})
    world.pass_time(minutes=5)
    world.accept("supervisor")
    world.accept("supervisee-1")

    world.pass_time(minutes=5)

    assert world.contracts.load(old).contract.superseded_by == world.contract


@pytest.mark.parametrize("when", ["before", "after"])
@pytest.mark.parametrize("number", range(14))
def test_after_a_fault_at_any_call_the_old_contract_ends_once(sealed, number, when):
    old = replaced(sealed, settle=False)
    sealed.line.breaks = {len(sealed.line.calls) + number: when}

    sealed.settle()
    sealed.pass_time(minutes=20)

    assert story(sealed, old).count("superseded") == 1
    assert sealed.state.status == "sealed"
    assert sealed.contracts.head(old).due_at is None


def test_ending_it_twice_changes_nothing(sealed):
    old = replaced(sealed)
    before = sealed.contracts.load(old)

    supersede(sealed.services, sealed.dossier)

    assert sealed.contracts.load(old) == before


def test_a_contract_that_is_cancelled_replaces_nothing(sealed):
    old = sealed.contract
    sealed.sent(REPLACING)

    cancel(sealed.services, AUTHOR, sealed.contract)
    sealed.settle()

    assert sealed.contracts.load(old).contract.status == "sealed"


def test_of_two_that_replace_the_same_one_the_first_in_force_does(sealed):
    old, links = sealed.contract, {}
    for price in ("80", "70"):
        rival = sealed.sent(REPLACING | {"price_amount": price, "signing_mode": "parallel"})
        links[rival] = {party: sealed.token(party) for party in ("supervisor", "supervisee-1")}
    for rival in reversed(links):
        for party, link in links[rival].items():
            sealed.accept(party, link)
        sealed.settle()

    first = list(links)[1]
    assert sealed.contracts.load(old).contract.superseded_by == first
    assert [sealed.contracts.load(rival).contract.status for rival in links] == ["sealed", "sealed"]
    sealed.pass_time(minutes=5)
    assert all(head.due_at is None for head in sealed.contracts.heads.values())


def test_a_contract_that_replaced_one_can_be_replaced(sealed):
    replaced(sealed)
    middle = sealed.contract

    assert given_to_change(sealed.services, AUTHOR, middle)["supersedes_contract_id"] == NEW
    replaced(sealed)

    assert sealed.contracts.load(middle).contract.superseded_by == sealed.contract


@pytest.mark.parametrize("number", ["TO-2026-0099", NEW])
def test_only_ones_own_contract_in_force_can_be_replaced(sealed, number):
    """The second number is that of a contract which is only sent."""
    sealed.sent(TWO)

    told = faults(lambda: sealed.draft(TWO | {"supersedes_contract_id": number}))

    assert told == [("supersedes_contract_id", "not_in_force", number)]


def test_anothers_contract_looks_absent(sealed):
    told = faults(lambda: draft(sealed.services, STRANGER, REPLACING))

    assert told == [("supersedes_contract_id", "not_in_force", OLD)]


def test_the_number_is_told_with_all_other_faults(sealed):
    told = faults(
        lambda: sealed.draft(TWO | {"supersedes_contract_id": "TO-2026-0099", "price_amount": "paljon"})
    )

    assert sorted(field for field, _, _ in told) == ["price_amount", "supersedes_contract_id"]


def test_what_has_ended_since_the_draft_was_made_is_told_at_sending(sealed):
    mine = sealed.draft(REPLACING)
    sealed.contract = next(each for each in sealed.contracts.trails)
    replaced(sealed)

    told = faults(lambda: send(sealed.services, AUTHOR, mine))

    assert told == [("supersedes_contract_id", "not_in_force", OLD)]


def test_a_crash_before_the_clock_comes_loses_nothing(sealed):
    old = replaced(sealed, settle=False)
    sealed.line.breaks = {"contracts.append": "before"}

    with pytest.raises(Interrupted):
        supersede(sealed.services, sealed.dossier)
    sealed.settle()
    sealed.pass_time(minutes=5)

    assert sealed.contracts.load(old).contract.status == "superseded"
