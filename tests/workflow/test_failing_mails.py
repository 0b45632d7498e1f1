"""A mail that is refused again and again: tried ever more seldom, never given up, and nobody else's trouble."""

from collections import defaultdict
from dataclasses import replace
from datetime import timedelta

import pytest

from chalicelib.domain.undelivered import UNSENT, troubles
from chalicelib.workflow.correct_address import correct_address
from chalicelib.workflow.deliver import lease
from tests.builders import DEADLINE
from tests.workflow.terms import TEAM, TWO
from tests.workflow.wire import Interrupted
from tests.workflow.world import AUTHOR, World

WRONG = "aino@oma.example"
DAY = timedelta(days=1)


class RefusingMailer:
    """Passes on letters but those to one address. tries: minutes since the start at which each of those was tried."""

    def __init__(self, world):
        self.world, self.start, self.open, self.tries = world, world.clock.at, False, defaultdict(list)

    def refuses(self, letter):
        return letter.to == WRONG

    def send(self, letter):
        if self.refuses(letter) and not self.open:
            self.tries[letter.subject].append((self.world.clock.at - self.start) / timedelta(minutes=1))
            raise Interrupted("refused")
        return self.world.mailer.send(letter)


@pytest.fixture
def refused():
    """Everybody is invited at once; the mail to one of two never gets through."""
    return refusing(TWO | {"signing_mode": "parallel"})


def refusing(given):
    world = World()
    world.refusals = RefusingMailer(world)
    world.services = replace(world.services, mailer=world.refusals)
    world.sent(given)
    return world


def invitations(world):
    return next(tries for subject, tries in world.refusals.tries.items() if subject.startswith("Lue "))


def test_the_wait_doubles_from_a_minute_up_to_a_day():
    waits = [lease(tries) for tries in (0, 1, 2, 9, 10, 11, 10**6)]

    assert waits == [*(timedelta(minutes=m) for m in (1, 2, 4, 512)), DAY, DAY, DAY]


def test_a_refused_mail_is_tried_ever_more_seldom_and_never_given_up(refused):
    refused.pass_time(days=5)

    doubling = [2**number - 1 for number in range(11)]
    daily = [doubling[-1] + 24 * 60 * day for day in (1, 2, 3, 4)]
    assert invitations(refused) == doubling + daily


def test_the_clock_looks_only_when_something_can_be_done(refused):
    refused.pass_time(days=1)
    calls = len(refused.line.calls)

    refused.pass_time(days=1)

    assert refused.line.calls[calls:].count("contracts.due") <= 2


def test_everybody_else_gets_their_mails_in_time():
    healthy, broken = World(), World()
    broken.refusals = RefusingMailer(broken)
    broken.services = replace(broken.services, mailer=broken.refusals)
    given = TEAM | {"signing_mode": "parallel"}
    given = given | {"supervisees": [given["supervisees"][0] | {"email": WRONG}, *given["supervisees"][1:]]}

    for world in (healthy, broken):
        world.sent(given)
        world.pass_time(days=5)

    told = [each for each in broken.letters() if each[0] != AUTHOR]
    assert sorted(told) == sorted(each for each in healthy.letters() if each[0] != WRONG)


def test_the_offer_still_ends_at_its_deadline(refused):
    refused.pass_time(days=30)

    assert refused.story == ["sent", "expired"]
    assert refused.dossier.entries[-1].at == DEADLINE


def test_what_is_over_is_not_mailed_about_as_if_it_were_open(refused):
    refused.pass_time(days=30)
    tries = list(invitations(refused))

    refused.pass_time(days=30)

    assert invitations(refused) == tries


def test_once_the_mail_is_taken_it_has_come_once(refused):
    refused.pass_time(days=1)
    refused.refusals.open = True

    refused.pass_time(days=2)

    invited = [subject for to, subject in refused.letters() if to == WRONG and subject.startswith("Lue ")]
    assert len(invited) == 1
    assert "supervisee-1" not in troubles(refused.dossier)


def test_a_corrected_address_begins_anew_at_once(refused):
    refused.pass_time(days=2)
    assert troubles(refused.dossier)["supervisee-1"] == UNSENT

    correct_address(refused.services, AUTHOR, refused.contract, "supervisee-1", "uusi@oma.example")
    refused.settle()

    assert [to for to, _ in refused.letters()].count("uusi@oma.example") == 1
    assert "supervisee-1" not in troubles(refused.dossier)


def test_one_bad_minute_is_not_told_to_anybody(refused):
    """The second try usually succeeds; only when it does not is the address in doubt."""
    assert "supervisee-1" not in troubles(refused.dossier)

    refused.pass_time(minutes=1)

    assert troubles(refused.dossier)["supervisee-1"] == UNSENT
    assert "supervisor" not in troubles(refused.dossier)


# Rows for searches that cannot be written


class Standing(dict):
    """Faults that happen each time and not once."""

    def pop(self, key, default=None):
        return self.get(key, default)


def test_an_index_that_keeps_failing_keeps_nobodys_mail_back():
    world = World(forgetful=True)
    world.sent(TWO)
    world.line.breaks = Standing({"contracts.make_findable": "before"})

    world.everybody_accepts()

    subjects = [(to, subject) for to, subject in world.letters() if "on voimassa" in subject]
    assert sorted(to for to, _ in subjects) == [WRONG, "ulla@kaarnalaiva.example"]
    assert world.contracts.archive == {}


def test_the_index_is_written_as_soon_as_it_can_be():
    world = World(forgetful=True)
    world.sent(TWO)
    world.line.breaks = Standing({"contracts.make_findable": "before"})
    world.everybody_accepts()
    world.pass_time(minutes=10)

    world.line.breaks = {}
    world.pass_time(minutes=1)

    assert list(world.contracts.archive) == [world.contract]
    assert world.dossier.head.due_at is None or world.dossier.head.due_at > world.clock.at
