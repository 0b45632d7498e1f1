"""
What each event makes due, and what a contract is owed right now.

The stream and the clock ask the same question, so that either alone finishes everything.
"""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from itertools import chain

from chalicelib.domain import events
from chalicelib.domain.calendar import HELSINKI
from chalicelib.domain.contract import Contract
from chalicelib.domain.dossier import Claim, Dossier, Index, Job, Mail, Seal, Supersede, round_of, wanted
from chalicelib.domain.earlier import LEFT_OUT, left_out
from chalicelib.domain.reminders import reminder_times
from chalicelib.domain.trail import Entry
from chalicelib.domain.undelivered import UNDELIVERED, doubts, remindable, unwelcome

LOOK_AGAIN = timedelta(seconds=60)


def _invite(contract: Contract, entry: Entry) -> Iterator[Job]:
    """Everybody whose turn it is; who has a link of this round already is left out by the claim."""
    kind = "invitation" if contract.version == 1 else "new_version"
    for party in contract.invited:
        yield Mail(party=party, kind=kind, round=round_of(contract, party))


def _tell_author(contract: Contract, entry: Entry) -> Iterator[Job]:
    yield Mail(party="author", kind=entry.kind, round=str(entry.number))


def _tell_everybody(contract: Contract, entry: Entry) -> Iterator[Job]:
    """The supervisor by the kind of end; the others only that there will be no contract."""
    if entry.kind != "cancelled":
        yield from _tell_author(contract, entry)
    for party in contract.invited:
        if party not in {"supervisor", contract.ended_by}:
            yield Mail(party=party, kind="ended", round=str(entry.number))


def _acknowledge(contract: Contract, entry: Entry) -> Iterator[Job]:
    """
    To the consumer what they gave notice of, and when, and to the supervisor that it came.

    The others hear from the service only when there will be no contract; from one in force the supervisor tells
    them (contract text, K20).
    """
    if isinstance(entry.event, events.Withdrawn):
        yield Mail(party=entry.event.party, kind="withdrawal_received", round=str(entry.number))
    yield from (_tell_author if contract.completed_at else _tell_everybody)(contract, entry)


def _tell_parties(contract: Contract, entry: Entry) -> Iterator[Job]:
    """Everybody who is still bound."""
    for seat in contract.seats:
        if seat.party not in contract.withdrawn:
            yield Mail(party=seat.party, kind=entry.kind, round=str(entry.number))


def _conclude(contract: Contract, entry: Entry) -> Iterator[Job]:
    yield Seal()
    if contract.offer.supersedes:
        yield Supersede()


def _deliver(contract: Contract, entry: Entry) -> Iterator[Job]:
    for seat in contract.seats:
        yield Mail(party=seat.party, kind="completed", round=str(entry.number))
    yield Index()


def _renew(contract: Contract, entry: Entry) -> Iterator[Job]:
    """A mail with the present link of everybody who asked for a fresh one."""
    for party in contract.renewed:
        yield Mail(party=party, kind="renewed", round=round_of(contract, party))


REACTIONS: dict[type[events.Event], Callable[[Contract, Entry], Iterator[Job]]] = {
    events.Sent: _invite,
    events.Accepted: _invite,
    events.AddressCorrected: _invite,
    events.NameCorrected: _invite,
    events.ChangeRequested: _tell_author,
    events.Declined: _tell_everybody,
    events.Cancelled: _tell_everybody,
    events.Expired: _tell_everybody,
    events.Completed: _conclude,
    events.Sealed: _deliver,
    events.LinkRenewed: _renew,
    events.Withdrawn: _acknowledge,
    events.Superseded: _tell_parties,
}


def owed(dossier: Dossier, now: datetime) -> tuple[Job, ...]:
    """Jobs that should have been done by now, are still wanted, and nobody works on at the moment."""
    claims = dossier.claims
    return tuple(job for job in _unfinished(dossier, now) if job not in claims or claims[job].free(now))


def next_look(dossier: Dossier, now: datetime) -> datetime | None:
    """
    When the clock should look at this contract again; None when nothing lies ahead.

    A job that somebody holds is looked at when it becomes free, so that one which keeps failing costs little, and
    what lies ahead for everybody else comes in its time.
    """
    contract = dossier.contract
    ahead = [_free_at(dossier.claims.get(job), now) for job in _unfinished(dossier, now)]
    if contract.is_open and contract.deadline is not None:
        reminders = (at for party in remindable(dossier) for at in _reminders(contract, party))
        ahead += [contract.deadline, *(at for at in reminders if at > now)]
    return min(ahead, default=None)


def _free_at(claim: Claim | None, now: datetime) -> datetime:
    """The end of the lease; what nobody holds is begun now, and looked at in a minute."""
    held = claim is not None and not claim.free(now)
    return claim.until if held and claim and claim.until else now + LOOK_AGAIN


def _unfinished(dossier: Dossier, now: datetime) -> tuple[Job, ...]:
    contract, claims = dossier.contract, dossier.claims
    reacted = (job for entry in dossier.entries for job in REACTIONS[type(entry.event)](contract, entry))
    asked = (job for job, claim in claims.items() if claim.state != "done" and not _while_so(job))
    told = chain(_farewells(dossier), _due_reminders(dossier, now), doubts(dossier))
    jobs = dict.fromkeys(chain(reacted, told, asked))
    done = {job for job, claim in claims.items() if claim.state == "done"} | _known_done(dossier)
    return tuple(
        job for job in jobs if job not in done and wanted(contract, job) and not _unwelcome(dossier, job)
    )


def _known_done(dossier: Dossier) -> set[Job]:
    return {Index()} if dossier.head.findable else set()


def _while_so(job: Job) -> bool:
    """
    Whether the job is named anew at each look for as long as what it tells is so.

    A try that failed does not make it wanted: the party may have been reached, or be in the contract again.
    """
    return isinstance(job, Mail) and job.kind in {UNDELIVERED, LEFT_OUT}


def _unwelcome(dossier: Dossier, job: Job) -> bool:
    return isinstance(job, Mail) and unwelcome(dossier, job)


def _farewells(dossier: Dossier) -> Iterator[Job]:
    """To whoever had a link to an earlier version and is in no later one."""
    for asked in left_out(dossier):
        yield asked.farewell


def _due_reminders(dossier: Dossier, now: datetime) -> Iterator[Job]:
    """The last reminder that is due, for each party who may get one; after a pause nobody gets two at once."""
    contract = dossier.contract
    for party in remindable(dossier):
        passed = [number for number, at in enumerate(_reminders(contract, party), start=1) if at <= now]
        if passed:
            yield Mail(party=party, kind="reminder", round=f"{round_of(contract, party)}.{passed[-1]}")


def _reminders(contract: Contract, party: str) -> tuple[datetime, ...]:
    if contract.deadline is None:
        return ()
    return reminder_times(contract.invited[party], contract.deadline, HELSINKI)
