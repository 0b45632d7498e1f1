"""From what somebody typed or sent to terms, with all faults at once."""

from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from chalicelib.domain.errors import Fault
from chalicelib.domain.terms.defaults import IGNORED, completed, tidied
from chalicelib.domain.terms.items import Answer, items
from chalicelib.domain.terms.model import Terms
from chalicelib.domain.terms.partial import adapters, sound_part
from chalicelib.domain.terms.rules import RULES
from chalicelib.domain.terms.rules.identifying import strong_wanted
from chalicelib.domain.terms.rules.rule import Rule
from chalicelib.domain.terms.values import clean
from chalicelib.frozen import dataclass

# What pydantic says, in our codes; a list that is too long, a text for a table and the like are "not_understood".
_CODES = {
    "missing": "required", "extra_forbidden": "unknown_key", "string_too_long": "too_long", "string_too_short": "too_short",
    "literal_error": "not_a_choice", "bool_parsing": "not_a_choice", "bool_type": "not_a_choice",
    "greater_than_equal": "too_small", "less_than_equal": "too_large",
}  # fmt: skip
_LIMITS = {"min_length": "least", "max_length": "most", "ge": "least", "le": "most"}


@dataclass(frozen=True)
class Reading:
    """
    What came out: terms when there is no fault, else None. Warnings never stop anybody.

    items: the answer to each item that a contract should hold (terms/items.py), with faults too.
    sound: what is sound of the terms, None in place of the rest: to be shown while somebody writes, never to be kept.
    unchecked: places, with "*" for each row, about which a rule could say nothing yet, as something that it needs is at fault.
    """

    terms: Terms | None
    faults: tuple[Fault, ...]
    warnings: tuple[Fault, ...]
    items: Mapping[str, Answer]
    sound: Terms
    unchecked: frozenset[str] = frozenset()


def read_terms(given: Mapping[str, Any], today: date, strong: bool = False) -> Reading:
    """
    Read the shape of examples/*.json, or a form unfolded into it.

    given: nested dicts and lists of strings or JSON values; keys that begin with "_" and blanks are passed over.
    today: the date in Helsinki. strong: whether strong identification is connected. Reading the same twice gives
    the same.
    """
    told = tidied(dict(given))
    data = completed(told, today)
    values: dict[str, Any] = {}  # from the adapters, or what is left of an unsound one
    faults = list(_not_the_supervisors(told))
    for name, adapter in adapters(Terms).items():
        try:
            if name not in data:
                faults.append(Fault(name, "required"))
                values[name] = None
            else:
                values[name] = adapter.validate_python(data[name])
        except ValidationError as error:
            faults += [fault_of(name, detail) for detail in error.errors(include_url=False)]
            values[name] = sound_part(Terms.model_fields[name].annotation, data[name])
    terms = Terms.model_construct(**values)
    ready = _ready_rules(faults)
    waiting = {place for rule in RULES if not (rule.warns or rule in ready) for place in rule.places}
    found = {
        warns: [it for rule in ready if rule.warns is warns for it in rule.check(terms, today)]
        for warns in (False, True)
    }
    faults += found[False]
    if not strong:
        faults += strong_wanted(terms)
    told_once = once(_one_organisation(faults, terms))
    answers = items(terms, faults)
    return Reading(
        None if faults else terms, told_once, once(found[True]), answers, terms, frozenset(waiting)
    )


def _not_the_supervisors(told: Mapping[str, Any]) -> Iterator[Fault]:
    """Keys that nobody knows, and the one that only a consumer can say."""
    for key in told:
        if key not in Terms.model_fields and key not in IGNORED:
            yield Fault(clean(str(key)), "unknown_key")
    if told.get("early_start_request") not in (None, False, "false"):
        yield Fault("early_start_request", "early_start_is_the_consumers")


def _ready_rules(faults: list[Fault]) -> list[Rule]:
    faulty = {fault.field for fault in faults}
    return [rule for rule in RULES if rule.can_run(faulty)]


def _one_organisation(faults: list[Fault], terms: Terms) -> list[Fault]:
    """The client's name is the manager's organisation, unless somebody says another: what lacks is told of the manager."""
    told = {fault.field for fault in faults}
    lacking = {"manager", "manager-organisation"} & told or (
        not terms.manager and "manager-full_name" in told
    )
    if not lacking or terms.constellation not in {"A", "C"}:
        return faults
    return [it for it in faults if (it.field, it.code) != ("client-organisation-name", "required")]


def once(faults: list[Fault]) -> tuple[Fault, ...]:
    """The first fault of each field: two sentences beside one input confuse."""
    return tuple({fault.field: fault for fault in reversed(faults)}.values())[::-1]


def fault_of(name: str, detail: ErrorDetails) -> Fault:
    """What pydantic says of the field of this name, as a fault of ours."""
    place = [str(part) for part in detail["loc"] if not _is_branch(part)]
    # values.py names its codes so; anything else that pydantic may say is not a person's language.
    own = detail["type"] if detail["type"].startswith("not_a") else "not_understood"
    code = _CODES.get(detail["type"], own)
    if code == "too_short" and not detail["input"]:
        code = "required"
    params = {_LIMITS.get(key, key): value for key, value in detail.get("ctx", {}).items() if key != "error"}
    return Fault("-".join([name, *place]), code, params)


def _is_branch(part: str | int) -> bool:
    """Pydantic names the branches of a union; a form field does not."""
    return isinstance(part, str) and not part.isidentifier()
