"""What the journal is told by the workflow, once it has happened."""

from collections.abc import Sequence
from datetime import datetime

from chalicelib.domain import events
from chalicelib.domain.contract import Contract
from chalicelib.domain.trail import Entry
from chalicelib.journal import Metric
from chalicelib.workflow.ports import Services

_COUNTED: dict[type[events.Event], Metric] = {
    events.Sent: Metric.CONTRACTS_SENT,
    events.Accepted: Metric.ACCEPTANCES,
    events.Completed: Metric.CONTRACTS_COMPLETED,
    events.Sealed: Metric.CONTRACTS_SEALED,
}


def tell(services: Services, before: Contract, entries: Sequence[Entry]) -> None:
    """These entries were kept after `before`: which contract and which is the last, what is counted, the time to seal."""
    services.journal.about(before.id, entries[-1].number)
    for entry in entries:
        if metric := _COUNTED.get(type(entry.event)):
            services.journal.count(metric)
        if isinstance(entry.event, events.Sealed) and before.completed_at:
            services.journal.measure(Metric.TIME_TO_SEAL, (entry.at - before.completed_at).total_seconds())


def tell_waiting(services: Services, contract: Contract, now: datetime) -> None:
    """How long a contract that everybody accepted has waited for its seal by now; nothing of any other."""
    if contract.to_be_sealed and contract.completed_at:
        services.journal.measure(Metric.UNSEALED_AGE, (now - contract.completed_at).total_seconds())


def tell_mail(services: Services, kind: str) -> None:
    """A mail of this kind was handed to the mail service."""
    services.journal.notice(mail=kind)
    services.journal.count(Metric.MAILS_SENT)
