"""People of the versions before: who was asked to accept one of them, and who of them is in the contract no more."""

from collections.abc import Iterator
from dataclasses import dataclass

from chalicelib.domain.acceptance import same_name
from chalicelib.domain.contract import Contract
from chalicelib.domain.dossier import Dossier, Mail
from chalicelib.domain.events import Sent
from chalicelib.domain.parties import Role

LEFT_OUT = "left_out"


@dataclass(frozen=True, kw_only=True)
class Asked:
    """Somebody who had a link to an earlier version: the party they were there, and that link's round."""

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


def asked_before(dossier: Dossier) -> tuple[Asked, ...]:
    """Everybody who had a link to a version before the present one, oldest first. Needs private."""
    found: list[Asked] = []
    contract, addresses = Contract(id=dossier.contract.id), dict[str, str]()
    for entry in dossier.entries if dossier.contract.version > 1 else ():
        if isinstance(entry.event, Sent) and contract.sent:
            found += _invited(dossier, contract, addresses)
            addresses = {}
        kept = dossier.private.get(entry.number)
        addresses |= kept.data.get("addresses", {}) if kept else {}
        contract = contract.after((entry,))
    return tuple(found)


def left_out(dossier: Dossier) -> tuple[Asked, ...]:
    """
    Those who are in no later version any more, each once, as they were in the last that they had a link to.

    Who has the same address or the same name in a later version is the same human. Needs private.
    """
    last = {asked.email: asked for asked in asked_before(dossier) if not _came_again(dossier, asked)}
    return tuple(last.values())


def left_out_by(dossier: Dossier, mail: Mail) -> Asked | None:
    """Whom this mail bids farewell; None for any other mail, and when they are in the contract again. Needs private."""
    found = (asked for asked in left_out(dossier) if asked.farewell == mail)
    return next(found, None)


def is_left_out(dossier: Dossier, version: int, party: str) -> bool:
    """Whether who this party of an earlier version was is in no later one. Needs private."""
    found = (asked for asked in asked_before(dossier) if (asked.version, asked.party) == (version, party))
    return any(not _came_again(dossier, asked) for asked in found)


def was_asked(dossier: Dossier, party: str) -> bool:
    """Whether this party of the present version had a link to an earlier one. Needs private."""
    name, email = dossier.head.name(party), dossier.email(party)
    return any(asked.email == email or same_name(asked.name, name) for asked in asked_before(dossier))


def _invited(dossier: Dossier, contract: Contract, addresses: dict[str, str]) -> Iterator[Asked]:
    """Who had a link when this version was the present one."""
    kept = dossier.private[contract.sent_as].data
    for party in contract.invited:
        yield Asked(
            version=contract.version, party=party, role=contract.seat(party).role, round=contract.rounds[party],
            name=kept["names"][party], email=addresses[party], language=kept["languages"][party],
        )  # fmt: skip


def _came_again(dossier: Dossier, asked: Asked) -> bool:
    for entry in dossier.entries:
        if isinstance(entry.event, Sent) and entry.event.version > asked.version:
            kept = dossier.private[entry.number].data
            named = any(same_name(asked.name, name) for name in kept["names"].values())
            if named or asked.email in kept["addresses"].values():
                return True
    return False
