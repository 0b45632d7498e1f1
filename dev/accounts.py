"""The two people that the local service knows from the start; anybody else is added with chalicelib.tools.accounts."""

from dataclasses import dataclass


@dataclass(frozen=True)
class Person:
    """Who may log in, and what the form is filled with for them."""

    email: str
    role: str
    name: str
    business: str = ""
    business_id: str = ""
    phone: str = ""
    address: str = ""


SUPERVISOR = Person(
    email="ohjaaja@sopu.test",
    role="supervisor",
    name="Ulla-Maija Wäinölä",
    business="Työnohjaus Kaarnalaiva",
    business_id="0000001-9",
    phone="+358 40 000 0001",
    address="Keksittykatu 1 A 2, 00000 Mallila",
)
AUDITOR = Person(email="arkisto@sopu.test", role="auditor", name="Sopun arkisto")


def add_accounts() -> None:
    """Add both through the workflow that adds every account; a second call changes nothing."""
