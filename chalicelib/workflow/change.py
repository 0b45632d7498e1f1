"""The one loop by which anything happens to a contract: load, decide, append; the loser of a race decides again."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from chalicelib.domain.contract import Contract
from chalicelib.domain.dossier import Dossier, Head, Private
from chalicelib.domain.errors import Busy, ChangedMeanwhile
from chalicelib.domain.events import Event
from chalicelib.domain.trail import extended
from chalicelib.workflow.ports import Services

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
) -> Contract:
    """
    Append what `decide` returns, with the private data of its first event; nothing when it returns nothing.

    decide: given the dossier and the time, pure; it is asked again whenever somebody else was quicker.
    known: what the caller has read a moment ago, for the first try.
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
            services.contracts.append(before, entries, head_after(dossier.head, after, at), private)
            return after
        except ChangedMeanwhile:
            services.wait(attempt)
    raise Busy()


def head_after(head: Head, contract: Contract, at: datetime) -> Head:
    """The contract's row once it looks like this."""
    return replace(
        head,
        status=contract.status,
        version=contract.version,
        length=contract.length,
        accepted=tuple(contract.accepted),
        change_requested=contract.change_requested,
        deadline=contract.deadline,
        touched_at=at,
        due_at=at + DUE_AFTER,
    )
