"""The archive as a list to take away: a line for each sealed contract, page by page, with addresses to download from."""

from collections.abc import Sequence

from chalicelib.documents.words import file_name
from chalicelib.domain.accounts import Session
from chalicelib.domain.errors import NotFound
from chalicelib.domain.events import SealedDocument
from chalicelib.domain.finding import Archived, Query
from chalicelib.domain.listing import Place
from chalicelib.domain.parties import MAIN
from chalicelib.frozen import dataclass
from chalicelib.workflow.archive import find
from chalicelib.workflow.index import archived_of
from chalicelib.workflow.own import own_contract
from chalicelib.workflow.ports import Services

PAGE = 100  # contracts: half a megabyte, and a client has five minutes to download them


@dataclass(frozen=True, kw_only=True)
class File:
    """A sealed file: where it lies, what to call it, and an address that gives it for five minutes without a login."""

    sealed: SealedDocument
    name: str
    url: str


@dataclass(frozen=True, kw_only=True)
class Line:
    """A sealed contract with the files that its reader may have. status: today's, "" when its row is gone."""

    archived: Archived
    status: str
    files: tuple[File, ...]


@dataclass(frozen=True, kw_only=True)
class Page:
    """Lines, last completed first; there may be none though more follow. after: where the next page begins, None at the end."""

    lines: Sequence[Line]
    after: Place | None


def page_of(services: Services, session: Session, query: Query) -> Page:
    """
    A page of what a search finds: an auditor's of every contract, without annexes, a supervisor's of their own.

    A few reads, however large the archive is; nothing is scanned, and no file is opened.
    """
    found = find(services, session, query)
    lines = [_line(services, hit.archived, hit.head.status if hit.head else "") for hit in found.hits]
    return Page(lines=lines, after=found.after)


def own_line(services: Services, session: Session, contract: str) -> Line:
    """The line of one of the supervisor's own. Raises NotFound for another's, and for one that is not sealed."""
    dossier = own_contract(services, session.email, contract)
    archived = archived_of(dossier)
    if archived is None or archived.document(MAIN) is None:
        raise NotFound()
    return _line(services, archived, dossier.contract.status)


def _line(services: Services, archived: Archived, status: str) -> Line:
    files = tuple(_file(services, archived.number, it) for it in archived.documents)
    return Line(archived=archived, status=status, files=files)


def _file(services: Services, number: str, sealed: SealedDocument) -> File:
    name = file_name(number, sealed.kind)
    url = services.archive.archived_url(sealed.key, sealed.version_id, name)
    return File(sealed=sealed, name=name, url=url)
