"""A supervisor's list: every standing in every order, searched and page by page, and nobody else's contracts."""

from dataclasses import replace
from itertools import pairwise, product

import pytest

from chalicelib.aws import clients
from chalicelib.domain.listing import (
    ORDERS,
    STANDINGS,
    Asked,
    Place,
    find_text,
    standing,
    terms,
    wants,
)
from tests.fake_contracts import SORT_KEYS
from tests.fakes import MemoryAccounts, MemoryContracts
from tests.ports.made import AUTHOR, PEOPLE, minutes, sent, the_draft, the_head
from tests.ports.test_accounts import MAIJA
from tests.sampling import sampled

STATUSES = ("draft", "sent", "sent", "completed", "sealed", "declined", "superseded")
TITLES = ("Öljymäki Oy", "Ähtäri", "Aalto", "Åkerö", "Zonta", "aalto", "Vaasa")


def a_list():
    """Fourteen contracts, two of each status; of those that wait, one has a wish, one mail that fails, one awaits its supervisor."""
    for number in range(14):
        place = number % 7
        status = STATUSES[place]
        yield the_head(
            f"c{number:02d}", number=f"TO-2026-{13 - number:04d}", title=f"{TITLES[place]} {number}", status=status,
            since=minutes(number * 5 % 14), deadline=minutes(100 - number) if status != "draft" else None,
            change_requested=number == 1, undelivered=number == 9, accepted=() if number == 8 else ("supervisor",),
        )  # fmt: skip


def keep(contracts, heads):
    """Rows of contracts, as drafts are kept."""
    for head in heads:
        contracts.save_draft(the_draft(head.contract, author=head.author), head)


def pages(contracts, asked, author=AUTHOR):
    """Every page, from the first to the last."""
    found = [contracts.listed(author, asked)]
    while found[-1].after:
        found.append(contracts.listed(author, replace(asked, after=found[-1].after)))
    return found


def ids(listed):
    return [head.contract for head in listed.heads]


def expected(asked):
    """As the words of the interface say it, from the contracts themselves."""
    shown = [it for it in a_list() if asked.shown in {"all", standing(it), "wants" if wants(it) else ""}]
    key = SORT_KEYS[asked.sorted_by]
    found = [it for it in shown if key(it) and all(term in find_text(it) for term in asked.terms)]
    return [it.contract for it in sorted(found, key=key, reverse=asked.backwards)]


@pytest.mark.parametrize("order", ORDERS)
@pytest.mark.parametrize("stands", STANDINGS)
def test_each_standing_comes_in_each_order_whole_and_page_by_page(contracts, stands, order):
    keep(contracts, a_list())
    asked = Asked(standing=stands, order=order)

    whole = contracts.listed(AUTHOR, asked)
    by_two = pages(contracts, replace(asked, limit=2))

    assert whole.after is None
    assert ids(whole) == expected(asked)
    assert len(ids(whole)) >= 2
    assert [it for page in by_two for it in ids(page)] == ids(whole)
    assert all(len(page.heads) == 2 for page, _ in pairwise(by_two))


TYPED = ("šimková", "SIMKOVA-zak", "TO-2026-0004", "ähtäri", "ahtari", "aalto 2", "oljy ek", "ei ketään")


# Each of what is typed in two or three of the six lists.
@pytest.mark.parametrize(
    ("typed", "stands", "order"),
    sampled(
        product(TYPED, ["all", "waiting", "in_force"], ["newest", "name"]), lambda n, *_: n % 5 in (0, 2)
    ),
)
def test_a_search_finds_parts_of_names_titles_and_numbers(contracts, typed, stands, order):
    keep(contracts, a_list())
    asked = Asked(standing=stands, order=order, terms=terms(typed))

    assert ids(contracts.listed(AUTHOR, asked)) == expected(asked)
    assert [it for page in pages(contracts, replace(asked, limit=1)) for it in ids(page)] == expected(asked)


def test_a_number_is_searched_as_one(contracts):
    keep(contracts, a_list())

    assert ids(contracts.listed(AUTHOR, Asked(terms=terms("to-2026-0004")))) == ["c09"]


def test_titles_come_as_finns_sort_them(contracts):
    keep(contracts, a_list())

    titles = [head.title for head in contracts.listed(AUTHOR, Asked(order="name")).heads]

    assert titles[:4] == ["aalto 12", "Aalto 2", "aalto 5", "Aalto 9"]
    assert [title.split()[0] for title in titles[4::2]] == ["Vaasa", "Zonta", "Åkerö", "Ähtäri", "Öljymäki"]


def test_a_place_in_somebody_elses_list_leads_into_ones_own(contracts):
    foreign = the_head("f0", author="toinen@ohjaaja.example", since=minutes(3))
    keep(contracts, [*a_list(), foreign])
    place = Place(SORT_KEYS["newest"](foreign), "f0")

    found = contracts.listed(AUTHOR, Asked(after=place))

    assert ids(found)
    assert {head.author for head in found.heads} == {AUTHOR}


def test_a_contract_is_found_by_its_number(contracts):
    keep(contracts, [*a_list(), the_head("f0", author="toinen@ohjaaja.example", number="TO-2026-0004")])

    assert contracts.numbered(AUTHOR, "TO-2026-0004") == ("c09",)
    assert contracts.numbered(AUTHOR, "TO-2026-0099") == ()


def test_a_new_contract_begins_from_the_account_and_the_newest_contracts(aws):
    accounts = MemoryAccounts()
    for contracts, kept_in in ((MemoryContracts(accounts), accounts), (aws.contracts, aws.accounts)):
        kept_in.save(MAIJA)
        keep(contracts, [*a_list(), the_head("f0", author="toinen@ohjaaja.example", since=minutes(99))])
        newest = contracts.listed(AUTHOR, Asked(limit=3)).heads

        assert contracts.beginnings(AUTHOR, 3) == (MAIJA, newest)
        assert contracts.beginnings("eikukaan@ohjaaja.example", 3) == (None, ())


@pytest.mark.parametrize("order", ["newest", "number"])
def test_what_wants_something_is_found_however_much_waits(contracts, order):
    """More than one reading of rows brings, with the first that wants something in the second of them."""
    waiting = [
        the_head(
            f"w{number:03d}", number=f"TO-2026-{number:04d}", status="sent", deadline=minutes(999), since=minutes(-number),
            accepted=("supervisor",), change_requested=number > 110 and number % 3 == 0,
        )
        for number in range(210)
    ]  # fmt: skip
    keep(contracts, waiting)

    found = pages(contracts, Asked(standing="wants", order=order, limit=10))

    assert [each for page in found for each in ids(page)] == [it.contract for it in waiting if wants(it)]
    assert [len(page.heads) for page in found] == [10, 10, 10, 3]


def test_a_row_that_is_rescheduled_tells_whether_mails_get_through(contracts):
    sent(contracts, "c1", accepted=("supervisor",))
    for undelivered in (True, True, False):
        contracts.reschedule(contracts.head("c1"), minutes(9), undelivered)

        assert contracts.head("c1").undelivered is undelivered
        assert len(contracts.listed(AUTHOR, Asked(standing="wants")).heads) == undelivered


def test_without_a_search_a_page_is_two_calls_whatever_is_asked(aws):
    keep(aws.contracts, a_list())
    heard = []
    clients.dynamodb().meta.events.register("before-call", lambda model, **_: heard.append(model.name))
    for stands in STANDINGS:
        for order in ORDERS:
            asked = Asked(standing=stands, order=order, limit=3)
            while asked:
                page = aws.contracts.listed(AUTHOR, asked)
                assert heard == ["Query", "BatchGetItem"]
                asked = replace(asked, after=page.after) if page.after else None
                heard.clear()


def test_names_in_the_list_are_those_of_the_row(contracts):
    keep(contracts, [the_head("c1")])

    assert contracts.listed(AUTHOR, Asked()).heads[0].people == PEOPLE
