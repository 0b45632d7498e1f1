"""What a draft of the next version must not forget: which draft it is, corrected addresses, whose goals Annex A holds."""

import pytest

from chalicelib.domain.earlier import left_out, left_out_by_sending
from chalicelib.domain.errors import ContractChanged, FormInvalid
from chalicelib.domain.terms.signers import signers
from chalicelib.workflow.correct_address import correct_address
from chalicelib.workflow.difference import difference
from chalicelib.workflow.draft import checked, draft, redraft
from chalicelib.workflow.own import given_to_change, moved, own_contract, present_draft
from chalicelib.workflow.revise import discard, revise
from chalicelib.workflow.send import send
from tests.builders import example
from tests.workflow.terms import TEAM, TWO
from tests.workflow.world import AUTHOR, World

AINO, NEW = "aino@oma.example", "uusi@oma.example"
ANNEXED = example("group-with-annex.fi") | {"signing_mode": "parallel"}
PEOPLE = ANNEXED["supervisees"]
NEWCOMER = PEOPLE[0] | {"full_name": "Kaisa Kivi", "email": "kaisa@muu.example"}
WITH_NEWCOMER = [NEWCOMER, *PEOPLE[1:]]


def corrects(world, party="supervisee-1", email=NEW):
    correct_address(world.services, AUTHOR, world.contract, party, email)


# Which draft it is


def test_an_old_page_does_nothing_to_a_draft_that_was_begun_anew(offered):
    old = offered.draft_next(price_amount="80")
    discard(offered.services, AUTHOR, offered.contract, old.mark)
    new = offered.draft_next(price_amount="999")
    again = (AUTHOR, offered.contract)

    for act in (lambda: send(offered.services, *again, old.mark),
                lambda: discard(offered.services, *again, old.mark),
                lambda: redraft(offered.services, *again, TWO, old.mark)):  # fmt: skip
        with pytest.raises(ContractChanged):
            act()

    assert offered.dossier.draft == new
    assert offered.story == ["sent", "accepted"]


def test_a_form_made_from_an_earlier_version_begins_no_draft(offered):
    offered.revised(price_amount="80")

    with pytest.raises(ContractChanged):
        revise(offered.services, AUTHOR, offered.contract, TWO, "1")

    assert offered.dossier.draft is None
    assert revise(offered.services, AUTHOR, offered.contract, TWO, "2")[0].version == 3


# Corrected addresses


@pytest.mark.parametrize("order", ["drafted, then corrected", "corrected, then saved from an older form"])
def test_a_corrected_address_reaches_the_draft_and_what_is_sent(offered, order):
    given = given_to_change(offered.services, AUTHOR, offered.contract) | {"signing_mode": "parallel"}
    steps = [lambda: revise(offered.services, AUTHOR, offered.contract, given), lambda: corrects(offered)]
    for step in steps if order.startswith("drafted") else reversed(steps):
        step()
    offered.settle()
    before = len(offered.letters())
    found = own_contract(offered.services, AUTHOR, offered.contract)

    assert moved(found) == {AINO: NEW}
    assert present_draft(found).given["supervisees"][0]["email"] == NEW
    send(offered.services, AUTHOR, offered.contract)
    offered.settle()

    assert {to for to, _ in offered.letters(before)} == {NEW, "ulla@kaarnalaiva.example"}
    assert offered.dossier.email("supervisee-1") == NEW
    assert offered.dossier.offered["given"]["supervisees"][0]["email"] == NEW


def test_of_two_corrections_the_last_one_holds(offered):
    offered.draft_next(price_amount="80")
    corrects(offered, email="valilla@oma.example")
    corrects(offered)

    send(offered.services, AUTHOR, offered.contract)

    assert offered.dossier.email("supervisee-1") == NEW


def test_who_gets_the_address_that_another_left_keeps_it(world):
    """A mistaken address was a colleague's, who becomes a supervisee beside the first."""
    world.sent(TEAM | {"signing_mode": "parallel"})
    first, *others = TEAM["supervisees"]
    corrects(world)
    colleague = {"full_name": "Kaisa Kivi", "email": first["email"], "organisation": "Rantapiha"}
    world.draft_next(supervisees=[first | {"email": NEW}, *others, colleague])

    send(world.services, AUTHOR, world.contract)

    emails = [world.dossier.email(seat.party) for seat in world.state.seats]
    assert {NEW, first["email"]} <= set(emails)


def test_an_address_that_is_corrected_at_the_moment_of_sending_stops_it(offered):
    made = offered.draft_next(price_amount="80")
    offered.line.before["archive.offer"] = lambda: corrects(offered)

    with pytest.raises(ContractChanged):
        send(offered.services, AUTHOR, offered.contract)

    assert offered.dossier.draft == made
    send(offered.services, AUTHOR, offered.contract)
    assert offered.dossier.email("supervisee-1") == NEW


# Whose goals Annex A holds


def faults(act):
    with pytest.raises(FormInvalid) as raised:
        act()
    return [(fault.field, fault.code) for fault in raised.value.faults]


OF_OTHERS = [("goals_supervisees", "goals_of_others")]


@pytest.mark.parametrize(
    "people", [WITH_NEWCOMER, [*PEOPLE, NEWCOMER], PEOPLE[1:]], ids=["exchanged", "one more", "one less"]
)
def test_goals_do_not_come_before_other_people_unremarked(world, people):
    world.sent(ANNEXED)

    assert faults(lambda: world.draft_next(supervisees=people)) == OF_OTHERS

    assert world.dossier.draft is None


@pytest.mark.parametrize("said", [{"goals_supervisees": "Uuden ryhmän omat sanat."}, {"goals_kept_by_group": True},
                                  {"goals_kept_by_group": "true"}])  # fmt: skip
def test_written_anew_or_kept_on_purpose_they_do_and_its_signers_are_told(world, said):
    world.sent(ANNEXED)

    made = world.draft_next(supervisees=WITH_NEWCOMER, **said)

    assert "goals_kept_by_group" not in made.given
    send(world.services, AUTHOR, world.contract)
    told = {seat.party: difference(world.dossier, seat.party).annex for seat in world.state.seats}
    assert told == {seat.party: seat.signs_annex for seat in world.state.seats}


def test_a_tick_that_says_no_is_none(world):
    world.sent(ANNEXED)

    given = {"supervisees": WITH_NEWCOMER, "goals_kept_by_group": "false"}

    assert faults(lambda: world.draft_next(**given)) == OF_OTHERS


def test_editing_the_draft_asks_as_beginning_it_does(world):
    world.sent(ANNEXED)
    first = world.draft_next(price_amount="80")
    given = {**first.given, "supervisees": WITH_NEWCOMER}
    world_and = (world.services, AUTHOR, world.contract)

    assert faults(lambda: redraft(*world_and, given, first.mark)) == OF_OTHERS
    assert redraft(*world_and, given | {"goals_kept_by_group": True}, first.mark).revision == 2


def test_a_contract_that_replaces_another_asks_too():
    world = World()
    world.sent(ANNEXED)
    world.everybody_accepts()
    given = given_to_change(world.services, AUTHOR, world.contract)

    assert (
        faults(lambda: draft(world.services, AUTHOR, {**given, "supervisees": [*PEOPLE, NEWCOMER]}))
        == OF_OTHERS
    )

    assert draft(world.services, AUTHOR, given)


def test_the_same_people_at_other_addresses_are_not_asked(world):
    world.sent(ANNEXED)

    assert world.draft_next(supervisees=[PEOPLE[0] | {"email": "koti@muu.example"}, *PEOPLE[1:]])


# Who will be left out


NAME = TWO["supervisees"][0]["full_name"]
CHANGES = {
    "the name in capitals and another address": (
        {"full_name": NAME.upper(), "email": "koti@oma.example"},
        [],
    ),
    "another name at the same address": ({"full_name": "Aino Lehti"}, []),
    "somebody else": ({"full_name": "Bea Bee", "email": "bea@oma.example"}, [NAME]),
}


@pytest.mark.parametrize(("change", "expected"), CHANGES.values(), ids=CHANGES.keys())
def test_the_farewells_that_the_draft_promises_are_those_that_go_out(offered, change, expected):
    made = offered.draft_next(supervisees=[TWO["supervisees"][0] | change], signing_mode="parallel")
    terms = checked(offered.services, AUTHOR, made.given)[1]
    promised = left_out_by_sending(offered.dossier, signers(terms))
    before = len(offered.letters())

    send(offered.services, AUTHOR, offered.contract)
    offered.settle()

    assert [it.name for it in promised] == expected
    assert left_out(offered.dossier) == promised
    farewells = [to for to, subject in offered.letters(before) if subject.startswith("Et ole enää")]
    assert farewells == [it.email for it in promised]


def test_a_namesake_who_leaves_is_bid_farewell(world):
    people = TEAM["supervisees"]
    twin = people[0] | {"email": "toinen@rantapiha.example"}
    world.sent(TEAM | {"signing_mode": "parallel", "supervisees": [people[0], twin, *people[1:]]})
    before = len(world.letters())

    world.revised(supervisees=people)

    farewells = [to for to, subject in world.letters(before) if subject.startswith("Et ole enää")]
    assert farewells == [twin["email"]]
