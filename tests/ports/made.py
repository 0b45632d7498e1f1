"""What the port tests store: drafts, rows and trails of contracts with any id, and many callers at once."""

from concurrent.futures import ThreadPoolExecutor
from datetime import timedelta
from threading import Barrier

from chalicelib.domain.contract import Contract
from chalicelib.domain.dossier import Draft, Head, Person, Private
from chalicelib.domain.events import SealedDocument
from chalicelib.domain.finding import Archived
from chalicelib.domain.trail import extended
from tests.builders import NOW, a_sent

AUTHOR = "maija@ohjaaja.example"
PEOPLE = (
    Person(party="supervisor", role="supervisor", name="Maija Meikäläinen"),
    Person(party="supervisee-1", role="supervisee", name="Šárka Šimková-Žáková"),
    Person(party="manager", role="manager", name="Bo Ek"),
)
PRIVATE = Private(
    salt="s" * 43,
    data={
        "addresses": {"supervisor": "m@a.example", "supervisee-1": "s@b.example", "manager": "bo@c.example"}
    },
)


def the_draft(contract, **changes):
    usual = {
        "id": contract, "author": AUTHOR, "number": "TO-2026-0001", "given": {"language": "fi"}, "begun": "d1", "revision": 1,
        "created_at": NOW, "touched_at": NOW,
    }  # fmt: skip
    return Draft(**usual | changes)


def the_head(contract, **changes):
    usual = {
        "contract": contract, "author": AUTHOR, "number": "TO-2026-0001", "title": "Mallilan kaupunki",
        "people": PEOPLE, "status": "draft", "created_at": NOW, "touched_at": NOW, "since": NOW,
    }  # fmt: skip
    return Head(**usual | changes)


def append(contracts, before, event, private=None, draft=None, at=NOW, **head):
    """Append one event as the workflow does; returns the contract after it."""
    entries = extended(before.id, before.length, before.tip, (event,), at)
    after = before.after(entries)
    usual = {"status": after.status, "version": after.version, "length": after.length, "due_at": at}
    contracts.append(before, entries, the_head(before.id, **usual | head), private, draft)
    return after


def sent(contracts, contract, save=True, private=PRIVATE, **head):
    """Save a draft (unless it is there) and send it; returns the contract."""
    if save:
        contracts.save_draft(the_draft(contract), the_head(contract))
    return append(
        contracts,
        Contract(id=contract),
        a_sent(commitment=private.digest),
        private,
        the_draft(contract),
        **head,
    )


def archived(contract, **changes):
    usual = {
        "contract": contract, "author": AUTHOR, "number": "TO-2026-0001", "title": "Mallilan kaupunki",
        "people": PEOPLE, "completed_at": NOW,
        "documents": (SealedDocument(kind="main", key=f"contracts/{contract}/v1.pdf", version_id="1", sha256=contract),),
    }  # fmt: skip
    return Archived(**usual | changes)


def at_once(callers, act):
    """act(0), act(1) … from as many threads, all let go at once; what each returned or raised."""
    gate = Barrier(callers)

    def call(number):
        gate.wait()
        try:
            return act(number)
        except Exception as error:
            return error

    with ThreadPoolExecutor(callers) as pool:
        return list(pool.map(call, range(callers)))


def minutes(number):
    return NOW + timedelta(minutes=number)
