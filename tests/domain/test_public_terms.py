"""terms.json: the terms for every party's eyes, and the names that the record takes from it."""

import json

import pytest

from chalicelib.domain.canonical import canonical, parsed
from chalicelib.domain.terms.public import names_in, public_terms
from chalicelib.domain.terms.signers import signers
from tests.builders import ABSENT, terms_of
from tests.domain.constellations import C1, C2, OTHER_REPRESENTATIVE, B
from tests.domain.rules_of_shares import split

CONTRACTS = {
    "A": {},
    "A with a representative": OTHER_REPRESENTATIVE,
    "B": B,
    "B with shares": B | split(aino="50", eino="25.5", vaino="24.5"),
    "the manager is supervised": C1,
    "the manager's work group": C2,
}


def of(**changes):
    return parsed(public_terms(terms_of(**changes)))


@pytest.mark.parametrize("changes", CONTRACTS.values(), ids=CONTRACTS)
def test_no_address_of_anybody_is_in_it(changes):
    terms = terms_of(**changes)
    data = public_terms(terms).decode()

    assert "@" not in data
    for secret in ("+358 40 000 0001", "Keksittykatu 1 A 2", '"email"', '"contact"', "postal_address"):
        assert secret not in data


def test_an_invoice_by_mail_or_post_keeps_its_address_out_too():
    told = of(invoice_details={"email": "laskut@talo.example", "postal_address": "PL 1", "reference": "KH-1"})

    assert told["invoice_details"]["reference"] == "KH-1"
    assert "laskut" not in json.dumps(told)
    assert "PL 1" not in json.dumps(told)


def test_the_supervisees_own_goals_are_nowhere_in_it():
    own = {"goals_annex_used": True, "goals_supervisees": "Opimme pyytämään apua ajoissa."}

    assert b"Opimme" not in public_terms(terms_of(**own))
    assert public_terms(terms_of(**own)) == public_terms(
        terms_of(**own | {"goals_supervisees": "Jotain muuta."})
    )


def test_a_share_of_the_costs_is_told_by_the_party():
    told = of(**B | split(vaino="24.5", aino="50", eino="25,5"))

    assert told["cost_split"] == [
        ["supervisee-3", "24.50"],
        ["supervisee-1", "50.00"],
        ["supervisee-2", "25.50"],
    ]


def test_what_was_agreed_is_all_there():
    told, terms = of(), json.loads(terms_of().model_dump_json())

    assert set(told) == set(terms) - {"goals_supervisees"}
    assert told["price_amount"] == "240.00"
    assert told["start_date"] == "2027-01-18"
    assert told["supervisees"][0] == {k: v for k, v in terms["supervisees"][0].items() if k != "email"}


def test_the_words_of_annex_a_are_not_in_it():
    told = of(goals_annex_used=True, goals_supervisees="Salainen toive")

    assert told["goals_annex_used"] is True
    assert "Salainen" not in json.dumps(told)


def test_the_same_terms_are_the_same_bytes_and_canonical():
    assert public_terms(terms_of()) == public_terms(terms_of()) == canonical(of())


@pytest.mark.parametrize("changes", CONTRACTS.values(), ids=CONTRACTS)
def test_every_party_has_the_name_and_organisation_that_they_sign_with(changes):
    terms = terms_of(**changes)
    names = names_in(parsed(public_terms(terms)))

    for party in signers(terms):
        assert names[party.id] == (party.name, party.organisation)


def test_members_of_a_work_group_are_named_though_they_do_not_sign():
    group = C2 | {
        "supervisees": [{"full_name": "Aino Ek", "email": "aino@oma.example"}],
        "supervision_form": "team",
    }

    assert names_in(of(**group))["supervisee-1"] == ("Aino Ek", "Rantapihan kotihoito (kuvitteellinen)")


def test_who_is_not_there_has_no_name():
    assert set(names_in(of(**B))) == {"supervisor", "supervisee-1", "supervisee-2", "supervisee-3"}
    assert "client_representative" not in names_in(of(**{"client-representative": ABSENT}))
