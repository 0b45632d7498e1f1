"""What a contract of two costs in write units, the sweeps after each act included, and what of it goes to lists."""

from datetime import timedelta
from itertools import count

import pytest

from bench.write_units import WriteUnits
from chalicelib.workflow.draft import draft
from chalicelib.workflow.seal import seal
from chalicelib.workflow.send import send
from chalicelib.workflow.sweep import sweep
from chalicelib.workflow.work import attend, work
from tests.builders import NOW
from tests.docs.counted_life import AUTHOR, Life, services_on
from tests.moto_aws import mocked_aws
from tests.workflow.terms import TWO

LISTS = {
    "by_author",
    "by_number",
    "by_title",
    "by_standing",
    "settled_by_number",
    "settled_by_title",
}
# Before the list had indexes of its own, by_author alone took as many: it moved with every act and every look.
LISTED, LIFE = 14, 90


@pytest.fixture(scope="module")
def units():
    """From the draft to the delivered copies, some minutes between the acts."""
    with mocked_aws() as aws:
        life, minutes, heard = Life(services_on(aws)), count(3, 3), WriteUnits()

        def jobs():
            while messages := aws.waiting():
                for message in messages:
                    work(life.services, message)

        def then(act):
            for each in (act, lambda: attend(life.services, made.id, False), lambda: sweep(life.services)):
                life.later(NOW + timedelta(minutes=next(minutes)))
                each()
                jobs()

        made, _ = draft(life.services, AUTHOR, TWO)
        then(lambda: send(life.services, AUTHOR, made.id))
        then(lambda: life.accepted(made.id, "supervisor"))
        then(lambda: life.accepted(made.id, "supervisee-1"))
        then(lambda: seal(life.services, made.id))
        assert life.contract(made.id).status == "sealed"
        yield heard.by


def test_the_list_costs_little_of_a_life(units):
    assert sum(units[index] for index in LISTS) <= LISTED


def test_a_life_costs_no_more_than_it_did(units):
    assert sum(units.values()) <= LIFE
