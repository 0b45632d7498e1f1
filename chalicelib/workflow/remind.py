"""Reminding by hand: a mail to everybody awaited, once a day at most."""

from collections.abc import Sequence
from datetime import datetime

from chalicelib.domain.calendar import today_in_helsinki
from chalicelib.domain.dossier import Dossier, Mail, round_of
from chalicelib.domain.errors import ContractClosed
from chalicelib.domain.undelivered import remindable
from chalicelib.workflow.own import own_contract
from chalicelib.workflow.ports import Services


def remind(services: Services, author: str, contract: str) -> Sequence[str]:
    """
    Ask for a reminder to each party who may be reminded and was not today; returns all who may be, by their ids.

    A second call on the same day sends nothing more and returns the same. Raises ContractClosed unless the contract is open, NotFound.
    """
    dossier = own_contract(services, author, contract)
    if not dossier.contract.is_open:
        raise ContractClosed(status=dossier.contract.status)
    now = services.now()
    day = today_in_helsinki(now).isoformat()
    jobs = [
        Mail(party=party, kind="reminder", round=f"{round_of(dossier.contract, party)}.{day}")
        for party in unreminded(dossier, now)
    ]
    services.contracts.ask(contract, jobs, now)
    services.jobs.send([{"contract": contract}])
    return remindable(dossier)


def unreminded(dossier: Dossier, now: datetime) -> Sequence[str]:
    """Parties who may be reminded and were not today, in Helsinki. Needs the dossier's claims and private data."""
    today = today_in_helsinki(now)
    reminders = {
        (job.party, today_in_helsinki(claim.at))
        for job, claim in dossier.claims.items()
        if isinstance(job, Mail) and job.kind == "reminder" and claim.at
    }
    return [party for party in remindable(dossier) if (party, today) not in reminders]
