"""The terms as every party may have them in a file: without addresses, and without what Annex A alone holds."""

from collections.abc import Mapping
from typing import Any

from chalicelib.domain.canonical import canonical
from chalicelib.domain.terms.model import Terms

_NOT_FOR_ALL = {"email", "contact", "postal_address", "goals_supervisees"}


def public_terms(terms: Terms) -> bytes:
    """
    Canonical JSON of the terms as terms.json in a sealed file has them. The same terms, the same bytes.

    Whose a share in cost_split is, their party id says instead of their address.
    """
    told = _without(terms.model_dump(mode="json"))
    if terms.cost_split:
        party = {
            person.email: f"supervisee-{number}" for number, person in enumerate(terms.supervisees, start=1)
        }
        told["cost_split"] = [[party[email], f"{percent:.2f}"] for email, percent in terms.cost_split]
    return canonical(told)


def names_in(agreed: Mapping[str, Any]) -> dict[str, tuple[str, str]]:
    """
    (name, organisation) of each person by party id, as terms.json has them.

    agreed: what public_terms wrote, parsed. A person who is no party of the contract may be among them.
    """
    people = {"supervisor": agreed["supervisor"], "manager": agreed["manager"]}
    people |= {f"supervisee-{number}": person for number, person in enumerate(agreed["supervisees"], start=1)}
    people["managers_manager"] = agreed["managers_manager"]
    client = agreed["client"] or {}
    if client.get("representative"):
        ordered_by = {"organisation": (client.get("organisation") or {}).get("name", "")}
        people["client_representative"] = client["representative"] | ordered_by
    return {
        party: (person["full_name"], person.get("organisation", person.get("business_name", "")))
        for party, person in people.items()
        if person
    }


def _without(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _without(item) for key, item in value.items() if key not in _NOT_FOR_ALL}
    return [_without(item) for item in value] if isinstance(value, list) else value
