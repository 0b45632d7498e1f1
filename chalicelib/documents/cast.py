"""Who plays which part in the text of a contract: what the template asks about its people."""

from collections.abc import Iterable

from chalicelib.domain.parties import Party
from chalicelib.domain.terms.client import client_bound_by, overseer
from chalicelib.domain.terms.model import Organisation, Terms
from chalicelib.domain.terms.signers import signers
from chalicelib.frozen import dataclass

_LEVELS = ("email_link", "email_link_code", "strong")
_EASILY_READ = 3


@dataclass(frozen=True)
class Cast:
    """
    Who plays which part in the text; roles are the words of domain.parties.Role, and "client".

    several: the text speaks of supervisees in the plural. supervised_manager, unsigned_group: the two readings of
    constellation C. attends: how the manager takes part in the sessions. client_bound_by: the role that accepts for the
    client, "" if nobody does. outsiders: those who are not told what is said. overseer: who answers for the frame.
    accepting: roles that accept, supervisor first. identified: (level, names) of those who accept, the weakest first;
    where the levels differ and the largest group is many, it comes last and without names: all others. strongly:
    somebody who accepts is identified strongly.
    other_languages: somebody who accepts reads the pages in another language than the contract's.
    payers: names of the supervisees who pay, consumers of them as private persons, businesses for their business.
    """

    several: bool
    supervised_manager: bool
    unsigned_group: bool
    attends: str
    client: Organisation | None
    client_bound_by: str
    outsiders: tuple[str, ...]
    overseer: str
    accepting: tuple[str, ...]
    identified: tuple[tuple[str, tuple[str, ...]], ...]
    strongly: bool
    other_languages: bool
    payers: tuple[str, ...]
    consumers: tuple[str, ...]
    businesses: tuple[str, ...]


def cast_of(terms: Terms) -> Cast:
    """The parts, from the constellation and from who pays."""
    in_c = terms.constellation == "C"
    supervised = in_c and bool(terms.manager and terms.manager.is_supervisee)
    attends = terms.manager.participates if terms.manager and not supervised else "no"
    client = terms.client.organisation if terms.client else None
    present = {
        "manager": terms.manager and not supervised and attends != "always",
        "managers_manager": terms.managers_manager,
        "client": client,
    }
    parties = signers(terms)
    return Cast(
        several=terms.is_group,
        supervised_manager=supervised,
        unsigned_group=in_c and not supervised,
        attends=attends,
        client=client,
        client_bound_by=client_bound_by(terms) or "",
        outsiders=tuple(role for role, person in present.items() if person),
        overseer=overseer(terms) or "",
        accepting=tuple(dict.fromkeys(party.role.value for party in parties)),
        identified=_by_level(parties),
        strongly=any(party.level == "strong" for party in parties),
        other_languages=any(party.language != terms.contract_language for party in parties),
        payers=_paying(terms, "consumer", "business"),
        consumers=_paying(terms, "consumer"),
        businesses=_paying(terms, "business"),
    )


def _by_level(parties: Iterable[Party]) -> tuple[tuple[str, tuple[str, ...]], ...]:
    """A run of thirty names tells nobody anything that "all others" does not."""
    named = {level: tuple(it.name for it in parties if it.level == level) for level in _LEVELS}
    groups = [(level, names) for level, names in named.items() if names]
    most = max(groups, key=lambda group: len(group[1]))
    if len(groups) == 1 or len(most[1]) <= _EASILY_READ:
        return tuple(groups)
    return (*(group for group in groups if group is not most), (most[0], ()))


def _paying(terms: Terms, *capacities: str) -> tuple[str, ...]:
    return tuple(person.full_name for person in terms.payers if person.pays_as in capacities)
