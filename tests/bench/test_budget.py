"""
What a contract of two people costs on the real adapters, by the call log: the figures that we hold ourselves to.

TODAY is what they come to; it may only sink.
"""

import pytest

from bench import costs
from bench.life import CLOCK, LAST, TWO, Lives, read
from bench.measured import measured_service
from bench.profile import acts, of_acts
from bench.recorder import Turn

PAGE, ACCEPTANCE, CALLS, READ_UNITS, THOUSAND_LIVES_USD = 3, 5, 50, 60, 1.10
TODAY = {"calls": 47, "write": 70, "read": 14}


@pytest.fixture(scope="module")
def turns():
    """Everything that ran, from the form to the delivered copies."""
    with measured_service() as service:
        lives = Lives(service)
        service.recorder.turns.clear()
        lives.lived(read(TWO))
        yield tuple(service.recorder.turns)


def posts(turns, ending):
    return [turn for turn in turns if turn.what.startswith("POST") and turn.what.endswith(ending)]


def test_a_partys_page_is_three_calls_at_most(turns):
    pages = [turn for turn in turns if turn.what.startswith("GET /sign/")]

    assert pages
    assert {turn.what: len(turn.calls) for turn in pages if len(turn.calls) > PAGE} == {}


def test_an_acceptance_is_five_calls_at_most_the_last_one_too(turns):
    acceptances = posts(turns, "/accept")

    assert [turn.act == LAST for turn in acceptances] == [False, True]
    assert max(len(turn.calls) for turn in acceptances) <= ACCEPTANCE


def test_a_life_of_two_is_fifty_calls_and_sixty_read_units_at_most(turns):
    life = of_acts(turns)

    assert life.calls <= CALLS
    assert life.read <= READ_UNITS


def test_a_life_of_two_costs_no_more_than_it_did(turns):
    life = of_acts(turns)

    assert {name: getattr(life, name) for name, most in TODAY.items() if getattr(life, name) > most} == {}


def test_nothing_of_a_life_is_left_to_the_clock(turns):
    assert [turn for turn in acts(turns) if turn.act == CLOCK] == []


def test_everything_behind_an_act_is_in_the_log(turns):
    assert {turn.function for turn in acts(turns)} == {"pages", "forward", "work", "seal"}
    assert sum(call.operation == "SendEmail" for turn in turns for call in turn.calls) == 4


def test_nothing_is_scanned(turns):
    assert {call.operation for turn in turns for call in turn.calls} & {"Scan", "ListObjectsV2"} == set()


def test_a_thousand_lives_cost_little_by_the_price_table(turns):
    """Each run is given a quarter of a second, more than it takes, so that the sum is the same on every machine."""
    runs = [Turn(it.act, it.function, it.what, 0.25, 0.0, it.answered, it.calls) for it in turns]

    assert 1000 * costs.total(costs.costs(runs)) <= THOUSAND_LIVES_USD
