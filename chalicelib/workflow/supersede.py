"""A contract that takes the place of another one: how that one ends once this is in force."""

from collections.abc import Mapping
from dataclasses import replace

from chalicelib.domain.dossier import Dossier, Supersede
from chalicelib.workflow.change import change
from chalicelib.workflow.ports import Services

NOBODY: Mapping[str, Mapping[str, str] | None] = {"replaces": None, "replaced_by": None}


def supersede(services: Services, dossier: Dossier) -> None:
    """
    End the contract whose place this one has taken.

    Again, or where that one has ended in another way meanwhile: nothing. dossier: of the contract in force.
    """
    following = dossier.contract
    earlier = following.offer.supersedes
    if earlier is None or following.completed_at is None:
        return
    change(
        services,
        earlier,
        lambda latest, at: latest.contract.supersede(following.id) if latest.contract.in_force else (),
        noted=lambda head: replace(head, replaced_by=following.offer.number),
    )
    services.contracts.finish(following.id, Supersede(), services.now(), {})


def related(dossier: Dossier) -> Mapping[str, Mapping[str, str] | None]:
    """Id and number of the contract whose place this one takes ("replaces"), and of the one that took its ("replaced_by")."""
    earlier, later, head = dossier.contract.offer.supersedes, dossier.contract.superseded_by, dossier.head
    return {
        "replaces": {"contract": earlier, "number": head.replaces} if earlier else None,
        "replaced_by": {"contract": later, "number": head.replaced_by} if later else None,
    }
