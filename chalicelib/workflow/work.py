"""From a job to what it asks for. Every message may come twice or late."""

from collections.abc import Sequence
from typing import Any

from chalicelib.domain.dossier import Dossier, Index, Mail, Seal, Supersede
from chalicelib.domain.errors import NotFound
from chalicelib.domain.trail import TrailBroken
from chalicelib.domain.undelivered import troubles
from chalicelib.workflow.deliver import deliver
from chalicelib.workflow.expire import expire
from chalicelib.workflow.index import index
from chalicelib.workflow.login import send_code
from chalicelib.workflow.ports import Services
from chalicelib.workflow.reactions import next_look, owed
from chalicelib.workflow.supersede import supersede
from chalicelib.workflow.telling import tell_waiting
from chalicelib.workflow.unreadable import put_off


def work(services: Services, message: dict[str, Any]) -> None:
    """
    Do one job of the queue: {"login": digest}, {"contract": id, "mail": […]}, or {"contract": id}: what is it owed?

    Doing a job again changes nothing: each mail holds a claim, a login's code stays the same, and the index writes the
    same rows. Raises whatever AWS raises, so that the queue brings the message back.
    """
    if "login" in message:
        send_code(services, message["login"])
    elif "mail" in message:
        party, kind, round_ = message["mail"]
        dossier = services.contracts.dossier(message["contract"])
        services.journal.about(message["contract"], dossier.contract.length)
        deliver(services, dossier, Mail(party=party, kind=kind, round=round_))
    else:
        attend(services, message["contract"], by_clock=message.get("clock", False))


def attend(services: Services, contract: str, by_clock: bool) -> None:
    """
    Start every job that the contract is owed: sealing in its own queue, mails, and the rows that searches read.

    People come before searches: rows that cannot be written keep nobody's mail back.
    by_clock: the sweep asks: expire it first if its time is over, and note when to look again.
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
    jobs = owed(dossier, now)
    if Seal() in jobs:
        services.seals.send([{"contract": contract}])
    if by_clock:
        services.contracts.reschedule(dossier.head, next_look(dossier, now), bool(troubles(dossier)))
    _mail(services, dossier, [job for job in jobs if isinstance(job, Mail)])
    if Supersede() in jobs:
        supersede(services, dossier)
    if Index() in jobs:
        index(services, dossier)


def _mail(services: Services, dossier: Dossier, mails: Sequence[Mail]) -> None:
    """Each mail is a job of its own, so that one bad address delays nobody else; a single one is sent at once."""
    if len(mails) == 1:
        deliver(services, dossier, mails[0])
    else:
        contract = dossier.contract.id
        services.jobs.send([{"contract": contract, "mail": [it.party, it.kind, it.round]} for it in mails])
