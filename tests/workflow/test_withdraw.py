"""A consumer withdraws: until when, with what, and what becomes of the contract."""

from datetime import timedelta

import pytest

from chalicelib.domain.errors import ContractClosed, FormInvalid, LinkExpired, NotFound
from chalicelib.domain.report import AUTHENTIC
from chalicelib.workflow.cancel import cancel
from chalicelib.workflow.correct_address import correct_address
from chalicelib.workflow.verify import verify
from chalicelib.workflow.withdraw import consumer
from tests.workflow.consumers import AINO, EINO, WORDS, gone, lived
from tests.workflow.terms import CONSUMER, SHARING, TWO
from tests.workflow.world import AUTHOR, VISIT

# What becomes of the contract


def test_the_contract_with_one_consumer_ends(concluded):
    assert gone(concluded).status == "withdrawn"

    assert concluded.story == ["sent", "accepted", "accepted", "completed", "sealed", "withdrawn"]
    assert concluded.dossier.head.status == "withdrawn"


def test_for_one_of_several_only_their_part_ends(couple):
    assert gone(couple).status == "sealed"

    assert set(couple.state.withdrawn) == {AINO}
    assert gone(couple, EINO).in_force
    assert set(couple.state.withdrawn) == {AINO, EINO}


def test_before_conclusion_the_offer_ends_for_everybody(waiting):
    assert gone(waiting).status == "withdrawn"

    with pytest.raises(ContractClosed):
        waiting.accept(EINO)


def test_what_was_sealed_stays_and_proves_what_it_proved(concluded):
    before = dict(concluded.archive.archive)

    gone(concluded)
    concluded.settle()
    concluded.pass_time(days=30)

    ((_, pdf, _),) = concluded.archive.archive.values()
    assert concluded.archive.archive == before
    assert verify(concluded.services, pdf).report.verdict == AUTHENTIC


def test_a_withdrawal_before_the_sealing_does_not_stop_it():
    world = lived(CONSUMER, settle=False)

    gone(world)
    world.settle()

    ((_, pdf, _),) = world.archive.archive.values()
    assert world.story == ["sent", "accepted", "accepted", "completed", "withdrawn", "sealed"]
    assert world.state.status == "withdrawn"
    assert verify(world.services, pdf).report.verdict == AUTHENTIC


# Until when


def test_until_the_last_second_of_the_fourteenth_day_and_not_a_second_more(concluded):
    late, until = concluded.branch(), concluded.state.can_withdraw_until(AINO)
    concluded.clock.at, late.clock.at = until - timedelta(seconds=1), until

    assert gone(concluded).status == "withdrawn"
    with pytest.raises(ContractClosed):
        gone(late)
    assert "withdrawn" not in late.story


def test_the_link_of_the_mail_works_as_long_as_the_right_does(concluded):
    token = concluded.token(AINO)
    concluded.pass_time(days=14)

    assert consumer(concluded.services, token).seat.party == AINO
    assert gone(concluded, token=token).status == "withdrawn"


# Who, and with what


def test_a_second_confirmation_changes_nothing(concluded):
    gone(concluded)
    concluded.settle()
    before = (concluded.story, concluded.letters())

    assert gone(concluded, typed_name="Joku Muu", ticked=False).status == "withdrawn"
    concluded.settle()

    assert (concluded.story, concluded.letters()) == before


def test_a_form_as_it_was_served_withdraws_nothing(concluded):
    """Mail scanners press buttons: the name is not there and the box is empty."""
    with pytest.raises(FormInvalid) as raised:
        gone(concluded, ticked=False, typed_name="")

    assert [(fault.field, fault.code) for fault in raised.value.faults] == [
        ("typed_name", "required"),
        ("withdraw", "tick_missing_to_withdraw"),
    ]
    assert concluded.state.in_force


@pytest.mark.parametrize(("given", "fine"), [("aino  EK", True), ("Ek Aino", False), ("Ulla Wäinölä", False)])
def test_the_name_is_that_of_the_contract_however_it_is_typed(concluded, given, fine):
    if fine:
        assert gone(concluded, typed_name=given).status == "withdrawn"
    else:
        with pytest.raises(FormInvalid):
            gone(concluded, typed_name=given)
        assert concluded.state.in_force


def test_what_they_gave_is_private_and_the_trail_only_commits_to_it(concluded):
    gone(concluded)

    entry, private = concluded.dossier.entries[-1], concluded.dossier.private[6]
    assert entry.event.commitment == private.digest
    assert private.data == {
        "ip": VISIT.ip, "user_agent": VISIT.user_agent, "typed_name": "Aino Ek", "text": WORDS,
    }  # fmt: skip
    assert not any(b"Muutin" in stored for stored in concluded.contracts.trails[concluded.contract])


@pytest.mark.parametrize("party", ["supervisor", EINO, "supervisee-3"])
def test_who_is_no_consumer_finds_no_such_function(party):
    world = lived(SHARING)

    for act in (lambda: consumer(world.services, world.token(party)), lambda: gone(world, party)):
        with pytest.raises(NotFound):
            act()
    assert "withdrawn" not in world.story


def test_who_has_not_accepted_declines_instead(waiting):
    with pytest.raises(ContractClosed):
        gone(waiting, EINO)

    assert waiting.state.is_open


def test_an_old_link_withdraws_nothing(waiting):
    old = waiting.token(EINO)
    correct_address(waiting.services, AUTHOR, waiting.contract, EINO, "uusi@oma.example")

    with pytest.raises(LinkExpired):
        gone(waiting, EINO, token=old)
    with pytest.raises(NotFound):
        gone(waiting, token="D" * 43)


@pytest.mark.parametrize("end", ["declined", "cancelled", "expired"])
def test_from_an_offer_that_is_over_nobody_withdraws(waiting, end):
    {
        "declined": lambda: waiting.decline(EINO),
        "cancelled": lambda: cancel(waiting.services, AUTHOR, waiting.contract),
        "expired": lambda: waiting.pass_time(days=20),
    }[end]()

    with pytest.raises(ContractClosed):
        gone(waiting)
    assert waiting.state.status == end


def test_a_business_has_no_right_to_withdraw():
    world = lived(TWO)

    assert world.state.can_withdraw_until(AINO) is None
    with pytest.raises(NotFound):
        gone(world)
