"""
The world in memory: it keeps the promises of workflow/ports.py, and tests/ports holds it to them beside AWS.

Every fake answers one caller at a time, counts its calls, and can be told to fail before or after it did its work.
"""

import hashlib
import hmac
import json
from collections import Counter
from dataclasses import replace
from datetime import timedelta
from itertools import count

from chalicelib.domain.accounts import CODE_TRIES
from chalicelib.domain.canonical import sha256
from chalicelib.domain.errors import NotFound
from chalicelib.domain.invitation import token_of
from chalicelib.domain.typed import Kept, TypedForm
from chalicelib.workflow.ports import Services
from tests.builders import NOW
from tests.fake_contracts import MemoryContracts
from tests.faulty import AFTER, BEFORE, Faulty
from tests.seal_key import SealKey

__all__ = [
    "AFTER", "BEFORE", "Clock", "LocalSealKey", "MacKey", "MemoryAccounts", "MemoryApiKeys", "MemoryArchive", "MemoryContracts",
    "MemoryMailer", "MemoryQueue", "MemoryTypedForms", "memory_services",
]  # fmt: skip


class MemoryAccounts(Faulty):
    def __init__(self):
        super().__init__()
        self.accounts, self.attempts, self.sessions = {}, {}, {}
        self.numbers, self.used, self.ended_attempts, self.ended_sessions = Counter(), Counter(), set(), set()

    def save(self, account):
        own = {name: _as_json(dict(getattr(account, name))) for name in ("profile", "defaults")}
        self.accounts[account.email] = replace(account, **own)

    def save_own(self, account):
        kept = _found(self.accounts, account.email)
        self.save(replace(account, role=kept.role, active=kept.active))

    def account(self, email):
        return self.accounts.get(email)

    def all(self):
        return tuple(account for _, account in sorted(self.accounts.items()))

    def next_number(self, email, year):
        self.numbers[email, year] += 1
        return self.numbers[email, year]

    def save_attempt(self, attempt):
        self.attempts[attempt.digest] = attempt
        self.ended_attempts.discard(attempt.digest)

    def peek(self, digest):
        attempt = self.attempts.get(digest)
        used_up = attempt is None or attempt.tries >= CODE_TRIES or digest in self.ended_attempts
        return None if used_up else attempt

    def attempt(self, digest):
        attempt = self.peek(digest)
        if attempt:
            self.attempts[digest] = replace(attempt, tries=attempt.tries + 1)
        return attempt

    def end_attempt(self, digest):
        if digest not in self.attempts or digest in self.ended_attempts:
            return False
        self.ended_attempts.add(digest)
        return True

    def save_session(self, session):
        if session.digest not in self.ended_sessions:
            self.sessions[session.digest] = session

    def session(self, digest):
        return self.sessions.get(digest)

    def end_session(self, digest):
        if self.sessions.pop(digest, None):
            self.ended_sessions.add(digest)

    def within(self, key, most, window, now):
        slot = (key, window, now.timestamp() // window.total_seconds())
        self.used[slot] += 1
        return self.used[slot] <= most


class MemoryApiKeys(Faulty):
    def __init__(self):
        super().__init__()
        self.keys, self.requests = {}, {}

    def add(self, key):
        self.keys[key.digest] = key

    def of(self, email):
        return tuple(key for key in self.keys.values() if key.email == email)

    def key(self, digest):
        return self.keys.get(digest)

    def used(self, key, day):
        if key.digest in self.keys:
            self.keys[key.digest] = replace(key, used_on=day)

    def end(self, email, digest):
        if digest in self.keys and self.keys[digest].email == email:
            del self.keys[digest]

    def ask(self, asked, now, instead=""):
        kept = self.requests.get((asked.email, asked.name))
        if kept is None or kept.expires_at <= now or kept.contract == instead:
            self.requests[asked.email, asked.name] = asked
        return self.requests[asked.email, asked.name]


class MemoryTypedForms(Faulty):
    """forms: (form, whether its page is over) by account, contract and page."""

    def __init__(self):
        super().__init__()
        self.forms = {}

    def keep(self, form):
        key = form.email, form.contract, form.page
        before, over = self.forms.get(key, (None, True))
        if before and (form.turn < before.turn or (over and form.turn == before.turn)):
            return Kept.OUTDATED
        self.forms[key] = replace(form, values=_as_json(dict(form.values))), False
        return Kept.FIRST if over else Kept.AGAIN

    def one(self, email, contract, page):
        form, over = self.forms.get((email, contract, page), (None, True))
        return None if over else form

    def all(self, email, contract=""):
        return tuple(
            form
            for key, (form, over) in sorted(self.forms.items())
            if not over and key[0] == email and contract in ("", key[1])
        )

    def end(self, email, contract, page, turn, at):
        key = email, contract, page
        if key not in self.forms or self.forms[key][0].turn <= turn:
            nothing = TypedForm(email=email, contract=contract, page=page, values={}, turn=turn, kept_at=at)
            self.forms[key] = nothing, True


class MemoryArchive(Faulty):
    """archive: (version id, bytes, locked until) by key."""

    def __init__(self):
        super().__init__()
        self.offers, self.archive = {}, {}

    def offer(self, contract, name, suffix, data):
        if suffix not in {"pdf", "xhtml"}:
            raise ValueError(suffix)
        self.offers.setdefault((contract, name, suffix), data)

    def offered(self, contract, name, suffix):
        return _found(self.offers, (contract, name, suffix))

    def offered_url(self, contract, name, filename):
        return f"https://archive.test/offered/{contract}/{name}.pdf?as={filename}"

    def put_once(self, key, data, retain_until):
        version_id, kept, _ = self.archive.setdefault(
            key, (f"version-{len(self.archive) + 1}", data, retain_until)
        )
        return version_id, kept

    def archived(self, key, version_id):
        found, data, _ = _found(self.archive, key)
        if found != version_id:
            raise NotFound
        return data

    def archived_url(self, key, version_id, filename):
        return f"https://archive.test/{key}?versionId={version_id}&as={filename}"


class MemoryMailer(Faulty):
    """letters: every one that was sent, in order."""

    def __init__(self):
        super().__init__()
        self.letters = []

    def send(self, letter):
        self.letters.append(letter)
        return f"message-{len(self.letters)}"


class MemoryQueue(Faulty):
    """messages: those nobody has taken yet, as JSON leaves them."""

    def __init__(self):
        super().__init__()
        self.messages = []

    def send(self, messages):
        self.messages += _as_json(list(messages))

    def take(self):
        """The oldest message, which is gone from here on; None when there is none."""
        return self.messages.pop(0) if self.messages else None


class MacKey(Faulty):
    def __init__(self, secret=b"link"):
        super().__init__()
        self._secret = secret

    def mac(self, message):
        return hmac.new(self._secret, message, hashlib.sha256).digest()


class LocalSealKey(Faulty):
    """A P-256 key in memory with a self-signed certificate; like KMS, it takes at most 4096 bytes."""

    def __init__(self, number=20261123):
        super().__init__()
        self._key = SealKey(number)

    @property
    def certificates(self):
        return (self._key.certificate(),)

    def sign(self, data):
        if len(data) > 4096:
            raise ValueError(len(data))
        return self._key.sign(data)


class Clock:
    """A clock that stands still until it is moved."""

    def __init__(self, at=NOW):
        self.at = at

    def __call__(self):
        return self.at

    def forward(self, **time):
        """clock.forward(days=4, minutes=1)"""
        self.at += timedelta(**time)


def memory_services(now=None, **instead):
    """Services in memory, with ids and tokens that are the same in every run. instead: other parts by name."""
    numbers, accounts = count(1), MemoryAccounts()
    parts = {
        "contracts": MemoryContracts(accounts),
        "accounts": accounts,
        "api_keys": MemoryApiKeys(),
        "typed": MemoryTypedForms(),
        "archive": MemoryArchive(),
        "mailer": MemoryMailer(),
        "link_key": MacKey(b"link"),
        "login_key": MacKey(b"login"),
        "seal_key": LocalSealKey(),
        "jobs": MemoryQueue(),
        "seals": MemoryQueue(),
        "base_url": "https://sopu.test",
        "seal_holder": "Mallilan Sopimuspalvelu Oy",
        "codes_per_hour": 6,
        "now": now or Clock(),
        "new_id": lambda: sha256(f"id {next(numbers)}".encode())[:32],
        "new_token": lambda: token_of(hashlib.sha256(f"token {next(numbers)}".encode()).digest()),
        "wait": lambda attempt: None,
    }
    return Services(**parts | instead)


def _found(kept, key):
    if key not in kept:
        raise NotFound
    return kept[key]


def _as_json(value):
    return json.loads(json.dumps(value))
