"""A contract whose trail cannot be read: nothing can be done for it but to tell, until somebody mends it."""

from datetime import timedelta

from chalicelib.domain.trail import TrailBroken
from chalicelib.journal import Metric
from chalicelib.workflow.ports import Services

# The alarm counts by the hour, so it stands until the contract can be read again.
LOOK_AGAIN = timedelta(minutes=30)


def put_off(services: Services, contract: str, error: TrailBroken) -> None:
    """
    Tell of it, and look again later: what is overdue then tells of the clock, not of this contract. Again: the same.

    Its row alone is read and written, and nothing of it goes.
    """
    services.journal.count(Metric.TRAILS_BROKEN)
    services.journal.notice(outcome=f"TrailBroken: {error}")
    head = services.contracts.head(contract)
    services.contracts.reschedule(head, services.now() + LOOK_AGAIN)
