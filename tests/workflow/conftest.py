"""A fresh world for each story; the beginnings that many share are lived once and gone on from."""

from functools import cache

import pytest

from tests.workflow import consumers
from tests.workflow.terms import TWO
from tests.workflow.world import World


@pytest.fixture
def world():
    return World()


@pytest.fixture
def sent():
    """A world in which a contract of two was just sent; the supervisor has their link."""
    return _sent().branch()


@pytest.fixture
def offered():
    """The supervisor has accepted: everybody has a link."""
    return _accepted("supervisor").branch()


@pytest.fixture
def sealed():
    """Everybody has accepted; the contract is sealed, archived and delivered."""
    return _accepted("supervisor", "supervisee-1").branch()


@pytest.fixture
def concluded():
    """A consumer's contract, sealed and delivered."""
    return _lived("CONSUMER").branch()


@pytest.fixture
def couple():
    """The same of two consumers and a third who pays nothing."""
    return _lived("COUPLE").branch()


@pytest.fixture
def waiting(world):
    """Of those, one consumer has accepted and the others have not."""
    world.sent(consumers.COUPLE | {"signing_mode": "parallel"})
    world.accept(consumers.AINO)
    world.settle()
    return world


@cache
def _lived(terms):
    return consumers.lived(getattr(consumers, terms))


@cache
def _sent():
    world = World()
    world.sent(TWO)
    return world


@cache
def _accepted(*parties):
    world = _sent().branch()
    for party in parties:
        world.accept(party)
        world.settle()
    return world
