"""What a supervisor gave, with the addresses as they are now: where a later version starts from."""

from collections.abc import Mapping
from copy import deepcopy
from typing import Any

# Where each party's address stands in the shape of examples/*.json; supervisees stand in their list.
_WAYS: dict[str, tuple[str, ...]] = {
    "supervisor": ("supervisor", "contact"),
    "manager": ("manager",),
    "managers_manager": ("managers_manager",),
    "client_representative": ("client", "representative"),
}


def readdressed(given: Mapping[str, Any], addresses: Mapping[str, str]) -> dict[str, Any]:
    """
    The same with each party's present address, also where the manager is told once more as the client's
    representative, and where a share of the price is told by an address.

    given: as a contract was sent, so that it is sound. addresses: by party. Nothing of what is given is changed.
    """
    data = deepcopy(dict(given))
    moved: dict[str, str] = {}
    for party, address in addresses.items():
        person = _person(data, party)
        moved[_plain(person["email"])] = address
        person["email"] = address
    representative = (data.get("client") or {}).get("representative") or {}
    if _plain(representative.get("email")) in moved:
        representative["email"] = moved[_plain(representative["email"])]
    if data.get("cost_split"):
        data["cost_split"] = [
            [moved.get(_plain(address), address), share] for address, share in data["cost_split"]
        ]
    return data


def _person(data: dict[str, Any], party: str) -> dict[str, Any]:
    """Where the party's address stands. Raises KeyError for who is none."""
    kind, _, number = party.partition("-")
    if number:
        found: dict[str, Any] = data["supervisees"][int(number) - 1]
        return found
    for key in _WAYS[kind]:
        data = data[key]
    return data


def _plain(address: Any) -> str:
    """As the terms read it."""
    return str(address).strip().lower()
