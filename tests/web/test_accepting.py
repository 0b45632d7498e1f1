"""Accepting through the page: what each party of each constellation ticks, reads and is told."""

import pytest
from lxml import html

from chalicelib.documents.translations import translations
from chalicelib.domain.acceptance import Statement
from chalicelib.domain.statements import CONFIRMATIONS
from tests.builders import a_sent, example
from tests.documents.contract_cases import CASES, read
from tests.documents.contract_cases import contract as contract_of
from tests.documents.html import words
from tests.web.kept import rows
from tests.web.seats import ANNEX, REPRESENTED, SEATS, TEAM, accepts, boxes, happened, look, offered
from tests.workflow.terms import CONSUMER

FOR_ORGANISATION = ("organisation/1", "both/1", "both_annex/1")
SECRET = ANNEX["goals_supervisees"]


def page_of(answer):
    return html.document_fromstring(answer.text)


# Every seat of every constellation


@pytest.mark.parametrize(("given", "statements"), SEATS.values(), ids=SEATS)
def test_each_party_accepts_all_that_they_sign_with_the_sentence_of_their_seat(
    life, owner, given, statements
):
    contract = offered(life, owner, given)
    assert contract.links.keys() == statements.keys()

    for party, statement in statements.items():
        _, page = look(life, contract, party)
        optional = ["early_start_request"] if statement.startswith("consumer") else []
        acting = ["representation_confirmed"] if statement in FOR_ORGANISATION else []
        assert boxes(page) == ["accept", *acting, *optional]
        assert (SECRET in page.text, "Liite A, jonka näkevät vain" in page.text) == (
            "_annex" in statement,
        ) * 2
        assert accepts(life, contract, party, but=optional).status == 303
    life.sweep()

    told = happened(contract.id, "accepted")
    assert {it["party"]: it["statement"] for it in told} == statements
    assert {it["party"] for it in told if "confidential" in it} == {
        p for p, s in statements.items() if "_annex" in s
    }
    assert owner.get(f"/api/contracts/{contract.id}").json["status"] == "sealed"


@pytest.mark.parametrize("party", ["supervisor", "supervisee-1", "manager", "client_representative"])
def test_all_that_is_missing_is_told_at_once_and_nothing_typed_is_lost(life, owner, party):
    contract = offered(life, owner, REPRESENTED | ANNEX)
    client, page = look(life, contract, party)
    before, (missing, *there) = rows(), boxes(page)

    answer = client.fill(page.form("/accept"), {**dict.fromkeys(there, "yes"), "typed_name": "Joku <muu>"})

    assert answer.status == 422
    assert {it for it in (missing, *there, "typed_name") if f'id="{it}-fault"' in answer.text} == {
        missing,
        "typed_name",
    }
    kept = dict(answer.form("/accept").values)
    assert (kept["typed_name"], {it: kept.get(it) for it in there}) == (
        "Joku <muu>",
        dict.fromkeys(there, "yes"),
    )
    assert rows() == before


def test_an_acceptance_without_the_annex_that_was_shown_is_refused(life, owner):
    contract = offered(life, owner, REPRESENTED | ANNEX)
    client, page = look(life, contract, "supervisee-1")
    served = page.form("/accept")
    (main, annex) = (value for name, value in served.values if name == "documents")
    typed = {
        "accept": "yes",
        "typed_name": contract.names["supervisee-1"],
        "_csrf": dict(served.values)["_csrf"],
    }

    for digests in ((main,), (annex,), (annex, main), (main, "0" * 64)):
        answer = client.post(served.action, [*typed.items(), *(("documents", it) for it in digests)])
        assert (answer.status, "muuttunut" in answer.text) == (409, True)
    assert accepts(life, contract, "supervisee-1").status == 303


def test_who_does_not_sign_the_annex_finds_no_trace_of_it_on_their_page(life, owner):
    contract = offered(life, owner, REPRESENTED | ANNEX)
    client, page = look(life, contract, "manager")
    for article in (root := page_of(page)).xpath("//article"):
        article.getparent().remove(article)

    assert "iite A" not in words(root)
    assert "annex" not in html.tostring(root).decode()
    assert client.get(f"{contract.links['manager']}/annex-a.pdf").status == 404


def test_who_signs_the_annex_can_open_it_from_the_page_before_and_after(life, owner):
    contract = offered(life, owner, TEAM | ANNEX)
    client, before = look(life, contract, "supervisee-1")
    accepts(life, contract, "supervisee-1")
    after = client.get(contract.links["supervisee-1"])

    for page in (before, after):
        [address] = page_of(page).xpath("//a[contains(@href, 'annex-a.pdf')]/@href")
        assert client.get(address).status == 303


# In one's own language


@pytest.fixture(scope="module")
def swedish(life, owner):
    """The team's contract in Swedish, whose supervisee reads Finnish and whose manager reads English."""
    person, manager = TEAM["supervisees"][0] | {"language": "fi"}, TEAM["manager"] | {"language": "en"}
    return offered(
        life, owner, TEAM | {"contract_language": "sv", "supervisees": [person], "manager": manager}
    )


def test_who_reads_another_language_is_told_so_on_top_and_confirms_that_they_understand(life, swedish):
    _, page = look(life, swedish, "supervisee-1")
    root = page_of(page)
    [told] = root.xpath("//section[contains(@class, 'care')]")

    assert (root.get("lang"), root.xpath("//article/@lang")) == ("fi", ["sv"])
    assert "Sopimus on ruotsiksi, ja se teksti sitoo." in words(told)
    assert boxes(page) == ["accept", "language_understood"]
    refused = accepts(life, swedish, "supervisee-1", but=("language_understood",))
    assert (refused.status, 'id="language_understood-fault"' in refused.text) == (422, True)


def test_who_reads_the_contracts_language_is_asked_nothing_more(life, swedish):
    _, page = look(life, swedish, "supervisor")

    assert boxes(page) == ["accept"]
    assert not page_of(page).xpath("//section[contains(@class, 'care')]")


@pytest.mark.parametrize(("party", "read"), [("supervisee-1", "fi"), ("manager", "en")])
def test_the_trail_holds_what_was_ticked_in_the_language_in_which_it_was_read(life, swedish, party, read):
    _, page = look(life, swedish, party)
    assert CONFIRMATIONS["language/1", read].partition("{")[0] in page.text

    assert accepts(life, swedish, party).status == 303

    [told] = (it for it in happened(swedish.id, "accepted") if it["party"] == party)
    said = Statement(id=told["statement"], language=read, confirmed=("language/1",))
    [sent] = happened(swedish.id, "sent")
    assert (told["language"], told["confirmed"]) == (read, ["language/1"])
    assert told["statement_sha256"] == said.sha256(a_sent(number=sent["number"], language="sv"))


def test_a_page_that_was_read_in_another_language_is_accepted_in_that_one(life, owner):
    contract = offered(life, owner, TEAM)
    client, _ = look(life, contract, "supervisee-1")
    client.cookies["lang"] = "en"
    page = client.get(contract.links["supervisee-1"])
    client.cookies["lang"] = "sv"  # another window

    ticks = dict.fromkeys(boxes(page), "yes")
    done = client.fill(page.form("/accept"), {**ticks, "typed_name": contract.names["supervisee-1"]})

    assert (boxes(page), done.status) == (["accept", "language_understood"], 303)
    [told] = happened(contract.id, "accepted")
    assert told["language"] == "en"


@pytest.mark.parametrize("language", ["", "xx", "fi\x00", "../fi"])
def test_a_language_that_is_none_of_ours_is_that_of_the_page(life, owner, language):
    contract = offered(life, owner, TEAM)

    assert accepts(life, contract, "supervisee-1", language=language).status == 303
    assert happened(contract.id, "accepted")[0]["language"] == "fi"


# The consumer


BUTTONS = {
    "fi": "Hyväksyn ja sitoudun maksamaan",
    "sv": "Godkänn – förenat med betalningsskyldighet",
    "en": "Accept with obligation to pay",
}


def button(page):
    return words(page_of(page).xpath("//form[contains(@action, '/accept')]//button")[0])


@pytest.mark.parametrize("read", BUTTONS)
def test_a_consumers_button_tells_the_duty_to_pay_in_every_language(life, owner, read):
    person = CONSUMER["supervisees"][0] | {"language": read}
    contract = offered(life, owner, CONSUMER | {"supervisees": [person]})
    _, page = look(life, contract, "supervisee-1")
    [order] = page_of(page).xpath("//form[contains(@action, '/accept')]//*[@class='buying']")

    assert button(page) == BUTTONS[read]
    assert button(look(life, contract, "supervisor")[1]) == "Hyväksyn sopimuksen"
    for told in ("Hinta yhteensä", "€", "Kesto", "Ilmoitusaika"):
        assert told in words(order)
    assert (
        set(order.xpath(".//a/@href")) == {"#k20", "#lb"} <= {f"#{it}" for it in page_of(page).xpath("//@id")}
    )


@pytest.mark.parametrize(("but", "confirmed"), [((), ["early_start/1"]), (("early_start_request",), None)])
def test_an_early_start_is_the_consumers_own_wish_and_no_condition(life, owner, but, confirmed):
    contract = offered(life, owner, CONSUMER)

    assert accepts(life, contract, "supervisee-1", but=but).status == 303
    assert happened(contract.id, "accepted")[0].get("confirmed") == confirmed


def test_an_early_start_is_asked_only_where_sessions_may_begin_in_the_time_to_withdraw(life, owner):
    contract = offered(life, owner, CONSUMER | {"start_date": "2027-02-15", "end_date": "2027-12-31"})

    assert boxes(look(life, contract, "supervisee-1")[1]) == ["accept"]
    assert accepts(life, contract, "supervisee-1", early_start_request="yes").status == 303
    assert "confirmed" not in happened(contract.id, "accepted")[0]


def test_who_shares_the_price_sees_their_own_share_and_a_business_sees_no_such_button(life, owner):
    contract = offered(life, owner, SEATS["B with three who share"][0])
    pages = {party: look(life, contract, party)[1] for party in contract.links}

    assert "Sinun osuutesi" in pages["supervisee-1"].text
    assert [button(pages[f"supervisee-{n}"]) == BUTTONS["fi"] for n in (1, 2, 3)] == [True, False, False]
    assert ['<div class="buying"' in pages[f"supervisee-{n}"].text for n in (1, 2, 3)] == [True, False, False]


def test_only_a_consumer_finds_the_way_to_withdraw_after_accepting(life, owner):
    contract = offered(life, owner, CONSUMER)
    for party in contract.links:
        accepts(life, contract, party)
    life.sweep()

    ways = {
        party: page_of(look(life, contract, party)[1]).xpath("//main//a[contains(@href, 'withdraw')]")
        for party in contract.links
    }
    assert ways["supervisor"] == []
    assert [words(way) for way in ways["supervisee-1"]] == ["Peruuta sopimus tästä"]


@pytest.mark.parametrize("language", BUTTONS)
def test_the_way_to_withdraw_is_called_what_the_contract_calls_it(language):
    label = translations(language).gettext("Peruuta sopimus tästä")
    terms = read(CASES["one-consumer"] | {"contract_language": language})

    assert label in contract_of(terms).decode()


# What a contract in force comes to


def test_an_example_in_swedish_is_accepted_by_everybody_in_their_own_language(life, owner):
    contract = offered(life, owner, example("school-team.sv"))
    for party in contract.links:
        assert accepts(life, contract, party).status == 303
    life.sweep()

    assert owner.get(f"/api/contracts/{contract.id}").json["status"] == "sealed"
