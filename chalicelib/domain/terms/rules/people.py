"""Who is in the contract: the people whom its constellation needs, each with an address of their own."""

from collections import Counter
from collections.abc import Iterator
from datetime import date

from chalicelib.domain.acceptance import same_name
from chalicelib.domain.errors import Fault
from chalicelib.domain.terms.model import Manager, Official, Representative, Terms
from chalicelib.domain.terms.rules.rule import Rule, into
from chalicelib.domain.terms.signers import addressees

SIGNERS_AT_MOST = 33  # keeps every transaction far below DynamoDB's hundred items
_MAILBOXES = {
    "info", "toimisto", "asiakaspalvelu", "kirjaamo", "office", "posti", "sahkoposti", "hallinto", "palaute", "yhteys",
    "kansli", "kontoret", "registratur", "admin", "contact", "mail", "postmaster",
}  # fmt: skip
_ADDRESSES = (
    "constellation", "supervisor-contact", "supervisees-*", "manager", "managers_manager",
    "client-representative-signs", "client-representative-same_as_manager",
)  # fmt: skip

PEOPLE: list[Rule] = []
_rule = into(PEOPLE)


@_rule("constellation", "manager")
def manager_where_due(terms: Terms, today: date) -> Iterator[Fault]:
    yield from _official_where_due("manager", terms.manager, terms.constellation in {"A", "C"})


@_rule("constellation", "managers_manager")
def managers_manager_where_due(terms: Terms, today: date) -> Iterator[Fault]:
    yield from _official_where_due("managers_manager", terms.managers_manager, terms.constellation == "C")


def _official_where_due(role: str, official: Official | None, due: bool) -> Iterator[Fault]:
    if due and not official:
        yield Fault(f"{role}-full_name", "required")
    if official and not due:
        yield Fault(f"{role}-full_name", "role_not_in_constellation")


@_rule("constellation", "manager-participates", "manager-is_supervisee")
def manager_does_what_the_constellation_knows(terms: Terms, today: date) -> Iterator[Fault]:
    """Beside supervisees the manager may take part in sessions; with a manager of their own, be supervised."""
    if not terms.manager:
        return
    if terms.constellation == "C" and terms.manager.participates != "no":
        yield Fault("manager-participates", "choice_not_in_constellation")
    if terms.constellation == "A" and terms.manager.is_supervisee is not None:
        yield Fault("manager-is_supervisee", "choice_not_in_constellation")


@_rule("constellation", "supervisees")
def supervisees_where_due(terms: Terms, today: date) -> Iterator[Fault]:
    if terms.constellation != "C" and not terms.supervisees:
        yield Fault("supervisees-0-full_name", "required")
    if len(terms.supervisees) > 30:
        yield Fault("supervisees", "too_many", {"most": 30})


@_rule("constellation", "supervisees-*")
def who_accepts_has_an_address(terms: Terms, today: date) -> Iterator[Fault]:
    """The members of a manager's work group accept nothing and get no mail: theirs is not asked for."""
    for number, person in enumerate(terms.supervisees):
        if terms.constellation != "C" and person.email == "":
            yield Fault(f"supervisees-{number}-email", "required")


@_rule("constellation", "supervisees-*", "manager-is_supervisee", "supervision_form")
def form_fits_people(terms: Terms, today: date) -> Iterator[Fault]:
    if terms.constellation == "C":
        yield from _form_fits_manager(terms)
    elif not terms.is_group and len(terms.supervisees) > 1:
        yield Fault("supervision_form", "form_is_for_one")
    elif terms.is_group and len(terms.supervisees) == 1:
        yield Fault("supervision_form", "form_needs_group")


def _form_fits_manager(terms: Terms) -> Iterator[Fault]:
    """In constellation C the manager is supervised, or commits for a group that is."""
    if terms.manager and terms.manager.is_supervisee:
        if terms.supervisees:
            yield Fault("supervisees", "manager_is_the_supervisee")
        if terms.is_group:
            yield Fault("supervision_form", "form_needs_group")
    elif terms.manager and not terms.is_group:
        yield Fault("supervision_form", "form_is_for_one")


@_rule("supervisees", "supervision_form", warns=True)
def usual_group(terms: Terms, today: date) -> Iterator[Fault]:
    count = len(terms.supervisees)  # none are named yet: group_is_named
    if count and terms.supervision_form == "group" and not 3 <= count <= 6:
        yield Fault("supervisees", "unusual_group_size", {"count": count})
    if count == 1 and terms.supervision_form == "team":
        yield Fault("supervisees", "team_of_one")


@_rule("constellation", "manager-is_supervisee", "supervisees", warns=True)
def group_is_named(terms: Terms, today: date) -> Iterator[Fault]:
    """A work group does not sign, but the contract says better who takes part."""
    led = terms.constellation == "C" and terms.manager and not terms.manager.is_supervisee
    if led and not terms.supervisees:
        yield Fault("supervisees", "participants_unknown")


@_rule(*_ADDRESSES)
def one_address_each(terms: Terms, today: date) -> Iterator[Fault]:
    people = addressees(terms)
    first: dict[str, str] = {}
    for field, email in people:
        if email in first:
            yield Fault(field, "address_used_twice", {"email": email})
        first.setdefault(email, field)
    if len(people) > SIGNERS_AT_MOST:
        yield Fault("supervisees", "too_many", {"most": 30})


@_rule(*_ADDRESSES, warns=True)
def own_mailboxes(terms: Terms, today: date) -> Iterator[Fault]:
    for field, email in addressees(terms):
        if email.partition("@")[0] in _MAILBOXES:
            yield Fault(field, "shared_mailbox", {"email": email})


@_rule("supervisees-*", warns=True)
def no_namesakes(terms: Terms, today: date) -> Iterator[Fault]:
    names = [(person.full_name or "").casefold() for person in terms.supervisees]
    found = Counter(names)
    for number, person in enumerate(terms.supervisees):
        if names[number] and found[names[number]] > 1:
            yield Fault(f"supervisees-{number}-full_name", "same_name_twice", {"name": person.full_name})


@_rule(
    "manager-full_name", "manager-email", "client-representative-full_name", "client-representative-email",
    "client-representative-signs", "client-representative-same_as_manager",
)  # fmt: skip
def representative_is_somebody(terms: Terms, today: date) -> Iterator[Fault]:
    person = terms.client.representative if terms.client else None
    if not person:
        return
    if person.same_as_manager:
        if not _is_the_manager(person, terms.manager):
            yield Fault("client-representative-same_as_manager", "not_the_manager")
        return
    if not person.signs:
        return
    for key in ("full_name", "email"):
        if not getattr(person, key):
            yield Fault(f"client-representative-{key}", "required")


@_rule("client-organisation", "client-representative-signs", "client-representative-same_as_manager")
def representative_acts_for_organisation(terms: Terms, today: date) -> Iterator[Fault]:
    person = terms.client.representative if terms.client else None
    alone = person and person.signs and not person.same_as_manager
    if alone and terms.client and not terms.client.organisation:
        yield Fault("client-organisation-name", "required")


def _is_the_manager(person: Representative, manager: Manager | None) -> bool:
    if not manager:
        return False
    named = not person.full_name or same_name(person.full_name, manager.full_name)
    return named and person.email in ("", manager.email)


@_rule(
    "third_party", "supervisor-full_name", "supervisees-*-full_name", "manager-full_name",
    "managers_manager-full_name", "client-representative-full_name",
)  # fmt: skip
def third_party_is_outside(terms: Terms, today: date) -> Iterator[Fault]:
    agent = terms.client.representative if terms.client else None
    people = [terms.supervisor, *terms.supervisees, terms.manager, terms.managers_manager, agent]
    if terms.third_party and terms.third_party.casefold() in {p.full_name.casefold() for p in people if p}:
        yield Fault("third_party", "third_party_is_party")
