"""Accepting, from the link in the mail to the completed contract: what binds, what repeats, what is refused."""

import pytest

from chalicelib.domain.errors import (
    AcceptedAlready,
    ContractChanged,
    ContractClosed,
    DeadlinePassed,
    FormInvalid,
    LinkExpired,
    NotFound,
)
from chalicelib.workflow.accept import accept
from chalicelib.workflow.cancel import cancel
from chalicelib.workflow.correct_address import correct_address
from chalicelib.workflow.view import pdf_address, texts_of, view
from tests.builders import DEADLINE
from tests.workflow.terms import PAYING_MANAGER, TEAM, TWO
from tests.workflow.world import AUTHOR, VISIT, World

UNKNOWN = "A" * 43
PARALLEL = TWO | {"signing_mode": "parallel"}


# Looking


def test_a_link_shows_the_contract_as_it_was_sent(offered):
    shown = view(offered.services, offered.token("supervisee-1"))

    assert shown.seat.party == "supervisee-1"
    assert "TO-2026-0001" in texts_of(offered.services, shown.dossier.contract, shown.seat.party)[0]
    assert "Salainen tavoite" in texts_of(offered.services, shown.dossier.contract, shown.seat.party)[0]


def test_looking_changes_nothing_however_often(offered):
    before = (offered.story, offered.letters(), dict(offered.contracts.claims))

    for _ in range(3):
        view(offered.services, offered.token("supervisee-1"))
        pdf_address(offered.services, offered.token("supervisee-1"))
    offered.settle()

    assert (offered.story, offered.letters(), offered.contracts.claims) == before


@pytest.mark.parametrize("token", [UNKNOWN, "", "kissa", "A" * 42 + "=", "A" * 44, "ä" * 43])
def test_what_is_no_link_finds_nothing(sent, token):
    with pytest.raises(NotFound):
        view(sent.services, token)


def test_the_pdf_of_a_link_is_the_offered_one_and_later_the_sealed_copy(offered):
    token = offered.token("supervisee-1")
    before = pdf_address(offered.services, token)
    offered.accept("supervisee-1")
    offered.settle()

    after = pdf_address(offered.services, token)

    assert offered.state.documents[0].pdf_sha256 in before
    assert offered.state.sealed[0].key in after
    assert after.endswith("as=TO-2026-0001.pdf")


# Accepting


def test_an_acceptance_is_bound_to_what_was_shown_and_commits_to_its_evidence(offered):
    offered.accept("supervisee-1", typed_name=" aino   EK ")

    entry = offered.dossier.entries[2]
    private = offered.dossier.private[3]
    assert entry.event.documents == offered.state.documents
    assert entry.event.commitment == private.digest
    assert private.data == {"ip": VISIT.ip, "user_agent": VISIT.user_agent, "typed_name": " aino   EK "}
    assert private.expires_at > offered.clock.at


def test_the_last_acceptance_completes_in_the_same_append(offered):
    appends = offered.line.calls.count("contracts.append")

    offered.accept("supervisee-1")

    assert offered.story == ["sent", "accepted", "accepted", "completed"]
    assert offered.line.calls.count("contracts.append") == appends + 1
    assert offered.dossier.entries[2].at == offered.dossier.entries[3].at


def test_a_second_click_answers_as_the_first_and_changes_nothing(offered):
    first = offered.accept("supervisee-1")
    again = offered.accept("supervisee-1")

    assert first.status == again.status == "completed"
    assert offered.story == ["sent", "accepted", "accepted", "completed"]


def test_a_click_after_sealing_is_a_second_click_too(sealed):
    assert sealed.accept("supervisor").status == "sealed"
    assert sealed.story.count("accepted") == 2


REFUSED = {
    "nothing ticked": ({"ticked": False}, [("accept", "tick_missing")]),
    "no name": ({"typed_name": ""}, [("typed_name", "required")]),
    "another's name": ({"typed_name": "Ulla Wäinölä"}, [("typed_name", "name_differs")]),
    "only marks": ({"typed_name": "- - '"}, [("typed_name", "name_differs")]),
    "neither": (
        {"ticked": False, "typed_name": "x"},
        [("accept", "tick_missing"), ("typed_name", "name_differs")],
    ),
}


@pytest.mark.parametrize(("changes", "faults"), REFUSED.values(), ids=REFUSED)
def test_an_incomplete_form_is_told_all_at_once_and_accepts_nothing(offered, changes, faults):
    with pytest.raises(FormInvalid) as raised:
        offered.accept("supervisee-1", **changes)

    assert [(fault.field, fault.code) for fault in raised.value.faults] == faults
    assert offered.story == ["sent", "accepted"]


@pytest.mark.parametrize("party", ["manager", "managers_manager"])
def test_who_acts_for_an_organisation_says_that_they_may(world, party):
    world.sent(PAYING_MANAGER)
    world.accept("supervisor")
    world.settle()

    with pytest.raises(FormInvalid) as raised:
        world.accept(party, representation_confirmed=False)

    assert [(fault.field, fault.code) for fault in raised.value.faults] == [
        ("representation_confirmed", "tick_missing")
    ]


def test_who_acts_for_themselves_need_not_say_that_they_may(offered):
    assert offered.accept("supervisee-1", representation_confirmed=False).status == "completed"


@pytest.mark.parametrize("shown", [(), ("0" * 64,), ("0" * 64, "1" * 64)])
def test_what_was_shown_must_be_what_the_contract_is(offered, shown):
    with pytest.raises(ContractChanged):
        offered.accept("supervisee-1", documents=shown)

    assert offered.story == ["sent", "accepted"]


def test_until_the_deadline_one_can_accept(offered):
    offered.clock.at = DEADLINE
    offered.clock.forward(seconds=-1)

    assert offered.accept("supervisee-1").status == "completed"


def test_from_the_deadline_on_nobody_can_though_the_clock_has_not_come_round(offered):
    offered.clock.at = DEADLINE

    with pytest.raises(DeadlinePassed):
        offered.accept("supervisee-1")

    assert offered.story == ["sent", "accepted"]


def _declined(world):
    world.decline("supervisee-1")


def _cancelled(world):
    cancel(world.services, AUTHOR, world.contract)


def _expired(world):
    world.pass_time(days=20)


@pytest.mark.parametrize("end", [_declined, _cancelled, _expired])
def test_what_is_over_cannot_be_accepted(offered, end):
    end(offered)
    ended = offered.story

    with pytest.raises(ContractClosed):
        offered.accept("supervisee-1")

    assert offered.story == ended


@pytest.mark.parametrize("end", [_declined, _cancelled, _expired])
def test_who_had_accepted_what_is_over_sees_that_their_click_stood(offered, end):
    end(offered)

    assert offered.accept("supervisor").status != "sent"


def test_a_link_that_was_replaced_accepts_nothing(offered):
    token = offered.token("supervisee-1")
    consent = offered.consent("supervisee-1", token)
    correct_address(offered.services, AUTHOR, offered.contract, "supervisee-1", "uusi@oma.example")

    with pytest.raises(LinkExpired):
        accept(offered.services, token, consent, VISIT)


def test_nobody_accepts_with_a_link_that_was_never_made(sent):
    with pytest.raises(NotFound):
        accept(sent.services, UNKNOWN, sent.consent("supervisor", sent.token("supervisor")), VISIT)


# Who is asked when


def test_the_supervisor_accepts_first_and_only_then_the_others_are_asked(world):
    world.sent(TEAM)
    asked = [to for to, _ in world.letters()]

    world.accept("supervisor")
    world.settle()

    assert asked == ["ohjaaja@sopu.test"]
    assert [to for to, _ in world.letters()[1:]] == [
        *(person["email"] for person in TEAM["supervisees"]),
        TEAM["manager"]["email"],
    ]


def test_in_parallel_everybody_is_asked_at_once_and_in_any_order(world):
    world.sent(PARALLEL)

    assert len(world.letters()) == 2
    world.accept("supervisee-1")
    assert world.accept("supervisor").status == "completed"


def test_no_party_can_see_another_partys_link(world):
    world.sent(TEAM | {"signing_mode": "parallel"})
    tokens = {world.token(seat.party) for seat in world.state.seats}

    assert len(tokens) == 6
    for seat in world.state.seats:
        assert view(world.services, world.token(seat.party)).seat == seat


def test_two_contracts_with_the_same_people_have_links_of_their_own():
    world = World()
    world.sent(PARALLEL)
    first = world.token("supervisee-1")
    world.sent(PARALLEL)

    assert world.token("supervisee-1") != first
    assert view(world.services, first).link.contract != world.contract


def test_a_party_that_has_accepted_cannot_decline_any_more(offered):
    with pytest.raises(AcceptedAlready):
        offered.decline("supervisor")
