"""What the tests talk about: the everyday terms with one thing changed, and contracts with a trail behind them."""

import json
from copy import deepcopy
from datetime import UTC, date, datetime, timedelta
from functools import cache
from pathlib import Path

from chalicelib.domain import events
from chalicelib.domain.acceptance import statement
from chalicelib.domain.canonical import canonical
from chalicelib.domain.contract import Contract
from chalicelib.domain.parties import Role
from chalicelib.domain.terms import read_terms
from chalicelib.domain.trail import extended

TODAY = date(2026, 11, 23)
NOW = datetime(2026, 11, 23, 7, 0, tzinfo=UTC)  # nine in the morning in Helsinki
DEADLINE = datetime(2026, 12, 7, 22, 0, tzinfo=UTC)  # 24:00 in Helsinki on 7 December
CONTRACT = "5d41402abc4b2a76b9719d911017c592"
ABSENT = Ellipsis  # as a changed value: the key is not there

_EXAMPLES = Path(__file__).parent / "examples"


def example(name="team.fi", **changes):
    """
    The JSON of an example contract, changed at fields named as in the form.

    example("team.fi", **{"supervisees-0-email": "aino@koti.example", "client": ABSENT})
    """
    data = deepcopy(_parsed_example(name))
    for field, value in changes.items():
        _change(data, field.split("-"), deepcopy(value))
    return data


def terms_of(name="team.fi", **changes):
    """The terms of an example with these changes; fails, with the faults, when there are any."""
    reading = read_terms(example(name, **changes), TODAY)
    assert reading.faults == ()
    return reading.terms


def a_document(kind="main", digit="a"):
    """A document whose digests are one hex digit repeated, so that a reader sees which one it is."""
    return events.Document(
        kind=kind, pdf_sha256=digit * 64, pdf_bytes=40_000, text_sha256="b" * 64, terms_sha256="c" * 64
    )


def seats(supervisees=1, manager=True):
    """The supervisor, so many supervisees, and the manager who also represents the client."""
    people = [events.Seat(party=f"supervisee-{n}", role=Role.SUPERVISEE) for n in range(1, supervisees + 1)]
    official = events.Seat(party="manager", role=Role.MANAGER, also=(Role.CLIENT_REPRESENTATIVE,))
    return (events.Seat(party="supervisor", role=Role.SUPERVISOR), *people, *([official] if manager else []))


def a_sent(**changes):
    """The sending of a contract between a supervisor, one supervisee and a manager; the supervisor accepts first."""
    usual = {
        "version": 1, "number": "TO-2026-0001", "template": "supervision/v1", "language": "fi", "constellation": "A",
        "signing_mode": "supervisor_first", "deadline": DEADLINE, "documents": (a_document(),), "seats": seats(),
        "commitment": "d" * 64,
    }  # fmt: skip
    return events.Sent(**usual | changes)


def terms_file(**changes):
    """A terms.json with no more in it than what says that a_sent() asks the right people."""
    usual = {
        "constellation": "A", "contract_language": "fi", "signing_mode": "supervisor_first", "supervisor": {},
        "supervisees": [{}], "manager": {}, "client": {"representative": {"signs": True, "same_as_manager": True}},
        "price_amount": "240.00", "payer_type": "organisation",
    }  # fmt: skip
    return canonical(usual | changes)


def an_accepted(party="supervisor", **changes):
    """An acceptance of a_document() by this party."""
    usual = {
        "version": 1, "party": party, "documents": (a_document(),), "statement": "self/1", "language": "fi",
        "statement_sha256": "e" * 64, "identified": "email_link", "commitment": "f" * 64,
    }  # fmt: skip
    return events.Accepted(**usual | changes)


def a_sealed():
    """The sealing of version 1."""
    place = f"contracts/{CONTRACT}/v1.pdf"
    document = events.SealedDocument(kind="main", key=place, version_id="v-1", sha256="1" * 64)
    return events.Sealed(version=1, documents=(document,))


def a_trail(*happened, contract=CONTRACT):
    """Entries for these events, a minute apart, from NOW."""
    entries, tip = (), "0" * 64
    for number, event in enumerate(happened):
        entries += extended(contract, number, tip, (event,), NOW + timedelta(minutes=number))
        tip = entries[-1].sha256
    return entries


def a_contract(*happened):
    """The contract after these events; after its sending alone when none are given."""
    return Contract.replay(CONTRACT, a_trail(*(happened or (a_sent(),))))


def later(contract, happened, at=NOW):
    """The contract after a decision's events."""
    return contract.after(extended(contract.id, contract.length, contract.tip, happened, at))


def acceptance(contract, party, at=NOW, seen=None):
    """The decision that this party's click on what the page shows leads to."""
    said = statement(contract.seat(party), contract.offer, "fi")
    shown = contract.shown(party) if seen is None else seen
    return contract.accept(party, shown, said, "email_link", "f" * 64, at)


@cache
def _parsed_example(name):
    return json.loads((_EXAMPLES / f"{name}.json").read_text())


def _change(data, path, value):
    """Set or take away what the path leads to, making the tables on the way."""
    *way, last = (int(step) if step.isdigit() else step for step in path)
    for step in way:
        data = data.setdefault(step, {}) if isinstance(data, dict) else data[step]
    if value is ABSENT:
        data.pop(last, None) if isinstance(data, dict) else data.pop(last)
    elif isinstance(data, list) and last == len(data):
        data.append(value)
    else:
        data[last] = value
