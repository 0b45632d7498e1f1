"""Annex A in a changed contract: goals written with some people do not come before others unremarked."""

from collections.abc import Mapping
from typing import Any

from chalicelib.documents.contract_text import paragraphs
from chalicelib.domain.dossier import Dossier
from chalicelib.domain.earlier import same_readers
from chalicelib.domain.errors import Fault, FormInvalid
from chalicelib.domain.terms import Terms
from chalicelib.domain.terms.signers import signers
from chalicelib.workflow.compare import goals_of
from chalicelib.workflow.ports import Services

# What the supervisor ticks when the present people want to keep the words; said anew at each save, and kept nowhere.
_KEPT = "goals_kept_by_group"


def check_goals(services: Services, before: Dossier | None, given: Mapping[str, Any], terms: Terms) -> None:
    """
    Raise FormInvalid when Annex A would say the same as before to other people and nobody said that it may.

    before: what the present version, or the contract to be replaced, holds, with its private data; None where there is
    nothing before.
    """
    if before is None or not terms.goals_annex_used or str(given.get(_KEPT)).lower() == "true":
        return
    if same_readers(before, signers(terms)):
        return
    if paragraphs(goals_of(services, before.contract)) == paragraphs(terms.goals_supervisees):
        raise FormInvalid([Fault("goals_supervisees", "goals_of_others")])
