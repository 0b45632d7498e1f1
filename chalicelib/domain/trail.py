"""
The trail: entries chained by their digests, so that an edit, a swap or a gap anywhere shows.

An entry is its canonical bytes (RFC 8785); everything else is read from them. The same check runs on the table,
in the tests and on archived files alone. A field that is None is left out of the bytes, so that an event
may grow one (`… | None = None`) and entries from before still read.
"""

import json
import re
import types
import typing
from collections.abc import Iterable, Sequence
from dataclasses import fields, is_dataclass
from datetime import UTC, datetime
from enum import Enum
from functools import cache, cached_property
from typing import Annotated, Any

from chalicelib.domain.canonical import canonical, sha256
from chalicelib.domain.events import KINDS, Digest, Event
from chalicelib.frozen import dataclass

FIRST = "0" * 64  # what the first entry names as the one before


class TrailBroken(Exception):
    """Entry `number` is not what the one before and its own form demand; `why` is a code for people."""

    def __init__(self, number: int, why: str) -> None:
        super().__init__(f"entry {number}: {why}")
        self.number, self.why = number, why


@dataclass(frozen=True, kw_only=True)
class Entry:
    """One act: number from 1, when (aware UTC, whole seconds), what, and the digest of the entry before."""

    contract: str
    number: int
    at: datetime
    event: Event
    previous: str

    @cached_property
    def kind(self) -> str:
        return next(kind for kind, made in KINDS.items() if made is type(self.event))

    @cached_property
    def bytes(self) -> bytes:
        """Canonical form, as kept in the table and in trail.json."""
        body = {
            "at": instant(self.at),
            "body": _plain(self.event),
            "contract": self.contract,
            "kind": self.kind,
        }
        return canonical(body | {"number": self.number, "previous": self.previous})

    @cached_property
    def sha256(self) -> str:
        return sha256(self.bytes)


def extended(
    contract: str, length: int, tip: str, events: Iterable[Event], at: datetime
) -> tuple[Entry, ...]:
    """Entries for these events after `length` entries of which the last has digest `tip`."""
    made: list[Entry] = []
    for number, event in enumerate(events, start=length + 1):
        made.append(Entry(contract=contract, number=number, at=at, event=event, previous=tip))
        tip = made[-1].sha256
    return tuple(made)


def read_entry(data: bytes, number: int) -> Entry:
    """The entry of these bytes. Raises TrailBroken(number) unless reading and writing give the same bytes."""
    try:
        raw = json.loads(data)  # the last line of this block sees to it that it is canonical
        event = _read(KINDS[raw["kind"]], raw["body"])
        at = datetime.fromisoformat(raw["at"])
        entry = Entry(
            contract=_read(str, raw["contract"]), number=_read(int, raw["number"]), at=at, event=event,
            previous=_read(Digest, raw["previous"]),
        )  # fmt: skip
        exact = entry.bytes == data
    except (ValueError, KeyError, TypeError, AttributeError, OverflowError, RecursionError) as error:
        raise TrailBroken(number, "unreadable") from error
    if not exact or entry.number != number:
        raise TrailBroken(number, "unreadable" if not exact else "number")
    return entry


def check(entries: Sequence[Entry], contract: str, first: int = 1, previous: str = FIRST) -> None:
    """Raise TrailBroken at the first entry that does not follow the one before, in order and of this contract."""
    for number, entry in enumerate(entries, start=first):
        if entry.number != number:
            raise TrailBroken(number, "number")
        if entry.contract != contract:
            raise TrailBroken(number, "contract")
        if entry.previous != previous:
            raise TrailBroken(number, "previous")
        previous = entry.sha256


def instant(at: datetime) -> str:
    """An aware datetime as RFC 3339 in UTC, whole seconds: "2026-11-23T07:00:00Z"."""
    return at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")


def _plain(value: Any) -> Any:
    if is_dataclass(value) and not isinstance(value, type):
        parts = {field.name: getattr(value, field.name) for field in fields(value)}
        return {name: _plain(part) for name, part in parts.items() if part is not None}
    if isinstance(value, tuple):
        return [_plain(item) for item in value]
    if isinstance(value, datetime):
        return instant(value)
    return value.value if isinstance(value, Enum) else value


def _read(kind: Any, value: Any) -> Any:
    """The value as the type says; a body with a key too many, or without one that has no default, is refused."""
    if typing.get_origin(kind) is Annotated:
        return _formed(typing.get_args(kind)[1], value)
    if isinstance(kind, types.UnionType):
        kind = next(each for each in typing.get_args(kind) if each is not types.NoneType)
    if isinstance(kind, types.GenericAlias) or typing.get_origin(kind) is tuple:
        return tuple(_read(typing.get_args(kind)[0], item) for item in value)
    if is_dataclass(kind):
        made = typing.cast(type, kind)
        hints = _hints(made)
        return made(**{key: _read(hints[key], item) for key, item in value.items()})
    if kind is datetime:
        return datetime.fromisoformat(value)
    if isinstance(kind, type) and issubclass(kind, Enum):
        return kind(value)
    if type(value) is not kind:
        raise TypeError(f"{kind} expected")
    return value


@cache
def _hints(kind: type) -> dict[str, Any]:
    return typing.get_type_hints(kind, include_extras=True)


def _formed(form: str, value: Any) -> str:
    if not re.fullmatch(form, _read(str, value)):
        raise ValueError(f"{form} expected")
    return str(value)
