"""What a personal link shows; looking changes nothing."""

from markupsafe import Markup

from chalicelib.documents.words import file_name
from chalicelib.domain.confidential import together
from chalicelib.domain.contract import Contract
from chalicelib.domain.dossier import Dossier
from chalicelib.domain.earlier import is_left_out
from chalicelib.domain.errors import LinkExpired, NewVersionWaits, NoLongerParty, NotFound, VersionReplaced
from chalicelib.domain.events import Seat
from chalicelib.domain.invitation import Link, token_digest
from chalicelib.domain.parties import ANNEX, MAIN
from chalicelib.frozen import dataclass
from chalicelib.workflow.ports import Services

_END = "</article>"  # each text is one article, and whatever somebody typed is escaped


@dataclass(frozen=True, kw_only=True)
class Invited:
    """A party in front of the contract: by which link, in which seat, of which contract."""

    link: Link
    seat: Seat
    dossier: Dossier


def view(services: Services, token: str) -> Invited:
    """
    Where the holder of this link stands with the contract. Two reads, no write; the same every time.

    Of a later version with private data, where what it changed is kept. Raises NotFound for an unknown token,
    LinkExpired when a newer link replaced it, VersionReplaced, NewVersionWaits or NoLongerParty for an earlier version's.
    """
    link = link_of(services, token)
    contracts = services.contracts
    dossier = contracts.load(link.contract) if link.version == 1 else contracts.dossier(link.contract)
    if link.version < dossier.contract.version and is_left_out(
        contracts.dossier(link.contract), link.version, link.party
    ):
        raise NoLongerParty()
    return Invited(link=link, seat=seat_of(dossier, link), dossier=dossier)


def texts_of(services: Services, contract: Contract, party: str) -> tuple[Markup, Markup | None]:
    """
    All that this party signs as it was sent (XHTML), for their page, in one read: the contract's text, and Annex A's
    for whoever signs it, None for everybody else.

    Raises NotFound once offered documents are gone, KeyError for somebody who is no party.
    """
    annex = contract.annex_of(party)
    if not annex:
        return _page(services, contract, contract.documents[0].text_sha256), None
    both = _page(services, contract, together(annex))
    end = both.index(_END) + len(_END)
    return both[:end], both[end:]


def pdf_address(services: Services, token: str, kind: str = MAIN) -> str:
    """
    A short-lived address of a document's PDF: the sealed copy once there is one, else the offered one.

    kind: MAIN, or ANNEX, which is not found for who does not sign it, just as where there is none.
    Raises NotFound, and LinkExpired when a newer link replaced this one or its time is over.
    """
    link = link_of(services, token)
    dossier = services.contracts.load(link.contract)
    party = seat_of(dossier, link).party
    if dossier.contract.link_asleep(party, services.now()):
        raise LinkExpired()
    return copy_address(services, dossier, party, kind)


def copy_address(services: Services, dossier: Dossier, party: str, kind: str) -> str:
    """
    The same for a party who has been let in: of what they sign, the sealed copy or the offered one.

    Raises NotFound for a contract that was not sent and a kind that this party does not sign.
    """
    contract = dossier.contract
    if not contract.sent:
        raise NotFound()
    digest = contract.annex_of(party) if kind == ANNEX else contract.documents[0].pdf_sha256
    if not digest:
        raise NotFound()
    name = file_name(dossier.head.number, kind)
    for sealed in contract.sealed:
        if sealed.kind == kind:
            return services.archive.archived_url(sealed.key, sealed.version_id, name)
    return services.archive.offered_url(contract.id, digest, name)


def _page(services: Services, contract: Contract, name: str) -> Markup:
    text = services.archive.offered(contract.id, name, "xhtml").decode()
    return Markup(text)  # noqa: S704 - our own XHTML: it was escaped when it was made, and its digest fixes it


def link_of(services: Services, token: str) -> Link:
    """What the token stands for. Raises NotFound."""
    link = services.contracts.link(token_digest(token))
    services.journal.about(link.contract)
    return link


def seat_of(dossier: Dossier, link: Link) -> Seat:
    """The link's party, if this is its present link. Raises VersionReplaced, NewVersionWaits, LinkExpired, NotFound."""
    contract = dossier.contract
    if link.version != contract.version:
        raise NewVersionWaits() if _waits(contract, link.party) else VersionReplaced()
    if contract.rounds.get(link.party) != link.round:
        raise LinkExpired(renewed=_renewed(contract, link))
    try:
        return contract.seat(link.party)
    except KeyError as error:
        raise NotFound() from error


def _waits(contract: Contract, party: str) -> bool:
    """Whether who was this party of an earlier version is asked about the present one later: the supervisor accepts first."""
    first = contract.is_open and contract.offer.signing_mode == "supervisor_first"
    return first and party != "supervisor" and "supervisor" not in contract.accepted


def _renewed(contract: Contract, link: Link) -> bool:
    """Whether whoever holds this link asked for the present one with it; nothing is renewed before sealing."""
    return link.party in contract.renewed and link.round == contract.rounds[link.party] - 1
