"""Search: by beginnings of words with or without marks, by day, by author, and by the file's digest."""

from datetime import UTC, date, datetime

import pytest

from chalicelib.aws import finding
from chalicelib.domain.dossier import Person
from chalicelib.domain.events import SealedDocument
from chalicelib.domain.finding import Found, Query
from chalicelib.domain.listing import Place
from tests.ports.made import AUTHOR, archived, minutes, sent

OTHER = "toinen@ohjaaja.example"


def people(supervisor, *others):
    named = [
        Person(party=f"supervisee-{n}", role="supervisee", name=name)
        for n, name in enumerate(others, start=1)
    ]
    return (Person(party="supervisor", role="supervisor", name=supervisor), *named)


def ids(found):
    return [each.contract for each in found.archived]


def at(text):
    return datetime.fromisoformat(text).replace(tzinfo=UTC)


MALLILA = archived(
    "mallila", completed_at=at("2026-11-23T07:00"), people=people("Maija Meikäläinen", "Šárka Šimková")
)
RANTA = archived(
    "ranta", author=OTHER, number="TO-2026-0044", title="Rannan hoiva Oy", agreed_until=date(2027, 12, 31), completed_at=at("2026-12-31T22:30"),
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
    assert ids(filled.find(query)) == found.split()


def test_what_is_found_is_what_was_made_findable(filled):
    assert filled.find(Query(party="rannan")) == Found(archived=(RANTA,), total=1)


def test_half_past_midnight_in_helsinki_belongs_to_the_new_year(filled):
    """22.30 UTC on New Year's Eve: whoever searches means the day on their wall."""
    assert ids(filled.find(Query(since=date(2027, 1, 1), until=date(2027, 1, 31)))) == ["ranta"]


def test_many_contracts_of_a_month_come_in_order_up_to_the_limit(contracts):
    for number in range(30):
        contracts.make_findable(archived(f"c{number:02d}", completed_at=minutes(number)))

    assert ids(contracts.find(Query(limit=3))) == ["c29", "c28", "c27"]
    assert len(contracts.find(Query(party="mallila", limit=100)).archived) == 30


PAGED = {
    "nothing asked": {},
    "a word that few have": {"party": "mallila"},
    "an author": {"author": AUTHOR},
    "an author and a word": {"author": AUTHOR, "party": "mall"},
    "days": {"since": date(2026, 11, 1), "until": date(2027, 3, 31)},
}


@pytest.mark.parametrize("asked", PAGED.values(), ids=PAGED)
def test_pages_follow_each_other_and_miss_nothing(contracts, asked):
    """Over months, and with several of the same second."""
    for number in range(11):
        when = at(f"2026-{11 + number // 6:02d}-2{number // 3}T07:00")
        contracts.make_findable(archived(f"c{number:02d}", completed_at=when))
    pages, after = [], None

    while not pages or after:
        found = contracts.find(Query(**asked, limit=4, after=after))
        pages, after = [*pages, ids(found)], found.after

    assert [len(page) for page in pages] == [4, 4, 3]
    assert [each for page in pages for each in page] == [f"c{number:02d}" for number in reversed(range(11))]


def test_what_is_found_by_a_word_and_what_fits_on_one_page_is_counted(contracts):
    for number in range(5):
        contracts.make_findable(archived(f"c{number}", completed_at=minutes(number)))

    first = contracts.find(Query(party="mallila", limit=2))

    assert first.total == contracts.find(Query(party="mallila", limit=2, after=first.after)).total == 5
    assert contracts.find(Query()).total == 5
    assert contracts.find(Query(limit=2)).total is None


def test_a_place_before_the_first_day_asked_for_leads_to_nothing(contracts):
    contracts.make_findable(archived("a"))
    early = Place("2020-01-01T00:00:00Z", "a")

    assert contracts.find(Query(since=date(2026, 1, 1), after=early)).archived == ()


def find(aws, **asked):
    """A search to which words of more than three contracts are common, and that looks through six rows at once."""
    return finding.find(aws.table, Query(**asked), few=3, most_rows=6)


def test_a_common_word_is_looked_for_in_the_order_of_completion(aws):
    for number in range(5):
        aws.contracts.make_findable(archived(f"c{number}", completed_at=minutes(number)))

    found = find(aws, party="mallila", limit=2)

    assert (ids(found), found.total) == (["c4", "c3"], None)
    assert ids(find(aws, party="mallila", limit=2, after=found.after)) == ["c2", "c1"]


def test_a_rare_word_is_found_at_once_beside_a_common_one(aws):
    for number in range(9):
        name = "Bo Ek" if number == 0 else "Maija Li"
        aws.contracts.make_findable(archived(f"c{number}", people=people(name), completed_at=minutes(number)))

    assert ids(find(aws, party="mallila ek")) == ["c0"]


def test_one_page_looks_through_no_more_than_its_share_and_the_next_goes_on(aws):
    """Both words are common, so they are looked for in the order of completion."""
    for number in range(9):
        name = "Maija Ek" if number in (0, 8, 7) else "Maija Li"
        title = "Ek" if number in (3, 4) else "Ranta"
        aws.contracts.make_findable(
            archived(f"c{number}", people=people(name), title=title, completed_at=minutes(number))
        )

    first = find(aws, party="maija ek", until=date(2026, 11, 23))
    then = find(aws, party="maija ek", until=date(2026, 11, 23), after=first.after)

    assert (ids(first), ids(then)) == (["c8", "c7", "c4", "c3"], ["c0"])
    assert (first.after is None, then.after) == (False, None)


def test_a_contract_with_thirty_three_parties_is_found_by_each(contracts):
    """More rows than one batch of writes takes."""
    names = [f"Etunimi{number} Sukunimi{number}" for number in range(33)]
    contracts.make_findable(archived("big", people=people(*names)))

    assert all(contracts.find(Query(party=name)).archived[0].contract == "big" for name in names)


def test_a_files_digest_leads_to_its_contract(contracts):
    main = SealedDocument(kind="main", key="contracts/a/v1.pdf", version_id="1", sha256="1" * 64)
    annex = SealedDocument(kind="annex_a", key="contracts/a/v1-annex-a.pdf", version_id="2", sha256="2" * 64)
    both = archived("a", documents=(main, annex))
    contracts.make_findable(both)

    assert contracts.sealed("1" * 64) == contracts.sealed("2" * 64) == both
    assert contracts.sealed("3" * 64) is None


def test_rows_of_many_contracts_come_by_id_and_none_of_what_is_not_there(contracts):
    sent(contracts, "a")

    assert contracts.heads_of(["a", "b", "a"]) == {"a": contracts.head("a")}
    assert contracts.heads_of([]) == {}
