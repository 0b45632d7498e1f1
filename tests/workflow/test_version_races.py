"""
Somebody acts on a version while the next one is sent: one outcome, the same for everybody.

Whole acts come in between every two calls of another, as in test_races.
"""

from functools import cache
from itertools import permutations, product

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from chalicelib.domain.errors import ContractChanged, ContractError
from chalicelib.domain.report import AUTHENTIC
from chalicelib.workflow.revise import discard
from chalicelib.workflow.send import send
from chalicelib.workflow.verify import verify
from tests.builders import DEADLINE
from tests.sampling import sampled
from tests.workflow.terms import TWO
from tests.workflow.test_races import (
    ENDS,
    ENTRY,
    LAST,
    accepts,
    attempt,
    corrects,
    declines,
    races,
    takes_back,
    time_is_up,
    wishes,
)
from tests.workflow.world import AUTHOR, World

ACTS = (accepts, declines, wishes, takes_back, corrects, time_is_up)


def sends_next(world, _):
    send(world.services, AUTHOR, world.contract)
    return True


def throws_away(world, _):
    discard(world.services, AUTHOR, world.contract)
    return True


@cache
def story_so_far():
    world = World()
    world.sent(TWO)
    world.accept("supervisor")
    world.settle()
    world.pass_time(seconds=(DEADLINE - world.clock.at).total_seconds() - 30)
    world.draft_next(price_amount="80")
    return world


def ready():
    """The supervisor has answered, the next version is drafted, and half a minute is left."""
    return story_so_far().branch()


def assert_one_outcome(world):
    """Whatever won: nothing after an end, no draft lost, and nobody has accepted what is not offered."""
    sent, ends = world.story.count("sent"), [kind for kind in world.story if kind in ENDS]
    assert len(ends) <= 1
    assert world.state.version == sent == world.dossier.head.version
    assert (world.dossier.draft is None) == (sent == 2)
    if ends:
        assert world.story.index("sent", sent - 1) < world.story.index(ends[0])
    if world.state.is_open:
        assert world.state.accepted.keys() == ({"supervisor"} if sent == 1 else set())


def assert_lives_on(world):
    """What is still open is accepted by everybody and ends in the archive, or expires when the clock comes round."""
    if world.state.is_open and world.clock.at >= world.state.deadline:
        world.pass_time(minutes=5)
        assert world.state.status == "expired"
    if not world.state.is_open:
        return
    for party in ("supervisor", LAST):
        if party not in world.state.accepted:
            world.accept(party)
            world.settle()
    ((_, pdf, _),) = world.archive.archive.values()
    assert verify(world.services, pdf).report.verdict == AUTHENTIC


def named(value):
    if callable(value):
        return value.__name__
    return "sending is slower" if value else "the other is slower"


# Each act once, by turns as the slower and the quicker of the two.
@pytest.mark.parametrize(
    ("act", "sending_first"), sampled(product(ACTS, [True, False]), lambda n, *_: n % 4 in (0, 3)), ids=named
)
def test_an_act_and_the_next_version_at_once_have_one_outcome(act, sending_first):
    pair = (sends_next, act) if sending_first else (act, sends_next)
    for world, *told in races(*pair, ready=ready):
        told_sending, told_act = told if sending_first else reversed(told)
        assert told_sending or told_act
        assert not told_sending or world.state.version == 2
        assert not told_act or ENTRY[act] in world.story
        if act in (accepts, declines, takes_back) and told_act and told_sending:
            assert act is takes_back, "what ends a version ends the contract"
        assert_one_outcome(world)
    assert_lives_on(world)


def test_two_who_send_the_next_version_at_once_send_one():
    for world, *told in races(sends_next, sends_next, ready=ready):
        assert told == [True, True]
        assert world.story == ["sent", "accepted", "sent"]
        assert_one_outcome(world)
    assert_lives_on(world)


def test_who_throws_the_draft_away_while_it_is_sent_is_told_what_happened():
    for world, told_sending, _ in races(sends_next, throws_away, ready=ready):
        assert bool(told_sending) == (world.state.version == 2) or world.dossier.draft is None
        assert world.story in (["sent", "accepted"], ["sent", "accepted", "sent"])


def test_a_sending_that_lost_its_draft_on_the_way_is_no_success():
    world = ready()
    world.line.before["contracts.append"] = lambda: discard(world.services, AUTHOR, world.contract)

    with pytest.raises(ContractChanged):
        send(world.services, AUTHOR, world.contract)

    assert world.story == ["sent", "accepted"]


def begins_again(world, _):
    """Another window writes the version after the next."""
    return world.draft_next(price_amount="70").version == 3


def test_a_draft_is_never_of_a_version_that_was_sent():
    for world, _, _ in races(sends_next, begins_again, ready=ready):
        draft = world.dossier.draft
        assert draft is None or draft.version == world.state.version + 1


EVERYBODY = (*ACTS, sends_next, throws_away)


@settings(max_examples=25, deadline=None, suppress_health_check=list(HealthCheck))
@given(
    st.lists(st.sampled_from(EVERYBODY), min_size=3, max_size=5),
    st.lists(st.integers(0, 6), min_size=2, max_size=4),
)
def test_several_at_once_have_one_outcome(acts, places):
    """Each of the others comes, with a whole act, before some call of the first."""
    world = ready()
    link = world.token(LAST)
    first, *others = acts
    start = len(world.line.calls)
    for other, place in zip(others, places, strict=False):
        world.line.before[start + place] = lambda other=other: attempt(other, world, link)
    attempt(first, world, link)
    world.line.before.clear()
    world.settle()

    if throws_away not in acts:
        assert_one_outcome(world)
    assert len([kind for kind in world.story if kind in ENDS]) <= 1


@pytest.mark.slow
@pytest.mark.parametrize(
    "acts", list(permutations(EVERYBODY, 3)), ids=lambda acts: "-".join(it.__name__ for it in acts)
)
def test_any_three_one_within_the_other_have_one_outcome(acts):
    first, second, third = acts
    for place in range(7):
        for deeper in (0, 2, 4):
            world = ready()
            link = world.token(LAST)

            def second_act(world=world, link=link, deeper=deeper):
                world.line.before[len(world.line.calls) + deeper] = lambda: attempt(third, world, link)
                attempt(second, world, link)

            world.line.before[len(world.line.calls) + place] = second_act
            attempt(first, world, link)
            world.line.before.clear()
            world.settle()
            if throws_away not in acts:
                assert_one_outcome(world)
            assert_lives_on(world)


def test_the_errors_of_these_races_are_all_for_people():
    """Anything else would have come out of attempt(), as a bug."""
    assert issubclass(ContractChanged, ContractError)
