"""What stands on the page of every end of a link."""

import pytest

from chalicelib.documents.link_ends import ENDS, NEXT, STEPS, link_end, next_words, way
from chalicelib.domain.errors import ContractError, LinkExpired
from tests.documents.page_contexts import CASES


def leaves(kind):
    return {kind} | {leaf for each in kind.__subclasses__() for leaf in leaves(each)}


@pytest.mark.parametrize("what", ENDS)
def test_every_end_says_what_has_happened_what_it_means_and_what_one_can_do(what):
    end = link_end(what, "fi")

    assert all(said.endswith(".") for said in (end.happened, end.means, end.now, end.own or "."))
    assert not end.heading.endswith(".")


def test_every_way_to_lose_a_link_has_an_end():
    assert {kind.code for kind in leaves(LinkExpired)} <= set(ENDS)
    assert {"deadline_passed", "accepted_already", "contract_closed", "not_your_turn"} <= set(ENDS) & {
        kind.code for kind in leaves(ContractError)
    }


def test_every_end_is_among_the_pages_that_are_looked_at():
    assert set(ENDS) <= {case for name, case, _ in CASES if name == "ended"}


@pytest.mark.parametrize("what", NEXT)
def test_what_comes_next_has_a_step_of_its_own(what):
    steps, now = way(what, "fi")

    assert next_words(what, "fi")
    assert (len(steps), 0 < now <= len(STEPS)) == (4, True)
