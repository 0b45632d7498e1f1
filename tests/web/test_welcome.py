"""A supervisor's first login: four steps that can each be passed by, and a sample that nobody can send."""

from dataclasses import replace
from itertools import count

import pytest
from lxml import html

from chalicelib import wiring
from chalicelib.domain.accounts import SUPERVISOR
from chalicelib.workflow.accounts import add_account
from dev.accounts import SUPERVISORS_EMAIL
from tests.web.client import Client
from tests.web.forms import fault_beside
from tests.web.kept import rows
from tests.web.people import logged_in
from tests.web.test_way_back import log_in

_numbers = count(1)


@pytest.fixture
def newcomer(life):
    """Somebody who has just been given an account, and their address."""
    email = f"uusi{next(_numbers)}@sopu.test"
    add_account(wiring.services(), email, SUPERVISOR)
    client = Client(life.base_url)
    log_in(life, client, email)
    return client, email


def account(email):
    return wiring.services().accounts.account(email)


def home(client):
    return client.get("/").location.removeprefix(client.base_url)


def heading(page):
    return html.document_fromstring(page.text).xpath("string(//h1)")


def step(client, typed=(), pressed="save", at=""):
    """Fill a step in and press a button; the next page."""
    page = client.get(f"/welcome?step={at}" if at else "/welcome")
    return client.fill(page.form("/welcome"), dict(typed) | {"_do": pressed})


def test_the_first_login_leads_through_four_steps_to_a_contract_of_ones_own(newcomer):
    client, email = newcomer
    assert home(client) == "/welcome"

    second = step(client, {"supervisor-full_name": "Uusi Ohjaaja"}).location
    third = client.fill(
        client.get(second).form("/welcome"), {"_do": "save", "supervisor-business_name": "Uusi Oy"}
    ).location
    fourth = client.fill(client.get(third).form("/welcome"), {"_do": "save", "price_amount": "95"}).location
    last = client.get(fourth)

    assert [it.rpartition("=")[2] for it in (second, third, fourth)] == ["business", "terms", "sample"]
    assert (
        html.document_fromstring(last.text).xpath("string(//*[@aria-current='step'])").startswith("Esimerkki")
    )
    started = dict(client.get("/contracts/new").form("/contracts").values)
    assert (started["supervisor-full_name"], started["supervisor-business_name"]) == (
        "Uusi Ohjaaja",
        "Uusi Oy",
    )
    assert (started["supervisor-contact-email"], started["price_amount"]) == (email, "95")
    assert home(client) == "/contracts"


def test_every_step_can_be_passed_by_and_nobody_is_asked_twice(newcomer):
    client, email = newcomer

    for name in ("name", "business", "terms"):
        assert step(client, {"price_amount": "?"}, "skip", name).status == 303

    assert (account(email).profile, account(email).defaults) == ({}, {})
    assert home(client) == "/contracts"


def test_going_back_loses_nothing(newcomer):
    client, _ = newcomer
    step(client, {"supervisor-full_name": "Uusi Ohjaaja"})

    back = step(client, {"supervisor-business_name": "Uusi Oy"}, "back", "business").location

    assert dict(client.get(back).form("/welcome").values)["supervisor-full_name"] == "Uusi Ohjaaja"
    again = dict(client.get("/welcome?step=business").form("/welcome").values)
    assert again["supervisor-business_name"] == "Uusi Oy"


def test_a_step_with_faults_is_shown_again(newcomer):
    client, email = newcomer

    page = step(client, {"supervisor-full_name": "R2-D2", "supervisor-contact-email": "x@"})

    assert page.status == 422
    assert fault_beside(page, "supervisor-full_name")
    assert fault_beside(page, "supervisor-contact-email")
    assert dict(page.form("/welcome").values)["_step"] == "name"
    assert account(email).profile == {}


def test_a_step_keeps_what_other_pages_saved(life, newcomer):
    client, email = newcomer
    client.fill(
        client.get("/account").form("/account"), {"methods-choices-3": "writing", "payment_term_days": "21"}
    )

    step(client, {"price_amount": "95"}, at="terms")

    assert account(email).defaults["payment_term_days"] == "21"
    assert "writing" in account(email).defaults["methods"]["choices"]
    assert account(email).defaults["price_amount"] == "95"


@pytest.mark.parametrize("name", ["", "x", "../", "4", "%00"])
def test_a_step_that_there_is_not_is_the_first(newcomer, name):
    client, _ = newcomer

    assert heading(client.get(f"/welcome?step={name}")) == heading(client.get("/welcome"))


def test_whoever_has_a_name_is_not_welcomed(life):
    assert home(logged_in(life, SUPERVISORS_EMAIL)) == "/contracts"


def test_a_link_of_a_mail_is_followed_before_anybody_is_welcomed(life):
    email = f"uusi{next(_numbers)}@sopu.test"
    add_account(wiring.services(), email, SUPERVISOR)
    client = Client(life.base_url)
    client.get(f"/contracts/{'0' * 32}")

    assert log_in(life, client, email).location == f"{life.base_url}/contracts/{'0' * 32}"


# The sample


def test_the_sample_has_ones_own_terms_and_nobody_real(newcomer):
    client, _ = newcomer
    step(client, {"supervisor-full_name": "Uusi Ohjaaja"})
    step(client, {"price_amount": "77", "sessions_total": "6"}, at="terms")
    before = rows()

    page = client.get("/welcome/sample")
    text = " ".join(html.document_fromstring(page.text).xpath("//article//text()"))

    assert page.status == 200
    assert "Uusi Ohjaaja" in text
    assert "77,00" in text.replace("\xa0", " ")
    assert "Esimerkki Ohjattava" in text
    assert "Tämä on esimerkki" in page.text
    assert [form.action.rpartition("/")[2] for form in page.page.forms()] == ["logout"]
    assert rows() == before


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
def test_the_sample_is_in_the_language_of_its_reader(newcomer, language):
    client, _ = newcomer
    step(client, {"supervisor-full_name": "Uusi Ohjaaja"})
    client.cookies["lang"] = language

    article = html.document_fromstring(client.get("/welcome/sample").text).xpath("//article")[0]

    assert article.get("lang") == language


def test_terms_that_make_no_contract_together_leave_the_sample_whole(newcomer):
    client, _ = newcomer
    services = wiring.services()
    known = account(newcomer[1])
    services.accounts.save_own(
        type(known)(**vars(known) | {"defaults": {"price_amount": "0", "place_mode": "client"}})
    )

    assert client.get("/welcome/sample").status == 200


@pytest.mark.parametrize(
    "profile", [{"contact": {"email": "Ohjattava@example.com"}}, {"qualification": "131052-308T"}]
)
def test_a_profile_that_makes_no_contract_with_people_made_up_leaves_the_sample_whole(newcomer, profile):
    client, email = newcomer
    known, kept = account(email), {"full_name": "Uusi Ohjaaja", **profile}
    wiring.services().accounts.save_own(
        replace(known, profile=kept, defaults={"price_amount": "77", "contract_language": "sv"})
    )

    page = client.get("/welcome/sample")

    assert page.status == 200
    assert "77,00" in page.text.replace("\xa0", " ")
    assert "Ohjaaja Esimerkki" in page.text


def test_an_identity_code_is_told_beside_its_field_and_not_kept(newcomer):
    client, email = newcomer
    typed = {"supervisor-full_name": "Uusi Ohjaaja", "supervisor-contact-phone": "131052-308T"}

    page = step(client, typed)

    assert page.status == 422
    assert "henkilötunnu" in fault_beside(page, "supervisor-contact-phone")
    assert dict(page.form("/welcome").values).items() >= typed.items()
    assert account(email).profile == {}


def test_terms_passed_by_are_not_called_done(newcomer):
    client, _ = newcomer
    step(client, {}, "skip", "terms")
    text = client.get("/welcome?step=sample").text

    assert "ohitettu" in text
    assert "esimerkkihinta" in text
