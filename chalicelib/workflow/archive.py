"""The archive as auditors and supervisors read it: search, one contract's story with its verification, the file."""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from chalicelib.domain.accounts import AUDITOR, Session
from chalicelib.domain.archived_file import compared
from chalicelib.domain.dossier import Dossier
from chalicelib.domain.errors import NotFound
from chalicelib.domain.finding import Archived, Query
from chalicelib.domain.sealed_facts import SealedFacts
from chalicelib.domain.trail import TrailBroken
from chalicelib.domain.verification import Report
from chalicelib.workflow.index import archived_of
from chalicelib.workflow.ports import Services
from chalicelib.workflow.verify import looked_at


@dataclass(frozen=True, kw_only=True)
class Story:
    """
    One archived contract, and what its archived file says when it is verified now, and compared with the table.

    dossier: its trail with names; None when the table's trail is broken, which the report then says.
    """

    archived: Archived
    dossier: Dossier | None
    report: Report


def find(services: Services, session: Session, query: Query) -> Sequence[Archived]:
    """Archived contracts that match; a supervisor's are their own, an auditor's are all."""
    own = replace(query, author="" if session.role == AUDITOR else session.email)
    return services.contracts.find(own)


def story(services: Services, session: Session, contract: str) -> Story:
    """The contract's story, its file read back and verified. Raises NotFound for another supervisor's or an unsealed one."""
    archived, kept = _visible(services, session, contract)
    found = _file(services, archived)
    if isinstance(kept, TrailBroken):
        return Story(archived=archived, dossier=None, report=compared(archived, kept, found))
    return Story(archived=archived, dossier=kept, report=compared(archived, kept.entries, found))


def download_address(services: Services, session: Session, contract: str) -> str:
    """A short-lived address of the archived file. Raises NotFound as story does."""
    archived, _ = _visible(services, session, contract)
    sealed = archived.documents[0]
    return services.archive.archived_url(sealed.key, sealed.version_id, f"{archived.number}.pdf")


def _file(services: Services, archived: Archived) -> tuple[SealedFacts, Report] | None:
    """What is found in the file; None when it is not there, which is a finding and no missing page."""
    sealed = archived.documents[0]
    try:
        pdf = services.archive.archived(sealed.key, sealed.version_id)
    except NotFound:
        return None
    return looked_at(pdf, services.seal_key.certificates)


def _visible(services: Services, session: Session, contract: str) -> tuple[Archived, Dossier | TrailBroken]:
    archived, kept = _kept(services, contract)
    foreign = archived is not None and session.role != AUDITOR and archived.author != session.email
    if archived is None or foreign or not archived.documents:
        raise NotFound()
    return archived, kept


def _kept(services: Services, contract: str) -> tuple[Archived | None, Dossier | TrailBroken]:
    """What the trail says lies in the archive; what the search says when somebody has broken the trail."""
    try:
        dossier = services.contracts.load(contract)
    except TrailBroken as broken:
        return _searched(services, contract), broken
    return archived_of(dossier), dossier


def _searched(services: Services, contract: str) -> Archived | None:
    head = services.contracts.head(contract)
    found = services.contracts.find(Query(author=head.author, party=head.number))
    return next((each for each in found if each.contract == contract), None)
