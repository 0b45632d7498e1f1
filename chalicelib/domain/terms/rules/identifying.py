"""How a party is identified when accepting: what the contract asks for must be there to be had."""

from collections.abc import Iterator

from chalicelib.domain.errors import Fault
from chalicelib.domain.terms.model import Terms


def strong_wanted(terms: Terms) -> Iterator[Fault]:
    """Each place that asks for strong identification; for a service to which none is connected, all are faults."""
    representative = terms.client.representative if terms.client else None
    asked = {
        "": terms,
        "supervisor-": terms.supervisor,
        **{f"supervisees-{number}-": person for number, person in enumerate(terms.supervisees or ())},
        "manager-": terms.manager,
        "managers_manager-": terms.managers_manager,
        "client-representative-": representative,
    }
    for place, person in asked.items():
        if person and getattr(person, "assurance_level", None) == "strong":
            yield Fault(f"{place}assurance_level", "strong_not_available")
