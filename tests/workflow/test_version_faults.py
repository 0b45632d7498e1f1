"""Every call of a life with two versions fails once, before or after it did its work; the end is the same."""

from random import Random

import pytest

from tests.workflow.life import GIVES_UP, PATIENT, LifeOfTwoVersions, assert_ended_well, length_of_a_life
from tests.workflow.wire import DEATH, NO_ANSWER

CALLS = 90  # at least as many as such a life without faults makes
BREAKS = [(number, when) for number in range(CALLS) for when in (*NO_ANSWER, *DEATH)]
SAMPLE = Random(11).sample(BREAKS, 12)


def test_the_campaign_covers_the_whole_life():
    assert CALLS - 10 < length_of_a_life(LifeOfTwoVersions) <= CALLS


def test_a_life_of_two_versions_without_faults_ends_well_and_mails_nothing_twice():
    assert_ended_well(LifeOfTwoVersions().live(), faults=0)


def live_through(number, when, client, forgetful):
    life = LifeOfTwoVersions(client, forgetful=forgetful).live({number: when})

    assert life.spared == {} or number >= length_of_a_life(LifeOfTwoVersions), "the fault never happened"
    assert_ended_well(life)


@pytest.mark.parametrize(("number", "when"), SAMPLE)
@pytest.mark.parametrize(
    ("client", "forgetful"), [(PATIENT, False), (GIVES_UP, True)], ids=["patient", "gives up"]
)
def test_after_a_fault_the_end_is_the_same(number, when, client, forgetful):
    live_through(number, when, client, forgetful)


@pytest.mark.slow
@pytest.mark.parametrize("client", [PATIENT, GIVES_UP])
@pytest.mark.parametrize("forgetful", [False, True], ids=["message returns", "message lost"])
@pytest.mark.parametrize(("number", "when"), BREAKS)
def test_after_a_fault_at_any_call_the_end_is_the_same(number, when, client, forgetful):
    live_through(number, when, client, forgetful)


def test_with_the_stream_switched_off_the_clock_alone_finishes():
    assert_ended_well(LifeOfTwoVersions(stream=False).live(), faults=0)


@pytest.mark.parametrize("seed", range(2))
def test_every_message_three_times_and_in_any_order_gives_the_same_end(seed):
    assert_ended_well(LifeOfTwoVersions(copies=3, seed=seed).live(), faults=0)
