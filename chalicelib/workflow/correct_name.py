"""Correcting how a name is written: nobody who has accepted is asked again, for the human is the same."""

from collections.abc import Sequence
from datetime import datetime

from pydantic import TypeAdapter, ValidationError

from chalicelib.documents.printable import unprintable
from chalicelib.domain.contract import Contract
from chalicelib.domain.dossier import Dossier, Private
from chalicelib.domain.errors import Fault, FormInvalid, NotFound
from chalicelib.domain.events import Event
from chalicelib.domain.spelling import may_be_misspelt
from chalicelib.domain.terms.values import Name
from chalicelib.workflow.change import change, with_names
from chalicelib.workflow.own import own_contract
from chalicelib.workflow.ports import Services

FIELD = "full_name"


def correct_name(services: Services, author: str, contract: str, party: str, name: str) -> Contract:
    """
    Write the party's name so from now on: in lists, on pages, in mails and in the acceptance record.

    The text stays as it was sent; the record tells how it has the name. The party gets a fresh link. The name that they
    have already changes nothing. Raises FormInvalid (full_name: no name, or quite another), AcceptedAlready,
    ContractClosed, NotFound.
    """
    dossier = own_contract(services, author, contract)
    if party not in dossier.contract.rounds:
        raise NotFound()
    spelt, before = checked_name(name), dossier.head.name(party)
    if spelt == before:
        return dossier.contract
    printed = dossier.head.printed_name(party)  # slip after slip must not lead away from the text
    if not may_be_misspelt(printed, spelt):
        raise FormInvalid([Fault(FIELD, "quite_another_name", {"name": printed})])
    private = Private(salt=services.new_token(), data={"names": {party: spelt}})

    def decide(now_dossier: Dossier, at: datetime) -> Sequence[Event]:
        return now_dossier.contract.correct_name(party, private.digest)

    return change(services, contract, decide, private, noted=lambda head: with_names(head, {party: spelt}))


def checked_name(name: str) -> str:
    """The name as the terms read it. Raises FormInvalid when it is none, or has a character that cannot be printed."""
    try:
        spelt = str(TypeAdapter(Name).validate_python(name))
    except ValidationError as error:
        raise FormInvalid([Fault(FIELD, "not_a_name" if name.strip() else "required")]) from error
    if missing := unprintable(spelt):
        raise FormInvalid([Fault(FIELD, "unprintable", {"characters": " ".join(missing)})])
    return spelt
