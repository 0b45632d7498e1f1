"""Drafts of a later version lie beside what was sent, whose row has a note of them and is else as it was."""

from dataclasses import replace

import pytest

from chalicelib.domain.errors import ChangedMeanwhile, NotFound
from tests.builders import a_sent, an_accepted
from tests.ports.made import append, at_once, sent, the_draft, the_head

CONTRACT = "c0ffee"


def later(revision=1, **changes):
    return the_draft(CONTRACT, version=2, revision=revision, **changes)


def test_a_later_draft_lies_beside_the_sent_contract_and_is_read_with_it(contracts):
    sent(contracts, CONTRACT)
    before = contracts.load(CONTRACT)

    contracts.save_draft(later(), None)

    found = contracts.dossier(CONTRACT)
    assert (contracts.draft(CONTRACT), found.draft) == (later(), later())
    assert (found.head, found.contract) == (replace(before.head, next_draft=True), before.contract)
    assert contracts.head(CONTRACT) == found.head


def test_a_later_draft_is_replaced_by_the_revision_after_it_only(contracts):
    sent(contracts, CONTRACT)
    contracts.save_draft(later(), None)
    contracts.save_draft(later(2, given={"a": "b"}), None)
    contracts.save_draft(later(2, given={"a": "b"}), None)

    for revision in (1, 2, 4):
        with pytest.raises(ChangedMeanwhile):
            contracts.save_draft(later(revision, given={"window": "second"}), None)

    assert contracts.draft(CONTRACT).given == {"a": "b"}


@pytest.mark.parametrize("version", [1, 3])
def test_a_draft_follows_the_version_that_was_sent_last(contracts, version):
    sent(contracts, CONTRACT)

    with pytest.raises(ChangedMeanwhile):
        contracts.save_draft(the_draft(CONTRACT, version=version), None)

    with pytest.raises(NotFound):
        contracts.draft(CONTRACT)


def test_a_later_draft_needs_something_that_was_sent(contracts):
    contracts.save_draft(the_draft(CONTRACT), the_head(CONTRACT))

    with pytest.raises(ChangedMeanwhile):
        contracts.save_draft(later(2), None)


def test_what_happens_to_the_contract_leaves_the_draft_and_sending_it_takes_it_away(contracts):
    contract = sent(contracts, CONTRACT)
    contracts.save_draft(later(), None)
    contract = append(contracts, contract, a_sent(version=2), draft=later())

    assert contracts.dossier(CONTRACT).draft is None
    assert not contracts.head(CONTRACT).next_draft
    with pytest.raises(ChangedMeanwhile):
        contracts.save_draft(later(), None)
    contracts.save_draft(the_draft(CONTRACT, version=3), None)
    assert contracts.dossier(CONTRACT).contract == contract


def test_a_discarded_draft_is_gone_and_discarding_it_again_is_content(contracts):
    sent(contracts, CONTRACT)
    contracts.save_draft(later(), None)

    contracts.discard(later())
    contracts.discard(later())

    with pytest.raises(NotFound):
        contracts.draft(CONTRACT)
    assert contracts.load(CONTRACT).contract.status == "sent"
    assert not contracts.head(CONTRACT).next_draft


@pytest.mark.parametrize("noted", [False, True])
def test_who_read_the_row_before_the_draft_came_or_went_reads_it_again(contracts, noted):
    contract = sent(contracts, CONTRACT)
    contracts.save_draft(later(), None)
    if not noted:
        contracts.discard(later())

    with pytest.raises(ChangedMeanwhile):
        append(contracts, contract, an_accepted(), next_draft=not noted)
    append(contracts, contract, an_accepted(), next_draft=noted)

    assert contracts.head(CONTRACT).next_draft is noted


def test_a_draft_that_was_saved_in_between_is_not_discarded(contracts):
    sent(contracts, CONTRACT)
    contracts.save_draft(later(), None)
    contracts.save_draft(later(2), None)

    with pytest.raises(ChangedMeanwhile):
        contracts.discard(later())

    assert contracts.draft(CONTRACT) == later(2)


def test_of_ten_windows_that_begin_a_version_at_once_one_wins(contracts):
    sent(contracts, CONTRACT)

    outcomes = at_once(10, lambda window: contracts.save_draft(later(given={"window": window}), None))

    (winner,) = [window for window, outcome in enumerate(outcomes) if outcome is None]
    assert {type(outcome) for outcome in outcomes} == {type(None), ChangedMeanwhile}
    assert contracts.draft(CONTRACT).given == {"window": winner}


def another(revision=1, **changes):
    """A draft that was begun after the first was thrown away."""
    return later(revision, begun="d2", **changes)


def test_an_old_page_neither_saves_over_nor_discards_nor_sends_a_draft_that_was_begun_anew(contracts):
    contract = sent(contracts, CONTRACT)
    contracts.save_draft(another(), None)

    for act in (
        lambda: contracts.save_draft(later(2, given={"window": "old"}), None),
        lambda: contracts.discard(later()),
        lambda: append(contracts, contract, a_sent(version=2), draft=later()),
    ):
        with pytest.raises(ChangedMeanwhile):
            act()

    assert contracts.draft(CONTRACT) == another()
    assert contracts.load(CONTRACT).contract == contract
