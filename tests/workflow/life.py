"""
One contract of two from the form to the delivered copies, told so that any call may fail.

A client whose click fails either clicks again at once, or gives up and comes back the next day.
"""

from collections import Counter
from datetime import timedelta
from functools import cache

from chalicelib.domain.invitation import token_digest
from chalicelib.domain.report import AUTHENTIC
from chalicelib.workflow.draft import draft
from chalicelib.workflow.reactions import owed
from chalicelib.workflow.send import send
from chalicelib.workflow.verify import verify
from tests.workflow.terms import TWO
from tests.workflow.wire import FAULTS
from tests.workflow.world import AUTHOR, World, links_of

ID = "0123456789abcdef0123456789abcdef"
PEOPLE = ("supervisor", "supervisee-1")
PATIENT, GIVES_UP = "clicks again", "gives up"


class Life:
    """
    Lived once. promised: the parties who were told that their acceptance stands. spared: faults that never happened,
    because life was over before.
    """

    STORY, MAILS = ["sent", "accepted", "accepted", "completed", "sealed"], 4

    def __init__(self, client=PATIENT, **world):
        self.world, self.client, self.promised, self.spared = World(**world), client, set(), {}

    def live(self, breaks=None):
        """From the form to the end; breaks: as Line has them. Returns itself."""
        self.world.line.breaks = dict(breaks or {})
        self.world.contract = ID
        self._click(lambda: draft(self.world.services, AUTHOR, TWO, ID))
        self._click(lambda: send(self.world.services, AUTHOR, ID))
        self._go_on()
        self._think_again()
        for party in PEOPLE:
            self._click(lambda: self.world.accept(party))  # noqa: B023 - called at once
            self.promised.add(party)
            self._go_on()
        self.world.pass_time(minutes=20)
        self.spared, self.world.line.breaks = self.world.line.breaks, {}
        return self

    def _think_again(self):
        """What happens between sending and the acceptances that count."""

    def _click(self, act):
        while True:
            try:
                return act()
            except FAULTS:
                self._go_on()
                if self.client == GIVES_UP:
                    self.world.pass_time(days=1)

    def _go_on(self):
        """What follows, until everybody who should have a link has one."""
        self.world.settle()
        waiting = 0
        while not self._invited():
            waiting += 1
            assert waiting < 20, "an invitation never came"
            self.world.pass_time(minutes=1)

    def _invited(self):
        if not self.world.contracts.trails.get(ID):
            return True
        state = self.world.state
        tokens = [token for letter in self.world.mailer.letters for token in links_of(letter)]
        links = [self.world.contracts.links[token_digest(token)] for token in tokens]
        linked = {link.party for link in links if link.version == state.version}
        return set(state.awaited) <= linked


class LifeOfTwoVersions(Life):
    """The supervisor has accepted, and then changes the price."""

    STORY, MAILS = ["sent", "accepted", *Life.STORY], 6

    def _think_again(self):
        self._click(lambda: self.world.accept("supervisor"))
        self._go_on()
        self._click(lambda: self.world.draft_next(price_amount="80"))
        self._click(lambda: send(self.world.services, AUTHOR, ID))
        self._go_on()


def assert_ended_well(life, faults=1):
    """
    Completed once, sealed once, one archived object that verifies, nothing promised and lost, and every mail sent at
    least once and at most once more for each fault.
    """
    world = life.world
    assert world.story == life.STORY
    (_, pdf, _), = world.archive.archive.values()  # fmt: skip
    found = verify(world.services, pdf)
    assert found.report.verdict == AUTHENTIC
    assert found.archived.contract == ID
    assert life.promised == set(world.state.accepted) == set(PEOPLE)
    mails = Counter(
        letter for letter in world.letters() if not letter[1].startswith(("Muistutus", "Tarkista"))
    )
    assert len(mails) == life.MAILS
    assert sum(mails.values()) <= life.MAILS + faults
    assert world.dossier.head.due_at is None
    assert owed(world.dossier, world.clock.at + timedelta(days=365)) == ()


@cache
def length_of_a_life(kind=Life):
    """How many calls a life without faults makes, waiting included; a later call cannot fail."""
    life = kind().live()
    assert life.world.clock.at - Life().world.clock.at < timedelta(hours=1)
    return len(life.world.line.calls)
