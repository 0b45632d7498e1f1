"""Who signs, by constellation, and as what."""

import pytest

from chalicelib.domain.parties import Role
from chalicelib.domain.terms.signers import addressees, signers
from tests.builders import ABSENT, terms_of

HEAD = {"full_name": "Anu As", "email": "anu@kunta.example", "organisation": "Mallilan kunta"}
C1 = {
    "constellation": "C", "supervisees": [], "manager-is_supervisee": True, "managers_manager": HEAD,
    "supervision_form": "manager",
}  # fmt: skip
GROUP = [{"full_name": f"Aino {name}", "email": f"{name.lower()}@oma.example"} for name in ("Ek", "Oman")]
C2 = C1 | {"supervisees": GROUP, "manager-is_supervisee": False, "supervision_form": "team"}
B = {
    "constellation": "B", "manager": ABSENT, "client": ABSENT, "payer_type": "supervisees", "supervision_form": "individual",
    "supervisees": [GROUP[0] | {"pays_as": "business", "business_id": "0000001-9", "organisation": "Ek Oy"}],
}  # fmt: skip
NAMED = [{"full_name": person["full_name"]} for person in GROUP]  # who accept nothing need no address
HR = {
    "client-representative": {
        "full_name": "Eero Ek",
        "email": "eero@rantapiha.example",
        "title": "HR",
        "signs": True,
    }
}
CASES = {
    "A": ({}, ["supervisor", "supervisee-1", "supervisee-2", "supervisee-3", "supervisee-4", "manager"]),
    "B": (B, ["supervisor", "supervisee-1"]),
    "C1": (C1, ["supervisor", "manager", "managers_manager"]),
    "C2": (C2, ["supervisor", "manager", "managers_manager"]),
    "C2 without addresses": (C2 | {"supervisees": NAMED}, ["supervisor", "manager", "managers_manager"]),
    "A and a representative": (
        {"supervisees": GROUP} | HR, ["supervisor", "supervisee-1", "supervisee-2", "manager", "client_representative"],
    ),
    "B and a representative": (
        B | {"payer_type": "organisation", "client": {"organisation": {"name": "Oy", "business_id": "0000002-7"}}} | HR,
        ["supervisor", "supervisee-1", "client_representative"],
    ),
    "C and a representative": (C1 | HR, ["supervisor", "manager", "managers_manager", "client_representative"]),
}  # fmt: skip


@pytest.mark.parametrize(("changes", "ids"), CASES.values(), ids=CASES)
def test_the_signers_of_each_constellation(changes, ids):
    assert [party.id for party in signers(terms_of(**changes))] == ids


@pytest.mark.parametrize(("changes", "ids"), CASES.values(), ids=CASES)
def test_everybody_who_signs_has_a_field_for_the_address_in_the_same_order(changes, ids):
    terms = terms_of(**changes)

    assert [email for _, email in addressees(terms)] == [party.email for party in signers(terms)]


def test_the_manager_who_represents_the_client_signs_once_for_both():
    manager = signers(terms_of())[-1]

    assert (manager.role, manager.also) == (Role.MANAGER, (Role.CLIENT_REPRESENTATIVE,))


def test_a_representative_who_does_not_sign_is_no_party():
    by_name = terms_of(**HR | {"client-representative-signs": False})
    as_manager = terms_of(**{"client-representative-signs": False})

    assert Role.CLIENT_REPRESENTATIVE not in {party.role for party in signers(by_name)}
    assert {party.also for party in signers(as_manager)} == {()}


def test_a_party_carries_what_the_contract_says_of_it():
    manager = signers(terms_of())[-1]

    assert (manager.name, manager.email, manager.organisation, manager.language) == (
        "Marjatta Hyvönen", "marjatta.hyvonen@rantapiha.example", "Rantapihan kotihoito (kuvitteellinen)", "fi",
    )  # fmt: skip


def test_a_representative_acts_for_the_clients_organisation():
    representative = signers(terms_of(**HR))[-1]

    assert (representative.id, representative.organisation) == (
        "client_representative", "Rantapihan kotihoito (kuvitteellinen)",
    )  # fmt: skip


def test_thirty_supervisees_are_numbered_from_one():
    many = [{"full_name": f"Aino {'A' * n}", "email": f"a{n}@oma.example"} for n in range(1, 31)]

    assert [party.id for party in signers(terms_of(supervisees=many))][1:-1] == [
        f"supervisee-{n}" for n in range(1, 31)
    ]
