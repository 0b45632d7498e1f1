"""People of the versions before: who was asked to accept one of them, and who of them is in the contract no more."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import field
from typing import Any, Protocol, TypeVar

from chalicelib.domain.acceptance import same_name
from chalicelib.domain.contract import Contract
from chalicelib.domain.dossier import Dossier, Mail
from chalicelib.domain.events import Sent
from chalicelib.domain.parties import ANNEX, Party, Role
from chalicelib.frozen import dataclass

LEFT_OUT = "left_out"


class Human(Protocol):
    """Whoever has a name and an address."""

    @property
    def name(self) -> str: ...

    @property
    def email(self) -> str: ...


H = TypeVar("H", bound=Human)


@dataclass(frozen=True, kw_only=True)
class Named:
    """A human of whom nothing else is asked."""

    name: str
    email: str


@dataclass(frozen=True, kw_only=True)
class Asked:
    """Somebody who had a link to a version: the party they were there, and that link's round."""

    version: int
    party: str
    role: Role
    round: int
    name: str
    email: str
    language: str

    @property
    def farewell(self) -> Mail:
        """The mail that they are owed once they are left out."""
        return Mail(party=self.party, kind=LEFT_OUT, round=f"{self.version}.{self.round}")


def staying(before: Iterable[H], after: Sequence[Human]) -> tuple[H, ...]:
    """
    Those of the former who are among the latter: with the same address, or else with the same name.

    Each of the latter is one human: whom somebody's address tells is not taken for their namesake too.
    """
    earlier = tuple(before)
    known = {it.email for it in earlier} & {it.email for it in after}
    others = [it for it in after if it.email not in known]
    return tuple(it for it in earlier if it.email in known or _taken(it.name, others))


def asked_before(dossier: Dossier) -> tuple[Asked, ...]:
    """Everybody who had a link to a version before the present one, oldest first. Needs private."""
    if dossier.contract.version < 2:
        return ()
    return tuple(it for it in _asked(dossier) if it.version < dossier.contract.version)


def left_out(dossier: Dossier) -> tuple[Asked, ...]:
    """
    Those who are in no later version any more, each once, as they were in the last that they had a link to.

    Who is the same human, staying() says. Needs private.
    """
    return _gone(asked_before(dossier), _people(dossier))


def left_out_by_sending(dossier: Dossier, parties: Sequence[Party]) -> tuple[Asked, ...]:
    """Who will be left out once a version with these parties is sent, and is not yet. Needs private."""
    people = {**_people(dossier), dossier.contract.version + 1: parties}
    already = {it.farewell for it in left_out(dossier)}
    return tuple(it for it in _gone(tuple(_asked(dossier)), people) if it.farewell not in already)


def left_out_by(dossier: Dossier, mail: Mail) -> Asked | None:
    """Whom this mail bids farewell; None for any other mail, and when they are in the contract again. Needs private."""
    found = (asked for asked in left_out(dossier) if asked.farewell == mail)
    return next(found, None)


def is_left_out(dossier: Dossier, version: int, party: str) -> bool:
    """Whether who this party of an earlier version was is in no later one. Needs private."""
    asked, people = asked_before(dossier), _people(dossier)
    found = (it for it in asked if (it.version, it.party) == (version, party))
    return any(not _came_again(it, asked, people) for it in found)


def was_asked(dossier: Dossier, party: str) -> bool:
    """Whether this party of the present version had a link to an earlier one. Needs private."""
    head, asked = dossier.head, asked_before(dossier)
    present = {
        seat.party: Named(name=head.name(seat.party), email=dossier.email(seat.party))
        for seat in dossier.contract.seats
    }
    fellows = ([it for it in asked if it.version == version] for version in {it.version for it in asked})
    return any(present[party] in staying(present.values(), them) for them in fellows)


def same_readers(dossier: Dossier, parties: Sequence[Party]) -> bool:
    """Whether Annex A is signed by the same humans in the present version and among these parties. Needs private."""
    before = [
        Named(name=dossier.head.name(seat.party), email=dossier.email(seat.party))
        for seat in dossier.contract.seats
        if seat.signs_annex
    ]
    after = [party for party in parties if ANNEX in party.documents]
    return len(staying(before, after)) == len(before) == len(after)


def _taken(name: str, others: list[Human]) -> bool:
    """Whether one of the others has this name; that one is then taken out of them."""
    found = next((it for it in others if same_name(name, it.name)), None)
    if found:
        others.remove(found)
    return found is not None


def _asked(dossier: Dossier) -> Iterator[Asked]:
    """Everybody who has had a link, version by version, with the last address and name that they had in it."""
    contract, last = Contract(id=dossier.contract.id), _Last()
    for entry in dossier.entries:
        if isinstance(entry.event, Sent):
            yield from _invited(dossier, contract, last)
            last = _Last()
        kept = dossier.private.get(entry.number)
        last = last.after(kept.data if kept else {})
        contract = contract.after((entry,))
    yield from _invited(dossier, contract, last)


@dataclass(frozen=True)
class _Last:
    """Addresses and names by party, as far as one has read."""

    addresses: Mapping[str, str] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)

    def after(self, kept: Mapping[str, Any]) -> "_Last":
        return _Last({**self.addresses, **kept.get("addresses", {})}, {**self.names, **kept.get("names", {})})


def _invited(dossier: Dossier, contract: Contract, last: _Last) -> Iterator[Asked]:
    """Who had a link when this version was the present one; nobody before the first."""
    kept = dossier.private[contract.sent_as].data if contract.sent else {}
    for party in contract.invited if contract.sent else ():
        yield Asked(
            version=contract.version, party=party, role=contract.seat(party).role, round=contract.rounds[party],
            name=last.names[party], email=last.addresses[party], language=kept["languages"][party],
        )  # fmt: skip


def _people(dossier: Dossier) -> dict[int, Sequence[Human]]:
    """Everybody in each version, as it was sent."""
    sent = {it.event.version: it.number for it in dossier.entries if isinstance(it.event, Sent)}
    return {version: _named(dossier.private[number].data) for version, number in sent.items()}


def _named(kept: Mapping[str, Any]) -> list[Human]:
    return [Named(name=name, email=kept["addresses"][party]) for party, name in kept["names"].items()]


def _gone(asked: tuple[Asked, ...], people: Mapping[int, Sequence[Human]]) -> tuple[Asked, ...]:
    last = {it.email: it for it in asked if not _came_again(it, asked, people)}
    return tuple(last.values())


def _came_again(it: Asked, asked: tuple[Asked, ...], people: Mapping[int, Sequence[Human]]) -> bool:
    fellows = [each for each in asked if each.version == it.version]
    return any(it in staying(fellows, then) for version, then in people.items() if version > it.version)
