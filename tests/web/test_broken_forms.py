"""A form that breaks something of ours is held by the page that says so; everything else is told as before."""

import logging

import pytest
from lxml import html

from tests.web.client import Client
from tests.web.forms import opened, posted, what_somebody_types
from tests.web.kept import broken, rows, throttled
from tests.web.people import logged_in, sent
from tests.web.typed import PEOPLE

LONG = "Hyvä Maija,\nen voi <b>hyväksyä</b> hintaa."


@pytest.fixture(scope="module")
def writer(life):
    return logged_in(life, "kirjoittaja@sopu.test")


@pytest.fixture
def links(life, writer):
    """The paths of a contract that waits for its parties, by role."""
    return sent(life, writer)[1]


@pytest.fixture
def logged(caplog):
    """What operators read."""
    caplog.set_level(logging.INFO)
    return lambda: [(it.getMessage(), it.exc_info is not None) for it in caplog.records if it.name == "sopu"]


def told(page):
    return html.document_fromstring(page.text).xpath("string(//main)")


@pytest.mark.parametrize("asked", ["UpdateItem", "*"])
def test_a_contract_form_that_breaks_something_is_held_and_can_be_sent_again(writer, logged, asked):
    form, good = opened(writer), what_somebody_types()
    ours = {n: v for n, v in writer.get("/contracts/new").form("/contracts").values if n in ("_id", "_page")}
    with broken(asked):
        page = writer.post("/contracts", posted(form, good) | ours)

    assert page.status == 500
    assert "Vika on meissä" in told(page)
    held = dict(page.form("/contracts").values)
    assert {name: held.get(name) for name in PEOPLE} == {name: good[name] for name in PEOPLE}
    ((line, with_its_reason),) = logged()
    assert line.startswith("unexpected error, reference ")
    assert with_its_reason
    assert line.rpartition(" ")[2] in told(page)
    assert writer.fill(page.form("/contracts")).status == 303


def test_the_page_of_ones_own_is_held_too(writer):
    form = writer.get("/account").form("/account")
    with broken("*"):
        page = writer.fill(form, {"supervisor-business_name": "Oma & Co <Oy>"})

    assert page.status == 500
    assert dict(page.form("/account").values)["supervisor-business_name"] == "Oma & Co <Oy>"
    assert writer.fill(page.form("/account")).status == 303


@pytest.mark.parametrize(("refused", "status"), [(broken, 500), (throttled, 503)])
@pytest.mark.parametrize(
    ("act", "typed"),
    [("/decline", {"decline": "yes", "reason": LONG}), ("/change-request", {"text": LONG})],
    ids=["decline", "change"],
)
def test_what_a_party_writes_is_held_until_it_can_be_sent(life, links, act, typed, refused, status):
    party = Client(life.base_url)
    form = party.get(links["manager"]).form(act)
    with refused("*"):
        page = party.fill(form, typed)
    before = rows()

    assert page.status == status
    assert "Kaikki, mitä kirjoitit, on tallessa" in told(page)
    held = dict(page.form(act).values)
    assert {name: held[name] for name in typed} == typed
    assert held["_csrf"] == dict(form.values)["_csrf"]
    assert rows() == before
    assert party.fill(page.form(act)).status == 303
    assert rows() != before


def test_one_wish_too_many_for_a_day_stays_on_the_page(life, links):
    party = Client(life.base_url)
    for number in range(11):
        page = party.fill(party.get(links["manager"]).form("/change-request"), {"text": f"Toive {number}."})

    assert page.status == 422
    assert "Jatka huomenna tai ota yhteyttä työnohjaajaan." in page.text
    assert dict(page.form("/change-request").values)["text"] == "Toive 10."


def test_what_was_typed_is_not_logged(life, links, caplog):
    party = Client(life.base_url)
    form = party.get(links["manager"]).form("/decline")
    caplog.set_level(logging.DEBUG)
    with broken("*"):
        assert party.fill(form, {"decline": "yes", "reason": "Salainen syyni"}).status == 500

    assert "Salainen" not in caplog.text
    assert links["manager"].rpartition("/")[2] not in "".join(
        it.getMessage() for it in caplog.records if it.name == "sopu"
    )


def test_an_acceptance_is_not_held_for_its_button_says_what_it_means(life, links):
    party = Client(life.base_url)
    form = party.get(links["manager"]).form("/accept")
    with broken("*"):
        page = party.fill(form, {"accept": "yes", "typed_name": "Somebody"})

    assert page.status == 500
    assert not [it for it in page.page.forms() if it.action.endswith("/accept")]


@pytest.mark.parametrize("act", ["/decline", "/change-request"])
def test_a_form_of_another_site_is_not_shown(life, links, act):
    party = Client(life.base_url)
    form = party.get(links["manager"]).form(act)
    fields = dict(form.filled({"reason": LONG, "text": LONG, "decline": "yes"}))

    with broken("*"):
        foreign = party.post(form.action, fields, origin="https://evil.example")
    forged = party.post(form.action, fields | {"_csrf": "x"})

    assert (foreign.status, forged.status) == (403, 403)
    assert "hintaa" not in foreign.text + forged.text


def test_another_site_sees_nothing_of_its_form_where_something_breaks_first(writer):
    with broken("*"):
        page = writer.post(
            "/contracts", {"goals_shared": LONG, "_page": "a" * 32}, origin="https://evil.example"
        )

    assert page.status == 500
    assert "hintaa" not in page.text


def test_a_page_that_breaks_says_so_as_before(writer):
    with broken("*"):
        page = writer.get("/contracts")

    assert page.status == 500
    assert "Kaikki, mitä kirjoitit" not in page.text
    assert "Jokin meni vikaan" in told(page)
