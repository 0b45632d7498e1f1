"""A fresh world for each story."""

import pytest

from tests.workflow.terms import TWO
from tests.workflow.world import World


@pytest.fixture
def world():
    return World()


@pytest.fixture
def sent(world):
    """A world in which a contract of two was just sent; the supervisor has their link."""
    world.sent(TWO)
    return world


@pytest.fixture
def offered(sent):
    """The supervisor has accepted: everybody has a link."""
    sent.accept("supervisor")
    sent.settle()
    return sent


@pytest.fixture
def sealed(offered):
    """Everybody has accepted; the contract is sealed, archived and delivered."""
    offered.accept("supervisee-1")
    offered.settle()
    return offered
