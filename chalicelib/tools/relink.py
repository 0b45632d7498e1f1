"""
Fresh links for everybody who is asked to accept: `python -m chalicelib.tools.relink`.

For when links may be in wrong hands, such as after the link key was used by somebody else. Each party awaited in an open contract gets
a new round: the old link is dead at once, the new one comes by mail. Run again, it does so again.

One line for each link that could not be renewed, with the id of its contract; exit status 1 when there is one, else 0.
"""

import sys
from datetime import timedelta

from chalicelib import wiring
from chalicelib.domain.dossier import Dossier
from chalicelib.domain.errors import AcceptedAlready, ContractClosed, ContractError
from chalicelib.domain.trail import TrailBroken
from chalicelib.workflow.correct_address import correct_address
from chalicelib.workflow.ports import Services

# An open contract is due at its deadline at the latest.
_FAR = timedelta(days=36_500)

# What one contract may fail by; the others are renewed all the same.
_FAILED = (ContractError, TrailBroken)


def main() -> int:
    """Renew every link that can still be accepted from; tells how many, and which contracts keep an old one."""
    services = wiring.services()
    open_or_owed = tuple(
        it for it, _ in services.contracts.due(services.now() + _FAR)
    )  # read to the end: a new round moves its row
    renewed, failed = 0, 0
    for contract in open_or_owed:
        fresh, reasons = relink(services, contract)
        renewed, failed = renewed + fresh, failed + len(reasons)
        for reason in reasons:
            print(f"not renewed\t{contract}\t{reason}")
    print(f"{renewed} fresh links; {failed} failures")
    return 1 if failed else 0


def relink(services: Services, contract: str) -> tuple[int, tuple[str, ...]]:
    """
    A new round for each party awaited in this contract: how many, and why others have none, without a word of people.

    Who accepts or ends it meanwhile is left alone.
    """
    try:
        if services.contracts.head(contract).status != "sent":
            return 0, ()
        dossier = services.contracts.dossier(contract)
    except _FAILED as error:
        return 0, (_reason(error),)
    return _renewed(services, dossier)


def _renewed(services: Services, dossier: Dossier) -> tuple[int, tuple[str, ...]]:
    contract, renewed, reasons = dossier.contract.id, 0, []
    for party in dossier.contract.awaited:
        anew = dossier.contract.rounds[party]
        try:
            correct_address(services, dossier.head.author, contract, party, dossier.email(party), anew)
        except (AcceptedAlready, ContractClosed):
            continue
        except _FAILED as error:
            reasons.append(_reason(error))
            continue
        renewed += 1
    return renewed, tuple(reasons)


def _reason(error: ContractError | TrailBroken) -> str:
    """A code alone: what an error carries beside it may be an address."""
    return error.code if isinstance(error, ContractError) else str(error)


if __name__ == "__main__":
    sys.exit(main())
