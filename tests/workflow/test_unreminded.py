"""Whom it makes sense to remind: those awaited who have not been reminded today."""

from chalicelib.workflow.remind import remind, unreminded
from tests.workflow.world import AUTHOR


def left(world):
    return list(unreminded(world.dossier, world.services.now()))


def test_whoever_was_invited_may_be_reminded_on_the_same_day(offered):
    """A mail may have gone astray, and the supervisor may know it before the day is over."""
    assert left(offered) == ["supervisee-1"]


def test_a_reminder_by_hand_is_enough_for_a_day(offered):
    offered.clock.forward(days=1)
    remind(offered.services, AUTHOR, offered.contract)
    asked = left(offered)
    offered.settle()
    mailed = left(offered)
    offered.clock.forward(days=1)

    assert (asked, mailed, left(offered)) == ([], [], ["supervisee-1"])


def test_so_is_one_by_the_clock(offered):
    offered.pass_time(days=4)

    assert offered.letters()[-1][1].startswith("Muistutus")
    assert left(offered) == []


def test_after_one_by_the_clock_none_goes_by_hand_on_that_day(offered):
    offered.pass_time(days=4)
    before = len(offered.letters())
    remind(offered.services, AUTHOR, offered.contract)
    offered.settle()

    assert len(offered.letters()) == before


def test_whoever_has_accepted_is_not_waited_for(offered):
    offered.clock.forward(days=1)
    offered.accept("supervisee-1")

    assert left(offered) == []
