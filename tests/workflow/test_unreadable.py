"""A contract whose trail cannot be read is told of at each look, waits for whoever mends it, and keeps nobody else back."""

import logging
from dataclasses import replace
from datetime import timedelta

import pytest

from chalicelib.journal import Metric
from chalicelib.workflow.sweep import sweep
from chalicelib.workflow.work import attend
from tests.workflow.terms import TWO
from tests.workflow.world import World

HALF_AN_HOUR = timedelta(minutes=30)


@pytest.fixture
def torn():
    """A contract that was sent, whose only entry has been changed; `whole` is what it was."""
    world = World()
    world.sent(TWO)
    world.whole = world.contracts.trails[world.contract]
    world.contracts.trails[world.contract] = [world.whole[0].replace(b'"kind":"sent"', b'"kind":"scent"')]
    world.due_at = world.contracts.heads[world.contract].due_at
    return world


@pytest.fixture
def told(caplog):
    """Do one job of the clock in a line of the journal; the line."""

    def look(world):
        caplog.set_level(logging.INFO)
        caplog.clear()
        with world.services.journal.line("attend", Metric.JOBS_FAILED):
            attend(world.services, world.contract, by_clock=True)
        (record,) = [record for record in caplog.records if record.name == "journal"]
        return record

    return look


def overdue(world):
    """Seconds by which the clock finds something overdue."""
    return max(
        ((world.clock.at - at).total_seconds() for _, at in world.contracts.due(world.clock.at)), default=0
    )


def test_it_is_told_as_an_error_that_names_the_entry_and_no_job_fails(torn, told):
    line = told(torn)

    assert (line.levelname, line.msg["outcome"]) == ("ERROR", "TrailBroken: entry 1: unreadable")
    assert line.metrics == {Metric.TRAILS_BROKEN: 1}


def test_it_is_looked_at_each_half_hour_so_that_nothing_is_ever_overdue_for_long(torn, told):
    looks = []
    torn.clock.at = torn.due_at
    for _ in range(5):
        told(torn)
        looks.append(torn.contracts.heads[torn.contract].due_at - torn.clock.at)
        torn.clock.at += HALF_AN_HOUR
        assert overdue(torn) == 0

    assert looks == [HALF_AN_HOUR] * 5


def test_nothing_of_it_is_changed_but_when_it_is_looked_at(torn, told):
    before = replace(torn.contracts.heads[torn.contract], undelivered=True, findable=True)
    torn.contracts.heads[torn.contract] = before
    trail = list(torn.contracts.trails[torn.contract])

    told(torn)

    after = torn.contracts.heads[torn.contract]
    assert vars(after) | {"due_at": before.due_at} == vars(before)
    assert torn.contracts.trails[torn.contract] == trail


def test_the_others_go_on_meanwhile(torn):
    whole = torn.sent(TWO)
    torn.everybody_accepts()

    torn.pass_time(hours=2)

    assert torn.contract == whole
    assert torn.state.status == "sealed"


def test_once_mended_it_goes_on_by_itself(torn):
    torn.pass_time(hours=2)
    torn.contracts.trails[torn.contract] = torn.whole

    torn.pass_time(days=30)

    assert torn.story == ["sent", "expired"]


def test_the_clock_still_measures_what_is_overdue(torn, caplog):
    caplog.set_level(logging.INFO)
    torn.clock.at = torn.due_at + timedelta(minutes=20)

    with torn.services.journal.line("sweep", Metric.JOBS_FAILED):
        sweep(torn.services)

    assert caplog.records[-1].metrics == {Metric.OLDEST_DUE: 1200}
