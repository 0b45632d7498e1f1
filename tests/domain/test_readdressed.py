"""What was given, with the addresses as they are by now."""

from copy import deepcopy

import pytest

from chalicelib.domain.terms import read_terms
from chalicelib.domain.terms.readdressed import moved_in, readdressed, with_moved
from chalicelib.domain.terms.signers import signers
from tests.builders import TODAY, example
from tests.workflow.terms import TEAM, TWO, crowd

SHARED = TWO | {
    "supervisees": [
        {"full_name": "Aino Ek", "email": "Aino@oma.example", "pays_as": "business", "business_id": "0000002-7"},
        {"full_name": "Bea Bee", "email": "bea@oma.example", "pays_as": "business", "business_id": "0000003-5"},
    ],
    "supervision_form": "group",
    "cost_split": [["aino@oma.example", "60"], ["bea@oma.example", "40"]],
}  # fmt: skip


def parties(given):
    reading = read_terms(given, TODAY)
    assert reading.faults == ()
    return {party.id: party.email for party in signers(reading.terms)}


@pytest.mark.parametrize(
    "given",
    [TEAM, TWO, SHARED, crowd(), example("manager-free-of-charge.fi"), example("school-team.sv")],
    ids=["team", "two", "shared", "crowd", "constellation C", "in Swedish"],
)
def test_every_party_gets_their_new_address_and_nothing_else_changes(given):
    before = deepcopy(given)
    new = {party: f"{party}@uusi.example" for party in parties(given)}

    made = readdressed(given, new)

    assert parties(made) == new
    assert readdressed(made, parties(given)) == readdressed(before, parties(before))
    assert given == before


def test_a_share_goes_with_whose_it_is():
    made = readdressed(SHARED, parties(SHARED) | {"supervisee-1": "uusi@oma.example"})

    assert made["cost_split"] == [["uusi@oma.example", "60"], ["bea@oma.example", "40"]]


OLD, NEW = "aino@oma.example", "aino@uusi.example"


def test_a_moved_address_is_replaced_however_it_was_typed_and_its_share_with_it():
    made = with_moved(SHARED, moved_in(SHARED, {OLD: NEW, "muu@oma.example": "x@oma.example"}))

    assert parties(made) == parties(SHARED) | {"supervisee-1": NEW}
    assert made["cost_split"] == [[NEW, "60"], ["bea@oma.example", "40"]]


def test_an_address_is_somebody_elses_where_the_new_one_is_told_already():
    told = with_moved(SHARED, {OLD: NEW})
    bea = told["supervisees"][1] | {"email": OLD}

    assert moved_in(told | {"supervisees": [told["supervisees"][0], bea]}, {OLD: NEW}) == {}
