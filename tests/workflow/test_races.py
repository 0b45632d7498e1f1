"""
Two people act on one contract at once: in either order, and one in between every two calls of the other.

One outcome, the same for everybody, and nobody is told of a success that they did not have.
"""

from functools import cache
from itertools import count

import pytest

from chalicelib.domain.errors import Busy, ChangedMeanwhile, ContractError, DeadlinePassed
from chalicelib.domain.report import AUTHENTIC
from chalicelib.workflow.cancel import cancel
from chalicelib.workflow.correct_address import correct_address
from chalicelib.workflow.seal import seal
from chalicelib.workflow.verify import verify
from tests.builders import DEADLINE
from tests.faulty import AFTER, BEFORE
from tests.sampling import sampled
from tests.workflow.terms import TEAM, TWO
from tests.workflow.world import AUTHOR, World

LAST = "supervisee-1"
ENDS = {"declined", "cancelled", "expired", "completed"}


# What one person does; each returns whether they are told of success. They hold the link that they were mailed.


def accepts(world, link):
    return world.accept(LAST, link).status in {"completed", "sealed"}


def declines(world, link):
    return world.decline(LAST, token=link).status == "declined"


def wishes(world, link):
    return world.request_change(LAST, token=link).change_requested


def takes_back(world, _):
    return cancel(world.services, AUTHOR, world.contract).status == "cancelled"


def corrects(world, _):
    correct_address(world.services, AUTHOR, world.contract, LAST, "uusi@oma.example")
    return True


def time_is_up(world, _):
    world.clock.at = DEADLINE
    world.sweep()
    return world.state.status == "expired"


# What stands in the trail when that was told.
ENTRY = {
    accepts: "completed", takes_back: "cancelled", declines: "declined", time_is_up: "expired",
    corrects: "address_corrected", wishes: "change_requested",
}  # fmt: skip
PAIRS = [(first, second) for first in ENTRY for second in ENTRY]


@cache
def story_so_far(team):
    world = World()
    world.sent(TEAM if team else TWO)
    world.accept("supervisor")
    world.settle()
    world.pass_time(seconds=(DEADLINE - world.clock.at).total_seconds() - 30)
    return world


def ready(team=False):
    """A world in which only the supervisor has answered, half a minute before the deadline."""
    return story_so_far(team).branch()


def races(first, second, ready=ready):
    """(world, told first, told second), with second's whole act before each call of first, and after the last."""
    for between in count():
        world, told = ready(), []
        link = world.token(LAST)
        place = len(world.line.calls) + between
        world.line.before[place] = lambda: told.append(attempt(second, world, link))  # noqa: B023 - called at once
        told_first = attempt(first, world, link)
        came_between = bool(told)
        if not came_between:
            world.line.before.clear()
            told.append(attempt(second, world, link))
        world.settle()
        yield world, told_first, told[0]
        if not came_between:
            return


def attempt(act, world, link):
    """True when the actor was told of success; None when they were told why not."""
    try:
        return act(world, link)
    except ContractError:
        return None


# Each act against itself and, as the first and as the second, against one other.
@pytest.mark.parametrize(
    ("first", "second"),
    sampled(PAIRS, lambda n, *_: (n % 6 - n // 6) % 6 in (0, 2)),
    ids=lambda act: act.__name__,
)
def test_two_at_once_have_one_outcome_wherever_the_second_comes_in_between(first, second):
    for world, told_first, told_second in races(first, second):
        assert len([kind for kind in world.story if kind in ENDS]) <= 1
        assert world.story.count("accepted") == len(world.state.accepted)
        assert told_first or told_second
        assert not told_first or ENTRY[first] in world.story
        assert not told_second or ENTRY[second] in world.story


@pytest.mark.parametrize("act", [takes_back, declines, time_is_up])
def test_what_ended_before_the_last_acceptance_is_never_sealed(act):
    for world, _, _ in races(act, accepts):
        world.pass_time(minutes=10)

        sealed = world.state.status == "sealed"
        assert bool(world.archive.archive) == ("completed" in world.story) == sealed


def test_the_deadline_that_passes_between_two_calls_of_a_click_is_kept():
    """The click began in time; what counts is when it is decided."""
    for between in range(4):
        world = ready()
        link, place = world.token(LAST), len(world.line.calls) + between
        world.line.before[place] = lambda: world.clock.forward(seconds=30)  # noqa: B023 - called at once

        with pytest.raises(DeadlinePassed):
            world.accept(LAST, link)

        assert world.story == ["sent", "accepted"]


def test_the_last_two_of_a_team_who_click_at_once_both_succeed_and_complete_once():
    for between in range(5):
        world = ready(team=True)
        for party in ("supervisee-2", "supervisee-3", "manager"):
            world.accept(party)
        place = len(world.line.calls) + between
        world.line.before[place] = lambda: world.accept("supervisee-4")  # noqa: B023 - called at once

        world.accept("supervisee-1")
        world.settle()

        assert world.story == ["sent", *["accepted"] * 6, "completed", "sealed"]


def test_five_who_click_in_between_each_other_all_succeed():
    """Each one's append is overtaken by the next one's whole click."""
    world = ready(team=True)
    parties = ["supervisee-1", "supervisee-2", "supervisee-3", "supervisee-4", "manager"]

    def overtake():
        if parties:
            world.line.before["contracts.append"] = overtake
            world.accept(parties.pop())

    overtake()
    world.settle()

    assert world.story == ["sent", *["accepted"] * 6, "completed", "sealed"]


@pytest.mark.parametrize("when", [BEFORE, AFTER])
@pytest.mark.parametrize("act", [accepts, takes_back])
def test_a_race_that_was_lost_to_nobody_is_run_again(act, when):
    """AWS may say so of a transaction that it has done, when its answer got lost and the call was repeated."""
    world = ready()
    world.contracts.fail_next("append", when, ChangedMeanwhile())

    assert act(world, world.token(LAST))
    assert world.story.count(ENTRY[act]) == 1


def test_who_loses_every_race_is_told_to_try_again_and_has_changed_nothing():
    world = ready()

    def lose():
        world.contracts.fail_next("append", BEFORE, ChangedMeanwhile())
        world.line.before["contracts.append"] = lose

    lose()
    with pytest.raises(Busy):
        world.accept(LAST)

    assert world.story == ["sent", "accepted"]


def test_two_who_seal_at_once_archive_one_file():
    for between in range(8):
        world = ready()
        world.accept(LAST)
        place = len(world.line.calls) + between
        world.line.before[place] = lambda: seal(world.services, world.contract)  # noqa: B023 - called at once

        seal(world.services, world.contract)
        world.settle()

        (_, pdf, _), = world.archive.archive.values()  # fmt: skip
        assert world.story.count("sealed") == 1
        assert verify(world.services, pdf).report.verdict == AUTHENTIC


def sweep_in_between(number):
    world = ready()
    world.accept(LAST)
    mailed = len(world.letters())
    world.line.before[len(world.line.calls) + number] = world.sweep
    world.settle()
    world.pass_time(minutes=10)

    assert world.state.status == "sealed"
    assert sorted(to for to, _ in world.letters(mailed)) == ["aino@oma.example", "ulla@kaarnalaiva.example"]


@pytest.mark.parametrize("number", [0, 3, 7, 12, 15, 20])
def test_a_round_of_the_clock_between_two_calls_of_the_worker_mails_nothing_twice(number):
    sweep_in_between(number)


@pytest.mark.slow
@pytest.mark.parametrize("number", range(30))
def test_a_round_of_the_clock_between_any_two_calls_of_the_worker_mails_nothing_twice(number):
    sweep_in_between(number)
