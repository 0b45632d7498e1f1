"""Each example from the form, and from JSON, to verified files in the archive, as it says itself what to expect."""

import json
from datetime import date
from itertools import product
from pathlib import Path

import pytest

from chalicelib.domain.parties import ANNEX
from chalicelib.domain.terms import read_terms
from chalicelib.domain.terms.price import price_of
from chalicelib.domain.terms.signers import signers
from chalicelib.tools import audit
from dev import demo
from dev.accounts import AUDITORS_EMAIL, SUPERVISORS_EMAIL
from dev.life import expect
from tests.life.people import EXAMPLES, example
from tests.life.test_life import api, sealed, told
from tests.sampling import sampled

NAMES = sorted(path.stem for path in Path(EXAMPLES).glob("*.json"))
TODAY = date(2026, 11, 23)


def by_form(life, browser, terms):
    return life.send(browser, demo.write(life, browser, terms))


def people_of(terms):
    """Address to name of everybody who signs."""
    return {party.email: party.name for party in signers(read_terms(terms, TODAY).terms)}


@pytest.mark.parametrize("name", NAMES)
def test_an_example_says_who_signs_and_what_it_costs(name):
    given = example(name)
    expected, terms = given["_expect"], read_terms(given, TODAY).terms
    price, parties = price_of(terms), signers(terms)

    assert len(parties) == expected["signers_main"]
    assert sum(ANNEX in party.documents for party in parties) == expected["signers_annex"]
    assert f"{price.gross:.2f}" == expected["price_gross"]
    assert f"{price.total_net:.2f}" == expected.get("total_net", f"{price.total_net:.2f}")
    assert terms.has_consumers == expected["consumer"]


# Each once, by turns from the form and from JSON.
@pytest.mark.parametrize(
    ("name", "make"),
    sampled(product(NAMES, [by_form, api]), lambda n, *_: n % 4 in (0, 3)),
    ids=lambda it: it if isinstance(it, str) else it.__name__,
)
def test_an_example_lives_from_its_terms_to_verified_files(life, service, name, make, tmp_path):
    terms, supervisor = example(name), life.log_in(SUPERVISORS_EMAIL)
    people, since = people_of(terms), len(life.mails())
    contract = make(life, supervisor, terms)
    waiting = dict(people)
    while waiting:
        links = life.wait_for(
            lambda: {email: link for email, link in life.links(since).items() if email in waiting}, "links"
        )
        for email, link in links.items():
            life.accept(link, waiting.pop(email))
    status = sealed(life, supervisor, contract)
    files = {
        it["kind"]: archived(life, service, supervisor, contract, it, tmp_path) for it in status["documents"]
    }

    assert files.keys() == ({"main", ANNEX} if terms["_expect"]["signers_annex"] else {"main"})
    (tmp_path / "seal.pem").write_text(service.resources["seal_certificate_pem"], encoding="ascii")
    assert audit.main(["--trust", str(tmp_path / "seal.pem"), *map(str, files.values())]) == 0
    assert {party["state"] for party in told(life, supervisor, contract)["parties"]} == {"accepted"}
    story = expect(life.log_in(AUDITORS_EMAIL).get(f"{life.base_url}/archive/{contract}"), 200)
    assert story.text.count("Aito") == len(files)


def archived(life, service, supervisor, contract, document, folder):
    """The archived file as the supervisor may download it."""
    name = {"main": "contract.pdf", ANNEX: "annex-a.pdf"}[document["kind"]]
    pdf = expect(supervisor.get(f"{life.base_url}/archive/{contract}/{name}"), 200).body
    (folder / name).write_bytes(pdf)
    return folder / name


def test_the_examples_are_those_that_the_other_tests_know():
    assert NAMES == [
        "group-with-annex.fi",
        "manager-free-of-charge.fi",
        "school-team.sv",
        "team.fi",
    ]
    assert all("_expect" in json.loads((EXAMPLES / f"{name}.json").read_text("utf-8")) for name in NAMES)
