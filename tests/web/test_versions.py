"""A change after sending, by hand: the form with what was sent, the draft beside it, everybody asked again."""

import re

import pytest

from tests.web.client import Client
from tests.web.people import NAME, accept, drafted, name_of, sealed, sent, terms


@pytest.fixture
def contract(life, owner):
    """A contract that was just sent: its id, its links, its terms."""
    given = terms()
    return *sent(life, owner, given), given


def changed(owner, contract, **typed):
    """Press "Tee muutos", type this, save: the draft's page."""
    page = owner.get(f"/contracts/{contract}")
    form = owner.get(link_to(page, "/revise")).form("/revise")
    answer = owner.fill(form, typed)
    assert answer.status == 303, answer.text
    return owner.get(answer.location)


def link_to(page, ending):
    """The page's link that ends so."""
    (found,) = {link for link in links_of(page) if link.endswith(ending)}
    return found


def links_of(page):
    return re.findall(r'href="([^"]+)"', page.text)


def send(life, owner, page):
    """Send the draft that this page shows; the links that were mailed then, by address."""
    before = len(life.mails())
    answer = owner.fill(page.form("/send"))
    life.sweep()
    return answer, life.links(before)


def read(life, link, status=200):
    page = Client(life.base_url).get(link)
    assert page.status == status
    return page.text


def test_from_the_contracts_page_to_the_form_is_one_press_and_it_holds_what_was_sent(owner, contract):
    contract, _, given = contract

    form = owner.get(link_to(owner.get(f"/contracts/{contract}"), "/revise")).form("/revise")

    filled = dict(form.filled({}))
    assert filled["price_amount"] == given["price_amount"]
    assert filled["supervisees-0-email"] == given["supervisees"][0]["email"]
    assert owner.get(f"/api/contracts/{contract}").json["status"] == "sent"
    assert not [link for link in links_of(owner.get(f"/contracts/{contract}")) if link.endswith("/draft")]


def test_a_wish_leads_to_the_form_in_two_clicks(life, owner, contract):
    contract, links, _ = contract
    party = Client(life.base_url)
    party.fill(party.get(links["manager"]).form("/change-request"), {"text": "Siirretään aloitusta."})

    page = owner.get(f"/contracts/{contract}")

    assert "Siirretään aloitusta." in page.text
    assert owner.get(link_to(page, "/revise")).form("/revise")


def test_the_draft_shows_what_changes_and_the_contract_shows_both(life, owner, contract):
    contract, links, given = contract
    accept(life.base_url, links["manager"], name_of(given, "manager"))

    page = changed(owner, contract, price_amount="123,45")

    assert "Mitä uusi versio muuttaa" in page.text
    assert "123,45" in page.text
    assert owner.get(link_to(page, "/preview.pdf")).status == 303
    assert "Yksi hyväksyntä raukeaa." in page.text
    beside = owner.get(f"/contracts/{contract}")
    assert "Version 2 luonnos" in beside.text
    assert link_to(beside, "/draft") == f"/contracts/{contract}/draft"
    assert owner.get(f"/contracts/{contract}/revise").location.endswith(f"/contracts/{contract}/edit")
    assert "123,45" not in read(life, links["supervisee"])


def test_a_sent_version_asks_everybody_again_and_says_what_changed(life, owner, contract):
    contract, links, given = contract
    accept(life.base_url, links["manager"], name_of(given, "manager"))

    _, mailed = send(life, owner, changed(owner, contract, price_amount="123,45"))

    assert len(mailed) == 3
    told = owner.get(f"/api/contracts/{contract}").json
    assert (told["version"], told["status"]) == (2, "sent")
    assert {party["state"] for party in told["parties"]} == {"awaited"}
    new = read(life, mailed[given["manager"]["email"]])
    assert "Tämä on sopimuksen uusi versio 2" in new
    assert "123,45" in new
    assert "Sopimuksesta on uusi versio" in read(life, links["manager"], 410)


def test_an_acceptance_of_the_version_before_is_no_acceptance(life, owner, contract):
    contract, links, given = contract
    party = Client(life.base_url)
    form = party.get(links["supervisee"]).form("/accept")
    send(life, owner, changed(owner, contract, price_amount="123,45"))

    late = party.fill(form, {"accept": "yes", "typed_name": name_of(given, "supervisee")})

    assert late.status == 410
    told = owner.get(f"/api/contracts/{contract}").json
    assert {party["state"] for party in told["parties"]} == {"awaited"}


def test_who_is_left_out_is_told_so_by_mail_and_by_their_link(life, owner, contract):
    contract, links, given = contract
    page = changed(
        owner,
        contract,
        **{"supervisees-0-full_name": "Uusi Ihminen", "supervisees-0-email": "uusi@paikka.example"},
    )
    assert f"Osapuolista jää pois: {name_of(given, 'supervisee')}." in page.text

    _, mailed = send(life, owner, page)

    assert "uusi@paikka.example" in mailed
    assert mailed[given["supervisees"][0]["email"]] == f"{life.base_url}{links['supervisee']}"
    assert "Et ole enää sopimuksen osapuoli" in read(life, links["supervisee"], 410)


def test_faults_of_a_change_come_back_beside_their_fields_and_nothing_is_lost(owner, contract):
    contract, _, _ = contract
    form = owner.get(f"/contracts/{contract}/revise").form("/revise")

    answer = owner.fill(form, {"price_amount": "paljon", "place_detail": "Uusi paikka"})

    assert answer.status == 422
    assert dict(answer.form("/revise").filled({}))["place_detail"] == "Uusi paikka"
    rows = owner.fill(answer.form("/revise"), {"_do": "add_row"})
    assert "supervisees-1-full_name" in rows.form("/revise").names


def test_a_draft_can_be_edited_and_discarded(owner, contract):
    contract, _, _ = contract
    changed(owner, contract, price_amount="123,45")
    edited = owner.fill(owner.get(f"/contracts/{contract}/edit").form("/edit"), {"price_amount": "99,00"})
    assert edited.location.endswith(f"/contracts/{contract}/draft")
    assert "99,00" in owner.get(edited.location).text

    gone = owner.fill(owner.get(f"/contracts/{contract}").form("/discard"))

    page = owner.get(gone.location)
    assert "Luonnos on poistettu. Lähetetty sopimus on ennallaan." in page.text
    assert 'id="next-version"' not in page.text
    assert owner.get(f"/contracts/{contract}/draft").location.endswith(f"/contracts/{contract}")


def test_another_window_that_began_a_version_too_gets_its_text_back(owner, contract):
    contract, _, _ = contract
    form = owner.get(f"/contracts/{contract}/revise").form("/revise")
    owner.fill(form, {"price_amount": "123,45"})

    second = owner.fill(form, {"price_amount": "99,00"})

    assert second.status == 409
    assert dict(second.form("/edit").filled({}))["price_amount"] == "99,00"


def throw_away(owner, contract):
    return owner.fill(owner.get(f"/contracts/{contract}").form("/discard"))


def test_an_old_page_neither_sends_nor_discards_another_draft(life, owner, contract):
    contract, _, _ = contract
    old = changed(owner, contract, price_amount="123,45")
    throw_away(owner, contract)
    changed(owner, contract, price_amount="999,00")

    refused = [owner.fill(old.form("/send")), owner.fill(old.form("/discard"))]

    assert [page.status for page in refused] == [409, 409]
    assert "999,00" in owner.get(f"/contracts/{contract}/draft").text
    assert owner.get(f"/api/contracts/{contract}").json["version"] == 1


def test_an_old_form_does_not_overwrite_the_draft_of_another_version(life, owner, contract):
    contract, _, _ = contract
    changed(owner, contract, price_amount="123,45")
    old = owner.get(f"/contracts/{contract}/edit").form("/edit")
    send(life, owner, owner.get(f"/contracts/{contract}/draft"))
    changed(owner, contract, price_amount="555,00")

    late = owner.fill(old, {"price_amount": "81,00"})

    assert late.status == 409
    assert dict(late.form("/edit").filled({}))["price_amount"] == "81,00"
    assert "555,00" in owner.get(f"/contracts/{contract}/draft").text


def test_a_form_of_an_earlier_version_comes_again_and_saving_it_again_keeps_it(life, owner, contract):
    contract, _, _ = contract
    old = owner.get(f"/contracts/{contract}/revise").form("/revise")
    send(life, owner, changed(owner, contract, price_amount="123,45"))

    late = owner.fill(old, {"price_amount": "81,00"})

    assert late.status == 409
    assert "Luonnos on tällä välin lähetetty tai poistettu" in late.text
    assert owner.get(f"/contracts/{contract}/draft").location.endswith(f"/contracts/{contract}")
    saved = owner.fill(late.form("/revise"))
    assert "81,00" in owner.get(saved.location).text
    assert "version 3 luonnos" in owner.get(saved.location).text


def test_what_was_typed_when_the_contract_was_over_can_become_another_one(owner, contract):
    contract, _, _ = contract
    form = owner.get(f"/contracts/{contract}/revise").form("/revise")
    owner.fill(owner.get(f"/contracts/{contract}").form("/cancel"))

    late = owner.fill(form, {"price_amount": "81,00"})

    assert late.status == 409
    saved = owner.fill(late.form("/contracts"))
    assert saved.status == 303
    assert "81,00" in owner.get(saved.location).text
    assert not saved.location.endswith(contract)


def test_a_corrected_address_is_in_the_draft_and_the_page_says_so(life, owner, contract):
    contract, _, given = contract
    old, new = given["supervisees"][0]["email"], f"oikea@{given['supervisees'][0]['email'].partition('@')[2]}"
    changed(owner, contract, price_amount="123,45")
    form = owner.get(f"/contracts/{contract}").form("/parties/supervisee-1/email")
    assert owner.fill(form, {"email": new}).status == 303
    life.sweep()

    page = owner.get(f"/contracts/{contract}/draft")
    edited = dict(owner.get(f"/contracts/{contract}/edit").form("/edit").filled({}))
    _, mailed = send(life, owner, page)

    assert f"{old} on nyt {new}." in page.text
    assert edited["supervisees-0-email"] == new
    assert new in mailed
    assert old not in mailed


def test_goals_of_others_are_asked_about_and_can_be_kept(life, owner):
    given = terms(goals_annex_used=True, goals_supervisees="Aino haluaa oppia sanomaan ei.")
    contract, _ = sent(life, owner, given)
    newcomer = {"supervisees-0-full_name": "Uusi Ihminen", "supervisees-0-email": "uusi@muu.example"}
    form = owner.get(f"/contracts/{contract}/revise").form("/revise")

    asked = owner.fill(form, newcomer)
    saved = owner.fill(asked.form("/revise"), {"goals_kept_by_group": "true"})

    assert asked.status == 422
    assert "kirjoitettu toisten ohjattavien kanssa" in asked.text
    assert "goals_kept_by_group" not in dict(asked.form("/revise").filled({}))
    assert "Liite A on muuttunut." in owner.get(saved.location).text


def test_a_version_that_came_too_late_is_told_and_can_become_a_contract_that_replaces(life, owner, contract):
    contract, links, given = contract
    page = changed(owner, contract, price_amount="123,45")
    for role, link in links.items():
        accept(life.base_url, link, name_of(given, role))
    life.sweep()

    answer, mailed = send(life, owner, page)

    late = owner.get(answer.location)
    assert "Luonnosta ei voi enää lähettää" in late.text
    assert "sopimus on jo valmis ja arkistossa" in late.text
    assert not [form for form in late.page.forms() if form.action.endswith("/send")]
    assert mailed == {}
    form = owner.get(link_to(late, f"replacing={contract}")).form("/contracts")
    number = owner.get(f"/api/contracts/{contract}").json["contract_number"]
    filled = dict(form.filled({}))
    assert (filled["price_amount"], filled["supersedes_contract_id"]) == ("123,45", number)


def test_a_contract_in_force_is_changed_by_another_that_replaces_it(life, owner):
    given = terms()
    old, _ = sealed(life, owner, given)
    form = owner.get(link_to(owner.get(f"/contracts/{old}"), f"replacing={old}")).form("/contracts")
    before = len(life.mails())
    draft = owner.get(owner.fill(form, {"price_amount": "123,45"}).location)
    new = owner.fill(draft.form("/send")).location.rpartition("/")[2]
    life.sweep()
    for email, link in life.links(before).items():
        accept(life.base_url, link.removeprefix(life.base_url), name_at(given, email))
    life.sweep()

    numbers = {each: owner.get(f"/api/contracts/{each}").json for each in (old, new)}
    assert (numbers[old]["status"], numbers[new]["status"]) == ("superseded", "sealed")
    assert numbers[new]["contract_number"] in owner.get(f"/contracts/{old}").text
    assert numbers[old]["contract_number"] in owner.get(f"/contracts/{new}").text
    assert numbers[new]["contract_number"] in owner.get(f"/archive/{old}").text
    assert numbers[old]["contract_number"] in owner.get(f"/archive/{new}").text


def name_at(given, email):
    """The name of whom the terms give this address."""
    roles = {given["manager"]["email"]: "manager", given["supervisees"][0]["email"]: "supervisee"}
    return name_of(given, roles.get(email, "supervisor"))


def test_a_number_that_is_not_in_force_is_told_beside_its_field(owner, contract):
    contract, _, given = contract
    number = owner.get(f"/api/contracts/{contract}").json["contract_number"]

    made = owner.send_json("/api/contracts", given | {"supersedes_contract_id": number})

    assert made.status == 422
    assert [(fault["field"], fault["code"]) for fault in made.json["errors"]] == [
        ("supersedes_contract_id", "not_in_force")
    ]
    assert number in made.json["errors"][0]["message"]


@pytest.mark.parametrize("query", ["from", "replacing"])
def test_anothers_contract_is_nothing_to_start_from(owner, other, contract, query):
    contract, _, _ = contract

    assert owner.get(f"/contracts/new?{query}={contract}").status == 200
    assert other.get(f"/contracts/new?{query}={contract}").status == 404


def test_the_api_drafts_the_next_version_replaces_the_draft_and_sends_it(life, owner, contract):
    contract, _, given = contract

    made = owner.send_json(f"/api/contracts/{contract}/versions", given | {"price_amount": "123.45"})
    again = owner.send_json(f"/api/contracts/{contract}/versions", given | {"price_amount": "99"})

    assert (made.status, again.status) == (201, 201)
    assert made.json.keys() == {"id", "contract_number", "status", "warnings"}
    assert (made.json["id"], made.json["status"]) == (contract, "draft")
    assert owner.get(f"/api/contracts/{contract}").json["version"] == 1
    before = len(life.mails())
    told = owner.send_json(f"/api/contracts/{contract}/send", {})
    assert (told.status, told.json["version"], told.json["status"]) == (202, 2, "sent")
    life.sweep()
    assert "99,00" in read(life, life.links(before)[given["manager"]["email"]])


def test_the_api_says_when_it_is_too_late_and_what_is_wrong(life, owner, contract):
    contract, links, given = contract
    wrong = owner.send_json(f"/api/contracts/{contract}/versions", given | {"price_amount": "paljon"})
    accept(life.base_url, links["supervisor"], NAME)
    for role in ("supervisee", "manager"):
        accept(life.base_url, links[role], name_of(given, role))

    late = owner.send_json(f"/api/contracts/{contract}/versions", given)

    assert (wrong.status, wrong.json["errors"][0]["field"]) == (422, "price_amount")
    assert (late.status, late.json["error"]["code"]) == (409, "contract_closed")
    assert owner.get(f"/api/contracts/{drafted(owner, terms())}").json["version"] == 0
