"""No personal identity code in any text of the terms: a contract of supervision needs none."""

import re
from collections.abc import Iterator
from datetime import date

from pydantic import BaseModel
from stdnum.fi import hetu

from chalicelib.domain.errors import Fault
from chalicelib.domain.terms.model import Terms
from chalicelib.domain.terms.rules.rule import Rule, into

_LIKE_ONE = re.compile(
    r"(?<!\w)([0-9]{6})\s?([-\u2013\u2212+A-FU-Y])\s?([0-9]{3}[0-9A-Z])(?!\w)", re.IGNORECASE
)

IDENTITY_CODES: list[Rule] = []
_rule = into(IDENTITY_CODES)


@_rule()
def no_identity_code(terms: Terms, today: date) -> Iterator[Fault]:
    """It has no places: whatever else is wrong, each text that can be read is looked at."""
    for field, text in _texts(terms, ""):
        if any(_is_one(*found) for found in _LIKE_ONE.findall(text)):
            yield Fault(field, "identity_code_told")


def _is_one(born: str, century: str, rest: str) -> bool:
    """A real day and the check character that belongs to it, however its dash is written."""
    sign = century if century.isalpha() or century == "+" else "-"
    return bool(hetu.is_valid(f"{born}{sign}{rest}", allow_temporary=True))


def _texts(value: object, field: str) -> Iterator[tuple[str, str]]:
    """(form field, text) of every text within."""
    within = f"{field}-" if field else ""
    match value:
        case BaseModel():
            for name in type(value).model_fields:
                yield from _texts(getattr(value, name, None), f"{within}{name}")
        case list() | tuple():
            for number, item in enumerate(value):
                yield from _texts(item, f"{within}{number}")
        case str():
            yield field, value
