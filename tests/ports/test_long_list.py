"""Ten thousand contracts of one supervisor: what a page of the list reads does not grow with them."""

from dataclasses import replace
from datetime import timedelta

import pytest
from moto.core import DEFAULT_ACCOUNT_ID
from moto.dynamodb.models import dynamodb_backends
from moto.dynamodb.models.dynamo_type import DynamoType, Item

from chalicelib.aws import clients, rows
from chalicelib.aws.authored import MOST_READINGS
from chalicelib.aws.operations import item
from chalicelib.domain.dossier import Person
from chalicelib.domain.listing import PAGE, Asked, Place, terms
from tests.builders import NOW
from tests.moto_aws import REGION, mocked_aws
from tests.ports.made import AUTHOR, the_head

CONTRACTS = 10_000
EVERY = 32
IN_WORK, SETTLED = ("draft", "sent", "sent"), ("sealed", "declined", "sealed", "superseded")
NAMES = ("Aino Mäki", "Åke von Ödmark", "Bo Ek", "Saimi Ojala", "Li Wu", "Šárka Šimková")


def a_head(number):
    """Most are settled, as they are after some years; every thirty-second is in work."""
    place, busy = divmod(number, EVERY)
    status = SETTLED[number % 4] if busy else IN_WORK[place % 3]
    return the_head(
        f"{number:032x}", number=f"TO-2026-{number:05d}", title=f"{NAMES[number % 6].split()[-1]} {number % 977} Oy",
        people=(Person(party="supervisee-1", role="supervisee", name=NAMES[number % 5]),), status=status,
        since=NOW - timedelta(minutes=number), deadline=NOW + timedelta(days=number % 30), change_requested=number % 7 == 0,
    )  # fmt: skip


@pytest.fixture(scope="module")
def kept():
    """The rows are laid into moto at once: put there one by one they would take a minute."""
    with mocked_aws() as aws:
        table = dynamodb_backends[DEFAULT_ACCOUNT_ID][REGION].tables[aws.name("Table")]
        for number in range(CONTRACTS):
            row = item(rows.head_row(a_head(number)))
            pk, sk = DynamoType(row["pk"]), DynamoType(row["sk"])
            table.items[pk][sk] = Item(pk, sk, row)
        yield aws.contracts


@pytest.fixture
def heard(kept):
    """(operation, rows looked at) of each call from here on."""
    found = []
    events = clients.dynamodb().meta.events
    events.register(
        "after-call",
        lambda model, parsed, **_: found.append((model.name, looked_at(parsed))),
        unique_id="heard",
    )
    yield found
    events.unregister("after-call", unique_id="heard")


def looked_at(answer):
    return answer.get("ScannedCount") or sum(map(len, answer.get("Responses", {}).values()))


@pytest.mark.parametrize(("stands", "order"), [("all", "newest"), ("in_force", "name"), ("ended", "number")])
def test_a_page_of_many_reads_as_many_rows_as_it_shows(kept, heard, stands, order):
    """At the beginning, in the middle and near the end."""
    asked = Asked(standing=stands, order=order)
    for start in (None, *middle_and_end(asked)):
        heard.clear()
        page = kept.listed(AUTHOR, replace(asked, after=start))

        assert len(page.heads) == PAGE
        assert heard == [("Query", PAGE + 1), ("BatchGetItem", PAGE)]


def middle_and_end(asked):
    """Places such as an address carries, made up: nobody goes through four hundred pages."""
    keys = {
        "newest": [NOW - timedelta(minutes=number) for number in (5_000, 9_500)],
        "oldest": [NOW - timedelta(minutes=number) for number in (5_000, 500)],
        "number": ["TO-002026-005000", "TO-002026-009500"],
        "name": ["ek 5", "wu 7"],
    }[asked.sorted_by]
    return [Place(key if isinstance(key, str) else rows.instant(key), "0" * 32) for key in keys]


@pytest.mark.parametrize(
    ("stands", "order"),
    [("wants", "newest"), ("draft", "name"), ("waiting", "deadline"), ("wants", "number")],
)
def test_what_is_in_work_is_two_calls_in_every_order(kept, heard, stands, order):
    page = kept.listed(AUTHOR, Asked(standing=stands, order=order))

    assert page.heads
    assert [name for name, _ in heard] == ["Query", "BatchGetItem"]
    assert heard[0][1] <= CONTRACTS / EVERY


def test_a_search_for_many_stops_when_its_page_is_full(kept, heard):
    page = kept.listed(AUTHOR, Asked(order="name", terms=terms("ek")))

    assert len(page.heads) == PAGE
    assert [name for name, _ in heard] == ["Query", "BatchGetItem"]


@pytest.mark.slow
def test_a_search_for_one_finds_it_among_all(kept, heard):
    """moto counts whole rows where DynamoDB counts what the index holds, a third of that: it makes more readings."""
    page = kept.listed(AUTHOR, Asked(terms=terms("to-2026-09999")))
    if not page.heads:
        page = kept.listed(AUTHOR, Asked(terms=terms("to-2026-09999"), after=page.after))

    assert [head.number for head in page.heads] == ["TO-2026-09999"]
    assert len(heard) <= MOST_READINGS + 2
