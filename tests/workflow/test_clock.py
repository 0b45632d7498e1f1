"""What the clock does: reminders on the right mornings, the end at the deadline, and everything that was left undone."""

from datetime import datetime, timedelta

import pytest

from chalicelib.domain.calendar import HELSINKI
from chalicelib.domain.errors import AcceptedAlready, ContractClosed, FormInvalid, LinkExpired, NotFound
from chalicelib.workflow.cancel import cancel
from chalicelib.workflow.correct_address import correct_address
from chalicelib.workflow.remind import remind
from chalicelib.workflow.sweep import sweep
from chalicelib.workflow.view import view
from tests.builders import DEADLINE
from tests.workflow.terms import TEAM, TWO
from tests.workflow.world import AUTHOR, World

STRANGER = "vieras@ohjaaja.example"
PARALLEL = TWO | {"signing_mode": "parallel"}


def reminded(world, start=0):
    return [to for to, subject in world.letters(start) if subject.startswith("Muistutus")]


def mornings(world, **time):
    """When reminders go out in that time, as Helsinki sees it."""
    end, found = world.clock.at + timedelta(**time), []
    while world.clock.at < end:
        before = len(reminded(world))
        world.pass_time(minutes=30)
        if len(reminded(world)) > before:
            found.append(f"{world.clock.at.astimezone(HELSINKI):%a %-d.%-m. %H:%M}")
    return found


# Reminders


def test_a_party_is_reminded_twice_on_weekday_mornings(sent):
    """Sent on a Monday with two weeks to answer; the second would fall on a Saturday."""
    assert mornings(sent, days=15) == ["Fri 27.11. 09:00", "Fri 4.12. 09:00"]


def test_the_four_days_of_a_party_begin_when_it_is_their_turn(sent):
    sent.clock.forward(days=3)
    sent.accept("supervisor")
    sent.settle()

    assert mornings(sent, days=7) == ["Mon 30.11. 09:00"]
    assert reminded(sent) == ["aino@oma.example"]


def test_only_those_who_have_not_answered_are_reminded(world):
    world.sent(TEAM | {"signing_mode": "parallel"})
    world.accept("supervisee-2")
    world.accept("manager")

    world.pass_time(days=5)

    assert len(reminded(world)) == 4
    assert {TEAM["supervisees"][1]["email"], TEAM["manager"]["email"]} & set(reminded(world)) == set()


def test_after_a_pause_only_the_last_reminder_is_sent(sent):
    sent.clock.forward(days=12)

    for _ in range(3):
        sent.sweep()
        sent.clock.forward(minutes=2)

    assert reminded(sent) == ["ulla@kaarnalaiva.example"]


def test_a_reminder_carries_the_link_of_the_invitation(sent):
    invited = sent.token("supervisor")

    sent.pass_time(days=5)

    assert reminded(sent) == ["ulla@kaarnalaiva.example"]
    assert sent.token("supervisor") == invited


def test_nobody_is_reminded_of_what_is_over(offered):
    offered.decline("supervisee-1")
    offered.settle()

    assert mornings(offered, days=15) == []


# Reminding by hand


def test_the_supervisor_reminds_everybody_who_is_awaited(world):
    world.sent(TEAM | {"signing_mode": "parallel"})
    world.accept("supervisee-1")

    asked = remind(world.services, AUTHOR, world.contract)
    world.settle()

    assert set(asked) == {"supervisor", "supervisee-2", "supervisee-3", "supervisee-4", "manager"}
    assert len(reminded(world)) == 5


def test_twice_on_one_day_mails_once_and_on_the_next_day_again(offered):
    for _ in range(2):
        remind(offered.services, AUTHOR, offered.contract)
        offered.settle()
        offered.clock.forward(hours=7)
    offered.clock.at = datetime(2026, 11, 24, 0, 0, tzinfo=HELSINKI)

    assert reminded(offered) == ["aino@oma.example"]
    remind(offered.services, AUTHOR, offered.contract)
    offered.settle()
    assert reminded(offered) == ["aino@oma.example"] * 2


def test_who_accepted_between_the_click_and_the_mail_is_not_reminded(offered):
    remind(offered.services, AUTHOR, offered.contract)
    offered.accept("supervisee-1")

    offered.settle()

    assert reminded(offered) == []


def test_a_reminder_by_hand_does_not_put_off_those_of_the_clock(offered):
    remind(offered.services, AUTHOR, offered.contract)
    offered.settle()

    assert mornings(offered, days=15) == ["Fri 27.11. 09:00", "Fri 4.12. 09:00"]


@pytest.mark.parametrize("end", ["declined", "cancelled", "expired", "sealed"])
def test_nobody_is_reminded_by_hand_of_what_is_no_longer_open(offered, end):
    {
        "declined": lambda: offered.decline("supervisee-1"),
        "cancelled": lambda: cancel(offered.services, AUTHOR, offered.contract),
        "expired": lambda: offered.pass_time(days=20),
        "sealed": lambda: (offered.accept("supervisee-1"), offered.settle()),
    }[end]()

    with pytest.raises(ContractClosed) as raised:
        remind(offered.services, AUTHOR, offered.contract)

    assert raised.value.params == {"status": end}


def test_a_stranger_reminds_nobody(offered):
    with pytest.raises(NotFound):
        remind(offered.services, STRANGER, offered.contract)


# The end


def test_an_offer_expires_exactly_at_its_deadline(offered):
    last_second = DEADLINE - timedelta(seconds=1)
    offered.pass_time(seconds=(last_second - offered.clock.at).total_seconds())
    offered.sweep()
    assert offered.state.is_open

    offered.clock.forward(seconds=1)
    offered.sweep()

    assert offered.story == ["sent", "accepted", "expired"]
    assert offered.dossier.entries[-1].at == DEADLINE


def test_expiry_is_found_without_anybody_looking_and_once(offered):
    offered.pass_time(days=60)

    assert offered.story == ["sent", "accepted", "expired"]
    assert offered.dossier.entries[-1].at == DEADLINE
    assert offered.dossier.head.due_at is None


def test_a_contract_of_twenty_days_ago_expires_when_the_clock_comes_back(offered):
    offered.clock.forward(days=400)

    offered.sweep()

    assert offered.state.status == "expired"


def test_what_is_in_force_does_not_expire(sealed):
    sealed.pass_time(days=400)

    assert sealed.state.status == "sealed"


def test_a_contract_that_is_done_is_looked_at_no_more(sealed):
    sealed.pass_time(minutes=5)
    calls = len(sealed.line.calls)

    sealed.pass_time(days=400)

    assert len(sealed.line.calls) == calls
    assert list(sealed.contracts.due(sealed.clock.at)) == []


def test_a_waiting_contract_is_looked_at_only_when_something_lies_ahead(sent):
    """Two reminders and the deadline, not each minute of two weeks, nor the one after its mail."""
    rounds = []

    class Counted(list):
        def append(self, name):
            rounds.extend([name] if name == "contracts.due" else [])
            super().append(name)

    sent.line.calls = Counted(sent.line.calls)
    sent.pass_time(days=20)

    assert len(rounds) == 3


def test_a_round_says_how_many_contracts_were_due_and_again_the_same():
    world = World(stream=False)
    for _ in range(3):
        world.sent(TWO)
    world.clock.forward(minutes=2)

    assert sweep(world.services) == 3
    assert sweep(world.services) == 3
    assert len(world.jobs.messages) == 6


def test_a_draft_is_never_due(world):
    world.draft(TWO)
    world.clock.forward(days=99)

    assert sweep(world.services) == 0


def test_an_everyday_life_needs_no_stream_only_more_patience():
    world = World(stream=False)
    world.sent(TEAM)
    for seat in world.state.seats:
        world.pass_time(minutes=3)
        world.accept(seat.party)
    world.pass_time(minutes=10)

    assert world.story == ["sent", *["accepted"] * 6, "completed", "sealed"]
    assert len(world.letters()) == 12


# A corrected address


def correct(world, party="supervisee-1", email="uusi@oma.example", author=AUTHOR):
    return correct_address(world.services, author, world.contract, party, email)


def test_a_corrected_address_gets_a_new_link_and_the_old_one_is_dead(offered):
    old = offered.token("supervisee-1")

    correct(offered, email=" Uusi@Oma.example ")
    offered.settle()

    assert offered.letters()[-1] == (
        "uusi@oma.example",
        "Lue työnohjaussopimus TO-2026-0001 ja vastaa 7.12.2026 mennessä",
    )
    with pytest.raises(LinkExpired):
        view(offered.services, old)
    assert offered.accept("supervisee-1").status == "completed"


def test_the_new_address_is_not_in_the_trail(offered):
    correct(offered)

    assert b"uusi" not in b"".join(offered.contracts.trails[offered.contract])
    assert offered.dossier.entries[-1].event.commitment == offered.dossier.private[3].digest


def test_the_same_address_again_changes_nothing(offered):
    correct(offered, email="AINO@oma.example")
    correct(offered)
    correct(offered)
    offered.settle()

    assert offered.story == ["sent", "accepted", "address_corrected"]
    assert [to for to, _ in offered.letters()].count("uusi@oma.example") == 1


def test_the_one_who_waits_for_their_turn_gets_a_link_only_then(sent):
    correct(sent)
    sent.settle()
    assert [to for to, _ in sent.letters()] == ["ulla@kaarnalaiva.example"]

    sent.accept("supervisor")
    sent.settle()

    assert [to for to, _ in sent.letters()] == ["ulla@kaarnalaiva.example", "uusi@oma.example"]


def test_the_reminders_of_a_new_round_count_from_it(offered):
    offered.clock.forward(days=3)
    correct(offered)
    offered.settle()

    assert mornings(offered, days=7) == ["Mon 30.11. 09:00"]
    assert reminded(offered) == ["uusi@oma.example"]


@pytest.mark.parametrize(
    ("email", "code"),
    [
        ("", "not_an_email"),
        ("ei osoite", "not_an_email"),
        ("a@b.example, c@d.example", "not_an_email"),
        ("Ulla@kaarnalaiva.example", "address_used_twice"),
    ],
)
def test_what_is_no_address_of_their_own_is_refused(offered, email, code):
    with pytest.raises(FormInvalid) as raised:
        correct(offered, email=email)

    assert [(fault.field, fault.code) for fault in raised.value.faults] == [("email", code)]
    assert offered.story == ["sent", "accepted"]


def test_who_has_accepted_keeps_their_address(offered):
    with pytest.raises(AcceptedAlready):
        correct(offered, party="supervisor")


def test_nobodys_address_and_anothers_contract_look_absent(offered):
    for wrong in ({"party": "manager"}, {"author": STRANGER}):
        with pytest.raises(NotFound):
            correct(offered, **wrong)


def test_what_is_over_needs_no_address(offered):
    offered.decline("supervisee-1")

    with pytest.raises(ContractClosed):
        correct(offered)
