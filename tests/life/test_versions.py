"""A contract that is changed after sending, and one that is replaced after conclusion: from form to archived files."""

import json
from io import BytesIO

import pikepdf

from chalicelib.tools import audit
from dev.browser import Browser
from dev.life import expect
from tests.life.people import constellation_b, example, names
from tests.life.test_life import SUPERVISOR, api, sealed, told

NEW = {"full_name": "Uusi Tulija", "email": "tulija@kasvu.example"}
GOALS = "Opettelen sanomaan ei ennen kuin väsyn, ja pyydän apua ajoissa."


def annexed(domain):
    given = example("group-with-annex.fi") | {"signing_mode": "parallel"}
    people = [person | {"email": f"{n}@{domain}"} for n, person in enumerate(given["supervisees"])]
    given["supervisor"]["contact"]["email"] = f"ohjaaja@{domain}"
    given["manager"] = given["manager"] | {"email": f"manager@{domain}"}
    given["client"]["representative"]["email"] = f"representative@{domain}"
    return given | {"supervisees": people}


def outsiders(given):
    """Address to name of those who do not sign Annex A."""
    return {it["email"]: it["full_name"] for it in (given["manager"], given["client"]["representative"])}


def everybody(given):
    return names(given) | outsiders(given)


def linked(life, people, since):
    """The link of each of these, once everybody has one."""
    return life.wait_for(
        lambda: (it := life.links(since)).keys() >= people.keys() and {k: it[k] for k in people}, "links"
    )


def revised(life, supervisor, contract, given):
    """The next version of these terms, sent; the links that were mailed."""
    since = len(life.mails())
    for path, body, status in ((f"{contract}/versions", given, 201), (f"{contract}/send", {}, 202)):
        made = supervisor.send(
            f"{life.base_url}/api/contracts/{path}", json.dumps(body).encode(), "application/json"
        )
        assert made.status == status, made.text
    return linked(life, everybody(given), since)


def file_of(life, link, name="contract.pdf"):
    return expect(Browser().get(f"{link}/{name}"), 200).body


def trail_in(pdf):
    with pikepdf.open(BytesIO(pdf)) as opened:
        return json.loads(opened.attachments["trail.json"].get_file().read_bytes())["entries"]


def test_a_contract_of_two_versions_with_annex_a_ends_in_files_that_verify(life, service, tmp_path):
    supervisor, since = life.log_in(SUPERVISOR), len(life.mails())
    first = annexed("kasvu.example")
    contract = api(life, supervisor, first)
    old = linked(life, everybody(first), since)
    leaver, stayer = (person["email"] for person in first["supervisees"][:2])
    for email in (leaver, stayer):
        life.accept(old[email], everybody(first)[email])

    second = first | {
        "supervisees": [*first["supervisees"][1:], NEW], "goals_supervisees": GOALS, "place_detail": "Uusi paikka",
    }  # fmt: skip
    new = revised(life, supervisor, contract, second)

    assert "Et ole enää sopimuksen osapuoli" in Browser().get(old[leaver]).text
    assert "Sopimuksesta on uusi versio" in Browser().get(old[stayer]).text
    for email, link in new.items():
        page = expect(Browser().get(link), 200).text
        assert "Uusi paikka" in page
        assert ("Myös liite A on muuttunut" in page) == (email not in outsiders(second))
        assert ("sanomaan ei" in page) == (email not in outsiders(second))
    for email, link in new.items():
        life.accept(link, everybody(second)[email])
    status = sealed(life, supervisor, contract)

    assert (status["version"], {party["state"] for party in status["parties"]}) == (2, {"accepted"})
    (tmp_path / "seal.pem").write_text(service.resources["seal_certificate_pem"], encoding="ascii")
    (tmp_path / "main.pdf").write_bytes(main := file_of(life, new[stayer]))
    (tmp_path / "annex.pdf").write_bytes(file_of(life, new[stayer], "annex-a.pdf"))
    assert audit.main(["--trust", str(tmp_path / "seal.pem"), str(tmp_path)]) == 0
    entries = trail_in(main)
    assert (entries[0]["kind"], entries[0]["body"]["version"], entries[0]["number"]) == ("sent", 2, 4)
    assert [entry["kind"] for entry in entries[1:]] == ["accepted"] * len(new) + ["completed"]
    assert names(first)[leaver] not in str(entries)


def test_a_contract_in_force_is_replaced_and_both_stay_in_the_archive(life):
    supervisor = life.log_in(SUPERVISOR)
    given = constellation_b(1, "korvaus.example", signing_mode="parallel")
    ids = [in_force(life, supervisor, given)]
    number = told(life, supervisor, ids[0])["contract_number"]

    ids.append(in_force(life, supervisor, given | {"price_amount": "77", "supersedes_contract_id": number}))

    assert life.wait_for(
        lambda: told(life, supervisor, ids[0])["status"] == "superseded", "the end of the old one"
    )
    assert told(life, supervisor, ids[1])["status"] == "sealed"
    life.sweep()
    subjects = [mail["subject"] for mail in life.mails() if "korvaus.example" in mail["to"][0]]
    assert subjects.count(f"Työnohjaussopimus {number} on korvattu uudella") == 1
    for contract in ids:
        assert expect(supervisor.get(f"{life.base_url}/archive/{contract}"), 200)


def in_force(life, supervisor, given):
    """The id of a contract of these terms that everybody has accepted and that is sealed."""
    life.sweep()  # the mails of any earlier contract have come
    since = len(life.mails())
    contract = api(life, supervisor, given)
    for email, link in linked(life, names(given), since).items():
        life.accept(link, names(given)[email])
    sealed(life, supervisor, contract)
    return contract
