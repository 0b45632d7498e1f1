"""What a supervisor gave, with the people as they are now: where a later version starts from."""

from collections.abc import Iterator, Mapping
from copy import deepcopy
from typing import Any

# Where each party's address stands in the shape of examples/*.json; supervisees stand in their list.
_WAYS: dict[str, tuple[str, ...]] = {
    "supervisor": ("supervisor", "contact"),
    "manager": ("manager",),
    "managers_manager": ("managers_manager",),
    "client_representative": ("client", "representative"),
}
# What a person brings along and leaves nobody.
_OWN = {"language", "business_id"}


def readdressed(given: Mapping[str, Any], addresses: Mapping[str, str]) -> dict[str, Any]:
    """
    The same with each party's present address, wherever their old one stands.

    given: as a contract was sent, so that it is sound. addresses: by party. Nothing of what is given is changed.
    """
    data = dict(given)
    return with_moved(
        data, {_plain(_person(data, party)["email"]): address for party, address in addresses.items()}
    )


def respelt(given: Mapping[str, Any], names: Mapping[str, tuple[str, str]]) -> dict[str, Any]:
    """
    The same with names as they are spelt by now.

    names: by address, (as it stood in the text, as it is now); whoever has another name there by now keeps it, for the
    supervisor has written it since. Nothing of what is given is changed.
    """
    data = deepcopy(dict(given))
    for person, email in _addressed(data):
        before, now = names.get(email, ("", ""))
        if before and str(person.get("full_name", "")).strip() == before:
            person["full_name"] = now
    return data


def succeeded(given: Mapping[str, Any], party: str, name: str, email: str) -> dict[str, Any]:
    """
    The same with another person in this party's place; what was only the former's own (language, business id) goes.

    One human who stands there twice, as manager and as the client's representative, is followed in both. Raises
    KeyError or IndexError for who is no party.
    """
    data = deepcopy(dict(given))
    before = _plain(_person(data, party)["email"])
    data = with_moved(data, {before: email})
    for person, address in _addressed(data):
        if address == _plain(email):
            person["full_name"] = name
            for own in _OWN & person.keys():
                del person[own]
    return data


def moved_in(given: Mapping[str, Any], moved: Mapping[str, str]) -> dict[str, str]:
    """
    Those of the moves (new address by old) that what is given has not heard of.

    Where the new address is told already, the old one can only be somebody else's.
    """
    told = {_plain(person.get("email")) for person in _people(given)}
    return {old: new for old, new in moved.items() if old in told and new not in told}


def with_moved(given: Mapping[str, Any], moved: Mapping[str, str]) -> dict[str, Any]:
    """
    The same with each old address replaced by the new one: of people, the manager told once more as the client's
    representative among them, and where a share of the price is told by an address. Nothing of what is given is changed.
    """
    data = deepcopy(dict(given))
    for person in _people(data):
        if _plain(person.get("email")) in moved:
            person["email"] = moved[_plain(person["email"])]
    if data.get("cost_split"):
        data["cost_split"] = [
            [moved.get(_plain(address), address), share] for address, share in data["cost_split"]
        ]
    return data


def _people(data: Mapping[str, Any]) -> Iterator[dict[str, Any]]:
    """Everybody who has an address, as they stand in the data."""
    yield from data.get("supervisees") or ()
    for way in _WAYS.values():
        found: Any = data
        for key in way:
            found = (found or {}).get(key)
        if found:
            yield found


def _addressed(data: Mapping[str, Any]) -> Iterator[tuple[dict[str, Any], str]]:
    """Whoever has a name, and their address: the supervisor's stands in their contact."""
    own = data.get("supervisor") or {}
    for person in _people(data):
        yield (own if person is own.get("contact") else person), _plain(person.get("email"))


def _person(data: Mapping[str, Any], party: str) -> dict[str, Any]:
    """Where the party's address stands. Raises KeyError for who is none."""
    kind, _, number = party.partition("-")
    found: Any = data
    if number:
        found = data["supervisees"][int(number) - 1]
    else:
        for key in _WAYS[kind]:
            found = found[key]
    person: dict[str, Any] = found
    return person


def _plain(address: Any) -> str:
    """As the terms read it."""
    return str(address).strip().lower()
