"""What the clock sees: contracts that are due, and nothing of all the others."""

import pytest

from chalicelib.domain.dossier import Mail
from tests.builders import an_accepted
from tests.ports.made import append, minutes, sent, the_draft, the_head


def due(contracts, minute):
    return [contract for contract, _ in contracts.due(minutes(minute))]


def test_contracts_are_due_from_their_time_on(contracts):
    sent(contracts, "c1", due_at=minutes(5))

    assert due(contracts, 4) == []
    assert due(contracts, 5) == ["c1"]
    assert due(contracts, 500) == ["c1"]


def test_every_due_contract_is_found_whichever_shard_it_is_in(contracts):
    for number in range(60):
        sent(contracts, f"c{number}", due_at=minutes(number))

    assert sorted(due(contracts, 39)) == sorted(f"c{number}" for number in range(40))


def test_it_is_told_since_when_they_are_due(contracts):
    sent(contracts, "c1", due_at=minutes(5))

    assert list(contracts.due(minutes(500))) == [("c1", minutes(5))]


def test_drafts_and_contracts_with_nothing_ahead_are_not_due(contracts):
    contracts.save_draft(the_draft("draft"), the_head("draft"))
    sent(contracts, "quiet", due_at=None)

    assert due(contracts, 10**6) == []


def test_a_rescheduled_contract_is_due_at_its_new_time_only(contracts):
    sent(contracts, "c1", due_at=minutes(1))
    contracts.reschedule(contracts.load("c1").head, minutes(9))

    assert due(contracts, 8) == []
    assert due(contracts, 9) == ["c1"]
    assert contracts.load("c1").head.due_at == minutes(9)


def test_a_contract_is_no_longer_due_when_nothing_is_ahead(contracts):
    sent(contracts, "c1", due_at=minutes(1))
    contracts.reschedule(contracts.load("c1").head, None)

    assert due(contracts, 10**6) == []
    assert contracts.load("c1").head == the_head("c1", status="sent", version=1, length=1)


def test_rescheduling_changes_nothing_else_of_the_row(contracts):
    sent(contracts, "c1", due_at=minutes(1), title="Sama", touched_at=minutes(2))
    contracts.reschedule(contracts.load("c1").head, minutes(1), undelivered=True, findable=True)
    before = contracts.load("c1").head
    assert (before.undelivered, before.findable) == (True, True)

    contracts.reschedule(before, before.due_at)

    assert contracts.load("c1").head == before


def test_an_older_look_does_not_put_off_what_an_append_made_due(contracts):
    """The sweep read one entry; meanwhile somebody accepted, and the mails about that are due."""
    contract = sent(contracts, "c1", due_at=minutes(1))
    seen = contracts.load("c1").head
    append(contracts, contract, an_accepted(), due_at=minutes(2))

    contracts.reschedule(seen, None)

    assert contracts.load("c1").head.due_at == minutes(2)
    assert due(contracts, 2) == ["c1"]


@pytest.mark.parametrize("due_at", [minutes(1), None, minutes(2)], ids=["earlier", "never", "in that second"])
def test_an_older_look_does_not_put_off_what_a_page_asked_for(contracts, due_at):
    """The sweep read the contract; meanwhile the supervisor asked for a reminder."""
    sent(contracts, "c1", due_at=due_at)
    seen = contracts.load("c1").head
    contracts.ask("c1", [Mail(party="manager", kind="reminder", round="1.1.x")], minutes(2))

    contracts.reschedule(seen, minutes(60))

    assert contracts.load("c1").head.due_at == minutes(2)


def test_rescheduling_a_contract_that_does_not_exist_makes_none(contracts):
    contracts.reschedule(the_head("nobody"), minutes(1))

    assert due(contracts, 1) == []
