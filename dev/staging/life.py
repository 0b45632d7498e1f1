"""The life of one contract between two invented people, on a service of which they see only pages and mails."""

import json
import secrets
import string
import time
from contextlib import AbstractContextManager, nullcontext
from dataclasses import dataclass, field
from datetime import date, timedelta
from typing import Any
from urllib.parse import urlencode

from chalicelib.domain.calendar import today_in_helsinki
from chalicelib.domain.terms.defaults import tidied
from chalicelib.web.form_values import flat
from dev import clock
from dev.browser import Browser, Page
from dev.life import expect
from dev.staging.people import People

STARTED = time.monotonic()


class Background:
    """What goes on behind the pages. On a real service nobody holds it up: both do nothing."""

    def stream_stopped(self) -> AbstractContextManager[None]:
        """The stream stands still for the length of the block."""
        return nullcontext()

    def clock_looks(self) -> None:
        """The clock looks once, when what happened just now has become due."""


def _a_name() -> str:
    """Nobody's, and never the same: the archive must find this contract among those of earlier lives."""
    return "Veera Koe" + "".join(secrets.choice(string.ascii_lowercase) for _ in range(8))


@dataclass(frozen=True)
class Cast:
    """
    Who takes part, all at one mailbox: its address with +ohjaaja, +ohjattava and +arkisto.

    supervisor and auditor have accounts. Raises ValueError for what is no address.
    """

    mailbox: str
    supervisors_name: str = "Siiri Koekäyttäjä"
    supervisees_name: str = field(default_factory=_a_name)

    def __post_init__(self) -> None:
        name, _, domain = self.mailbox.partition("@")
        if not name or not domain:
            raise ValueError(f"MAILBOX={self.mailbox}: not an address such as koe@example.fi")

    @property
    def supervisor(self) -> str:
        return self._at("ohjaaja")

    @property
    def supervisee(self) -> str:
        return self._at("ohjattava")

    @property
    def auditor(self) -> str:
        return self._at("arkisto")

    def _at(self, word: str) -> str:
        name, _, domain = self.mailbox.lower().partition("@")
        return f"{name}+{word}@{domain}"


def live(people: People, cast: Cast, background: Background) -> bytes:
    """
    Log in, write, send, accept by both, and find the sealed file in the archive; that file.

    background: made to seal by the clock alone, where somebody can.
    Raises AssertionError or LookupError with what somebody saw instead of what there should have been.
    """
    supervisor = people.log_in(cast.supervisor)
    contract = people.send(supervisor, _draft(people, cast, supervisor))
    say(f"sent {contract}")
    people.accept(people.link(cast.supervisor), cast.supervisors_name)
    say("the supervisor has accepted")
    link = people.link(cast.supervisee)
    with background.stream_stopped():
        people.accept(link, cast.supervisees_name)
        say("the supervisee has accepted")
        background.clock_looks()
        people.wait_for(lambda: _status(people, supervisor, contract) == "sealed", "the seal")
        say("sealed")
    sealed = _copies(people, cast)
    _in_the_archive(people, cast, contract, sealed)
    return sealed


def terms(cast: Cast, today: date) -> dict[str, Any]:
    """A small contract that begins and ends soon, so that its lock in the archive is as short as one can agree."""
    return {
        "constellation": "B",
        "supervision_form": "individual",
        "supervisor": {
            "full_name": cast.supervisors_name,
            "business_name": "Koekäyttö",
            "business_id": "0000001-9",
            "contact": {"email": cast.supervisor, "phone": "+358 40 000 0001", "address": "Koekatu 1, 00000 Mallila"},
            "qualification": "Koekäyttäjä, ei oikea työnohjaaja",
        },
        "supervisees": [
            {
                "full_name": cast.supervisees_name,
                "email": cast.supervisee,
                "pays_as": "business",
                "business_id": "0000002-7",
            }
        ],
        "payer_type": "supervisees",
        "start_date": (today + timedelta(days=14)).isoformat(),
        "end_date": (today + timedelta(days=28)).isoformat(),
        "sessions_total": 2,
        "place_detail": "Koekatu 1, Mallila",
        "goals_shared": "Tämä sopimus on palvelun koekäyttöä. Sen osapuolet ovat keksittyjä.",
        "price_amount": "100.00",
        "retention_years": 3,
        "retention_reason": "Koekäyttö",
    }  # fmt: skip


def say(words: str) -> None:
    """A line with the seconds since the command began."""
    print(f"{time.monotonic() - STARTED:6.1f} s  {words}", flush=True)


def _draft(people: People, cast: Cast, supervisor: Browser) -> Page:
    agreed = terms(cast, today_in_helsinki(clock.now()))
    return expect(people.draft(supervisor, flat(tidied(agreed))), 200)


def _status(people: People, supervisor: Browser, contract: str) -> str:
    told = json.loads(expect(supervisor.get(f"{people.base_url}/api/contracts/{contract}"), 200).body)
    return str(told["status"])


def _copies(people: People, cast: Cast) -> bytes:
    """The sealed file, which both have got by the mail about it."""
    addresses = [people.sealed_link(email) for email in (cast.supervisor, cast.supervisee)]
    copies = {expect(Browser().get(f"{link}/contract.pdf"), 200).body for link in addresses}
    if len(copies) != 1:
        raise AssertionError("the parties have got different files")
    say("both have got a mail, and by it the same file")
    return copies.pop()


def _in_the_archive(people: People, cast: Cast, contract: str, sealed: bytes) -> None:
    archive, auditor = f"{people.base_url}/archive", people.log_in(cast.auditor)
    query = urlencode({"party": cast.supervisees_name})
    people.wait_for(lambda: contract in expect(auditor.get(f"{archive}?{query}"), 200).text, "the archive")
    if "Aito" not in expect(auditor.get(f"{archive}/{contract}"), 200).text:
        raise AssertionError("the archive does not say authentic of its own file")
    if expect(auditor.get(f"{archive}/{contract}/contract.pdf"), 200).body != sealed:
        raise AssertionError("the archived file is not the parties' copy")
    if "Aito" not in expect(Browser().upload(f"{people.base_url}/verify", "file", sealed), 200).text:
        raise AssertionError("/verify does not say authentic")
    say("found in the archive, verified there and at /verify")
