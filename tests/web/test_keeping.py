"""What somebody types is lost by nothing: not by closing, by faults, by two tabs, by a new login, by the session's end."""

import re
from datetime import timedelta

import pytest
from lxml import html

from chalicelib import wiring
from chalicelib.domain.typed import LARGEST, MOST
from tests.web.client import Client
from tests.web.forms import opened, posted, what_somebody_types
from tests.web.kept import calls_of_pages, rows
from tests.web.people import drafted, logged_in, sent, terms
from tests.web.typed import HALF, forget_all, keep, kept_of, says, unfinished


@pytest.fixture(scope="module")
def writer(life):
    """A supervisor who writes forms here and nowhere else."""
    return logged_in(life, "kirjoittaja@sopu.test")


@pytest.fixture
def form(writer):
    """A new form, as served; what was kept before is over."""
    forget_all("kirjoittaja@sopu.test")
    return writer.get("/contracts/new").form("/contracts")


# While it is typed


def test_the_script_keeps_what_is_typed_and_is_told_what_it_comes_to(writer, form):
    answer = keep(writer, form, HALF)

    assert (answer.status, answer.headers["Content-Type"]) == (200, "text/html; charset=utf-8")
    assert "Tallennettu" in answer.text
    assert "<html" not in answer.text
    (typed,) = kept_of().values()
    assert {name: typed.values[name] for name in HALF} == HALF
    assert not {"_csrf", "_id", "_page", "_turn"} & typed.values.keys()


def test_a_list_that_waits_to_be_pasted_is_kept_too(writer, form):
    keep(writer, form, {"_paste": "Aino Mäki, aino"})

    assert says(writer.get(unfinished(writer)[0][1]), "_paste") == {"_paste": "Aino Mäki, aino"}


def test_what_was_kept_is_offered_on_the_list_and_goes_on_as_it_was(writer, form):
    keep(writer, form, HALF)

    ((title, way),) = unfinished(writer)
    page = writer.get(way)

    assert title == "Aino <i>Mäki</i>"
    assert says(page, *HALF) == HALF
    assert says(page, "_id") == {"_id": dict(form.values)["_id"]}
    assert says(page, "_page") != {"_page": dict(form.values)["_page"]}


def test_going_on_takes_the_place_of_what_it_goes_on_from(writer, form):
    keep(writer, form, HALF)
    second = writer.get(unfinished(writer)[0][1]).form("/contracts")
    keep(writer, second, {"supervisees-0-full_name": "Aino Mäki"})

    ((title, _),) = unfinished(writer)
    assert title == "Aino Mäki"


def test_two_tabs_never_overwrite_each_other(writer, form):
    keep(writer, form, HALF)
    way = unfinished(writer)[0][1]
    for name, page in (("Yksi", writer.get(way)), ("Kaksi", writer.get(way))):
        keep(writer, page.form("/contracts"), {"supervisees-0-full_name": name})

    assert sorted(title for title, _ in unfinished(writer)) == ["Kaksi", "Yksi"]


def test_what_the_first_tab_types_after_the_second_went_on_is_not_hidden(writer, form):
    keep(writer, form, HALF, _turn="100")
    second = writer.get(unfinished(writer)[0][1]).form("/contracts")
    keep(writer, second, {"supervisees-0-full_name": "Toinen"}, _turn="200")
    keep(writer, form, {"supervisees-0-full_name": "Ensimmäinen"}, _turn="150")

    assert sorted(title for title, _ in unfinished(writer)) == ["Ensimmäinen", "Toinen"]


def test_an_answer_that_was_overtaken_on_its_way_replaces_nothing(writer, form):
    keep(writer, form, {"price_amount": "120"}, _turn="2000")
    keep(writer, form, {"price_amount": "12"}, _turn="1999")

    (typed,) = kept_of().values()
    assert typed.values["price_amount"] == "120"


def test_a_keep_costs_two_calls_and_the_first_of_a_page_one_more(writer, form):
    with calls_of_pages() as first:
        keep(writer, form, HALF)
    with calls_of_pages() as again:
        keep(writer, form, HALF)

    assert first == ["dynamodb:GetItem", "dynamodb:UpdateItem", "dynamodb:Query"]
    assert again == ["dynamodb:GetItem", "dynamodb:UpdateItem"]


def test_keeping_touches_no_draft(writer):
    contract = drafted(writer, terms())
    before, form = rows(), writer.get(f"/contracts/{contract}/edit").form("/edit")

    assert keep(writer, form, {"price_amount": "1"}).status == 200
    assert rows() == before


# Without a script


def test_a_button_keeps_the_form_whatever_is_wrong_with_it(writer, form):
    answer = writer.fill(form, HALF | {"_do": "keep"})
    page = writer.get(answer.location)

    assert answer.status == 303
    assert says(page, *HALF) == HALF
    assert not html.document_fromstring(page.text).xpath("//*[@role='alert']")


def test_a_form_with_faults_is_kept_as_it_was_typed(writer, form):
    assert writer.fill(form, HALF).status == 422

    ((_, way),) = unfinished(writer)
    assert says(writer.get(way), *HALF) == HALF


@pytest.mark.parametrize("path", ["edit", "revise"])
def test_a_change_of_a_draft_or_of_what_was_sent_is_kept_too(life, writer, path):
    forget_all("kirjoittaja@sopu.test")
    contract = drafted(writer, terms()) if path == "edit" else sent(life, writer)[0]
    form = writer.get(f"/contracts/{contract}/{path}").form(f"/{path}")

    answer = writer.fill(form, {"price_amount": "sata", "_do": "keep"})

    assert answer.location.startswith(f"{writer.base_url}/contracts/{contract}/{path}?typed=")
    assert says(writer.get(answer.location), "price_amount") == {"price_amount": "sata"}
    assert writer.get(answer.location).form(f"/{path}").action.endswith(f"/contracts/{contract}/{path}")


# Afterwards


def test_a_draft_ends_the_form_that_it_was_made_of_and_all_that_it_was_continued_from(writer):
    form, good = opened(writer), what_somebody_types()
    forget_all("kirjoittaja@sopu.test")
    first = writer.get("/contracts/new").form("/contracts")
    keep(writer, first, HALF)
    second = dict(writer.get(unfinished(writer)[0][1]).form("/contracts").values)
    ours = {name: second[name] for name in ("_id", "_page", "_grown_from")}
    writer.post("/contracts", posted(form, good) | ours | {"_do": "keep"})

    made = writer.post("/contracts", posted(form, good) | ours)

    assert made.status == 303, made.text
    assert unfinished(writer) == []
    assert kept_of() == {}


def test_a_keep_that_was_on_its_way_does_not_bring_a_saved_form_back(writer):
    forget_all("kirjoittaja@sopu.test")
    contract = drafted(writer, terms())
    form = writer.get(f"/contracts/{contract}/edit").form("/edit")

    assert writer.fill(form, {"_turn": "5000"}).status == 303
    keep(writer, form, {"price_amount": "1"}, _turn="4999")
    assert unfinished(writer) == []

    keep(writer, form, {"price_amount": "1"}, _turn="5001")
    assert len(unfinished(writer)) == 1


def test_a_form_is_forgotten_by_its_button(writer, form):
    keep(writer, form, HALF)
    page = writer.get("/contracts")

    assert writer.fill(page.form("/typed/forget")).location == f"{writer.base_url}/contracts"
    assert unfinished(writer) == []
    assert writer.fill(page.form("/typed/forget")).status == 404


def test_a_draft_tells_of_what_was_typed_for_it_since_it_was_saved(writer, at):
    forget_all("kirjoittaja@sopu.test")
    contract = drafted(writer, terms())
    at((wiring.services().now() + timedelta(minutes=1)).isoformat())
    keep(writer, writer.get(f"/contracts/{contract}/edit").form("/edit"), {"price_amount": "77"})

    note = html.document_fromstring(writer.get(f"/contracts/{contract}/edit").text).xpath(
        "//section[@aria-labelledby='newer']"
    )[0]

    assert says(writer.get(note.xpath(".//a/@href")[0]), "price_amount") == {"price_amount": "77"}


def test_the_longest_untouched_forms_go_when_there_are_too_many(writer, form, at):
    for number in range(MOST + 2):
        at((wiring.services().now() + timedelta(minutes=1)).isoformat())
        keep(
            writer, form, {"supervisees-0-full_name": f"Nimi {chr(65 + number % 26)}"}, _page=f"{number:032x}"
        )

    assert len(kept_of()) == len(unfinished(writer)) == MOST
    assert set(kept_of()) == {f"{number:032x}" for number in range(2, MOST + 2)}


# What nobody would type


def test_anothers_typed_form_looks_like_one_that_never_was(writer, form, other, auditor):
    keep(writer, form, HALF)
    way = unfinished(writer)[0][1]
    absent = re.sub("[0-9a-f]{32}$", "0" * 32, way)
    csrf = other.get("/archive").form("/logout").values[0][1]
    forget = [
        other.post("/account/typed/forget", {"_csrf": csrf, "typed": it.rpartition("=")[2]})
        for it in (way, absent)
    ]

    assert other.get(way).status == other.get(absent).status == 404
    assert [it.status for it in forget] == [404, 404]
    assert auditor.get(way).status == 404
    assert unfinished(other) == []
    assert len(kept_of()) == 1


@pytest.mark.parametrize(
    "typed",
    ["", "x", "..", f"{'0' * 32}.", f"{'0' * 32}.{'Z' * 32}", "a" * 65, "%00", f"{'0' * 32}.{'0' * 32}#x"],
)
def test_a_malformed_way_leads_nowhere(writer, typed):
    assert writer.get(f"/contracts/new?typed={typed or '.'}").status == 404


@pytest.mark.parametrize(
    "changes", [{"_page": ""}, {"_page": "x" * 32}, {"_page": "../" * 9}, {"_page": "A" * 32}]
)
def test_a_page_that_we_did_not_serve_is_not_kept(writer, form, changes):
    assert keep(writer, form, HALF, **changes).status == 404
    assert kept_of() == {}


def test_too_much_is_not_kept_and_not_lost_either(writer, form):
    much = {"goals_shared": "ä" * (LARGEST // 2)}

    assert keep(writer, form, much).status == 413
    page = writer.fill(form, much | {"_do": "keep"})

    assert page.status == 413
    assert says(page, "goals_shared") == much
    assert kept_of() == {}


HOSTILE = {
    "goals_shared": "</textarea><script>alert(1)</script>{{7*7}}\x00\x07\ud7ff", "supervisees-0-full_name": '"><img src=x onerror=alert(1)>',
    "price_amount": "=cmd|' /C calc'!A0", "constellation": "Z", "supervisees-00001-email": "\u202egnp.exe", "x" * 99: "y",
}  # fmt: skip


def test_hostile_text_comes_back_as_text(writer, form):
    assert keep(writer, form, HOSTILE).status == 200
    shown = writer.get("/contracts")
    page = writer.get(unfinished(writer)[0][1])

    for text in (shown.text, page.text):
        assert "<script>alert" not in text
        assert "<img" not in text
    assert says(page, "price_amount") == {"price_amount": HOSTILE["price_amount"]}
    assert unfinished(writer)[0][0] == HOSTILE["supervisees-0-full_name"]


def test_a_hostile_form_that_waits_for_a_login_stays_text(life, form):
    page = Client(life.base_url).fill(form, HOSTILE)

    assert page.status == 401
    assert "<script>alert" not in page.text
    assert (
        dict(page.form("/contracts").values)["supervisees-0-full_name"] == HOSTILE["supervisees-0-full_name"]
    )


def test_nothing_typed_gets_into_the_log(writer, form, caplog):
    keep(writer, form, {"goals_shared": "salaisuus"})
    keep(writer, form, {"goals_shared": "salaisuus"}, _page="x")
    writer.fill(form, {"goals_shared": "salaisuus"})

    assert "salaisuus" not in caplog.text
