"""Telling the supervisor of a party whom no mail reaches, as long as that is so."""

from collections.abc import Iterator

from chalicelib.domain.contract import Contract
from chalicelib.domain.dossier import Dossier, Mail, round_of
from chalicelib.domain.events import Seat

UNDELIVERED = "undelivered"


def doubts(dossier: Dossier) -> Iterator[Mail]:
    """
    A mail to the supervisor's account of each such party: one for a round of links, and one more at a later stage,
    when another mail does not get through. Needs claims.
    """
    for seat in dossier.contract.seats:
        if dossier.undelivered(seat.party):
            yield _doubt(dossier.contract, seat.party)


def doubted(dossier: Dossier, mail: Mail) -> Seat | None:
    """The party whom this mail is about; None when it is another mail, or that party has been reached. Needs claims."""
    parties = {_doubt(dossier.contract, seat.party): seat for seat in dossier.contract.seats}
    seat = parties.get(mail)
    return seat if seat and dossier.undelivered(seat.party) else None


def _doubt(contract: Contract, party: str) -> Mail:
    round_ = f"{party}.{round_of(contract, party)}.{contract.status}"
    return Mail(party="author", kind=UNDELIVERED, round=round_)
