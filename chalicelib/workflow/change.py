"""The one loop by which anything happens to a contract: load, decide, append; the loser of a race decides again."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from chalicelib.domain.contract import Contract
from chalicelib.domain.dossier import Dossier, Head, Private
from chalicelib.domain.errors import Busy, ChangedMeanwhile
from chalicelib.domain.events import Event
from chalicelib.domain.listing import moved
from chalicelib.domain.trail import extended
from chalicelib.workflow.ports import Services
from chalicelib.workflow.telling import tell

# 33 parties who click in the same second lose at most 32 races each; a wait in between makes that rare.
TRIES = 60
# The stream is quick; what is not done by then, the sweep does.
DUE_AFTER = timedelta(seconds=60)

Decide = Callable[[Dossier, datetime], Sequence[Event]]


def change(
    services: Services,
    contract: str,
    decide: Decide,
    private: Private | None = None,
    known: Dossier | None = None,
    noted: Callable[[Head], Head] | None = None,
) -> Contract:
    """
    Append what `decide` returns, with the private data of its first event; nothing when it returns nothing.

    decide: given the dossier and the time, pure; it is asked again whenever somebody else was quicker.
    known: what the caller has read a moment ago, for the first try. noted: the row with what only it tells of this.
    Returns the contract afterwards. Raises what decide raises, NotFound, and Busy when AWS does not keep up.
    """
    for attempt in range(TRIES):
        dossier = known or services.contracts.load(contract)
        known = None
        at = services.now()
        events = decide(dossier, at)
        if not events:
            return dossier.contract
        before = dossier.contract
        entries = extended(contract, before.length, before.tip, events, at)
        after = before.after(entries)
        try:
            row = head_after(noted(dossier.head) if noted else dossier.head, after, at)
            services.contracts.append(before, entries, row, private)
            tell(services, before, entries)
            return after
        except ChangedMeanwhile:
            services.wait(attempt)
    raise Busy()


def _full_minute(at: datetime) -> datetime:
    """The end of its minute: the clock comes once in each, and what happens within one leaves the index of times alone."""
    begun = at.replace(second=0, microsecond=0)
    return begun if begun == at else begun + timedelta(minutes=1)


def with_names(head: Head, renamed: Mapping[str, str]) -> Head:
    """The row with these names, by party; its title too where that is one of them."""
    titles = {head.name(party): name for party, name in renamed.items()}
    people = tuple(
        replace(person, name=renamed[person.party], printed=person.printed or person.name)
        if person.party in renamed
        else person
        for person in head.people
    )
    return replace(head, people=people, title=titles.get(head.title, head.title))


def head_after(head: Head, contract: Contract, at: datetime) -> Head:
    """The contract's row once it looks like this."""
    changed = replace(
        head,
        status=contract.status,
        version=contract.version,
        length=contract.length,
        accepted=tuple(contract.accepted),
        change_requested=contract.change_requested,
        sent_at=contract.sent_at,
        deadline=contract.deadline,
        touched_at=at,
        due_at=_full_minute(at + DUE_AFTER),
    )
    return replace(changed, since=at) if moved(head, changed) else changed
