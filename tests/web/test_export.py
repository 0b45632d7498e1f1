"""The archive to take away: whose lines, how many at once, with what, and addresses that give the very files."""

import hashlib
import json
from datetime import UTC, datetime, timedelta
from urllib.request import urlopen

import pytest
from jsonschema import Draft202012Validator

from chalicelib import wiring
from chalicelib.web.openapi import document
from tests.ports.made import archived
from tests.web.kept import calls_of_pages
from tests.web.keys import program
from tests.web.people import drafted, logged_in, sealed, sent, terms

ANNEXED = {"goals_annex_used": True, "goals_supervisees": "Uskallan kysyä ennen kuin päätän."}
MANY = 250


@pytest.fixture(scope="module")
def contracts(life, owner):
    """(with an annex, without) of the owner, sealed."""
    return sealed(life, owner, terms(**ANNEXED))[0], sealed(life, owner)[0]


@pytest.fixture(scope="module")
def system(life):
    """The owner's practice system."""
    return program(life, "omistaja@sopu.test")


def lines(answer):
    assert answer.status == 200, answer.text
    return [json.loads(line) for line in answer.text.splitlines()]


def by_id(answer):
    return {line["id"]: line for line in lines(answer) if "id" in line}


def faults(name, value):
    schema = {"$ref": f"#/components/schemas/{name}", "components": document("x", "x")["components"]}
    return [fault.message for fault in Draft202012Validator(schema).iter_errors(value)]


def test_each_line_tells_a_contract_and_where_its_files_are(system, contracts):
    told = by_id(system.get("/archive/export"))

    annexed = told[contracts[0]]
    assert [faults("Archived", line) for line in told.values()] == [[]] * len(told)
    assert [it["kind"] for it in annexed["documents"]] == ["main", "annex_a"]
    assert {it["role"] for it in annexed["parties"]} == {"supervisor", "supervisee", "manager"}
    assert (annexed["status"], annexed["contract_number"][:8]) == ("sealed", "TO-2026-")
    for file in annexed["documents"]:
        data = urlopen(file["url"]).read()
        assert hashlib.sha256(data).hexdigest() == file["sha256"]
        assert file["key"].startswith(f"contracts/{contracts[0]}/v1")


def test_an_auditor_gets_everybodys_and_no_annex_and_a_supervisor_their_own(
    life, auditor, owner, other, contracts
):
    everybodys, own, none = (by_id(it.get("/archive/export")) for it in (auditor, owner, other))

    assert set(contracts) <= everybodys.keys()
    assert set(contracts) <= own.keys()
    assert not set(contracts) & none.keys()
    assert [it["kind"] for it in everybodys[contracts[0]]["documents"]] == ["main"]
    assert own[contracts[0]]["documents"][1]["sha256"] not in json.dumps(everybodys)


def test_what_is_not_sealed_is_not_there(life, owner, system):
    open_ones = {drafted(owner, terms()), sent(life, owner)[0]}

    assert not open_ones & by_id(system.get("/archive/export")).keys()
    assert {system.get(f"/api/contracts/{it}/documents").status for it in open_ones} == {404}


def test_one_contracts_documents_are_its_line(system, contracts):
    one = system.get(f"/api/contracts/{contracts[0]}/documents").json
    line = by_id(system.get("/archive/export"))[contracts[0]]

    def without_urls(told):
        files = [{name: it[name] for name in it if name != "url"} for it in told["documents"]]
        return told | {"documents": files}

    assert without_urls(one) == without_urls(line)
    data = urlopen(one["documents"][0]["url"]).read()
    assert hashlib.sha256(data).hexdigest() == one["documents"][0]["sha256"]


def test_an_address_gives_its_file_for_five_minutes(system, contracts, at):
    (file,) = system.get(f"/api/contracts/{contracts[1]}/documents").json["documents"]

    assert "X-Amz-Expires=300" in file["url"]


def test_a_search_narrows_it_as_it_does_the_archive(life, system, owner):
    given = terms()
    given["manager"]["full_name"] = "Xaveria Zetterqvist"
    contract, _ = sealed(life, owner, given)

    assert list(by_id(system.get("/archive/export?party=zetterq"))) == [contract]
    assert lines(system.get("/archive/export?until=2026-11-01")) == []
    assert contract in by_id(system.get("/archive/export?since=2026-11-23&until=23.11.2026"))


@pytest.mark.parametrize(
    ("asked", "fields"),
    [("since=eilen", ["since"]), ("since=x&until=y", ["since", "until"]), ("since=2026-11-24&until=2026-11-23", ["until"])],
)  # fmt: skip
def test_days_that_cannot_be_read_are_told(system, owner, asked, fields):
    answer = system.get(f"/archive/export?{asked}")

    assert (answer.status, [it["field"] for it in answer.json["errors"]]) == (422, fields)
    assert faults("Faults", answer.json) == []
    page = owner.get(f"/archive/export?{asked}")
    assert (page.status, page.headers["Content-Type"]) == (422, "text/html; charset=utf-8")


def test_a_browser_saves_it_as_a_file(owner, contracts):
    answer = owner.get("/archive/export")

    assert answer.headers["Content-Type"] == "application/jsonl; charset=utf-8"
    assert answer.headers["Content-Disposition"] == 'attachment; filename="sopimukset.jsonl"'
    assert answer.headers["Cache-Control"] == "no-store"


@pytest.fixture
def many(life):
    """A supervisor with more contracts than a page holds, over two years, and their practice system."""
    email = "monta@sopu.test"
    logged_in(life, email)
    begun = datetime(2024, 12, 1, tzinfo=UTC)
    for number in range(MANY):
        wiring.services().contracts.make_findable(
            archived(f"{number:032x}", author=email, completed_at=begun + timedelta(days=3 * number))
        )
    return program(life, email)


def test_thousands_come_page_by_page_each_small_quick_to_find_and_none_twice(many):
    path, seen, sizes = "/archive/export", [], []
    while path:
        with calls_of_pages() as made:
            answer = many.get(path)
        told = lines(answer)
        seen += [line["id"] for line in told if "id" in line]
        sizes.append(len(answer.body))
        assert "dynamodb:Scan" not in made
        assert len([call for call in made if call in ("dynamodb:Query", "dynamodb:BatchGetItem")]) <= 3
        path = told[-1].get("next", "").removeprefix(many.base_url)
        assert (f'<{told[-1].get("next")}>; rel="next"' == answer.headers["Link"]) == bool(path)

    assert seen == [f"{number:032x}" for number in reversed(range(MANY))]
    assert len(sizes) == 3
    assert max(sizes) < 500_000
