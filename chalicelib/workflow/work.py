"""From a job to what it asks for. Every message may come twice or late."""

from collections.abc import Collection
from dataclasses import replace
from datetime import datetime, timedelta
from typing import Any

from chalicelib.domain.dossier import Dossier, Head, Index, Job, Mail, Seal, Supersede
from chalicelib.domain.errors import NotFound
from chalicelib.domain.trail import TrailBroken
from chalicelib.domain.undelivered import troubles
from chalicelib.journal import Metric
from chalicelib.workflow.deliver import deliver
from chalicelib.workflow.expire import expire
from chalicelib.workflow.index import index
from chalicelib.workflow.login import send_code
from chalicelib.workflow.ports import Services
from chalicelib.workflow.reactions import LOOK_AGAIN, next_look, owed
from chalicelib.workflow.supersede import supersede
from chalicelib.workflow.telling import tell_waiting
from chalicelib.workflow.unreadable import put_off

_FRESH = timedelta(seconds=1)


def work(services: Services, message: dict[str, Any]) -> None:
    """
    Do one job of the queue: {"login": digest}, or {"contract": id}: whatever that is owed.

    Doing a job again changes nothing: each mail holds a claim, a login's code stays the same, and the index writes the
    same rows. Raises whatever AWS raises, so that the queue brings the message back.
    """
    if "login" in message:
        send_code(services, message["login"])
    else:
        attend(services, message["contract"], by_clock=message.get("clock", False))


def attend(services: Services, contract: str, by_clock: bool) -> None:
    """
    Do every job that the contract is owed, the rows that searches read last; sealing has a queue of its own.

    Each is tried, whatever becomes of the others, so that one bad address delays nobody else; then the first failure
    is raised. When all is done, the row says when to look again, and the clock need not come for nothing.
    by_clock: the sweep asks: expire it first if its time is over, and set the next look before anything can fail.
    """
    try:
        dossier = services.contracts.dossier(contract)
    except NotFound:
        return  # a draft that was due for nothing
    except TrailBroken as error:
        put_off(services, contract, error)
        return
    now = services.now()
    if by_clock and expire(services, dossier, now):
        dossier = services.contracts.dossier(contract)
    services.journal.about(contract, dossier.contract.length, dossier.trace)
    tell_waiting(services, dossier.contract, now)
    if by_clock:
        head = _note(services, dossier, next_look(dossier, now))
        dossier = replace(dossier, head=head)
    done, failures = _done(services, dossier, owed(dossier, now), now)
    _note(services, dossier, _later(dossier, done, now), done)
    if failures:
        services.journal.count(Metric.JOBS_FAILED, len(failures) - 1)  # one is counted by what is raised
        raise failures[0]


def _done(
    services: Services, dossier: Dossier, jobs: Collection[Job], read_at: datetime
) -> tuple[list[Job], list[Exception]]:
    """
    Try each of these: those that are out of the way now, and what was raised by others.

    Whoever cancels or corrects an address while the mails go out is heard: a contract that was read some time ago is
    read again.
    """
    done: list[Job] = []
    failures: list[Exception] = []
    for job in sorted(jobs, key=lambda each: isinstance(each, Index)):
        try:
            if services.now() - read_at > _FRESH:
                dossier, read_at = services.contracts.dossier(dossier.contract.id), services.now()
            if _do(services, dossier, job):
                done.append(job)
        except Exception as failure:
            failures.append(failure)
    return done, failures


def _do(services: Services, dossier: Dossier, job: Job) -> bool:
    """Whether it is done; what somebody else has begun or has to do is not."""
    match job:
        case Mail():
            return deliver(services, dossier, job)
        case Seal():
            services.seals.send([{"contract": dossier.contract.id}])
            return False
        case Supersede():
            supersede(services, dossier)
        case Index():
            index(services, dossier)
    return True


def _later(dossier: Dossier, done: Collection[Job], now: datetime) -> datetime | None:
    """When to look again; what was begun just now is looked at when the row says already."""
    later, noted = next_look(dossier.having_done(done), now), dossier.head.due_at
    return noted if noted and later and later <= now + LOOK_AGAIN else later


def _note(services: Services, dossier: Dossier, later: datetime | None, done: Collection[Job] = ()) -> Head:
    """Keep on the row when to look again, and what lists and the clock want to know; it as it is then."""
    seen = dossier.head
    findable = dossier.having_done(done).head.findable
    noted = replace(seen, due_at=later, undelivered=bool(troubles(dossier)), findable=findable)
    if noted != seen:
        services.contracts.reschedule(seen, later, noted.undelivered, noted.findable)
    return noted
