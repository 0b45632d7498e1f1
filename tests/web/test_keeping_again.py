"""A form that comes too late is shown again with everything in it: another session, another window, AWS at rest."""

import pytest
from lxml import html

from chalicelib import wiring
from chalicelib.workflow.cancel import cancel
from tests.web.client import Client
from tests.web.forms import opened, posted, what_somebody_types
from tests.web.kept import throttled
from tests.web.people import drafted, logged_in, sent, terms
from tests.web.typed import HALF, PEOPLE, forget_all, keep, kept_of, says, unfinished


@pytest.fixture(scope="module")
def writer(life):
    """A supervisor who writes forms here and nowhere else."""
    return logged_in(life, "kirjoittaja@sopu.test")


@pytest.fixture
def form(writer):
    """A new form, as served; what was kept before is over."""
    forget_all("kirjoittaja@sopu.test")
    return writer.get("/contracts/new").form("/contracts")


# Sessions and tokens


def test_a_form_of_the_session_before_is_shown_again_with_everything_in_it(life, writer, form):
    again = logged_in(life, "kirjoittaja@sopu.test")

    page = again.fill(form, HALF)

    assert page.status == 403
    assert says(page, *HALF) == HALF
    assert "Olet tällä välin kirjautunut uudelleen" in page.text
    assert again.fill(page.form("/contracts"), HALF).status == 422


def test_a_script_may_go_on_keeping_with_the_next_session(life, writer, form):
    again = logged_in(life, "kirjoittaja@sopu.test")

    assert keep(again, form, HALF).status == 200


@pytest.mark.parametrize("path", ["new", "edit", "revise"])
def test_a_form_that_outlives_its_session_waits_on_a_page_for_the_login(life, writer, path):
    contract = {"new": "", "edit": drafted(writer, terms()), "revise": sent(life, writer)[0]}[path]
    ending = "/contracts" if path == "new" else f"/{path}"
    form = writer.get(f"/contracts/{contract}/{path}" if contract else "/contracts/new").form(ending)
    nobody = Client(life.base_url)

    waiting = nobody.fill(form, HALF)
    nobody.cookies = dict(logged_in(life, "kirjoittaja@sopu.test").cookies)
    page = nobody.fill(waiting.form(ending))

    assert waiting.status == 401
    assert "Kaikki, mitä kirjoitit, on tallessa tällä sivulla" in waiting.text
    assert dict(waiting.form(ending).values)["_csrf"] == ""
    assert says(page, *HALF) == {**HALF, "goals_shared": "a\nb"}
    assert page.form(ending).action == form.action


def test_a_script_is_told_in_a_word_that_the_session_is_over(life, form):
    answer = keep(Client(life.base_url), form, HALF)

    assert (answer.status, answer.headers["Content-Type"]) == (401, "text/plain; charset=utf-8")
    assert "<" not in answer.text


@pytest.mark.parametrize("origin", ["https://evil.example", "null", "http://127.0.0.1:1"])
def test_another_site_neither_keeps_nor_shows_anything(life, writer, form, origin):
    assert keep(writer, form, HALF, origin=origin).status == 403
    stale = writer.post("/contracts", dict(form.filled(HALF)) | {"_csrf": "x"}, origin=origin)

    assert stale.status == 403
    assert "Aino" not in stale.text
    assert kept_of() == {}


def test_who_does_not_say_where_the_form_comes_from_keeps_nothing(writer, form):
    fields = dict(form.filled(HALF))

    assert writer.post(f"/contracts/{fields['_id']}/keep", fields).status == 403
    assert kept_of() == {}


# Shown again, and kept


def test_a_form_that_another_window_overtook_is_kept_before_it_is_shown_again(writer):
    forget_all("kirjoittaja@sopu.test")
    contract = drafted(writer, terms())
    one, two = (writer.get(f"/contracts/{contract}/edit").form("/edit") for _ in range(2))
    assert writer.fill(one, {"goals_shared": "Ensimmäinen tavoite"}).status == 303

    page = writer.fill(two, {"goals_shared": "Toinen tavoite"})

    assert (page.status, "Korjaa" in page.text, "data-unkept" in page.text) == (409, False, False)
    assert [it.values["goals_shared"] for it in kept_of().values()] == ["Toinen tavoite"]


def test_a_form_that_became_one_of_another_contract_leaves_nothing_unfinished(life, writer):
    forget_all("kirjoittaja@sopu.test")
    contract, _ = sent(life, writer)
    form = writer.get(f"/contracts/{contract}/revise").form("/revise")
    keep(writer, form, {"goals_shared": "Muutettu tavoite"})
    cancel(wiring.services(), "kirjoittaja@sopu.test", contract)

    page = writer.fill(form, {"goals_shared": "Muutettu tavoite"})
    assert (page.status, len(unfinished(writer))) == (409, 1)
    made = writer.fill(page.form("/contracts"))

    assert made.status == 303, made.text
    assert unfinished(writer) == []


@pytest.mark.parametrize("pressed", ["add_row", "refresh"])
def test_a_button_that_only_changes_the_form_keeps_it_too(writer, form, pressed):
    page = writer.fill(form, HALF | {"_do": pressed})

    assert page.status == 200
    assert [it.values["goals_shared"] for it in kept_of().values()] == [HALF["goals_shared"]]


def test_people_who_were_pasted_in_are_kept_as_the_page_shows_them(writer, form):
    writer.fill(form, {"_do": "paste_rows", "_paste": "Aino Mäki aino@x.fi"})

    (it,) = kept_of().values()
    assert (it.values["supervisees-0-full_name"], it.values["_paste"]) == ("Aino Mäki", "")


def test_a_form_of_the_session_before_is_kept_by_the_next_one(life, writer, form):
    logged_in(life, "kirjoittaja@sopu.test").fill(form, HALF)

    assert [it.values["goals_shared"] for it in kept_of().values()] == [HALF["goals_shared"]]


def test_what_is_not_kept_is_not_told_to_be(writer, form):
    assert keep(writer, form, {"goals_shared": "eka"}, _turn="1795000000000").status == 200

    late = keep(writer, form, {"goals_shared": "toka"}, _turn="1794990000000")

    assert (late.status, "Tallennettu" in late.text) == (409, False)
    assert [it.values["goals_shared"] for it in kept_of().values()] == ["eka"]


def test_what_is_kept_by_the_button_stands_beside_a_later_turn(writer, form):
    keep(writer, form, {"goals_shared": "eka"}, _turn="999999999999999")

    assert writer.fill(form, {"goals_shared": "toka", "_do": "keep", "_turn": "5"}).status == 303
    assert {it.values["goals_shared"] for it in kept_of().values()} == {"eka", "toka"}


def test_a_form_that_is_shown_again_tells_its_script_the_turn_that_is_kept(writer, form):
    page = writer.fill(form, HALF | {"_turn": "1795000000000"})

    (served,) = html.document_fromstring(page.text).xpath("//form[@id='contract-form']")
    assert (page.status, served.get("data-turn"), served.get("data-unkept")) == (422, "1795000000000", None)


@pytest.mark.parametrize("asked", ["TransactWriteItems", "*"])
def test_while_aws_does_not_answer_the_form_comes_back_with_everything_in_it(writer, asked):
    forget_all("kirjoittaja@sopu.test")
    form, good = opened(writer), what_somebody_types()
    ours = {n: v for n, v in writer.get("/contracts/new").form("/contracts").values if n in ("_id", "_page")}
    with throttled(asked):
        page = writer.post("/contracts", posted(form, good) | ours)

    assert page.status == 503
    shown = dict(page.form("/contracts").values)
    assert {name: shown.get(name) for name in PEOPLE} == {name: good[name] for name in PEOPLE}
    assert writer.fill(page.form("/contracts")).status == 303
