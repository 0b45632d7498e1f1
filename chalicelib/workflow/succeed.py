"""Another person in the same role: a next version in which nothing else is other than it was sent."""

from typing import Any

from pydantic import TypeAdapter, ValidationError

from chalicelib.domain.errors import ContractChanged, ContractClosed, Fault, FormInvalid, NotFound
from chalicelib.domain.terms.readdressed import succeeded
from chalicelib.domain.terms.values import Email
from chalicelib.workflow.correct_name import checked_name
from chalicelib.workflow.own import given_to_change, own_contract
from chalicelib.workflow.ports import Services


def succeed(
    services: Services, author: str, contract: str, party: str, name: str, email: str
) -> tuple[dict[str, Any], str]:
    """
    What was given for the contract, with this person in the party's place, and the version that it is of: what the
    next one (revise) starts from.

    Whoever has accepted agreed with somebody else, so sending it asks them again; there is no honest way around that.
    Keeps nothing. Raises FormInvalid (full_name, email), ContractClosed when nobody can accept any more, ContractChanged
    when a later version is being written already, NotFound, also for the supervisor's own seat.
    """
    dossier = own_contract(services, author, contract)
    if party == "supervisor" or party not in dossier.contract.rounds:
        raise NotFound()
    if not dossier.contract.is_open:
        raise ContractClosed(status=dossier.contract.status)
    if dossier.draft:
        raise ContractChanged()
    spelt, address = _checked(
        name, email, {dossier.email(it) for it in dossier.contract.rounds if it != party}
    )
    given = given_to_change(services, author, contract, dossier)
    return succeeded(given, party, spelt, address), str(dossier.contract.version)


def _checked(name: str, email: str, taken: set[str]) -> tuple[str, str]:
    faults: list[Fault] = []
    spelt = address = ""
    try:
        spelt = checked_name(name)
    except FormInvalid as invalid:
        faults += invalid.faults
    try:
        address = str(TypeAdapter(Email).validate_python(email))
    except ValidationError:
        faults.append(Fault("email", "not_an_email" if email.strip() else "required"))
    if address in taken:
        faults.append(Fault("email", "address_used_twice", {"email": address}))
    if faults:
        raise FormInvalid(faults)
    return spelt, address
