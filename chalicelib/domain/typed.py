"""A contract form exactly as it was typed, sound or not: kept beside the drafts so that no work is lost, never part of one."""

import json
import re
from collections.abc import Iterable, Mapping
from datetime import datetime, timedelta
from enum import Enum
from typing import NamedTuple

from chalicelib.frozen import dataclass

LIFETIME = timedelta(days=90)
LARGEST = 64 * 1024  # bytes of a form's names and values
MOST = 60  # forms of one account
_MOST_GROWN = 8
_ID = "[0-9a-f]{32}"
_GROWN = re.compile(rf"({_ID})\.({_ID})\.([0-9]{{1,15}})")
# Who a form is about, in the order in which somebody would name it.
_NAMES = re.compile(r"(manager|managers_manager|supervisees-[0-9]{1,3}|client-representative)-full_name")


class Kept(Enum):
    """What became of a form that was to be kept."""

    FIRST = "first"  # nothing of its page was kept
    AGAIN = "again"
    OUTDATED = "outdated"  # not kept: a later turn of its page is, or the page is over
    TOO_LARGE = "too_large"  # not kept


class Grown(NamedTuple):
    """What a form was continued from: that page of it, as it was at that turn."""

    contract: str
    page: str
    turn: int

    def __str__(self) -> str:
        return f"{self.contract}.{self.page}.{self.turn}"


@dataclass(frozen=True, kw_only=True)
class TypedForm:
    """
    What one opened page of the form holds: each page has a row of its own, so that two tabs never overwrite each other.

    email: the account. contract: the id that the form was served with; there may be no such contract yet. page: the
    page's own random id. values: form names as typed. turn: when, by the clock of whoever typed, in milliseconds since
    1970: a later one replaces an earlier one. mark, base: of the draft and of the version that it edits, "" for none.
    grown_from: the pages that it was continued from, the latest first.
    """

    email: str
    contract: str
    page: str
    values: Mapping[str, str]
    turn: int
    kept_at: datetime
    mark: str = ""
    base: str = ""
    grown_from: tuple[Grown, ...] = ()

    @property
    def title(self) -> str:
        """The first name that was typed, "" for none."""
        typed = sorted(name for name in self.values if _NAMES.fullmatch(name))
        names = (" ".join(self.values[name].split()) for name in typed)
        return next(filter(None, names), "")[:120]

    @property
    def lineage(self) -> tuple[Grown, ...]:
        """What a page that goes on from here has grown from."""
        return (Grown(self.contract, self.page, self.turn), *self.grown_from)[:_MOST_GROWN]

    @property
    def is_too_large(self) -> bool:
        """More than anybody types into our form."""
        return len(json.dumps(dict(self.values), ensure_ascii=False).encode()) > LARGEST


def is_id(text: str) -> bool:
    """Whether a text is an id of ours: 32 hex characters."""
    return re.fullmatch(_ID, text) is not None


def grown_from(text: str) -> tuple[Grown, ...]:
    """What `str` of each, joined by blanks, was made from; what is not of that shape is passed over."""
    found = (_GROWN.fullmatch(part) for part in text.split()[:_MOST_GROWN])
    return tuple(Grown(it[1], it[2], int(it[3])) for it in found if it)


def unfinished(forms: Iterable[TypedForm]) -> tuple[TypedForm, ...]:
    """Those that nobody has continued on another page as they are now, last kept first."""
    every = tuple(forms)
    continued: dict[tuple[str, str], int] = {}
    for it in (grown for form in every for grown in form.grown_from):
        continued[it[:2]] = max(it.turn, continued.get(it[:2], 0))
    open_ = (it for it in every if it.turn > continued.get((it.contract, it.page), -1))
    return tuple(sorted(open_, key=lambda it: (it.kept_at, it.turn), reverse=True))
