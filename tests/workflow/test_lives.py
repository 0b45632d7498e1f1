"""Whole lives: every constellation from the form to the verified file, and as many parties as there may be."""

from collections import Counter
from random import Random

import pytest

from chalicelib.domain.canonical import parsed
from chalicelib.domain.report import AUTHENTIC
from chalicelib.workflow.verify import verify
from tests.workflow import terms
from tests.workflow.world import World, parties

LIVES = {
    "a team, its manager, and an employer who pays": (terms.TEAM, 6),
    "one supervisee who pays as a business": (terms.TWO, 2),
    "one supervisee who pays as a private person": (terms.CONSUMER, 2),
    "three supervisees of whom two pay": (terms.SHARING, 4),
    "a manager who is supervised, and their manager": (terms.PAYING_MANAGER, 3),
    "a manager who commits for a work group": (terms.WORK_GROUP, 3),
    "a manager, free of charge": (terms.MANAGER_SUPERVISED, 3),
    "a team, free of charge": (terms.FREE_TEAM, 6),
}


@pytest.mark.parametrize(("given", "count"), LIVES.values(), ids=LIVES)
@pytest.mark.parametrize("mode", ["supervisor_first", "parallel"])
def test_everybody_accepts_and_the_file_proves_it(given, count, mode):
    world = World()
    world.sent(given | {"signing_mode": mode})
    world.everybody_accepts()

    (_, pdf, _), = world.archive.archive.values()  # fmt: skip
    found = verify(world.services, pdf)

    assert world.story == ["sent", *["accepted"] * count, "completed", "sealed"]
    assert [seat.party for seat in world.state.seats] == parties(given)
    assert found.report.verdict == AUTHENTIC
    assert found.archived.contract == world.contract
    assert set(Counter(to for to, _ in world.letters()).values()) == {2}


def test_a_price_of_zero_leaves_no_trace_of_money():
    world = World()
    world.sent(terms.FREE_TEAM)

    text = next(data for (_, _, kind), data in world.archive.offers.items() if kind == "xhtml").decode()

    assert "€" not in text
    assert parsed(world.dossier.private[1].data["terms"].encode())["vat_rate"] is None


@pytest.mark.parametrize("seed", [1, 2])
def test_thirty_three_parties_accept_in_any_order(seed):
    world = World(seed=seed)
    world.sent(terms.crowd() | {"signing_mode": "parallel"})
    order = [seat.party for seat in world.state.seats]
    Random(seed).shuffle(order)

    for party in order:
        world.accept(party)
    world.settle()

    assert world.story == ["sent", *["accepted"] * 33, "completed", "sealed"]
    assert len(world.letters()) == 66


def test_several_contracts_live_beside_each_other():
    world = World()
    first, second = world.sent(terms.TWO), world.sent(terms.PAYING_MANAGER)
    for party in ("supervisor", "supervisee-1"):
        world.contract = first
        world.accept(party)
        world.settle()
    world.contract = second
    world.decline("supervisor")
    world.settle()

    assert world.contracts.load(first).contract.status == "sealed"
    assert world.contracts.load(second).contract.status == "declined"
