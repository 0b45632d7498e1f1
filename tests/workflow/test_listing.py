"""All that a list shows, however many pages it has."""

from chalicelib.domain.listing import Asked, Place
from chalicelib.workflow import listing
from tests.fakes import MemoryContracts, memory_services
from tests.ports.made import AUTHOR, minutes, the_draft, the_head


def kept(count):
    contracts = MemoryContracts()
    for number in range(count):
        contracts.save_draft(the_draft(f"c{number:04d}"), the_head(f"c{number:04d}", since=minutes(number)))
    return memory_services(contracts=contracts)


def test_every_page_of_it_comes_whatever_page_was_asked_for():
    asked = Asked(order="oldest", limit=25, after=Place("2099", "c"))
    heads, more = listing.all_of(kept(1_001), AUTHOR, asked)

    assert [head.contract for head in heads] == [f"c{number:04d}" for number in range(1_001)]
    assert not more


def test_what_is_more_than_a_table_takes_is_cut_and_said_to_be():
    heads, more = listing.all_of(kept(5), AUTHOR, Asked(order="oldest"), most=4)

    assert [head.contract for head in heads] == ["c0000", "c0001", "c0002", "c0003"]
    assert more
