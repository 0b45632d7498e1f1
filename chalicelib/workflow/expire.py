"""Expiring: an offer that not everybody accepted in time is over."""

from datetime import datetime

from chalicelib.domain.dossier import Dossier
from chalicelib.workflow.change import change
from chalicelib.workflow.ports import Services


def expire(services: Services, dossier: Dossier, now: datetime) -> bool:
    """Append Expired when the deadline is over; whether it was. A second call changes nothing."""
    if not dossier.contract.expire(now):
        return False
    change(services, dossier.contract.id, lambda latest, at: latest.contract.expire(at))
    return True
