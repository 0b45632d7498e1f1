"""Search: by beginnings of words with or without marks, by day, by author, and by the file's digest."""

from datetime import UTC, date, datetime

import pytest

from chalicelib.domain.dossier import Person
from chalicelib.domain.events import SealedDocument
from chalicelib.domain.finding import Query
from tests.ports.made import AUTHOR, archived, minutes

OTHER = "toinen@ohjaaja.example"


def people(supervisor, *others):
    named = [
        Person(party=f"supervisee-{n}", role="supervisee", name=name)
        for n, name in enumerate(others, start=1)
    ]
    return (Person(party="supervisor", role="supervisor", name=supervisor), *named)


def at(text):
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


MALLILA = archived(
    "mallila", completed_at=at("2026-11-23T07:00"), people=people("Maija Meikäläinen", "Šárka Šimková")
)
RANTA = archived(
    "ranta", author=OTHER, number="TO-2026-0044", title="Rannan hoiva Oy", completed_at=at("2026-12-31T22:30"),
    people=people("Åke Öhman", "Maija Li", "Nguyễn Thị Ễm"),
)  # fmt: skip
PRIVATE_PAYER = archived(
    "private", title="Bo Ek", completed_at=at("2027-02-01T09:00"), people=people("Maija Meikäläinen", "Bo Ek")
)


@pytest.fixture
def filled(contracts):
    for each in (RANTA, MALLILA, PRIVATE_PAYER, RANTA):
        contracts.make_findable(each)
    return contracts


@pytest.mark.parametrize(
    ("query", "found"),
    [
        (Query(), "private ranta mallila"),
        (Query(party="Šimková"), "mallila"),
        (Query(party="simk"), "mallila"),
        (Query(party="ŠIM"), "mallila"),
        (Query(party="imkov"), ""),
        (Query(party="nguyen em"), "ranta"),
        (Query(party="li"), "ranta"),
        (Query(party="b"), "private"),
        (Query(party="maija"), "private ranta mallila"),
        (Query(party="maija li"), "ranta"),
        (Query(party="maija ek"), "private"),
        (Query(party="hoiva"), "ranta"),
        (Query(party="TO-2026-0044"), "ranta"),
        (Query(party="öhman"), "ranta"),
        (Query(party="---"), "private ranta mallila"),
        (Query(party="' OR 1=1"), ""),
        (Query(supervisor="meik"), "private mallila"),
        (Query(supervisor="Li"), ""),
        (Query(supervisor="ake", party="em"), "ranta"),
        (Query(since=date(2026, 11, 23)), "private ranta mallila"),
        (Query(since=date(2026, 11, 24)), "private ranta"),
        (Query(until=date(2026, 11, 23)), "mallila"),
        (Query(until=date(2026, 11, 22)), ""),
        (Query(since=date(2027, 1, 1), until=date(2027, 1, 1)), "ranta"),
        (Query(since=date(2026, 12, 31), until=date(2026, 12, 31)), ""),
        (Query(since=date(2027, 1, 2), until=date(2026, 1, 1)), ""),
        (Query(party="maija", until=date(2026, 12, 1)), "mallila"),
        (Query(author=AUTHOR), "private mallila"),
        (Query(author=AUTHOR, party="bo"), "private"),
        (Query(author=AUTHOR, until=date(2026, 12, 1)), "mallila"),
        (Query(author=AUTHOR, party="ohman"), ""),
        (Query(author="nobody@example.fi"), ""),
        (Query(limit=2), "private ranta"),
        (Query(party="maija", limit=1), "private"),
        (Query(author=AUTHOR, limit=1), "private"),
    ],
    ids=str,
)
def test_a_query_finds_what_matches_all_of_it_last_completed_first(filled, query, found):
    assert [each.contract for each in filled.find(query)] == found.split()


def test_what_is_found_is_what_was_made_findable(filled):
    assert filled.find(Query(party="rannan")) == (RANTA,)


def test_half_past_midnight_in_helsinki_belongs_to_the_new_year(filled):
    """22.30 UTC on New Year's Eve: whoever searches means the day on their wall."""
    assert [
        each.contract for each in filled.find(Query(since=date(2027, 1, 1), until=date(2027, 1, 31)))
    ] == ["ranta"]


def test_many_contracts_of_a_month_come_in_order_up_to_the_limit(contracts):
    for number in range(30):
        contracts.make_findable(archived(f"c{number:02d}", completed_at=minutes(number)))

    assert [each.contract for each in contracts.find(Query(limit=3))] == ["c29", "c28", "c27"]
    assert len(contracts.find(Query(party="mallila"))) == 30


def test_a_contract_with_thirty_three_parties_is_found_by_each(contracts):
    """More rows than one batch of writes takes."""
    names = [f"Etunimi{number} Sukunimi{number}" for number in range(33)]
    contracts.make_findable(archived("big", people=people(*names)))

    assert all(contracts.find(Query(party=name))[0].contract == "big" for name in names)


def test_a_files_digest_leads_to_its_contract(contracts):
    main = SealedDocument(kind="main", key="contracts/a/v1.pdf", version_id="1", sha256="1" * 64)
    annex = SealedDocument(kind="annex_a", key="contracts/a/v1-annex-a.pdf", version_id="2", sha256="2" * 64)
    both = archived("a", documents=(main, annex))
    contracts.make_findable(both)

    assert contracts.sealed("1" * 64) == contracts.sealed("2" * 64) == both
    assert contracts.sealed("3" * 64) is None
