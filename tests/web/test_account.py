"""A supervisor's own page: what is kept there is where new contracts start from."""

import pytest
from lxml import html

from chalicelib import wiring
from chalicelib.domain.terms.own import OWN, PROFILE
from dev.accounts import SUPERVISORS_PROFILE
from tests.web.forms import fault_beside
from tests.web.kept import rows
from tests.web.people import drafted, logged_in, sent, terms

EMAIL = "oletukset@sopu.test"
TYPED = {
    "supervisor-full_name": "Þóra Guðmundsdóttir", "supervisor-business_name": "Þóran työnohjaus", "supervisor-contact-phone": "040 1",
    "price_amount": "125,50", "price_unit": "hour", "vat_treatment": "small_business", "sessions_total": "8",
    "session_length_min": "75", "session_interval_weeks-0": "3", "session_interval_weeks-1": "5", "place_detail": "Katu 1 & 2",
    "remote_rules-allowed": "false", "methods-choices-4": "drawing", "cancel_notice_hours": "36", "payment_term_days": "21",
    "travel_costs": "km", "km_rate": "0,40", "notes_policy": "none", "signing_mode": "parallel", "contract_language": "sv",
    "dissatisfaction_steps": "Puhumme ensin kahden ja pyydämme sitten apua ulkopuoliselta.", "evaluations-mid": "false",
}  # fmt: skip


@pytest.fixture(scope="module")
def writer(life):
    return logged_in(life, EMAIL)


@pytest.fixture
def form(writer):
    """The page's form; nothing but the profile is kept before."""
    services = wiring.services()
    known = services.accounts.account(EMAIL)
    services.accounts.save_own(
        type(known)(**vars(known) | {"defaults": {}, "profile": SUPERVISORS_PROFILE, "language": "fi"})
    )
    return writer.get("/account").form("/account")


def account():
    return wiring.services().accounts.account(EMAIL)


def new_form(client):
    return dict(client.get("/contracts/new").form("/contracts").values)


def test_every_term_of_ones_own_can_be_told_on_the_page(form):
    told = {name.split("-")[0] for name in form.names}

    assert set(OWN) <= told
    assert {f"supervisor-{name}" for name in PROFILE} <= set(form.names)


def test_a_page_that_is_saved_untouched_keeps_no_defaults(writer, form):
    saved = writer.fill(form)

    assert saved.location == f"{writer.base_url}/account?done=saved"
    assert (account().profile, account().defaults) == (SUPERVISORS_PROFILE, {})


def test_a_new_contract_starts_from_what_was_told(writer, form):
    writer.fill(form, TYPED)

    started = new_form(writer)
    assert {name: started.get(name) for name in TYPED} == TYPED
    assert started["methods-choices-0"] == "dialogue"
    assert started["payer_type" if "payer_type" in started else "goals_shared"] == ""


def test_what_was_told_holds_where_the_usual_would_be_another(writer, form):
    told = {
        "contract_language": "fi", "session_length_min": "60", "cancel_notice_hours": "24", "late_cancel_fee_pct": "100",
    }  # fmt: skip
    writer.fill(form, told | {"language": "sv"})

    assert {name: new_form(writer).get(name) for name in told} == told


def test_the_page_shows_what_is_kept(writer, form):
    writer.fill(form, TYPED)

    again = dict(writer.get("/account?done=saved").form("/account").values)
    assert {name: again.get(name) for name in TYPED} == TYPED
    assert 'role="status"' in writer.get("/account?done=saved").text


def test_a_default_that_is_cleared_gives_way_to_the_usual_one(writer, form):
    writer.fill(form, TYPED)
    page = writer.get("/account").form("/account")

    writer.fill(page, {"price_amount": "", "session_length_min": "", "sessions_total": ""})

    started = new_form(writer)
    assert (started["price_amount"], started["session_length_min"], started["sessions_total"]) == (
        "",
        "",
        "10",
    )


WRONG = {
    "supervisor-full_name": "R2-D2", "supervisor-business_id": "1234567-0", "supervisor-contact-email": "x@", "price_amount": "sata",
    "session_interval_weeks-1": "joskus", "payment_term_days": "999", "dissatisfaction_steps": "Ei", "km_rate": "9", "vat_treatment": "?",
}  # fmt: skip


def test_every_fault_is_told_at_once_beside_its_field_and_nothing_is_lost_or_kept(writer, form):
    before = rows()

    page = writer.fill(form, WRONG)

    assert page.status == 422
    assert [name for name in WRONG if not fault_beside(page, name)] == []
    again = dict(page.form("/account").values)
    assert {name: again[name] for name in WRONG if name != "vat_treatment"} == {
        name: value for name, value in WRONG.items() if name != "vat_treatment"
    }
    assert rows() == before


def test_terms_that_do_not_go_together_are_told(writer, form):
    page = writer.fill(form, {"session_interval_weeks-0": "5", "session_interval_weeks-1": "3"})

    assert page.status == 422
    assert fault_beside(page, "session_interval_weeks-1")


def test_the_pages_change_to_the_language_that_was_chosen(writer, form):
    writer.cookies["lang"] = "en"
    writer.fill(form, {"language": "sv"})

    assert account().language == "sv"
    assert html.document_fromstring(writer.get("/contracts").text).get("lang") == "sv"
    assert writer.fill(form, {"language": "tlh"}).status == 422


@pytest.mark.parametrize(
    "text", ["<script>alert(1)</script>", '"><img src=x>', "{{7*7}}{%raw%}", "\x00\x07Aino"]
)
def test_hostile_text_stays_text(writer, form, text):
    answer = writer.fill(form, {"supervisor-business_name": text, "place_detail": text})

    for page in (answer, writer.get("/account"), writer.get("/contracts/new")):
        assert "<script>alert" not in page.text
        assert "<img src=x" not in page.text
        assert "49" not in page.text.partition('name="supervisor-business_name" value="')[2][:20]


def test_what_nobody_asked_for_is_not_kept(writer, form):
    writer.fill(
        form,
        {
            "role": "auditor",
            "active": "",
            "supervisor-role": "auditor",
            "goals_shared": "x",
            "supervisees-0-email": "a@b.fi",
        },
    )

    assert account().role == "supervisor"
    assert account().defaults == {}
    assert account().profile == SUPERVISORS_PROFILE


# From a contract


@pytest.mark.parametrize("state", ["draft", "sent"])
def test_a_contracts_general_terms_become_the_defaults(life, writer, form, state):
    given = terms(price_amount="99", payment_term_days=21, goals_shared="Salainen tavoite", sessions_total=7)
    contract = drafted(writer, given) if state == "draft" else sent(life, writer, given)[0]

    taken = writer.fill(writer.get(f"/contracts/{contract}").form("/account/defaults"))

    assert taken.location == f"{writer.base_url}/account?done=taken"
    assert {
        "price_amount": "99",
        "payment_term_days": 21,
        "sessions_total": 7,
    }.items() <= account().defaults.items()
    assert given["supervisees"][0]["full_name"] not in str(account().defaults)
    assert "Salainen" not in str(account().defaults)
    assert new_form(writer)["payment_term_days"] == "21"


def test_anothers_contract_gives_nothing(life, writer, owner, form):
    contract = drafted(owner, terms(price_amount="99"))
    csrf = dict(form.values)["_csrf"]

    for absent in (contract, "0" * 32, "", "../x", "a" * 3000):
        assert writer.post("/account/defaults", {"_csrf": csrf, "contract": absent}).status == 404
    assert account().defaults == {}


@pytest.mark.parametrize("path", ["/account", "/account/defaults", "/account/typed/forget", "/welcome"])
def test_a_forged_form_changes_nothing(writer, form, path):
    before = rows()

    assert writer.post(path, TYPED).status == 403
    assert writer.post(path, dict(form.filled(TYPED)), origin="https://evil.example").status == 403
    assert rows() == before


def test_an_own_page_that_outlives_its_session_is_held_and_goes_on_after_the_login(life):
    me = logged_in(life, "tilini-aika@sopu.test")
    form = me.get("/account").form("/account")
    typed = {"supervisor-full_name": "Uusi Nimi", "dissatisfaction_steps": "Puhumme ensin keskenään."}
    me.cookies.clear()

    waiting = me.fill(form, typed)
    me.cookies = dict(logged_in(life, "tilini-aika@sopu.test").cookies)
    again = me.fill(waiting.form("/account"))
    told = me.fill(again.form("/account"))

    assert (waiting.status, again.status, told.status) == (
        401,
        403,
        422,
    )  # the rest of the profile is still empty
    assert {name: dict(told.form("/account").values)[name] for name in typed} == typed
