"""
Every call of a whole life fails once, before or after it did its work; the end is the same.

A sample runs with the suite, all of it with the slow tests.
"""

from random import Random

import pytest

from tests.workflow.life import GIVES_UP, PATIENT, Life, assert_ended_well, length_of_a_life
from tests.workflow.wire import DEATH, NO_ANSWER

CALLS = 60  # at least as many as a life without faults makes
BREAKS = [(number, when) for number in range(CALLS) for when in (*NO_ANSWER, *DEATH)]
SAMPLE = Random(7).sample(BREAKS, 16)


def test_the_campaign_covers_the_whole_life():
    assert CALLS - 10 < length_of_a_life() <= CALLS


def test_a_life_without_faults_ends_well_and_mails_nothing_twice():
    assert_ended_well(Life().live(), faults=0)


def live_through(number, when, client, forgetful):
    life = Life(client, forgetful=forgetful).live({number: when})

    assert life.spared == {} or number >= length_of_a_life(), "the fault never happened"
    assert_ended_well(life)


@pytest.mark.parametrize(("number", "when"), SAMPLE)
def test_after_a_fault_who_clicks_again_and_messages_that_return_bring_the_same_end(number, when):
    live_through(number, when, PATIENT, forgetful=False)


@pytest.mark.parametrize(("number", "when"), SAMPLE)
def test_after_a_fault_who_gives_up_and_messages_that_are_lost_bring_the_same_end(number, when):
    live_through(number, when, GIVES_UP, forgetful=True)


@pytest.mark.slow
@pytest.mark.parametrize("client", [PATIENT, GIVES_UP])
@pytest.mark.parametrize("forgetful", [False, True], ids=["message returns", "message lost"])
@pytest.mark.parametrize(("number", "when"), BREAKS)
def test_after_a_fault_at_any_call_the_end_is_the_same(number, when, client, forgetful):
    live_through(number, when, client, forgetful)


def two_faults(seed):
    """Faults at two or three calls, anywhere in a life that grows by them."""
    chance = Random(seed)
    return {
        chance.randrange(CALLS): chance.choice((*NO_ANSWER, *DEATH)) for _ in range(chance.choice((2, 3)))
    }


@pytest.mark.parametrize("seed", range(5))
def test_after_several_faults_the_end_is_the_same(seed):
    breaks = two_faults(seed)

    assert_ended_well(Life(PATIENT).live(breaks), faults=len(breaks))


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(5, 150))
def test_after_any_several_faults_the_end_is_the_same(seed):
    breaks = two_faults(seed)

    assert_ended_well(Life(PATIENT).live(breaks), faults=len(breaks))


@pytest.mark.parametrize("when", [*NO_ANSWER, *DEATH])
def test_a_life_without_a_stream_survives_a_fault_too(when):
    for number in (9, 25, 36):
        assert_ended_well(Life(GIVES_UP, stream=False, forgetful=True).live({number: when}))


def test_with_the_stream_switched_off_the_clock_alone_finishes():
    assert_ended_well(Life(stream=False).live(), faults=0)


@pytest.mark.parametrize("seed", range(4))
def test_every_message_three_times_and_in_any_order_gives_the_same_end(seed):
    assert_ended_well(Life(copies=3, seed=seed).live(), faults=0)


@pytest.mark.slow
@pytest.mark.parametrize("seed", range(4, 60))
def test_every_message_three_times_and_in_any_order_gives_the_same_end_whatever_the_order(seed):
    assert_ended_well(Life(copies=3, seed=seed).live(), faults=0)
