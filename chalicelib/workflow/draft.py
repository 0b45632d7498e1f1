"""A contract while the supervisor writes it."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any, NamedTuple

from chalicelib.documents.printable import unprintable
from chalicelib.domain.calendar import today_in_helsinki
from chalicelib.domain.dossier import Dossier, Draft, Head, heading
from chalicelib.domain.errors import ChangedMeanwhile, ContractChanged, Fault, FormInvalid, NotFound
from chalicelib.domain.terms import Reading, Terms, read_terms
from chalicelib.domain.terms.defaults import IGNORED, tidied
from chalicelib.domain.terms.signers import signers
from chalicelib.workflow.goals import check_goals
from chalicelib.workflow.ports import Services
from chalicelib.workflow.replacing import replaced_one, superseding_faults


def draft(
    services: Services, author: str, given: Mapping[str, Any], contract: str = "",
    aside: Mapping[str, str] | None = None,
) -> tuple[Draft, Reading]:  # fmt: skip
    """
    Keep a new draft of what was given, and aside what its form holds beside that (Draft.aside).

    author: the supervisor's account. contract: the id that the form was served with, so that a second click on the
    same form finds the first one's draft; a new one is made when it is empty.
    Returns the draft and its reading, whose warnings are worth showing. Raises FormInvalid with all faults, and
    ContractChanged when the first click's draft holds something else: that form was posted from a page gone back to.
    """
    reading, terms, replaced = checked(services, author, given)
    check_goals(services, replaced, given, terms)
    now = services.now()
    number = services.accounts.next_number(author, today_in_helsinki(now).year)
    made = Draft(
        id=contract or services.new_id(), author=author, given=kept_of(given), begun=services.new_id(), revision=1,
        created_at=now, touched_at=now, aside=dict(aside or {}), number=f"TO-{today_in_helsinki(now).year}-{number:04d}",
        supersedes=_id_of(replaced),
    )  # fmt: skip
    return keep(services, made, row_of(made, terms)), reading


def redraft(
    services: Services, author: str, contract: str, given: Mapping[str, Any], mark: str,
    aside: Mapping[str, str] | None = None,
) -> Draft:  # fmt: skip
    """
    Replace the draft that the supervisor was editing, what it kept aside with it, if the save with this mark is still
    the kept one.

    Raises FormInvalid, NotFound for somebody else's, ContractChanged when another window saved in between, or threw the
    draft away and began another.
    """
    old = own_draft(services, author, contract)
    _, terms, replaced = checked(services, author, given, old)
    if mark != old.mark:
        raise ContractChanged()
    if old.version == 1:
        check_goals(services, replaced, given, terms)
    elif terms.goals_annex_used:
        check_goals(services, services.contracts.dossier(contract), given, terms)
    made = replace(
        old,
        given=kept_of(given),
        aside=dict(aside or {}),
        supersedes=_id_of(replaced),
        revision=old.revision + 1,
        touched_at=services.now(),
    )
    try:
        services.contracts.save_draft(made, row_of(made, terms) if made.version == 1 else None)
    except ChangedMeanwhile as error:
        raise ContractChanged() from error
    return made


def keep(services: Services, made: Draft, head: Head | None) -> Draft:
    """
    Keep a first revision; a second click on the same form finds the first one's, which is returned.

    head: as ports.Contracts.save_draft. Raises ContractChanged when another draft is kept, NotFound when it was sent.
    """
    try:
        services.contracts.save_draft(made, head)
    except ChangedMeanwhile:
        kept = own_draft(services, made.author, made.id)
        if (kept.given, kept.aside) != (made.given, made.aside):
            raise ContractChanged() from None
        return kept
    return made


def own_draft(services: Services, author: str, contract: str) -> Draft:
    """The supervisor's own draft. Raises NotFound for anybody else's, as if there were none."""
    found = services.contracts.draft(contract)
    if found.author != author:
        raise NotFound()
    return found


def read(services: Services, given: Mapping[str, Any]) -> Reading:
    """Terms as today's rules read them, characters that no font has included."""
    strong = services.identification is not None
    reading = read_terms(given, today_in_helsinki(services.now()), strong)
    if reading.terms is None:
        return reading
    faults = tuple(unprintable_in(reading.terms.model_dump(mode="json"), ""))
    return replace(reading, terms=None if faults else reading.terms, faults=faults)


def row_of(made: Draft, terms: Terms) -> Head:
    """The draft's row in the list."""
    title, people = heading(signers(terms))
    return Head(
        contract=made.id, author=made.author, number=made.number, title=title, people=people, status="draft",
        created_at=made.created_at, touched_at=made.touched_at, since=made.touched_at, agreed_until=terms.end_date,
        replaces=terms.supersedes_contract_id or "",
    )  # fmt: skip


def read_for(
    services: Services, author: str, given: Mapping[str, Any], draft: Draft | None = None
) -> Reading:
    """
    As read() does it, with the faults of the supervisor's contract that this one would replace.

    draft: what this was given for, as replaced_one() takes it.
    """
    return _read_with(services, given, replaced_one(services, author, given, draft))


class Checked(NamedTuple):
    """What may be kept and sent. replaced: the contract that it would end, with its private data."""

    reading: Reading
    terms: Terms
    replaced: Dossier | None


def checked(services: Services, author: str, given: Mapping[str, Any], draft: Draft | None = None) -> Checked:
    """The reading, its terms and what it would replace. draft: as in read_for(). Raises FormInvalid with all faults."""
    replaced = replaced_one(services, author, given, draft)
    reading = _read_with(services, given, replaced)
    if reading.terms is None:
        raise FormInvalid(reading.faults)
    return Checked(reading, reading.terms, replaced)


def _read_with(services: Services, given: Mapping[str, Any], replaced: Dossier | None) -> Reading:
    reading = read(services, given)
    more = tuple(superseding_faults(replaced, given, reading.terms, services.now()))
    return replace(reading, terms=None, faults=(*reading.faults, *more)) if more else reading


def _id_of(replaced: Dossier | None) -> str:
    return replaced.contract.id if replaced else ""


def kept_of(given: Mapping[str, Any]) -> dict[str, Any]:
    """What a draft holds of what was given: no blanks, notes, or what the product itself sets."""
    return {key: value for key, value in tidied(dict(given)).items() if key not in IGNORED}


def unprintable_in(value: Any, field: str) -> Iterator[Fault]:
    """A fault for each text in nested data that holds characters which no font of ours has."""
    match value:
        case dict():
            for key, item in value.items():
                yield from unprintable_in(item, f"{field}-{key}" if field else str(key))
        case list():
            for number, item in enumerate(value):
                yield from unprintable_in(item, f"{field}-{number}")
        case str():
            if missing := unprintable(value):
                yield Fault(field, "unprintable", {"characters": " ".join(missing)})
