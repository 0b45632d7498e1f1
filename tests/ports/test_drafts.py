"""Drafts: each save names the revision that it was made from."""

import pytest

from chalicelib.domain.errors import ChangedMeanwhile, NotFound
from tests.ports.made import at_once, sent, the_draft, the_head

CONTRACT = "c0ffee"


def test_a_draft_comes_back_as_it_was_saved(contracts):
    draft = the_draft(
        CONTRACT, given={"price_amount": 12.5, "supervisees": [{"full_name": "Šárka Þór"}], "rows": 3}
    )
    contracts.save_draft(draft, the_head(CONTRACT))

    assert contracts.draft(CONTRACT) == draft
    assert contracts.load(CONTRACT).head == the_head(CONTRACT)
    assert contracts.load(CONTRACT).contract.status == "draft"


def test_there_is_no_draft_where_none_was_saved(contracts):
    with pytest.raises(NotFound):
        contracts.draft(CONTRACT)
    with pytest.raises(NotFound):
        contracts.load(CONTRACT)


def test_the_next_revision_replaces_the_draft_and_its_row(contracts):
    contracts.save_draft(the_draft(CONTRACT), the_head(CONTRACT))
    contracts.save_draft(the_draft(CONTRACT, revision=2, given={"a": "b"}), the_head(CONTRACT, title="Uusi"))

    assert contracts.draft(CONTRACT).given == {"a": "b"}
    assert contracts.load(CONTRACT).head.title == "Uusi"


@pytest.mark.parametrize("revision", [1, 2, 4])
def test_a_save_from_another_revision_than_the_kept_one_is_refused(contracts, revision):
    contracts.save_draft(the_draft(CONTRACT), the_head(CONTRACT))
    contracts.save_draft(the_draft(CONTRACT, revision=2, given={"window": "first"}), the_head(CONTRACT))

    with pytest.raises(ChangedMeanwhile):
        contracts.save_draft(
            the_draft(CONTRACT, revision=revision, given={"window": "second"}), the_head(CONTRACT)
        )

    assert contracts.draft(CONTRACT).given == {"window": "first"}


def test_a_first_save_of_a_later_revision_is_refused(contracts):
    with pytest.raises(ChangedMeanwhile):
        contracts.save_draft(the_draft(CONTRACT, revision=2), the_head(CONTRACT))


def test_the_same_save_again_is_content(contracts):
    """A repeat after a lost answer is no other window's save."""
    contracts.save_draft(the_draft(CONTRACT), the_head(CONTRACT))
    contracts.save_draft(the_draft(CONTRACT), the_head(CONTRACT))

    assert contracts.draft(CONTRACT) == the_draft(CONTRACT)


def test_of_twenty_windows_that_save_at_once_one_wins(contracts):
    contracts.save_draft(the_draft(CONTRACT), the_head(CONTRACT))

    def save(window):
        draft = the_draft(CONTRACT, revision=2, given={"window": window})
        contracts.save_draft(draft, the_head(CONTRACT, title=f"window {window}"))

    outcomes = at_once(20, save)

    (winner,) = [window for window, outcome in enumerate(outcomes) if outcome is None]
    assert {type(outcome) for outcome in outcomes} == {type(None), ChangedMeanwhile}
    assert contracts.draft(CONTRACT).given == {"window": winner}
    assert contracts.load(CONTRACT).head.title == f"window {winner}"


def test_sending_takes_the_draft_away_and_nothing_can_be_saved_after_it(contracts):
    sent(contracts, CONTRACT)

    with pytest.raises(NotFound):
        contracts.draft(CONTRACT)
    for revision in (1, 2):
        with pytest.raises(ChangedMeanwhile):
            contracts.save_draft(the_draft(CONTRACT, revision=revision), the_head(CONTRACT))


def test_a_draft_that_was_saved_in_between_is_not_sent(contracts):
    contracts.save_draft(the_draft(CONTRACT), the_head(CONTRACT))
    contracts.save_draft(the_draft(CONTRACT, revision=2), the_head(CONTRACT))

    with pytest.raises(ChangedMeanwhile):
        sent(contracts, CONTRACT, save=False)

    assert contracts.load(CONTRACT).contract.length == 0
    assert contracts.draft(CONTRACT).revision == 2
