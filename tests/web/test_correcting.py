"""The contract's page mends who a party is: a slip in a name, or another person in the same role."""

from tests.web.people import accept, logged_in, sent, terms

RIGHT = "Maija Mäkelä-Ek"


def open_contract(life, owner):
    """(terms, id, links) of a contract that the supervisor has accepted."""
    given = terms()
    contract, links = sent(life, owner, given)
    accept(life.base_url, links["supervisor"], given["supervisor"]["full_name"])
    life.sweep()
    return given, contract, links


def test_a_corrected_name_is_shown_and_leaves_every_acceptance(life, owner):
    given, contract, _ = open_contract(life, owner)
    wrong = given["manager"]["full_name"]
    right = wrong + "en"

    page = owner.get(f"/contracts/{contract}")
    done = owner.fill(page.form("/parties/manager/name"), {"full_name": right})

    assert done.location.endswith(f"/contracts/{contract}?done=renamed")
    shown = owner.get(f"/contracts/{contract}?done=renamed").text
    assert f"<strong>{right}</strong>" in shown
    assert f"Sopimuksen tekstissä {wrong}" in shown
    told = owner.get(f"/api/contracts/{contract}").json
    assert {it["id"]: it["state"] for it in told["parties"]}["supervisor"] == "accepted"
    assert told["version"] == 1


def test_what_is_no_slip_stays_in_its_field_with_what_is_wrong(life, owner):
    _, contract, _ = open_contract(life, owner)
    page = owner.get(f"/contracts/{contract}")

    again = owner.fill(page.form("/parties/manager/name"), {"full_name": "Zzyzx Qqq"})

    assert again.status == 422
    assert "Zzyzx Qqq" in again.text
    assert "valitse Vaihda henkilö" in again.text


def test_another_person_becomes_a_draft_that_names_them(life, owner):
    _, contract, _ = open_contract(life, owner)
    page = owner.get(f"/contracts/{contract}")

    done = owner.fill(
        page.form("/parties/manager/successor"), {"full_name": "Uuno Uusi", "email": "uuno@uusi.example"}
    )

    assert done.status == 303
    draft = owner.get(f"/contracts/{contract}/draft")
    assert "Uuno Uusi" in draft.text
    assert owner.get(f"/api/contracts/{contract}").json["version"] == 1
    assert "/parties/manager/successor" not in owner.get(f"/contracts/{contract}").text


def test_another_person_without_a_name_or_with_a_taken_address_is_told_both(life, owner):
    given, contract, _ = open_contract(life, owner)
    page = owner.get(f"/contracts/{contract}")
    taken = given["supervisees"][0]["email"]

    again = owner.fill(page.form("/parties/manager/successor"), {"full_name": "", "email": taken})

    assert again.status == 422
    assert f'value="{taken}"' in again.text
    assert again.text.count('class="fault-text"') >= 2


def test_a_strangers_contract_is_not_there(life, owner):
    _, contract, _ = open_contract(life, owner)
    stranger = logged_in(life, "vieras@muu.example")
    form = owner.get(f"/contracts/{contract}").form("/parties/manager/name")

    assert stranger.post(form.action, {"full_name": RIGHT}).status in (403, 404)


def test_what_can_be_changed_of_a_party_is_behind_one_word(life, owner):
    _, contract, _ = open_contract(life, owner)
    text = owner.get(f"/contracts/{contract}").text
    manager = text[text.index('<li id="manager">') :].partition("</li>")[0]

    assert manager.count("<summary>") == 1
    assert "/parties/manager/name" in manager
    assert "/parties/manager/successor" in manager
