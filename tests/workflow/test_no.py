"""Saying no: a party declines or asks for a change, the supervisor takes the offer back."""

import pytest

from chalicelib.domain.errors import AcceptedAlready, ContractClosed, DeadlinePassed, FormInvalid, NotFound
from chalicelib.workflow.cancel import cancel
from chalicelib.workflow.decline import decline
from chalicelib.workflow.request_change import request_change
from tests.builders import DEADLINE
from tests.workflow.terms import TWO
from tests.workflow.world import AUTHOR, VISIT

STRANGER = "vieras@ohjaaja.example"


@pytest.mark.parametrize(("ticked", "reason"), [(True, ""), (False, "Ei nyt."), (True, "Ei nyt.")])
def test_a_tick_or_a_reason_declines_for_everybody(offered, ticked, reason):
    decline(offered.services, offered.token("supervisee-1"), ticked, reason, VISIT)

    assert offered.story == ["sent", "accepted", "declined"]
    assert offered.state.ended_by == "supervisee-1"
    assert offered.dossier.private[3].data["reason"] == reason


def test_a_form_as_it_was_served_declines_nothing(offered):
    """Mail scanners press buttons."""
    with pytest.raises(FormInvalid) as raised:
        decline(offered.services, offered.token("supervisee-1"), False, "", VISIT)

    assert [(fault.field, fault.code) for fault in raised.value.faults] == [
        ("decline", "tick_missing_to_decline")
    ]
    assert offered.state.is_open


def test_the_reason_is_for_the_supervisor_and_not_in_the_trail(offered):
    offered.decline("supervisee-1", "Salainen syy")

    assert b"Salainen" not in b"".join(offered.contracts.trails[offered.contract])
    assert offered.dossier.entries[-1].event.commitment == offered.dossier.private[3].digest


def test_a_second_decline_is_told_that_it_is_over(offered):
    offered.decline("supervisee-1")

    with pytest.raises(ContractClosed) as raised:
        offered.decline("supervisee-1")

    assert raised.value.params == {"status": "declined"}
    assert offered.story.count("declined") == 1


def test_a_change_request_leaves_the_contract_open_and_sets_a_flag(offered):
    offered.request_change("supervisee-1", "Joka kolmas viikko?")

    assert offered.state.is_open
    assert offered.dossier.head.change_requested
    assert offered.dossier.private[3].data["text"] == "Joka kolmas viikko?"
    assert offered.accept("supervisee-1").status == "completed"


def test_each_wish_is_a_wish_of_its_own(offered):
    offered.request_change("supervisee-1", "Yksi")
    offered.request_change("supervisee-1", "Toinen")

    assert offered.story == ["sent", "accepted", "change_requested", "change_requested"]


def test_a_day_has_room_for_ten_wishes_and_the_next_one_too(offered):
    for number in range(10):
        offered.request_change("supervisee-1", f"Toive {number}")
    with pytest.raises(FormInvalid) as raised:
        offered.request_change("supervisee-1", "Vielä yksi")
    offered.pass_time(days=1)
    offered.request_change("supervisee-1", "Huomenna taas")

    assert [(fault.field, fault.code) for fault in raised.value.faults] == [("text", "wishes_rest")]
    assert offered.story.count("change_requested") == 11


def test_an_empty_wish_is_no_wish(offered):
    with pytest.raises(FormInvalid) as raised:
        offered.request_change("supervisee-1", "")

    assert [(fault.field, fault.code) for fault in raised.value.faults] == [("text", "required")]


def test_the_supervisor_takes_an_offer_back_and_again_it_changes_nothing(offered):
    assert cancel(offered.services, AUTHOR, offered.contract).status == "cancelled"
    assert cancel(offered.services, AUTHOR, offered.contract).status == "cancelled"

    assert offered.story == ["sent", "accepted", "cancelled"]


@pytest.mark.parametrize("end", ["decline", "expire", "complete"])
def test_what_is_over_or_in_force_is_not_taken_back(offered, end):
    if end == "decline":
        offered.decline("supervisee-1")
    elif end == "expire":
        offered.pass_time(days=20)
    else:
        offered.accept("supervisee-1")

    with pytest.raises(ContractClosed):
        cancel(offered.services, AUTHOR, offered.contract)

    assert "cancelled" not in offered.story


def test_a_draft_is_not_taken_back(world):
    world.draft(TWO)

    with pytest.raises(ContractClosed) as raised:
        cancel(world.services, AUTHOR, world.contract)

    assert raised.value.params == {"status": "draft"}


def test_anothers_offer_looks_absent(offered):
    with pytest.raises(NotFound):
        cancel(offered.services, STRANGER, offered.contract)

    assert offered.state.is_open


@pytest.mark.parametrize(
    "act", [lambda world: world.decline("supervisee-1"), lambda world: world.request_change("supervisee-1")]
)
def test_from_the_deadline_on_nobody_declines_or_asks(offered, act):
    offered.clock.at = DEADLINE

    with pytest.raises(DeadlinePassed):
        act(offered)


@pytest.mark.parametrize("act", [decline, request_change])
def test_a_link_that_was_never_made_does_nothing(offered, act):
    ticked = (True,) if act is decline else ()

    with pytest.raises(NotFound):
        act(offered.services, "B" * 43, *ticked, "Ei", VISIT)

    assert offered.story == ["sent", "accepted"]


def test_who_has_accepted_asks_for_no_change(offered):
    with pytest.raises(AcceptedAlready):
        offered.request_change("supervisor")
