"""A change after sending: a draft beside what was sent, another version of the same contract, everybody asked again."""

from copy import deepcopy
from dataclasses import replace

import pytest

from chalicelib.domain.errors import (
    ContractChanged,
    ContractClosed,
    FormInvalid,
    NotFound,
    VersionReplaced,
)
from chalicelib.domain.listing import Asked
from chalicelib.domain.report import AUTHENTIC
from chalicelib.domain.trail_file import read_trail_file, trail_file
from chalicelib.workflow.cancel import cancel
from chalicelib.workflow.correct_address import correct_address
from chalicelib.workflow.draft import own_draft, redraft
from chalicelib.workflow.listing import contracts_of
from chalicelib.workflow.own import given_of, given_to_change
from chalicelib.workflow.revise import discard, revise
from chalicelib.workflow.send import send
from chalicelib.workflow.verify import verify
from chalicelib.workflow.view import view
from tests.builders import example
from tests.workflow.terms import TWO
from tests.workflow.world import AUTHOR

STRANGER = "vieras@ohjaaja.example"
ULLA, AINO, BEA = "ulla@kaarnalaiva.example", "aino@oma.example", "bea@oma.example"
ANNEXED = example("group-with-annex.fi")
WITH_BEA = [TWO["supervisees"][0] | {"full_name": "Bea Bee", "email": BEA}]


# While it is a draft


def test_a_draft_of_the_next_version_changes_nothing_that_was_sent(offered):
    before, row = offered.state, offered.dossier.head

    made = offered.draft_next(price_amount="80")

    assert (made.version, made.number, made.revision) == (2, before.offer.number, 1)
    assert (offered.state, offered.dossier.head) == (before, replace(row, next_draft=True))
    assert offered.accept("supervisee-1").status == "completed"
    assert offered.dossier.head.next_draft


def test_a_second_click_on_the_same_form_finds_the_first_ones_draft(offered):
    first = offered.draft_next(price_amount="80")

    assert offered.draft_next(price_amount="80") == first


def test_a_second_draft_that_says_something_else_is_refused(offered):
    first = offered.draft_next(price_amount="80")

    with pytest.raises(ContractChanged):
        offered.draft_next(price_amount="70")

    assert own_draft(offered.services, AUTHOR, offered.contract) == first


def test_a_draft_of_the_next_version_can_be_edited_and_stays_one(offered):
    first = offered.draft_next(price_amount="80")

    made = redraft(offered.services, AUTHOR, offered.contract, TWO | {"price_amount": "70"}, first.mark)

    assert (made.version, made.revision, made.given["price_amount"]) == (2, 2, "70")
    assert offered.dossier.draft == made
    assert offered.dossier.head.status == "sent"


def test_faults_come_back_all_at_once_and_no_draft_is_kept(offered):
    with pytest.raises(FormInvalid) as raised:
        offered.draft_next(price_amount="paljon", sessions_total=0)

    assert sorted(fault.field for fault in raised.value.faults) == ["price_amount", "sessions_total"]
    assert offered.dossier.draft is None


def test_a_discarded_draft_leaves_the_contract_as_it_was_and_another_can_be_begun(offered):
    offered.draft_next(price_amount="80")

    discard(offered.services, AUTHOR, offered.contract)
    discard(offered.services, AUTHOR, offered.contract)

    assert offered.dossier.draft is None
    assert offered.story == ["sent", "accepted"]
    assert offered.draft_next(price_amount="70").revision == 1


def test_what_was_never_sent_is_not_discarded(world):
    world.draft(TWO)

    with pytest.raises(NotFound):
        discard(world.services, AUTHOR, world.contract)

    assert own_draft(world.services, AUTHOR, world.contract).given["price_amount"] == "91.37"


def test_nobody_else_begins_or_discards_a_version(offered):
    offered.draft_next(price_amount="80")

    for act in (lambda: revise(offered.services, STRANGER, offered.contract, TWO),
                lambda: discard(offered.services, STRANGER, offered.contract),
                lambda: send(offered.services, STRANGER, offered.contract),
                lambda: given_to_change(offered.services, STRANGER, offered.contract)):  # fmt: skip
        with pytest.raises(NotFound):
            act()

    assert offered.dossier.draft is not None
    assert offered.story == ["sent", "accepted"]


@pytest.mark.parametrize("end", ["completed", "declined", "cancelled", "expired", "never sent"])
def test_only_an_open_contract_gets_another_version(offered, end):
    {
        "completed": lambda: offered.accept("supervisee-1"),
        "declined": lambda: offered.decline("supervisee-1"),
        "cancelled": lambda: cancel(offered.services, AUTHOR, offered.contract),
        "expired": lambda: offered.pass_time(days=20),
        "never sent": lambda: offered.draft(TWO),
    }[end]()

    with pytest.raises(ContractClosed):
        revise(offered.services, AUTHOR, offered.contract, TWO)


def test_the_next_version_starts_from_what_was_sent_with_corrected_addresses(offered):
    correct_address(offered.services, AUTHOR, offered.contract, "supervisee-1", "uusi@oma.example")

    given = given_to_change(offered.services, AUTHOR, offered.contract)

    expected = deepcopy(TWO)
    expected["supervisees"][0]["email"] = "uusi@oma.example"
    assert given == expected


def test_the_next_version_starts_with_the_words_of_annex_a_and_a_copy_without_them(world):
    world.sent(ANNEXED)

    again = given_to_change(world.services, AUTHOR, world.contract)
    copy = given_of(world.services, AUTHOR, world.contract)

    assert "goals_supervisees" not in world.dossier.offered["given"]
    assert again["goals_supervisees"].split() == ANNEXED["goals_supervisees"].split()
    assert again["goals_annex_used"]
    assert not {"goals_supervisees", "goals_annex_used"} & copy.keys()


# Once it is sent


def test_a_new_version_voids_the_acceptances_and_asks_everybody_again(offered):
    before = len(offered.letters())

    offered.revised(price_amount="80", signing_mode="parallel")

    assert offered.story == ["sent", "accepted", "sent"]
    assert (offered.state.version, dict(offered.state.accepted)) == (2, {})
    assert offered.dossier.draft is None
    assert sorted(offered.letters(before)) == [
        (AINO, "Lue työnohjaussopimuksen TO-2026-0001 uusi versio ja vastaa 7.12.2026 mennessä"),
        (ULLA, "Hyväksy muuttamasi työnohjaussopimus TO-2026-0001"),
    ]
    assert "Aiemman version hyväksynnät eivät enää ole voimassa" in offered.mailer.letters[-1].text
    (row,) = contracts_of(offered.services, AUTHOR, Asked()).heads
    assert (row.version, row.accepted, row.status) == (2, (), "sent")


def test_where_the_supervisor_goes_first_they_are_asked_first_again(offered):
    before = len(offered.letters())

    offered.revised(price_amount="80")
    assert [to for to, _ in offered.letters(before)] == [ULLA]

    offered.accept("supervisor")
    offered.settle()
    assert [to for to, _ in offered.letters(before)] == [ULLA, AINO]


def test_an_old_link_promises_another_only_when_the_supervisor_has_accepted(offered):
    """The supervisor goes first, so that nobody else has a link to the new version yet."""
    old, own = offered.token("supervisee-1"), offered.token("supervisor")
    offered.revised(price_amount="80")

    assert _said(offered, old) == "version_waits"
    assert _said(offered, own) == "version_replaced"

    offered.accept("supervisor")
    assert _said(offered, old) == "version_replaced"


def _said(world, token):
    with pytest.raises(VersionReplaced) as raised:
        view(world.services, token)
    return raised.value.code


def test_links_of_the_version_before_are_dead_and_say_why(offered):
    old = offered.token("supervisee-1")

    offered.revised(price_amount="80", signing_mode="parallel")

    with pytest.raises(VersionReplaced):
        view(offered.services, old)
    with pytest.raises(VersionReplaced):
        offered.accept("supervisee-1", old, documents=())
    assert offered.token("supervisee-1") != old
    assert offered.state.accepted == {}


def test_a_contract_of_two_versions_is_sealed_as_its_last_and_verifies(offered):
    offered.revised(price_amount="80")
    offered.everybody_accepts()

    assert offered.story == ["sent", "accepted", "sent", "accepted", "accepted", "completed", "sealed"]
    ((key, (_, pdf, _)),) = offered.archive.archive.items()
    found = verify(offered.services, pdf)
    assert key.endswith("/v2.pdf")
    assert found.report.verdict == AUTHENTIC
    entries = read_trail_file(trail_file(offered.dossier.entries))
    assert [entry.kind for entry in entries] == ["sent", "accepted", "accepted", "completed"]
    assert (entries[0].number, entries[0].event.version) == (3, 2)


def test_three_versions_are_one_contract(offered):
    offered.revised(price_amount="80")
    offered.revised(price_amount="70")
    offered.everybody_accepts()

    assert offered.state.version == 3
    assert offered.state.status == "sealed"
    assert offered.dossier.offered["given"]["price_amount"] == "70"


def test_a_change_that_was_asked_for_is_answered_by_the_next_version(offered):
    offered.request_change("supervisee-1")

    offered.revised(price_amount="80")

    assert not offered.state.change_requested
    assert not offered.dossier.head.change_requested


@pytest.mark.parametrize("end", ["completed", "declined", "cancelled", "expired"])
def test_a_draft_that_comes_too_late_is_not_sent_and_not_lost(offered, end):
    made = offered.draft_next(price_amount="80")
    {
        "completed": lambda: offered.accept("supervisee-1"),
        "declined": lambda: offered.decline("supervisee-1"),
        "cancelled": lambda: cancel(offered.services, AUTHOR, offered.contract),
        "expired": lambda: offered.pass_time(days=20),
    }[end]()

    with pytest.raises(ContractClosed) as raised:
        send(offered.services, AUTHOR, offered.contract)

    assert raised.value.params == {"status": end}
    assert offered.dossier.draft == made
    given = given_to_change(offered.services, AUTHOR, offered.contract)
    assert given["price_amount"] == "80"
    assert given.get("supersedes_contract_id") == ("TO-2026-0001" if end == "completed" else None)
