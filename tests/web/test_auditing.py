"""A run through the archive over HTTP: what the pages say of whole and broken contracts, with a script and without one."""

import boto3
import pytest

from chalicelib import wiring
from chalicelib.web.auditing import AT_ONCE, MOST
from tests.documents.html import parsed
from tests.documents.html import words as told
from tests.ports.made import archived, minutes
from tests.web.consumers import words
from tests.web.people import logged_in, sealed, terms
from tests.web.tampering import broken


@pytest.fixture(scope="module")
def keeper(life):
    """A supervisor with two contracts in the archive, one of them with Annex A."""
    person = logged_in(life, "tarkistaja@sopu.test")
    annexed = terms(goals_annex_used=True, goals_supervisees="Uskallan kysyä.")
    return person, (sealed(life, person)[0], sealed(life, person, annexed)[0])


def rows(answer):
    """(contract, verdict) of each row, in the order of the page."""
    found = parsed(answer.text).xpath("//li[@data-verdict]")
    return [(row.get("data-url").split("/")[2], row.get("data-verdict")) for row in found]


def shown_note(answer):
    """The one note on the outcome that is not hidden."""
    return [it.get("data-outcome") for it in parsed(answer.text).xpath("//*[@data-outcome][not(@hidden)]")]


def test_the_run_begins_with_nothing_checked_and_the_search_of_its_address(keeper):
    person, (first, second) = keeper
    page = person.get("/archive/audit")

    assert sorted(rows(page)) == sorted([(first, ""), (second, "")])
    assert "0 / 2 tarkistettu" in words(page)
    assert shown_note(page) == []
    assert rows(person.get("/archive/audit?party=0002")) == [(second, "")]


def test_without_a_script_the_button_checks_and_the_page_says_that_all_is_well(keeper):
    person, _ = keeper
    page = person.fill(person.get("/archive/audit").form("/archive/audit"))

    assert [verdict for _, verdict in rows(page)] == ["authentic", "authentic"]
    assert "2 / 2 tarkistettu" in words(page)
    assert "Tarkistus on valmis" in words(page)
    assert shown_note(page) == ["good"]
    assert '<form method="post" action="/archive/audit' not in page.text


def test_what_is_broken_comes_first_with_its_reason(keeper):
    person, (first, second) = keeper
    for contract in (first, second):
        with broken(contract):
            page = person.fill(person.get("/archive/audit").form("/archive/audit"))

        assert rows(page)[0] == (contract, "not_authentic")
        assert "poikki merkinnän 3 kohdalla" in told(parsed(page.text).xpath("//li[@data-verdict]")[0])
        assert shown_note(page) == ["fault"]


def test_what_was_checked_before_is_carried_and_not_checked_again(keeper):
    """Its verdict is the page's own: with a broken trail it would come out otherwise."""
    person, (first, second) = keeper
    form = person.get("/archive/audit").form("/archive/audit")
    carried = {f"seen-{first}": "authentic", f"seen-{second}": "nonsense"}

    with broken(first):
        page = person.post("/archive/audit", dict(form.values) | carried)

    assert dict(rows(page)) == {first: "authentic", second: "authentic"}


def test_nobody_elses_page_can_claim_what_was_checked(keeper):
    person, (first, _) = keeper

    assert person.post("/archive/audit", {f"seen-{first}": "authentic"}).status == 403
    assert dict(rows(person.get(f"/archive/audit?seen-{first}=authentic")))[first] == ""


def test_a_verdict_for_the_script_is_the_row_of_the_page(keeper, auditor):
    person, (first, second) = keeper
    by_button = person.fill(person.get("/archive/audit").form("/archive/audit"))
    for client in (person, auditor):
        for contract in (first, second):
            row = client.get(f"/archive/{contract}/verdict")

            assert rows(row) == [(contract, "authentic")]
            assert told(parsed(row.text)) in words(by_button)


def test_a_missing_annex_makes_its_contract_broken_and_an_auditor_learns_no_more_than_that(
    life, keeper, auditor
):
    annexed, _ = sealed(life, keeper[0], terms(goals_annex_used=True, goals_supervisees="Uskallan kysyä."))
    s3, bucket = boto3.client("s3"), wiring.settings().bucket
    (gone,) = s3.list_object_versions(Bucket=bucket, Prefix=f"contracts/{annexed}/v1-annex")["Versions"]
    s3.delete_object(Bucket=bucket, Key=gone["Key"], VersionId=gone["VersionId"], BypassGovernanceRetention=True)  # fmt: skip

    row = auditor.get(f"/archive/{annexed}/verdict")

    assert rows(row) == [(annexed, "not_authentic")]
    assert "Liite A: Tiedostoa ei löydy arkistosta." in told(parsed(row.text))
    assert "Uskallan" not in row.text


def test_a_session_that_is_over_is_told_to_the_script_in_a_word(life, keeper, person):
    answer = person.get(f"/archive/{keeper[1][0]}/verdict")

    assert answer.status == 401
    assert not answer.text.startswith("<")


def test_a_hundred_come_on_a_page_and_a_press_checks_ten_of_them(life):
    """None of these is there but for its search row, which the run says of each."""
    person = logged_in(life, "monta@sopu.test")
    for number in range(MOST + 1):
        made = archived(f"{number:032x}", author="monta@sopu.test", completed_at=minutes(number))
        wiring.services().contracts.make_findable(made)

    first = person.get("/archive/audit")
    once = person.fill(first.form("/archive/audit"))
    twice = person.fill(once.form("/archive/audit"))
    after = parsed(first.text).xpath("//a[@rel='next']/@href")

    assert len(rows(first)) == MOST
    assert [verdict for _, verdict in rows(once)].count("not_authentic") == AT_ONCE
    assert [verdict for _, verdict in rows(twice)].count("not_authentic") == 2 * AT_ONCE
    assert "palvelussa sitä ei ole" in words(once)
    assert len(rows(person.get(after[0]))) == 1
