"""From a form to a sent contract: what is kept, what a second click does, and what is refused."""

from dataclasses import replace
from datetime import UTC, datetime

import pytest

from chalicelib.domain.canonical import parsed, sha256
from chalicelib.domain.errors import ContractChanged, FormInvalid, NotFound
from chalicelib.domain.listing import Asked
from chalicelib.workflow.draft import draft, own_draft, read, redraft
from chalicelib.workflow.listing import contracts_of
from chalicelib.workflow.own import own_contract
from chalicelib.workflow.preview import preview, preview_address
from chalicelib.workflow.send import send
from tests.builders import DEADLINE
from tests.workflow.terms import CONSUMER, TEAM, TWO
from tests.workflow.world import AUTHOR

STRANGER = "vieras@ohjaaja.example"
SERVED = "0123456789abcdef0123456789abcdef"


def own_contracts(services):
    """The rows of the supervisor's list."""
    return contracts_of(services, AUTHOR, Asked()).heads


def codes(raised):
    return [(fault.field, fault.code) for fault in raised.value.faults]


def test_a_draft_is_kept_as_it_was_given_and_stands_in_the_list(world):
    world.draft(TEAM | {"_note": "ei talleteta", "vat_rate": "1", "third_party": " "})

    kept = own_draft(world.services, AUTHOR, world.contract)
    (row,) = own_contracts(world.services)
    assert kept.number == "TO-2026-0001"
    assert kept.given["supervisees"] == TEAM["supervisees"]
    assert {"_note", "vat_rate", "third_party"} & kept.given.keys() == set()
    assert (row.contract, row.status, row.title) == (
        world.contract,
        "draft",
        TEAM["manager"]["organisation"],
    )


def test_a_second_click_on_the_same_form_finds_the_first_ones_draft(world):
    first, _ = draft(world.services, AUTHOR, TWO, SERVED)
    second, _ = draft(world.services, AUTHOR, TWO, SERVED)

    assert second == first
    assert len(own_contracts(world.services)) == 1


def test_a_form_that_comes_again_with_something_else_is_told_so(world):
    """From a page gone back to: the draft that it made may have been edited since."""
    first, _ = draft(world.services, AUTHOR, TWO, SERVED)

    with pytest.raises(ContractChanged):
        draft(world.services, AUTHOR, TWO | {"price_amount": "1"}, SERVED)

    assert own_draft(world.services, AUTHOR, SERVED) == first


def test_an_id_that_is_somebody_elses_draft_looks_absent(world):
    draft(world.services, AUTHOR, TWO, SERVED)

    with pytest.raises(NotFound):
        draft(world.services, STRANGER, TWO, SERVED)


def test_numbers_follow_each_other_for_each_supervisor(world):
    numbers = [draft(world.services, who, TWO)[0].number for who in (AUTHOR, AUTHOR, STRANGER)]

    assert numbers == ["TO-2026-0001", "TO-2026-0002", "TO-2026-0001"]


def test_a_year_begins_at_midnight_in_helsinki(world):
    world.clock.at = datetime(2026, 12, 31, 22, 0, tzinfo=UTC)
    given = TWO | {"start_date": "2027-02-01"}

    assert draft(world.services, AUTHOR, given)[0].number == "TO-2027-0001"


def test_faults_come_back_all_at_once_and_nothing_is_kept(world):
    with pytest.raises(FormInvalid) as raised:
        world.draft(TWO | {"price_amount": "paljon", "sessions_total": 0})

    assert sorted(codes(raised)) == [
        ("price_amount", "not_an_amount"),
        ("sessions_total", "not_a_number_within"),
    ]
    assert own_contracts(world.services) == ()


@pytest.mark.parametrize(
    ("field", "given"),
    [
        ("goals_shared", {"goals_shared": "Tavoite 漢字"}),
        ("supervisees-0-full_name", {"supervisees": [TWO["supervisees"][0] | {"full_name": "漢字 Ek"}]}),
    ],
)
def test_a_character_that_cannot_be_printed_is_told_at_its_field(world, field, given):
    reading = read(world.services, TWO | given)

    assert [(fault.field, fault.params) for fault in reading.faults] == [(field, {"characters": "漢 字"})]
    assert reading.terms is None


def mark_of(world):
    """What a page that shows the kept draft carries."""
    return own_draft(world.services, AUTHOR, world.contract).mark


def test_a_draft_is_replaced_by_the_window_that_saw_its_last_revision(world):
    world.draft(TWO)

    made = redraft(world.services, AUTHOR, world.contract, TWO | {"price_amount": "80"}, mark_of(world))

    assert own_draft(world.services, AUTHOR, world.contract).given["price_amount"] == "80"
    assert (made.revision, made.number) == (2, "TO-2026-0001")


def test_a_window_that_saw_an_older_revision_is_told_so_and_changes_nothing(world):
    world.draft(TWO)
    seen = mark_of(world)
    redraft(world.services, AUTHOR, world.contract, TWO | {"price_amount": "80"}, seen)

    with pytest.raises(ContractChanged):
        redraft(world.services, AUTHOR, world.contract, TWO | {"price_amount": "70"}, seen)

    assert own_draft(world.services, AUTHOR, world.contract).given["price_amount"] == "80"


@pytest.mark.parametrize(
    "act",
    [
        lambda world: own_draft(world.services, STRANGER, world.contract),
        lambda world: redraft(world.services, STRANGER, world.contract, TWO, mark_of(world)),
        lambda world: send(world.services, STRANGER, world.contract),
        lambda world: preview_address(world.services, STRANGER, world.contract),
        lambda world: send(world.services, AUTHOR, "0" * 32),
    ],
    ids=["read", "edit", "send", "preview", "send what there is not"],
)
def test_anothers_draft_looks_absent(world, act):
    world.draft(TWO)

    with pytest.raises(NotFound):
        act(world)


def test_sending_fixes_the_documents_and_begins_the_trail(world):
    world.draft(TWO)

    send(world.services, AUTHOR, world.contract)

    (entry,) = world.dossier.entries
    document = entry.event.documents[0]
    kept = {kind: digest for _, digest, kind in world.archive.offers}
    assert kept == {"pdf": document.pdf_sha256, "xhtml": document.text_sha256}
    assert sha256(world.dossier.private[1].data["terms"].encode()) == document.terms_sha256
    assert entry.event.deadline == DEADLINE
    assert entry.event.commitment == world.dossier.private[1].digest
    assert world.dossier.private[1].data["given"] == TWO | {"goals_shared": TWO["goals_shared"]}


def test_the_trail_and_what_travels_with_it_hold_no_address(world):
    world.sent(TEAM)

    terms = world.dossier.private[1].data["terms"].encode()
    for text in (*world.contracts.trails[world.contract], terms):
        assert b"@" not in text
        assert "Lehtimäki".encode() not in text or text is terms
    assert parsed(terms)["supervisees"][0]["full_name"] == "Aino Lehtimäki"


def test_a_second_click_on_send_changes_nothing(world):
    world.sent(TWO)
    letters = world.letters()

    send(world.services, AUTHOR, world.contract)
    world.settle()

    assert world.story == ["sent"]
    assert world.letters() == letters
    assert own_contract(world.services, AUTHOR, world.contract).contract.status == "sent"


def test_a_sent_contract_is_no_draft_any_more(sent):
    with pytest.raises(NotFound):
        redraft(sent.services, AUTHOR, sent.contract, TWO, "")


def test_a_draft_whose_start_has_gone_by_is_refused_at_sending(world):
    world.draft(TWO | {"start_date": "2026-11-24"})
    world.clock.forward(days=2)

    with pytest.raises(FormInvalid) as raised:
        send(world.services, AUTHOR, world.contract)

    assert codes(raised) == [("start_date", "date_past")]
    assert world.contracts.trails == {}


def test_a_draft_that_another_window_saved_meanwhile_is_not_sent(world):
    """What the supervisor saw on the preview is not what would go out."""
    world.draft(TWO)
    kept = world.contracts.draft(world.contract)

    def save():
        newer = replace(kept, revision=2, given=TWO | {"price_amount": "1"})
        world.contracts.save_draft(newer, world.contracts.heads[world.contract])

    world.line.before["archive.offer"] = save

    with pytest.raises(ContractChanged):
        send(world.services, AUTHOR, world.contract)

    assert world.contracts.trails.get(world.contract, []) == []


def test_two_who_press_send_at_once_send_one_contract(world):
    world.draft(TWO)
    world.line.before["contracts.append"] = lambda: send(world.services, AUTHOR, world.contract)

    send(world.services, AUTHOR, world.contract)
    world.settle()

    assert world.story == ["sent"]
    assert len(world.letters()) == 1


def test_the_preview_has_the_text_that_sending_fixes_and_a_pdf_of_its_own(world):
    made, reading = draft(world.services, AUTHOR, TWO)
    world.contract = made.id
    shown = str(preview(made, reading.terms))
    address = preview_address(world.services, AUTHOR, made.id)

    send(world.services, AUTHOR, made.id)

    document = world.state.documents[0]
    assert sha256(shown.encode()) == document.text_sha256
    assert document.pdf_sha256 not in address  # it says on every page that it is a draft


@pytest.mark.parametrize(("start", "asked"), [("2026-12-21", True), ("2026-12-22", None)])
def test_a_consumer_is_asked_about_the_start_up_to_the_last_day_to_withdraw(world, start, asked):
    """If it is concluded on the last day to accept, 7 December, that day is 21 December."""
    world.sent(CONSUMER | {"start_date": start})

    assert world.state.seat("supervisee-1").may_start_early is asked
