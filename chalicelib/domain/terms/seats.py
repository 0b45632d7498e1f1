"""
Who has to accept, how, and what: derived from terms.json alone (docs/archive-format.md §2), so that sending writes it and
a verifier of any later year demands the same.

Only the few keys that say so are read. Others may be missing, unknown or of another shape: they are not looked at.
"""

from dataclasses import replace
from decimal import Decimal
from typing import Any

from pydantic import BaseModel, ConfigDict, model_validator

from chalicelib.domain.canonical import parsed
from chalicelib.domain.events import Seat, Sent
from chalicelib.domain.parties import ANNEX, MAIN, Role
from chalicelib.domain.terms.model import Terms

USUAL_LEVEL = "email_link"


class _Told(BaseModel):
    """A part of terms.json; a key that is absent or null says what its default says."""

    model_config = ConfigDict(extra="ignore", frozen=True, from_attributes=True)

    @model_validator(mode="before")
    @classmethod
    def _null_is_absent(cls, told: Any) -> Any:
        return {key: it for key, it in told.items() if it is not None} if isinstance(told, dict) else told


class _Person(_Told):
    assurance_level: str | None = None


class _Supervisee(_Person):
    pays_as: str = "no"


class _Official(_Person):
    is_supervisee: bool | None = None


class _Representative(_Person):
    signs: bool = False
    same_as_manager: bool = False


class _Client(_Told):
    representative: _Representative | None = None


class Agreement(_Told):
    """What the terms say about who signs. Made by agreement() or agreement_in()."""

    contract_language: str
    constellation: str
    signing_mode: str
    supervisor: _Person
    supervisees: tuple[_Supervisee, ...] = ()
    manager: _Official | None = None
    managers_manager: _Person | None = None
    client: _Client | None = None
    price_amount: Decimal
    payer_type: str
    goals_annex_used: bool = False
    assurance_level: str = USUAL_LEVEL
    supersedes_contract_id: str | None = None

    @property
    def seats(self) -> tuple[Seat, ...]:
        """
        A seat for each who must accept, supervisor first; without may_start_early.

        In constellation C with a work group its members take part and do not sign. Annex A is signed by the supervisor
        and whoever is supervised. What is as usual is left out, so that a trail says only what is special.
        """
        found = [self._seat("supervisor", Role.SUPERVISOR, self.supervisor)]
        if self.constellation != "C":
            found += [
                self._seat(
                    f"supervisee-{number}", Role.SUPERVISEE, person, consumer=self._is_consumer(person)
                )
                for number, person in enumerate(self.supervisees, start=1)
            ]
        if self.manager:
            found.append(self._seat("manager", Role.MANAGER, self.manager, also=self._managers_other_roles))
        if self.managers_manager:
            found.append(self._seat("managers_manager", Role.MANAGERS_MANAGER, self.managers_manager))
        if (signing := self._representative) and not signing.same_as_manager:
            found.append(self._seat("client_representative", Role.CLIENT_REPRESENTATIVE, signing))
        return tuple(found)

    def agrees_with(self, sent: Sent) -> bool:
        """
        Whether what was sent asks for exactly these acceptances and takes the place of no contract unasked.

        may_start_early hangs on holidays and the law of its day too: it is only demanded that a consumer was asked.
        """
        asked = {(it.consumer, it.may_start_early) for it in sent.seats if it.may_start_early is not None}
        told = (sent.language, sent.constellation, sent.signing_mode)
        return (
            told == (self.contract_language, self.constellation, self.signing_mode)
            and tuple(replace(seat, may_start_early=None) for seat in sent.seats) == self.seats
            and asked <= {(True, True)}
            and [it.kind for it in sent.confidential or ()] == [ANNEX] * self.goals_annex_used
            and (sent.supersedes is None or self.supersedes_contract_id is not None)
        )

    def _seat(
        self, party: str, role: Role, person: _Person, also: tuple[Role, ...] = (), consumer: bool = False
    ) -> Seat:
        level = person.assurance_level or self.assurance_level
        reads_annex = self.goals_annex_used and {Role.SUPERVISOR, Role.SUPERVISEE} & {role, *also}
        return Seat(
            party=party, role=role, also=also, documents=(MAIN, ANNEX) if reads_annex else None,
            level=None if level == USUAL_LEVEL else level, consumer=consumer or None,
        )  # fmt: skip

    def _is_consumer(self, person: _Supervisee) -> bool:
        pays = self.payer_type == "supervisees" and self.price_amount != 0
        return pays and person.pays_as == "consumer"

    @property
    def _representative(self) -> _Representative | None:
        person = self.client.representative if self.client else None
        return person if person and person.signs else None

    @property
    def _managers_other_roles(self) -> tuple[Role, ...]:
        supervised = self.constellation == "C" and self.manager and self.manager.is_supervisee
        represents = self._representative and self._representative.same_as_manager
        cases = [(supervised, Role.SUPERVISEE), (represents, Role.CLIENT_REPRESENTATIVE)]
        return tuple(role for holds, role in cases if holds)


def agreement(terms: Terms) -> Agreement:
    """What these terms say about who signs."""
    return Agreement.model_validate(terms)


def agreement_in(terms: bytes) -> Agreement:
    """The same from the bytes of terms.json, of whatever template. Raises ValueError when they do not say it."""
    try:
        return Agreement.model_validate(parsed(terms))
    except RecursionError as error:
        raise ValueError("too deep") from error
