"""Raw evidence of an act: where a request came from, for three years from the conclusion of the contract."""

from datetime import datetime, timedelta

import pytest

from chalicelib.workflow.evidence import Visit, evidence
from tests.fakes import Clock, memory_services

LONGEST_TO_SIGN = timedelta(days=60)


@pytest.mark.parametrize("concluded", ["2027-03-01T10:00:00+00:00", "2028-02-29T10:00:00+00:00"])
def test_evidence_of_the_first_act_is_there_three_years_after_the_last(concluded):
    """With and without a leap day in between; from 29 February the three years end on 1 March."""
    last = datetime.fromisoformat(concluded)
    first = last - LONGEST_TO_SIGN

    kept = evidence(memory_services(Clock(first)), Visit(ip="192.0.2.7", user_agent="Firefox"), reason="")

    promised = datetime(last.year + 3, 3, 1, 10, tzinfo=last.tzinfo)
    assert promised <= kept.expires_at <= promised + timedelta(days=62)


def test_evidence_is_the_visit_and_what_was_typed_and_no_more_of_it_than_is_sensible():
    visit = Visit(ip="192.0.2.7", user_agent="F" * 10_000)

    kept = evidence(memory_services(), visit, reason="Ei sovi nyt.")

    assert kept.data == {"ip": "192.0.2.7", "user_agent": "F" * 500, "reason": "Ei sovi nyt."}


def test_the_same_act_twice_commits_to_two_different_digests():
    services, visit = memory_services(), Visit(ip="192.0.2.7", user_agent="Firefox")

    assert evidence(services, visit).digest != evidence(services, visit).digest
