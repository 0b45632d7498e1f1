"""
Fresh links for everybody who is asked to accept: `python -m chalicelib.tools.relink`.

For when links may be in wrong hands, such as after the link key was used by somebody else. Each party awaited in an open contract gets
a new round: the old link is dead at once, the new one comes by mail. Run again, it does so again.
"""

import sys
from datetime import timedelta

from chalicelib import wiring
from chalicelib.domain.errors import AcceptedAlready, ContractClosed
from chalicelib.workflow.correct_address import correct_address
from chalicelib.workflow.ports import Services

# An open contract is due at its deadline at the latest.
_FAR = timedelta(days=36_500)


def main() -> int:
    """Renew every link that can still be accepted from; tells how many."""
    services = wiring.services()
    open_or_owed = tuple(
        it for it, _ in services.contracts.due(services.now() + _FAR)
    )  # read to the end: a new round moves its row
    renewed = sum(relink(services, contract) for contract in open_or_owed)
    print(f"{renewed} fresh links")
    return 0


def relink(services: Services, contract: str) -> int:
    """A new round for each party awaited in this contract; how many. Who accepts or ends it meanwhile is left alone."""
    if services.contracts.head(contract).status != "sent":
        return 0
    dossier, renewed = services.contracts.dossier(contract), 0
    for party in dossier.contract.awaited:
        anew = dossier.contract.rounds[party]
        try:
            correct_address(services, dossier.head.author, contract, party, dossier.email(party), anew)
        except (AcceptedAlready, ContractClosed):
            continue
        renewed += 1
    return renewed


if __name__ == "__main__":
    sys.exit(main())
