"""Correcting an address, or sending a fresh link to the same: a new round of links; the old link and code are dead."""

from collections.abc import Sequence
from datetime import datetime

from pydantic import TypeAdapter, ValidationError

from chalicelib.domain.contract import Contract
from chalicelib.domain.dossier import Dossier, Private
from chalicelib.domain.errors import Fault, FormInvalid, NotFound
from chalicelib.domain.events import Event
from chalicelib.domain.terms.values import Email
from chalicelib.workflow.change import change
from chalicelib.workflow.own import own_contract
from chalicelib.workflow.ports import Services


def correct_address(
    services: Services, author: str, contract: str, party: str, email: str, anew: int = 0
) -> Contract:
    """
    Send the party's link to another address from now on.

    anew: the round whose link, and code, are to be replaced though the address is the same; otherwise the same address
    changes nothing, nor does a second call for that round. Raises FormInvalid (not an address, or another party's),
    AcceptedAlready, ContractClosed, NotFound.
    """
    dossier = own_contract(services, author, contract)
    if party not in dossier.contract.rounds:
        raise NotFound()
    address = _checked(email)
    others = {dossier.email(other) for other in dossier.contract.rounds if other != party}
    if address in others:
        raise FormInvalid([Fault("email", "address_used_twice", {"email": address})])
    read, same = dossier.contract.rounds[party], address == dossier.email(party)
    if same and anew != read:
        return dossier.contract
    private = Private(salt=services.new_token(), data={"addresses": {party: address}})

    def decide(now_dossier: Dossier, at: datetime) -> Sequence[Event]:
        if same and now_dossier.contract.rounds.get(party, read) != read:
            return ()  # somebody was quicker; another round would end the link that they have just made
        return now_dossier.contract.correct_address(party, private.digest)

    return change(services, contract, decide, private)


def _checked(email: str) -> str:
    try:
        return str(TypeAdapter(Email).validate_python(email))
    except ValidationError as error:
        raise FormInvalid([Fault("email", "not_an_email")]) from error
