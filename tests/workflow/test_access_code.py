"""The code beside the link: who sees it, who must know it, how long somebody may guess, and what the trail says of it."""

import re

import pytest

from chalicelib.domain.errors import FormInvalid
from chalicelib.workflow.access_code import MOST_IN_A_DAY, access_codes
from chalicelib.workflow.correct_address import correct_address
from tests.workflow.terms import TWO
from tests.workflow.test_budget import ACCEPTANCE, calls
from tests.workflow.world import AUTHOR, World

CODED = TWO | {
    "signing_mode": "parallel",
    "supervisees": [TWO["supervisees"][0] | {"assurance_level": "email_link_code"}],
}
PARTY = "supervisee-1"


@pytest.fixture
def coded():
    """A contract in which one of two needs a code."""
    world = World()
    world.sent(CODED)
    return world


def codes(world):
    return access_codes(world.services, world.dossier)


def refused(world, code, **changes):
    """The codes of the faults, by field."""
    with pytest.raises(FormInvalid) as raised:
        world.accept(PARTY, access_code=code, **changes)
    return {fault.field: fault.code for fault in raised.value.faults}


def wrong(world):
    """Eight digits that are not the code."""
    return f"{(int(codes(world)[PARTY].replace(' ', '')) + 1) % 10**8:08d}"


# Who sees it


def test_only_who_needs_a_code_has_one_and_it_is_eight_digits_in_two_groups(coded):
    assert codes(coded).keys() == {PARTY}
    assert re.fullmatch(r"\d{4} \d{4}", codes(coded)[PARTY])


def test_it_is_the_same_at_every_look_and_another_in_every_contract(coded):
    first = codes(coded)
    assert codes(coded) == first

    coded.sent(CODED)

    assert codes(coded) != first


def test_it_is_shown_until_it_has_served_or_the_contract_is_over(coded):
    other = coded.branch()
    coded.accept(PARTY, access_code=codes(coded)[PARTY])
    other.decline("supervisor")

    assert (codes(coded), codes(other)) == ({}, {})


def test_all_codes_of_a_contract_are_one_question_to_the_key_and_none_where_nobody_has_one(coded):
    everybody = World()
    everybody.sent(TWO | {"assurance_level": "email_link_code"})
    found = everybody.dossier
    nobody = World()
    nobody.sent(TWO)

    assert calls(everybody, lambda: access_codes(everybody.services, found)) == 1
    assert len(codes(everybody)) == 2
    assert calls(nobody, lambda: codes(nobody)) == 0


def test_the_key_that_makes_links_is_never_asked_for_a_code(coded):
    """The role of the pages may not use it (ADR 0006)."""
    before = coded.line.calls.count("link_key.mac")

    coded.accept(PARTY, access_code=codes(coded)[PARTY])

    assert coded.line.calls.count("link_key.mac") == before


# Who must know it


@pytest.mark.parametrize("form", ["{}", " {} ", "{0[0]}-{0[1]}{0[2]}", "koodi {}"])
def test_however_it_is_typed_it_opens_and_the_trail_says_so(coded, form):
    code = codes(coded)[PARTY]

    coded.accept(PARTY, access_code=form.format(code) if "[" not in form else code.replace(" ", "-"))
    coded.accept("supervisor")

    accepted = {it.event.party: it.event.identified for it in coded.dossier.entries if it.kind == "accepted"}
    assert accepted == {PARTY: "email_link_code", "supervisor": "email_link"}


@pytest.mark.parametrize(
    ("code", "told"),
    [("", "required"), ("0", "code_wrong"), ("ei", "code_wrong"), ("１２３４５６７８", "code_wrong")],
)
def test_without_it_nothing_is_accepted(coded, code, told):
    assert refused(coded, code) == {"access_code": told}
    assert coded.story == ["sent"]


def test_what_else_is_missing_is_told_at_the_same_time(coded):
    assert refused(coded, wrong(coded), ticked=False, typed_name="Joku") == {
        "accept": "tick_missing", "typed_name": "name_differs", "access_code": "code_wrong",
    }  # fmt: skip


def test_a_second_click_needs_no_code_and_costs_no_try(coded):
    coded.accept(PARTY, access_code=codes(coded)[PARTY])
    used = dict(coded.accounts.used)

    assert coded.accept(PARTY).accepted.keys() == {PARTY}
    assert coded.accounts.used == used


# How long somebody may guess


def test_after_ten_tries_even_the_right_one_waits_for_the_next_day(coded):
    for _ in range(MOST_IN_A_DAY):
        assert refused(coded, wrong(coded)) == {"access_code": "code_wrong"}

    assert refused(coded, codes(coded)[PARTY]) == {"access_code": "code_rests"}
    coded.clock.forward(days=1)
    assert coded.accept(PARTY, access_code=codes(coded)[PARTY]).accepted.keys() == {PARTY}


def test_a_new_link_helps_at_once(coded):
    for _ in range(MOST_IN_A_DAY + 1):
        refused(coded, wrong(coded))

    _new_link(coded)

    assert coded.accept(PARTY, access_code=codes(coded)[PARTY]).accepted.keys() == {PARTY}


def test_an_acceptance_with_a_code_is_five_calls_like_any_other(coded):
    code, token = codes(coded)[PARTY], coded.token(PARTY)
    looked = calls(coded, lambda: coded.consent(PARTY, token))

    assert calls(coded, lambda: coded.accept(PARTY, token, access_code=code)) - looked <= ACCEPTANCE


def test_an_empty_field_is_no_try(coded):
    for _ in range(MOST_IN_A_DAY + 1):
        assert refused(coded, "") == {"access_code": "required"}


def test_tries_of_one_party_cost_the_others_nothing():
    world = World()
    world.sent(TWO | {"assurance_level": "email_link_code", "signing_mode": "parallel"})
    for _ in range(MOST_IN_A_DAY + 1):
        refused(world, "0")

    assert world.accept("supervisor", access_code=codes(world)["supervisor"]).accepted.keys() == {
        "supervisor"
    }


# A new link, a new code


def _new_link(world, email="aino@oma.example", anew=None):
    anew = world.state.rounds[PARTY] if anew is None else anew
    correct_address(world.services, AUTHOR, world.contract, PARTY, email, anew)
    world.settle()


@pytest.mark.parametrize("email", ["aino@oma.example", "uusi@oma.example"])
def test_a_new_link_has_a_new_code_and_the_old_one_opens_nothing(coded, email):
    old = codes(coded)[PARTY]

    _new_link(coded, email)

    assert codes(coded)[PARTY] != old
    assert refused(coded, old) == {"access_code": "code_wrong"}
    assert coded.letters()[-1][0] == email


def test_a_second_click_on_a_new_link_sends_no_third(coded):
    shown = coded.state.rounds[PARTY]
    for _ in range(2):
        _new_link(coded, anew=shown)

    assert coded.state.rounds[PARTY] == shown + 1
    assert len([to for to, _ in coded.letters() if to == "aino@oma.example"]) == 2


def test_the_same_address_alone_sends_nothing(coded):
    _new_link(coded, anew=0)

    assert coded.story == ["sent"]


# Where it does not lie


def test_it_is_kept_mailed_and_queued_nowhere(coded):
    code = codes(coded)[PARTY]
    refused(coded, wrong(coded))
    coded.accept(PARTY, access_code=code)
    coded.accept("supervisor")
    coded.settle()

    places = [vars(coded.contracts), vars(coded.accounts), coded.mailer.letters, coded.archive.offers]
    for form in (code, code.replace(" ", "")):
        assert [place for place in places if form in repr(place)] == []
