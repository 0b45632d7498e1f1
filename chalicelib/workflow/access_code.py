"""The code that a party types beside their link, which the supervisor tells in another way: in person or by telephone."""

import hmac
from collections.abc import Callable, Mapping
from datetime import timedelta

from chalicelib.domain.dossier import Dossier
from chalicelib.domain.errors import Fault
from chalicelib.domain.events import Seat
from chalicelib.domain.invitation import Link, code_of, codes_message, is_code
from chalicelib.workflow.ports import Services

NEEDS_CODE = "email_link_code"
# Who has only the link guesses one of a hundred million, at most 600 times before every offer has ended; a new round of
# links, with a new code, begins afresh.
MOST_IN_A_DAY, _DAY = 10, timedelta(days=1)

Mac = Callable[[Link], bytes]


def access_codes(services: Services, dossier: Dossier) -> Mapping[str, str]:
    """
    The codes of parties who still need theirs, for the supervisor's eyes, grouped for reading: "1234 5678".

    They are computed and kept nowhere: one question to the key for all of them, none where nobody has a code. The same
    every time until the party gets a new link.
    """
    contract = dossier.contract
    needed = [
        seat for seat in contract.seats if seat.level == NEEDS_CODE and seat.party not in contract.accepted
    ]
    if not needed or not contract.is_open:
        return {}
    mac = _macs(services, contract.id)
    return {seat.party: _grouped(code_of(mac(_link(dossier, seat)))) for seat in needed}


def code_fault(services: Services, link: Link, given: str) -> Fault | None:
    """
    What is wrong with the code that somebody typed; None when it is the link's.

    Each call counts as a try, so that nobody guesses for long; an empty field does not.
    """
    if not given:
        return Fault("access_code", "required")
    key = f"access:{link.contract}:{link.party}:{link.version}.{link.round}"
    if not services.accounts.within(key, MOST_IN_A_DAY, _DAY, services.now()):
        return Fault("access_code", "code_rests")
    right = is_code(given, _macs(services, link.contract)(link))
    return None if right else Fault("access_code", "code_wrong")


def _macs(services: Services, contract: str) -> Mac:
    """
    How to authenticate links of this contract for their codes.

    By the key of the login codes: whoever answers pages may use that one, and never the one that makes links.
    """
    secret = services.login_key.mac(codes_message(contract))
    return lambda link: hmac.digest(secret, link.code_message, "sha256")


def _link(dossier: Dossier, seat: Seat) -> Link:
    contract = dossier.contract
    return Link(
        contract=contract.id, party=seat.party, version=contract.version, round=contract.rounds[seat.party]
    )


def _grouped(code: str) -> str:
    return f"{code[:4]} {code[4:]}"
