"""The archive as auditors and supervisors read it: search, one contract's story with its verification, the file."""

from collections.abc import Iterable, Mapping
from dataclasses import replace

from chalicelib.documents.words import file_name
from chalicelib.domain.accounts import AUDITOR, Session
from chalicelib.domain.archived_file import compared
from chalicelib.domain.dossier import Dossier, Head
from chalicelib.domain.errors import NotFound
from chalicelib.domain.events import SealedDocument
from chalicelib.domain.finding import Archived, Query
from chalicelib.domain.listing import Place
from chalicelib.domain.parties import ANNEX, MAIN
from chalicelib.domain.report import Report
from chalicelib.domain.sealed_facts import SealedFacts
from chalicelib.domain.trail import TrailBroken
from chalicelib.frozen import dataclass
from chalicelib.workflow.index import archived_of
from chalicelib.workflow.ports import Services
from chalicelib.workflow.verify import looked_at


@dataclass(frozen=True, kw_only=True)
class Hit:
    """A contract that a search found. head: its row, which says where it stands today; None when there is none."""

    archived: Archived
    head: Head | None


@dataclass(frozen=True, kw_only=True)
class Hits:
    """A page of what a search found, with after and total as in Found."""

    hits: tuple[Hit, ...] = ()
    after: Place | None = None
    total: int | None = None


@dataclass(frozen=True, kw_only=True)
class Story:
    """
    One archived contract, and what its archived files say when they are verified now, and compared with the table.

    archived: its documents are those that the reader may have. dossier: its trail with names; None when the table's
    trail is broken, which the report then says. annex: the report on Annex A, which names nothing that is in it; None
    where there is none.
    """

    archived: Archived
    dossier: Dossier | None
    report: Report
    annex: Report | None

    @property
    def reports(self) -> tuple[Report, ...]:
        """On each of its files."""
        return (self.report, self.annex) if self.annex else (self.report,)


def find(services: Services, session: Session, query: Query) -> Hits:
    """A page of archived contracts that match; a supervisor's are their own, an auditor's are all."""
    own = replace(query, author="" if session.role == AUDITOR else session.email)
    found = services.contracts.find(own)
    heads = services.contracts.heads_of([archived.contract for archived in found.archived])
    hits = (Hit(archived=_for(session, it), head=heads.get(it.contract)) for it in found.archived)
    return Hits(hits=tuple(hits), after=found.after, total=found.total)


def story(services: Services, session: Session, contract: str) -> Story:
    """The contract's story, its files read back and verified. Raises NotFound for another supervisor's or an unsealed one."""
    archived, kept = _visible(services, session, contract)
    dossier = None if isinstance(kept, TrailBroken) else kept
    entries = kept if isinstance(kept, TrailBroken) else kept.entries
    reports = {
        sealed.kind: compared(contract, sealed, entries, _found(services, sealed))
        for sealed in archived.documents
    }
    shown = _for(session, archived)
    return Story(archived=shown, dossier=dossier, report=reports[MAIN], annex=reports.get(ANNEX))


def audited(
    services: Services, session: Session, contracts: Iterable[str]
) -> Mapping[str, tuple[Report, ...]]:
    """The report on each file of these, read back and verified now; no report on what is not there, or not for this reader."""
    return {contract: _reports(services, session, contract) for contract in contracts}


def _reports(services: Services, session: Session, contract: str) -> tuple[Report, ...]:
    try:
        told = story(services, session, contract)
    except NotFound:
        return ()
    return told.reports


def download_address(services: Services, session: Session, contract: str, kind: str = MAIN) -> str:
    """
    A short-lived address of an archived file. kind: MAIN, or ANNEX, which only its supervisor may have.

    Raises NotFound as story does, and for a document that there is not, or not for this reader.
    """
    archived = _for(session, _visible(services, session, contract)[0])
    sealed = archived.document(kind)
    if sealed is None:
        raise NotFound()
    return services.archive.archived_url(sealed.key, sealed.version_id, file_name(archived.number, kind))


def _for(session: Session, archived: Archived) -> Archived:
    """An auditor gets every contract and no annex; who else gets this one is its supervisor, who signed both."""
    if session.role != AUDITOR:
        return archived
    return replace(archived, documents=tuple(it for it in archived.documents if it.kind == MAIN))


def _found(services: Services, sealed: SealedDocument) -> tuple[SealedFacts, Report] | None:
    """What is found in the file; None when it is not there, which is a finding and no missing page."""
    try:
        pdf = services.archive.archived(sealed.key, sealed.version_id)
    except NotFound:
        return None
    return looked_at(pdf, services.seal_key.certificates)


def _visible(services: Services, session: Session, contract: str) -> tuple[Archived, Dossier | TrailBroken]:
    archived, kept = _kept(services, contract)
    foreign = archived is not None and session.role != AUDITOR and archived.author != session.email
    if archived is None or foreign or not archived.document(MAIN):
        raise NotFound()
    return archived, kept


def _kept(services: Services, contract: str) -> tuple[Archived | None, Dossier | TrailBroken]:
    """What the trail says lies in the archive; what the search says when somebody has broken the trail."""
    try:
        dossier = services.contracts.dossier(contract)
    except TrailBroken as broken:
        return _searched(services, contract), broken
    return archived_of(dossier), dossier


def _searched(services: Services, contract: str) -> Archived | None:
    head = services.contracts.head(contract)
    found = services.contracts.find(Query(author=head.author, party=head.number))
    return next((each for each in found.archived if each.contract == contract), None)
