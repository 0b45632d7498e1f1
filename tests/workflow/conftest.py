"""A fresh world for each story; the beginnings that many share are lived once and gone on from."""

from functools import cache

import pytest

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
