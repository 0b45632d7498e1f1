"""
A world to tell stories in: the ports in memory, a clock that is moved, and everything that Lambda would start.

People act through the workflow as the pages do, with links from their mails. What follows happens in settle() and,
when time passes, by the clock.
"""

import re
from contextlib import suppress
from copy import deepcopy
from dataclasses import replace
from datetime import timedelta
from hashlib import sha256
from random import Random

from chalicelib.domain.invitation import token_of
from chalicelib.domain.terms import read_terms
from chalicelib.domain.terms.signers import signers
from chalicelib.workflow.accept import Consent, accept
from chalicelib.workflow.decline import decline
from chalicelib.workflow.draft import draft
from chalicelib.workflow.evidence import Visit
from chalicelib.workflow.forward import forward
from chalicelib.workflow.own import given_to_change
from chalicelib.workflow.request_change import request_change
from chalicelib.workflow.revise import revise
from chalicelib.workflow.seal import seal
from chalicelib.workflow.send import send
from chalicelib.workflow.sweep import sweep
from chalicelib.workflow.view import view
from chalicelib.workflow.work import work
from tests.builders import TODAY
from tests.fakes import (
    Clock,
    MemoryAccounts,
    MemoryArchive,
    MemoryContracts,
    MemoryMailer,
    MemoryQueue,
    memory_services,
)
from tests.workflow.wire import FAULTS, Line, Wire

AUTHOR = "tili@ohjaaja.example"  # the account; in the contract the supervisor has another address
VISIT = Visit(ip="192.0.2.7", user_agent="Firefox")
MINUTE = timedelta(minutes=1)
FAKES = ("mailer", "archive", "accounts", "contracts", "jobs", "seals")
PORTS = (*FAKES, "link_key", "login_key", "seal_key")


class World:
    """
    stream: False when the stream never arrives and only the clock is left. copies: how often a message is delivered.
    seed: the order in which messages are taken. forgetful: a message whose handling failed does not come back.
    """

    def __init__(self, stream=True, copies=1, seed=None, forgetful=False):
        self.clock, self.line, self.contract = Clock(), Line(), ""
        self.mailer, self.archive, self.accounts = MemoryMailer(), MemoryArchive(), MemoryAccounts()
        self.contracts, self.jobs, self.seals = MemoryContracts(), MemoryQueue(), MemoryQueue()
        self._made = 0
        made = memory_services(
            self.clock,
            new_id=lambda: self._new()[:16].hex(),
            new_token=lambda: token_of(self._new()),
            **{name: getattr(self, name) for name in FAKES},
        )
        self.services = replace(made, **{name: Wire(name, getattr(made, name), self.line) for name in PORTS})
        self._stream, self._copies, self._forgetful = stream, copies, forgetful
        self._seen, self._chance = {}, Random(seed) if seed is not None else None

    def branch(self, stream=True):
        """Another world that goes on from here by itself."""
        other = World(stream, self._copies, forgetful=self._forgetful)
        for name in FAKES:
            kept = vars(getattr(self, name)).items()
            vars(getattr(other, name)).update({k: deepcopy(v) for k, v in kept if not k.startswith("_")})
        other.contract, other.clock.at = self.contract, self.clock.at
        other._seen, other._made = dict(self._seen), self._made
        return other

    # People

    def draft(self, given):
        """The supervisor's draft of these terms; the world's contract from here on."""
        self.contract = draft(self.services, AUTHOR, given)[0].id
        return self.contract

    def sent(self, given, settle=True):
        """A contract that was sent, with its invitations delivered unless settle is False."""
        send(self.services, AUTHOR, self.draft(given))
        if settle:
            self.settle()
        return self.contract

    def draft_next(self, **changes):
        """The draft of the next version: the present one with these changes."""
        given = given_to_change(self.services, AUTHOR, self.contract)
        return revise(self.services, AUTHOR, self.contract, {**given, **changes})[0]

    def revised(self, **changes):
        """The next version, sent, with its invitations delivered."""
        self.draft_next(**changes)
        send(self.services, AUTHOR, self.contract)
        self.settle()

    def accept(self, party, token="", **changes):
        """The party opens the link and accepts what the page shows; token: an older link. changes: another Consent."""
        token = token or self.token(party)
        return accept(self.services, token, self.consent(party, token, **changes), VISIT)

    def consent(self, party, token, **changes):
        """The form of that page, filled in rightly."""
        shown = view(self.services, token).dossier
        usual = {
            "ticked": True, "representation_confirmed": True, "typed_name": shown.head.name(party),
            "documents": shown.contract.shown(party), "language": shown.contract.offer.language,
        }  # fmt: skip
        return Consent(**usual | changes)

    def decline(self, party, reason="Ei sovi nyt.", token=""):
        return decline(self.services, token or self.token(party), True, reason, VISIT)

    def request_change(self, party, text="Haluaisin harvemmin.", token=""):
        return request_change(self.services, token or self.token(party), text, VISIT)

    def everybody_accepts(self, settle=True):
        """In their order; each gets their invitation before they accept."""
        for seat in self.state.seats:
            self.accept(seat.party)
            if settle:
                self.settle()

    # What they see

    def token(self, party):
        """The token of the last link that was mailed to this party."""
        address = self.dossier.email(party)
        links = [link for letter in self.mailer.letters if letter.to == address for link in links_of(letter)]
        assert links, f"no link was mailed to {party}"
        return links[-1]

    def letters(self, start=0):
        """(address, subject) of the letters from the given one on, in order."""
        return [(letter.to, letter.subject) for letter in self.mailer.letters[start:]]

    @property
    def dossier(self):
        return self.contracts.dossier(self.contract)

    @property
    def state(self):
        return self.contracts.load(self.contract).contract

    @property
    def story(self):
        """Kinds of the trail's entries, in order; reading them checks the chain."""
        return [entry.kind for entry in self.contracts.load(self.contract).entries]

    # What happens by itself

    def settle(self):
        """Stream and queues until nothing is left."""
        for _ in range(10_000):
            if not (self._stream_arrives() or self._take(self.jobs, work) or self._take(self.seals, _seal)):
                return
        raise AssertionError("never quiet")

    def sweep(self):
        """One round of the clock, and what follows."""
        with suppress(*FAULTS):  # the next minute is another round
            sweep(self.services)
        self.settle()

    def pass_time(self, **time):
        """So much time goes by; the clock comes round whenever something is due, at most once a minute."""
        end = self.clock.at + timedelta(**time)
        while due := [at for head in self.contracts.heads.values() if (at := head.due_at) and at <= end]:
            following = max(min(due), self.clock.at + MINUTE)
            if following > end:
                break
            self.clock.at = following
            self.sweep()
        self.clock.at = end

    def _new(self):
        """32 bytes that this world has not made before, the same in every run."""
        self._made += 1
        return sha256(str(self._made).encode()).digest()

    def _stream_arrives(self):
        grown = {each: len(trail) for each, trail in self.contracts.trails.items()}
        news = [each for each, length in grown.items() if self._stream and self._seen.get(each, 0) < length]
        if news and self._handled(lambda: forward(self.services, news * self._copies)):
            self._seen = grown
        return bool(news)

    def _take(self, queue, handle):
        if not queue.messages:
            return False
        place = self._chance.randrange(len(queue.messages)) if self._chance else 0
        message = queue.messages.pop(place)
        for _ in range(self._copies):
            if not self._handled(lambda: handle(self.services, message)):
                queue.messages.append(message)
        return True

    def _handled(self, act):
        """Whether the message is gone: it was handled, or it failed and nobody brings it back."""
        try:
            act()
        except FAULTS:
            return self._forgetful
        return True


def _seal(services, message):
    seal(services, message["contract"])


def links_of(letter):
    """Tokens of the personal links in a letter's text."""
    return re.findall(r"/sign/([A-Za-z0-9_-]{43})\b", letter.text)


def parties(given):
    """Ids of those who sign a contract of these terms."""
    return [party.id for party in signers(read_terms(given, TODAY).terms)]
