"""The code that a party types beside their link, which the supervisor tells in another way: in person or by telephone."""

from collections.abc import Mapping
from datetime import timedelta

from chalicelib.domain.dossier import Dossier
from chalicelib.domain.errors import TooManyTries
from chalicelib.domain.events import Seat
from chalicelib.domain.invitation import Link, code_of, is_code
from chalicelib.workflow.ports import Services

NEEDS_CODE = "email_link_code"
# Who has only the link guesses one of a hundred million; a new round of links, with a new code, begins afresh.
TRIES = ((5, timedelta(hours=1)), (20, timedelta(days=60)))


def access_codes(services: Services, dossier: Dossier) -> Mapping[str, str]:
    """
    The codes of parties who still need theirs, for the supervisor's eyes, grouped for reading: "1234 5678".

    They are made from the link key and kept nowhere. The same every time until the party gets a new link.
    """
    contract = dossier.contract
    waiting = (seat for seat in contract.seats if seat.level == NEEDS_CODE and seat.party not in contract.accepted)
    open_seats = waiting if contract.is_open else ()
    codes = {
        seat.party: code_of(services.link_key.mac(_link(dossier, seat).code_message)) for seat in open_seats
    }
    return {party: f"{code[:4]} {code[4:]}" for party, code in codes.items()}


def knows_code(services: Services, link: Link, given: str) -> bool:
    """Whether this is the link's code. Each call counts as a try. Raises TooManyTries."""
    now = services.now()
    for most, window in TRIES:
        key = f"code:{link.contract}:{link.party}:{link.version}.{link.round}:{window.days}"
        if not services.accounts.within(key, most, window, now):
            raise TooManyTries()
    return is_code(given, services.link_key.mac(link.code_message))


def _link(dossier: Dossier, seat: Seat) -> Link:
    contract = dossier.contract
    return Link(
        contract=contract.id, party=seat.party, version=contract.version, round=contract.rounds[seat.party]
    )
