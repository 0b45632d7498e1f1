"""A name that is written wrong, or another person in the same role: as few new acceptances as honesty allows."""

import pytest

from chalicelib.domain.canonical import parsed
from chalicelib.domain.errors import AcceptedAlready, ContractChanged, ContractClosed, FormInvalid, NotFound
from chalicelib.workflow.cancel import cancel
from chalicelib.workflow.correct_name import correct_name
from chalicelib.workflow.own import given_to_change, own_contract, present_draft
from chalicelib.workflow.record import record_of
from chalicelib.workflow.revise import revise
from chalicelib.workflow.send import send
from chalicelib.workflow.succeed import succeed
from tests.builders import example
from tests.workflow.terms import PAYING_MANAGER, TEAM
from tests.workflow.world import AUTHOR, World

WRONG, RIGHT = "Aino Ekk", "Aino Ek"


def misspelt(**changes):
    """A contract in which the supervisor has accepted and the first supervisee's name is wrong."""
    world, people = World(), TEAM["supervisees"]
    world.sent(TEAM | {"supervisees": [people[0] | {"full_name": WRONG}, *people[1:]], **changes})
    world.accept("supervisor")
    world.settle()
    return world


def corrects(world, name=RIGHT, party="supervisee-1"):
    return correct_name(world.services, AUTHOR, world.contract, party, name)


def test_a_corrected_name_asks_nobody_again_and_the_same_text_is_accepted():
    world = misspelt()
    before = world.dossier.contract.documents

    corrects(world)
    world.settle()
    world.accept("supervisee-1")

    assert world.dossier.head.name("supervisee-1") == RIGHT
    assert world.dossier.contract.documents == before
    assert {"supervisor", "supervisee-1"} <= world.state.accepted.keys()


def test_the_wrong_name_is_no_longer_accepted_and_the_old_link_is_dead():
    world = misspelt()
    old = world.token("supervisee-1")
    corrects(world)
    world.settle()

    with pytest.raises(FormInvalid) as raised:
        world.accept("supervisee-1", typed_name=WRONG)

    assert [(it.field, it.code, it.params) for it in raised.value.faults] == [
        ("typed_name", "name_differs", {"name": RIGHT})
    ]
    assert world.token("supervisee-1") != old


def test_the_record_of_acceptances_tells_both_names():
    world = misspelt()
    corrects(world)
    world.settle()
    for seat in world.state.seats[1:]:
        world.accept(seat.party)
        world.settle()

    made = record_of(world.services, world.dossier, parsed(world.dossier.offered["terms"].encode()))

    told = {it.name: it.printed for it in made.acceptances}
    assert told[RIGHT] == WRONG
    assert [name for name, printed in told.items() if printed] == [RIGHT]


def test_a_second_call_and_the_name_they_have_change_nothing():
    world = misspelt()
    corrects(world)
    story = world.story

    assert corrects(world).renamed == ("supervisee-1",)
    assert world.story == story == ["sent", "accepted", "name_corrected"]


@pytest.mark.parametrize(
    ("name", "code"),
    [
        ("Väinö Korhonen", "quite_another_name"),
        ("", "required"),
        ("A1", "not_a_name"),
        ("Aino 😀", "not_a_name"),
    ],
)
def test_what_is_no_correction_is_told_and_changes_nothing(name, code):
    world = misspelt()

    with pytest.raises(FormInvalid) as raised:
        corrects(world, name)

    assert [(it.field, it.code) for it in raised.value.faults] == [("full_name", code)]
    assert world.story == ["sent", "accepted"]


def test_slip_after_slip_does_not_lead_to_somebody_else():
    world = misspelt()
    corrects(world, "Aino Korhonen")

    with pytest.raises(FormInvalid):
        corrects(world, "Pekka Korhonen")

    assert world.dossier.head.printed_name("supervisee-1") == WRONG


def test_who_has_accepted_goes_by_the_name_they_accepted_with():
    world = misspelt()
    world.accept("supervisee-1")

    with pytest.raises(AcceptedAlready):
        corrects(world)


def test_nobody_corrects_a_name_in_somebody_elses_contract_or_of_nobody():
    world = misspelt()

    for author, party in (("muu@ohjaaja.example", "supervisee-1"), (AUTHOR, "supervisee-9")):
        with pytest.raises(NotFound):
            correct_name(world.services, author, world.contract, party, RIGHT)


def test_the_next_version_has_the_right_name_in_its_text():
    world = misspelt()
    corrects(world)
    world.settle()

    given = given_to_change(world.services, AUTHOR, world.contract)

    assert given["supervisees"][0]["full_name"] == RIGHT


def test_a_draft_that_was_begun_before_gets_the_right_name_too():
    world = misspelt()
    world.draft_next(price_amount="80")
    corrects(world)

    draft = present_draft(own_contract(world.services, AUTHOR, world.contract))
    send(world.services, AUTHOR, world.contract)

    assert draft.given["supervisees"][0]["full_name"] == RIGHT
    assert world.dossier.head.printed_name("supervisee-1") == RIGHT
    assert world.state.renamed == ()


# Another person


def test_another_person_is_a_next_version_in_which_nothing_else_changes():
    world = misspelt()
    before = given_to_change(world.services, AUTHOR, world.contract)

    given, base = succeed(
        world.services, AUTHOR, world.contract, "manager", "Uuno Uusi", "Uuno@rantapiha.example"
    )
    revise(world.services, AUTHOR, world.contract, given, base)
    send(world.services, AUTHOR, world.contract)
    world.settle()

    told = str(given).replace("Uuno Uusi", before["manager"]["full_name"])
    assert told.replace("uuno@rantapiha.example", before["manager"]["email"]) == str(before)
    assert (world.state.version, dict(world.state.accepted)) == (2, {})


def test_who_holds_two_roles_is_followed_in_both():
    world = World()
    world.sent(PAYING_MANAGER)

    given, _ = succeed(world.services, AUTHOR, world.contract, "manager", "Uuno Uusi", "uuno@uusi.example")

    told = str(given)
    assert PAYING_MANAGER["manager"]["full_name"] not in told
    assert given["manager"]["full_name"] == "Uuno Uusi"


def test_a_share_of_the_price_goes_to_whoever_comes():
    given = example("team.fi")
    world = World()
    world.sent(given)
    taken = {it: world.dossier.email(it) for it in world.state.rounds}

    with pytest.raises(FormInvalid) as raised:
        succeed(world.services, AUTHOR, world.contract, "manager", "", taken["supervisee-1"])

    assert [(it.field, it.code) for it in raised.value.faults] == [
        ("full_name", "required"), ("email", "address_used_twice"),
    ]  # fmt: skip


def test_nobody_follows_the_supervisor_or_in_a_closed_contract_or_beside_another_draft():
    world = misspelt()

    def follows(party="manager"):
        return succeed(world.services, AUTHOR, world.contract, party, "Uuno Uusi", "uuno@uusi.example")

    with pytest.raises(NotFound):
        follows("supervisor")
    world.draft_next(price_amount="80")
    with pytest.raises(ContractChanged):
        follows()
    cancel(world.services, AUTHOR, world.contract)
    with pytest.raises(ContractClosed):
        follows()
