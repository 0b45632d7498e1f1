"""Who is bound by a contract: a party has an id that never changes, a role, and signs once, whatever they sign."""

from enum import StrEnum
from typing import Final

from chalicelib.frozen import dataclass

# Kinds of documents: the contract that everybody signs, and the supervisees' own goals.
MAIN: Final = "main"
ANNEX: Final = "annex_a"


class Role(StrEnum):
    """What somebody is in the contract."""

    SUPERVISOR = "supervisor"
    SUPERVISEE = "supervisee"
    MANAGER = "manager"
    MANAGERS_MANAGER = "managers_manager"
    CLIENT_REPRESENTATIVE = "client_representative"

    @property
    def acts_for_organisation(self) -> bool:
        """Such a party confirms that they may bind the organisation."""
        return self in {Role.MANAGER, Role.MANAGERS_MANAGER, Role.CLIENT_REPRESENTATIVE}


@dataclass(frozen=True, kw_only=True)
class Party:
    """
    A signer as the terms name them. Only id and role go into the trail.

    id: "supervisor", "supervisee-1"…, "manager", "managers_manager", "client_representative".
    also: other roles of the same human, who signs once for all of them. documents: kinds of what they sign.
    level: how they must be identified: "email_link", "email_link_code" or "strong". consumer: pays as a private person.
    """

    id: str
    role: Role
    name: str
    email: str
    language: str
    organisation: str = ""
    also: tuple[Role, ...] = ()
    documents: tuple[str, ...] = (MAIN,)
    level: str = "email_link"
    consumer: bool = False


def masked(email: str) -> str:
    """An address that its owner recognises and nobody else can use: "a…i@example.fi"."""
    local, _, domain = email.partition("@")
    return f"{local[0]}…{local[-1] if len(local) > 2 else ''}@{domain}"
