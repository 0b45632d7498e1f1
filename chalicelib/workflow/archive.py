"""The archive as auditors and supervisors read it: search, one contract's story with its verification, the file."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from chalicelib.domain.accounts import AUDITOR, Session
from chalicelib.domain.dossier import Dossier
from chalicelib.domain.errors import NotFound
from chalicelib.domain.finding import Archived, Query
from chalicelib.domain.verification import Report
from chalicelib.workflow.ports import Services
from chalicelib.workflow.verify import report_on


@dataclass(frozen=True, kw_only=True)
class Story:
    """One archived contract: its trail with names, and what its archived file says when it is verified now."""

    dossier: Dossier
    report: Report


def find(services: Services, session: Session, query: Query) -> Sequence[Archived]:
    """Archived contracts that match; a supervisor's are their own, an auditor's are all."""
    own = replace(query, author="" if session.role == AUDITOR else session.email)
    return services.contracts.find(own)


def story(services: Services, session: Session, contract: str) -> Story:
    """The contract's story, its file read back and verified. Raises NotFound for another supervisor's or an unsealed one."""
    dossier = _visible(services, session, contract)
    sealed = dossier.contract.sealed[0]
    pdf = services.archive.archived(sealed.key, sealed.version_id)
    return Story(dossier=dossier, report=report_on(pdf, services.seal_key.certificates))


def download_address(services: Services, session: Session, contract: str) -> str:
    """A short-lived address of the archived file. Raises NotFound as story does."""
    dossier = _visible(services, session, contract)
    sealed = dossier.contract.sealed[0]
    return services.archive.archived_url(sealed.key, sealed.version_id, f"{dossier.head.number}.pdf")


def _visible(services: Services, session: Session, contract: str) -> Dossier:
    dossier = services.contracts.load(contract)
    foreign = session.role != AUDITOR and dossier.head.author != session.email
    if foreign or not dossier.contract.sealed:
        raise NotFound()
    return dossier
