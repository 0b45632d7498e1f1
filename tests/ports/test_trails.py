"""Trails: entries, row and private data in one transaction; the entry number is the lock."""

from dataclasses import replace
from datetime import date

import pytest

from chalicelib.domain.contract import Contract
from chalicelib.domain.dossier import Private
from chalicelib.domain.errors import ChangedMeanwhile, NotFound
from chalicelib.domain.events import Cancelled, ChangeRequested, Completed
from chalicelib.domain.listing import Asked, Listed
from chalicelib.domain.trail import extended
from tests.builders import NOW, a_sealed, a_sent, an_accepted
from tests.ports.made import AUTHOR, PRIVATE, append, archived, at_once, minutes, sent, the_draft, the_head

CONTRACT = "c0ffee"


def test_what_was_appended_is_read_back_with_its_row(contracts):
    contract = sent(contracts, CONTRACT, due_at=minutes(1), deadline=minutes(5), touched_at=minutes(0))
    accepted = append(
        contracts, contract, an_accepted(), accepted=("supervisor",), change_requested=True, due_at=None,
        agreed_until=date(2027, 6, 30), replaces="TO-2026-0003", replaced_by="TO-2026-0009",
    )  # fmt: skip

    found = contracts.load(CONTRACT)

    assert found.contract == accepted
    assert [entry.kind for entry in found.entries] == ["sent", "accepted"]
    assert found.head == the_head(
        CONTRACT, status="sent", version=1, length=2, accepted=("supervisor",), change_requested=True,
        agreed_until=date(2027, 6, 30), replaces="TO-2026-0003", replaced_by="TO-2026-0009",
    )  # fmt: skip
    assert contracts.head(CONTRACT) == found.head


def test_the_signing_page_reads_no_private_data_and_no_claims(contracts):
    sent(contracts, CONTRACT)

    found = contracts.load(CONTRACT)

    assert (found.private, found.claims) == ({}, {})


def test_the_dossier_has_private_data_under_the_first_entry_of_its_append(contracts):
    contract = sent(contracts, CONTRACT)
    evidence = Private(salt="e" * 43, data={"ip": "192.0.2.1", "typed_name": "Šárka"}, expires_at=minutes(9))
    events = (an_accepted(commitment=evidence.digest), Completed(version=1))
    entries = extended(contract.id, contract.length, contract.tip, events, NOW)
    contracts.append(contract, entries, the_head(CONTRACT, length=3), evidence)

    found = contracts.dossier(CONTRACT)

    assert found.private == {1: PRIVATE, 2: evidence}
    assert found.private[2].digest == found.entries[1].event.commitment
    assert found.email("manager") == "bo@c.example"
    assert found.contract.status == "completed"


def test_nothing_is_known_of_a_contract_that_does_not_exist(contracts):
    for read in (contracts.load, contracts.dossier, contracts.head):
        with pytest.raises(NotFound):
            read("nobody")


def test_an_append_to_a_trail_that_has_grown_is_refused_and_leaves_nothing(contracts):
    contract = sent(contracts, CONTRACT)
    append(contracts, contract, an_accepted())

    with pytest.raises(ChangedMeanwhile):
        append(
            contracts, contract, Cancelled(version=1), Private(salt="x", data={"lost": "race"}), title="never"
        )

    found = contracts.dossier(CONTRACT)
    assert [entry.kind for entry in found.entries] == ["sent", "accepted"]
    assert found.head.title == "Mallilan kaupunki"
    assert found.private == {1: PRIVATE}


def test_an_append_to_a_trail_that_is_shorter_is_refused(contracts):
    contract = sent(contracts, CONTRACT)

    with pytest.raises(ChangedMeanwhile):
        append(contracts, replace(contract, length=4), Cancelled(version=1))


def test_a_contract_is_sent_once_only(contracts):
    sent(contracts, CONTRACT)

    with pytest.raises(ChangedMeanwhile):
        append(contracts, Contract(id=CONTRACT), a_sent(commitment="0" * 64), PRIVATE)


def test_the_same_append_again_is_content(contracts):
    """A repeat after a lost answer finds its own entries; without it a party would be told that it lost to itself."""
    contract = sent(contracts, CONTRACT)
    append(contracts, contract, an_accepted())
    append(contracts, contract, an_accepted())

    assert contracts.load(CONTRACT).contract.length == 2


def test_the_same_append_again_does_not_undo_what_came_after_it(contracts):
    contract = sent(contracts, CONTRACT)
    accepted = append(contracts, contract, an_accepted())
    append(contracts, accepted, ChangeRequested(version=1, party="manager", commitment="9" * 64))

    append(contracts, contract, an_accepted())

    assert [entry.kind for entry in contracts.load(CONTRACT).entries] == [
        "sent",
        "accepted",
        "change_requested",
    ]
    assert contracts.load(CONTRACT).head.length == 3


def test_of_twenty_appends_at_once_one_wins_and_the_others_leave_nothing(contracts):
    contract = sent(contracts, CONTRACT)

    def accept(caller):
        evidence = Private(salt=f"salt {caller}", data={"caller": str(caller)})
        append(
            contracts, contract, an_accepted(commitment=evidence.digest), evidence, title=f"caller {caller}"
        )

    outcomes = at_once(20, accept)

    (winner,) = [caller for caller, outcome in enumerate(outcomes) if outcome is None]
    found = contracts.dossier(CONTRACT)
    assert sum(isinstance(outcome, ChangedMeanwhile) for outcome in outcomes) == 19
    assert found.contract.length == 2
    assert found.head.title == f"caller {winner}"
    assert found.private[2].data == {"caller": str(winner)}


def test_twenty_who_decide_again_after_each_lost_race_all_get_in(contracts):
    sent(contracts, CONTRACT)

    def request_change(caller):
        event = ChangeRequested(version=1, party=f"supervisee-{caller}", commitment="9" * 64)
        while True:
            try:
                return append(contracts, contracts.load(CONTRACT).contract, event)
            except ChangedMeanwhile:
                continue

    at_once(20, request_change)

    found = contracts.load(CONTRACT)
    assert found.contract.length == found.head.length == 21
    assert {entry.event.party for entry in found.entries[1:]} == {
        f"supervisee-{caller}" for caller in range(20)
    }


def test_contracts_do_not_see_each_other(contracts):
    sent(contracts, "one")
    append(contracts, sent(contracts, "two"), Cancelled(version=1))

    assert contracts.load("one").contract.status == "sent"
    assert contracts.load("two").contract.status == "cancelled"


def test_a_supervisor_sees_their_own_drafts_and_contracts_newest_first(contracts):
    sent(contracts, "old", since=minutes(1))
    contracts.save_draft(*_draft("new", since=minutes(3)))
    contracts.save_draft(*_draft("foreign", author="toinen@ohjaaja.example"))
    append(
        contracts,
        sent(contracts, "middle", since=minutes(0)),
        Cancelled(version=1),
        since=minutes(2),
    )

    own = contracts.listed(AUTHOR, Asked()).heads

    assert [head.contract for head in own] == ["new", "middle", "old"]
    assert [head.status for head in own] == ["draft", "cancelled", "sent"]
    assert contracts.listed("nobody@example.fi", Asked()) == Listed((), None)


def test_rows_of_the_archive_are_not_in_a_supervisors_list(contracts):
    contracts.make_findable(archived("sealed"))

    assert contracts.listed(AUTHOR, Asked()).heads == ()


def test_a_sealed_contract_comes_back_with_where_its_documents_lie(contracts):
    contract = append(contracts, sent(contracts, CONTRACT), an_accepted())
    contract = append(contracts, contract, Completed(version=1))
    append(contracts, contract, a_sealed())

    assert contracts.load(CONTRACT).contract.sealed == a_sealed().documents


def _draft(contract, **changes):
    return the_draft(contract, **{k: v for k, v in changes.items() if k == "author"}), the_head(
        contract, **changes
    )
