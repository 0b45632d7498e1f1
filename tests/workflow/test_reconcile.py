"""Table and archive side by side: each way in which they can differ is told, and nothing is changed."""

import pytest

from chalicelib import wiring
from chalicelib.domain.errors import Busy, Fault, FormInvalid
from chalicelib.tools import relink as relinking
from chalicelib.tools.relink import relink
from chalicelib.workflow.cancel import cancel
from chalicelib.workflow.correct_address import correct_address
from chalicelib.workflow.reconcile import reconcile
from chalicelib.workflow.withdraw import Withdrawal, withdraw
from tests.workflow.terms import CONSUMER, TWO
from tests.workflow.world import AUTHOR, VISIT, World


@pytest.fixture
def world():
    """A contract that is sealed, searchable, and whose mails have gone."""
    made = World()
    made.sent(TWO)
    made.everybody_accepts()
    made.settle()
    return made


def archived(world):
    """Version ids by key, as a listing of the bucket has them."""
    return {it.key: {it.version_id} for it in world.state.sealed}


def told(world, kept):
    return list(reconcile(world.services, world.contracts.heads, kept))


def differences(world, kept):
    return [(it.kind, it.key) for it in told(world, kept)]


def test_where_they_agree_nothing_is_told(world):
    assert differences(world, archived(world)) == []


def test_a_file_of_a_contract_that_the_table_does_not_have_is_told(world):
    strange = {"contracts/0000/v1.pdf": {"1"}}

    assert differences(world, archived(world) | strange) == [("unknown", "contracts/0000/v1.pdf")]


def test_a_file_that_the_trail_does_not_name_is_told_with_the_state_of_its_contract():
    world = World()
    world.sent(TWO)
    key = f"contracts/{world.contract}/v1.pdf"

    (found,) = told(world, {key: {"1"}})
    assert (found.kind, found.contract, found.key, found.status) == ("unsealed", world.contract, key, "sent")


def test_another_version_of_a_file_is_told(world):
    (key,) = archived(world)

    assert differences(world, {key: {"another"}}) == [("other_version", key)]
    assert differences(world, {key: {"another", *archived(world)[key]}}) == []


def test_a_file_that_is_not_there_is_told(world):
    (key,) = archived(world)

    assert differences(world, {}) == [("missing", key)]


def test_a_contract_that_waits_for_its_seal_is_told():
    world = World()
    world.sent(TWO)
    for seat in world.state.seats:
        world.settle()
        world.accept(seat.party)  # what follows the last one has not happened yet

    assert [(it.kind, it.contract) for it in told(world, {})] == [("waiting", world.contract)]


def test_a_contract_that_its_consumer_left_before_it_was_sealed_waits_for_its_seal_all_the_same():
    world = World()
    world.sent(CONSUMER)
    for seat in world.state.seats:
        world.settle()
        world.accept(seat.party)
    withdraw(world.services, world.token("supervisee-1"), Withdrawal(typed_name="Aino Ek"), True, VISIT)

    (found,) = told(world, {})
    assert (found.kind, found.contract, found.status) == ("waiting", world.contract, "withdrawn")


def test_a_file_that_neither_archive_nor_search_knows_is_told(world):
    world.contracts.archive.clear()

    assert differences(world, {}) == [("missing", key) for key in archived(world)]


def test_what_was_never_accepted_by_all_is_no_difference():
    world = World()
    cancel(world.services, AUTHOR, world.sent(TWO))
    world.sent(TWO)
    world.draft(TWO)

    assert len(world.contracts.heads) == 3
    assert told(world, {}) == []


@pytest.mark.parametrize("rest", ["trail", "row"])
def test_a_contract_of_which_only_a_part_is_left_is_told_whatever_the_archive_has(world, rest):
    kept = archived(world)
    if rest == "trail":
        del world.contracts.heads[world.contract]
    else:
        world.contracts.trails[world.contract].pop()

    for files in (kept, {}):
        found = list(reconcile(world.services, [world.contract], files))
        assert [(it.kind, it.contract) for it in found] == [("broken", world.contract)]


def test_fresh_links_go_to_those_who_are_still_asked_and_to_nobody_else():
    world = World()
    world.sent(TWO)
    world.settle()
    before = dict(world.state.rounds)
    awaited = world.state.awaited

    assert relink(world.services, world.contract) == (len(awaited), ())
    after = world.state.rounds
    assert {party for party in after if after[party] == before[party] + 1} == set(awaited)


def test_no_link_of_a_contract_that_is_over_is_renewed(world):
    before = dict(world.state.rounds)

    assert relink(world.services, world.contract) == (0, ())
    assert world.state.rounds == before


def test_a_contract_whose_links_cannot_be_renewed_is_told_and_the_others_go_on(monkeypatch, capsys):
    world = World()
    broken, busy, whole = (world.sent(TWO) for _ in range(3))
    world.contracts.trails[broken].pop()
    monkeypatch.setattr(wiring, "services", lambda: world.services)
    monkeypatch.setattr(
        relinking, "correct_address", lambda *asked: _busy() if busy in asked else correct_address(*asked)
    )
    before = dict(world.state.rounds)

    assert relinking.main() == 1

    told = capsys.readouterr().out.splitlines()
    assert sorted(told[:-1]) == sorted(
        [f"not renewed\t{broken}\tentry 1: length", f"not renewed\t{busy}\tbusy"]
    )
    assert told[-1] == "1 fresh links; 2 failures"
    assert world.contract == whole
    assert world.state.rounds != before


def test_after_fresh_links_for_everybody_the_command_is_content(monkeypatch, capsys):
    world = World()
    world.sent(TWO)
    monkeypatch.setattr(wiring, "services", lambda: world.services)

    assert relinking.main() == 0
    assert capsys.readouterr().out == "1 fresh links; 0 failures\n"


def test_what_is_told_of_a_failure_names_nobody(monkeypatch):
    world = World()
    world.sent(TWO)

    def twice(*asked):
        raise FormInvalid([Fault("email", "address_used_twice", {"email": asked[4]})])

    monkeypatch.setattr(relinking, "correct_address", twice)

    assert relink(world.services, world.contract) == (0, ("form_invalid",) * len(world.state.awaited))


def _busy():
    raise Busy()
