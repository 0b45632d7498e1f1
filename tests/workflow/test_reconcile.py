"""Table and archive side by side: each way in which they can differ is told, and nothing is changed."""

import pytest

from chalicelib.workflow.cancel import cancel
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
