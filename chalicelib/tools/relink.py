"""
Fresh links in the place of those that still do something: `python -m chalicelib.tools.relink [CONTRACT…]`.

For when links may be in wrong hands, such as after the link key was used by somebody else. Each party awaited in an open contract, and
each whose link opens a sealed copy, gets a new round: the old link is dead at once, the new one comes by mail. Run again, it
does so again. Without a contract's id it goes through all of them, and needs the right to scan the table.

Who has accepted while others have not keeps the old link till the seal: there is no new round for them before.

One line for each link that could not be renewed, with the id of its contract; exit status 1 when there is one, else 0.
"""

import argparse
import sys
from collections.abc import Sequence
from datetime import datetime

from chalicelib import wiring
from chalicelib.aws.listing import contracts_in
from chalicelib.domain.contract import Contract
from chalicelib.domain.dossier import Dossier
from chalicelib.domain.errors import AcceptedAlready, ContractClosed, ContractError
from chalicelib.domain.state import IN_FORCE
from chalicelib.domain.trail import TrailBroken
from chalicelib.workflow.correct_address import correct_address
from chalicelib.workflow.ports import Services
from chalicelib.workflow.renew_link import end_link

# What one contract may fail by; the others are renewed all the same.
_FAILED = (ContractError, TrailBroken)
HAS_ACCEPTED = "has accepted; waits for the others: run this again when the contract is sealed"
ALL_ACCEPTED = "accepted by all meanwhile: run this again"


def main(arguments: Sequence[str] | None = None) -> int:
    """Renew every link that still works; tells how many, and which contracts keep an old one."""
    asked = _options(arguments).contracts
    services, renewed, failed = wiring.services(), 0, 0
    for contract in asked or sorted(contracts_in(wiring.settings().table)):
        fresh, reasons = relink(services, contract)
        renewed, failed = renewed + fresh, failed + len(reasons)
        for reason in reasons:
            print(f"not renewed\t{contract}\t{reason}")
    print(f"{renewed} fresh links; {failed} failures")
    return 1 if failed else 0


def relink(services: Services, contract: str) -> tuple[int, tuple[str, ...]]:
    """
    A new round for each party of this contract whose link works: how many, and why others have none, without a word of people.

    There is none from a party's acceptance until the seal, also when they accept meanwhile. Who ends it meanwhile ends the
    links too.
    """
    try:
        dossier = services.contracts.dossier(contract)
    except _FAILED as error:
        return 0, (_reason(error),)
    if dossier.contract.to_be_sealed:
        return 0, ("waits for its seal",)
    return _renew_each(services, dossier)


def _renew_each(services: Services, dossier: Dossier) -> tuple[int, tuple[str, ...]]:
    renewed, reasons = 0, [HAS_ACCEPTED for _ in dossier.contract.accepted if dossier.contract.is_open]
    for party in _with_live_links(dossier.contract, services.now()):
        try:
            _renew(services, dossier, party)
        except AcceptedAlready:
            reasons.append(HAS_ACCEPTED)
        except ContractClosed as closed:
            if closed.params["status"] in IN_FORCE:
                reasons.append(ALL_ACCEPTED)
        except _FAILED as error:
            reasons.append(_reason(error))
        else:
            renewed += 1
    return renewed, tuple(reasons)


def _with_live_links(contract: Contract, now: datetime) -> Sequence[str]:
    if contract.sealed_at is None:
        return contract.awaited
    return [seat.party for seat in contract.seats if not contract.link_asleep(seat.party, now)]


def _renew(services: Services, dossier: Dossier, party: str) -> None:
    contract, round_ = dossier.contract, dossier.contract.rounds[party]
    if contract.is_open:
        correct_address(services, dossier.head.author, contract.id, party, dossier.email(party), round_)
    else:
        end_link(services, contract.id, party, round_)


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m chalicelib.tools.relink")
    parser.add_argument(
        "contracts", nargs="*", metavar="CONTRACT", help="id of a contract; all of them when none is given"
    )
    return parser.parse_args(arguments)


def _reason(error: ContractError | TrailBroken) -> str:
    """A code alone: what an error carries beside it may be an address."""
    return error.code if isinstance(error, ContractError) else str(error)


if __name__ == "__main__":
    sys.exit(main())
