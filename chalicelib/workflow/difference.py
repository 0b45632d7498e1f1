"""What the present version of a contract changed, as it was kept when the version was sent."""

from collections.abc import Mapping
from dataclasses import asdict
from typing import Any

from chalicelib.documents.changes import Change
from chalicelib.documents.pairing import Told
from chalicelib.domain.dossier import Dossier
from chalicelib.frozen import dataclass


@dataclass(frozen=True, kw_only=True)
class Difference:
    """changes: of the contract itself. annex: Annex A is another one, which only its signers are told, not how."""

    changes: tuple[Change, ...]
    annex: bool

    @property
    def kept(self) -> dict[str, Any]:
        """As private data of the later version's Sent has it."""
        return {"changes": [asdict(change) for change in self.changes], "annex_changed": self.annex}


NOTHING = Difference(changes=(), annex=False)


def difference(dossier: Dossier, party: str) -> Difference:
    """What the present version changed, as this party may know it; nothing in a first version. Needs private."""
    kept: Mapping[str, Any] = dossier.offered
    told = tuple(
        Change(clause=it["clause"], told=tuple(Told(**told) for told in it["told"]))
        for it in kept.get("changes", ())
    )
    signs = dossier.contract.seat(party).signs_annex
    return Difference(changes=told, annex=signs and kept.get("annex_changed", False))
