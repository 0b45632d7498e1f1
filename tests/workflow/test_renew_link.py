"""A link to the sealed copy sleeps after ninety days; a fresh one goes to the same address and to nobody else."""

from dataclasses import replace

import pytest

from chalicelib.domain.errors import FormInvalid, LinkExpired, NotFound
from chalicelib.domain.invitation import token_digest
from chalicelib.workflow.deliver import LINK_KEPT
from chalicelib.workflow.renew_link import renew_link
from chalicelib.workflow.view import pdf_address, view
from tests.fakes import MacKey
from tests.workflow.terms import TWO
from tests.workflow.test_failing_mails import RefusingMailer
from tests.workflow.world import links_of

PARTIES = ("supervisor", "supervisee-1")
FRESH = "Uusi linkki työnohjaussopimukseen TO-2026-0001"


@pytest.fixture
def asleep(sealed):
    """A world in which the copies were delivered ninety days ago."""
    sealed.pass_time(days=90)
    return sealed


def test_the_copy_can_be_fetched_for_ninety_days_to_the_second(sealed):
    token = sealed.token("supervisee-1")
    sealed.pass_time(days=90, seconds=-1)
    assert sealed.state.sealed[0].key in pdf_address(sealed.services, token)

    sealed.clock.forward(seconds=1)

    with pytest.raises(LinkExpired):
        pdf_address(sealed.services, token)
    assert view(sealed.services, token).seat.party == "supervisee-1"


def test_a_fresh_link_goes_to_the_same_address_only_and_opens_the_copy(asleep):
    old, before = asleep.token("supervisee-1"), len(asleep.letters())

    renew_link(asleep.services, old, True)
    asleep.settle()

    (letter,) = asleep.mailer.letters[before:]
    (fresh,) = links_of(letter)
    assert letter.to == "aino@oma.example"
    assert asleep.state.sealed[0].key in pdf_address(asleep.services, fresh)
    for act in (view, pdf_address, lambda *holder: renew_link(*holder, True)):
        with pytest.raises(LinkExpired):
            act(asleep.services, old)


def test_a_second_click_mails_nothing_more(asleep):
    old, before = asleep.token("supervisee-1"), len(asleep.letters())
    renew_link(asleep.services, old, True)

    with pytest.raises(LinkExpired):
        renew_link(asleep.services, old, True)
    asleep.settle()

    assert len(asleep.letters()) == before + 1


def test_while_the_link_works_nothing_happens(sealed):
    before = (sealed.story, sealed.letters())

    renew_link(sealed.services, sealed.token("supervisee-1"), True)
    sealed.settle()

    assert (sealed.story, sealed.letters()) == before


def test_a_link_that_was_never_made_renews_nothing(asleep):
    with pytest.raises(NotFound):
        renew_link(asleep.services, "C" * 43, True)


def test_a_button_pressed_as_served_renews_nothing(asleep):
    """Mail scanners press it for years after, and each time the link in somebody's mail would die."""
    before = (asleep.story, asleep.letters())

    with pytest.raises(FormInvalid) as raised:
        renew_link(asleep.services, asleep.token("supervisee-1"), False)
    asleep.settle()

    assert [(fault.field, fault.code) for fault in raised.value.faults] == [
        ("renew", "tick_missing_to_renew")
    ]
    assert (asleep.story, asleep.letters()) == before


def test_the_others_links_are_left_alone(asleep):
    other = asleep.token("supervisor")

    renew_link(asleep.services, asleep.token("supervisee-1"), True)
    asleep.settle()

    assert view(asleep.services, other).seat.party == "supervisor"
    assert asleep.state.status == "sealed"


def test_the_clock_alone_brings_it_too(asleep):
    quiet = asleep.branch(stream=False)
    before = len(quiet.letters())

    renew_link(quiet.services, quiet.token("supervisee-1"), True)
    quiet.pass_time(minutes=5)

    assert quiet.letters(before) == [("aino@oma.example", FRESH)]


def test_what_happens_after_sealing_does_not_touch_the_archived_file(asleep):
    kept = dict(asleep.archive.archive)

    renew_link(asleep.services, asleep.token("supervisee-1"), True)
    asleep.settle()
    asleep.pass_time(days=1)

    assert asleep.archive.archive == kept
    assert asleep.dossier.head.due_at is None


# The row of a link


@pytest.mark.parametrize("end_date", ["2027-12-31", None])
def test_whoever_has_a_link_to_a_sealed_file_can_renew_it_as_long_as_the_file_is_kept(world, end_date):
    world.sent(TWO | {"end_date": end_date})
    world.everybody_accepts()
    ((_, _, locked_until),) = world.archive.archive.values()

    kept = {party: world.contracts.forget_at[token_digest(world.token(party))] for party in PARTIES}

    assert kept == dict.fromkeys(PARTIES, locked_until)
    assert locked_until > world.clock.at + LINK_KEPT


def test_a_link_that_was_renewed_in_the_last_year_still_has_its_time(asleep):
    asleep.clock.at = asleep.archive.archive[asleep.state.sealed[0].key][2]

    renew_link(asleep.services, asleep.token("supervisor"), True)
    asleep.settle()

    assert asleep.contracts.forget_at[token_digest(asleep.token("supervisor"))] == asleep.clock.at + LINK_KEPT


def test_the_row_of_a_link_is_written_once_for_all_mails_that_carry_it(world):
    world.sent(TWO)
    world.everybody_accepts()

    links = [link for letter in world.mailer.letters for link in links_of(letter)]
    assert (len(links), len(set(links))) == (4, 2)
    assert sum("keep_link" in call for call in world.line.calls) == 2


def test_a_mail_after_the_link_key_was_changed_carries_a_link_that_opens(offered):
    """The same round has another token then, of which no claim knows."""
    key = MacKey(b"the next one")
    offered.services = replace(offered.services, link_key=key)
    before = offered.token("supervisee-1")

    offered.pass_time(days=8)

    later = offered.token("supervisee-1")
    assert later != before
    assert view(offered.services, later).seat.party == view(offered.services, before).seat.party


def test_a_mail_long_after_the_first_keeps_its_link_for_as_long_again(world):
    """The copy could not be mailed for two years and more, and the contract is kept for three."""
    world.sent(TWO | {"end_date": "2026-12-31", "retention_years": 3})
    world.accept("supervisor")
    world.settle()
    world.accept("supervisee-1")
    refusals = RefusingMailer(world)
    world.services = replace(world.services, mailer=refusals)
    world.settle()
    world.clock.forward(days=800)
    refusals.open = True

    world.sweep()
    world.settle()

    kept = {party: world.contracts.forget_at[token_digest(world.token(party))] for party in PARTIES}
    assert kept["supervisor"] < world.clock.at + LINK_KEPT == kept["supervisee-1"]
