"""Raw evidence of an act: kept apart from the trail, which only commits to it."""

from datetime import timedelta

from chalicelib.domain.dossier import Private
from chalicelib.frozen import dataclass
from chalicelib.workflow.ports import Services

# Raw evidence lives shorter than the contract: three years from the day on which the last party accepted. An act lies
# at most sixty days before that (the longest time to sign), and three years may hold a leap day.
EVIDENCE_KEPT = timedelta(days=3 * 365 + 61)


@dataclass(frozen=True, kw_only=True)
class Visit:
    """Where a request came from, as API Gateway says; evidence, never shown to other parties."""

    ip: str
    user_agent: str


def evidence(services: Services, visit: Visit, **data: str) -> Private:
    """The visit and what was typed, with a fresh salt; each call commits differently."""
    raw = {"ip": visit.ip, "user_agent": visit.user_agent[:500]} | data
    return Private(salt=services.new_token(), data=raw, expires_at=services.now() + EVIDENCE_KEPT)
