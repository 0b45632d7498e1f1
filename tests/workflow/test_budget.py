"""
How many calls to AWS a contract costs, counted on the ports: each method of a port is one call (tests/ports).

What a page adds for the session of a supervisor is not counted, nor is Lambda's own polling.
"""

from itertools import pairwise

import pytest

from chalicelib.workflow.send import send
from chalicelib.workflow.view import pdf_address, texts_of, view
from tests.workflow.consumers import AINO, gone
from tests.workflow.terms import CONSUMER, TEAM, TWO
from tests.workflow.world import AUTHOR, World

ANNEX = {"goals_annex_used": True, "goals_supervisees": "Uskallan sanoa ääneen, mikä pelottaa."}
PAGE, ACCEPTANCE, LIFE = 3, 5, 50


def calls(world, act):
    start = len(world.line.calls)
    act()
    return len(world.line.calls) - start


def page(world, party):
    """The signing page as it is shown: where the link stands, and the texts."""
    texts_of(world.services, view(world.services, world.token(party)).dossier.contract, party)


@pytest.mark.parametrize("given", [TWO, TEAM, TEAM | ANNEX], ids=["two", "a team", "with an annex"])
def test_a_page_is_three_calls_at_most(given):
    world = World()
    world.sent(given)

    assert calls(world, lambda: page(world, "supervisor")) <= PAGE
    assert calls(world, lambda: pdf_address(world.services, world.token("supervisor"))) <= PAGE


@pytest.mark.parametrize("given", [TWO, TEAM], ids=["two", "a team"])
def test_an_acceptance_is_five_calls_at_most_the_last_one_too(given):
    world = World()
    world.sent(given)
    for seat in world.state.seats:
        looked = calls(world, lambda: world.consent(seat.party, world.token(seat.party)))  # noqa: B023
        assert calls(world, lambda: world.accept(seat.party)) - looked <= ACCEPTANCE  # noqa: B023
        world.settle()


@pytest.mark.parametrize("given", [TWO, CONSUMER], ids=["a business", "a consumer"])
def test_a_life_of_two_is_fifty_calls_at_most_from_sending_to_the_delivered_copies(given):
    """Acts and everything behind them; the pages between have a budget of their own, above."""
    world, pages = World(), 0
    world.draft(given)
    start = len(world.line.calls)

    send(world.services, AUTHOR, world.contract)
    world.settle()
    for party in ("supervisor", "supervisee-1"):
        token = world.token(party)
        pages += calls(world, lambda: world.consent(party, token))  # noqa: B023 - called at once
        world.accept(party)
        pages += 2  # accept() looks at the page by itself
        world.settle()

    assert world.state.status == "sealed"
    assert len(world.letters()) == 4
    assert len(world.line.calls) - start - pages <= LIFE


def test_a_withdrawal_is_five_calls_at_most_and_thirteen_behind_it(concluded):
    token = concluded.token(AINO)

    assert calls(concluded, lambda: gone(concluded, token=token)) <= ACCEPTANCE
    assert calls(concluded, concluded.settle) <= 13


def test_nothing_more_is_called_once_all_is_done(sealed):
    """But for the one look of the clock a minute after each entry."""
    sealed.pass_time(minutes=5)

    assert calls(sealed, lambda: sealed.pass_time(days=300)) == 0


def test_each_further_party_costs_the_same():
    """No call is made for every party at every acceptance: a life grows with its parties, not with their square."""
    lives = [_life(supervisees) for supervisees in (2, 4, 6, 8)]
    steps = {later - earlier for earlier, later in pairwise(lives)}

    assert len(steps) == 1


def _life(supervisees):
    world = World()
    people = [{"full_name": f"Aino A{'a' * n}", "email": f"a{n}@oma.example"} for n in range(supervisees)]
    world.sent(TEAM | {"supervisees": people})
    world.everybody_accepts()
    return len(world.line.calls)
