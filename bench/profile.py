"""The call log added up: calls, bytes and units, by step and for a whole life."""

from collections import Counter
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bench.life import DRAFT, LOGIN
from bench.recorder import BACKGROUND, HEAR, Call, Turn

LOGGING_IN = frozenset({"SESSION", "ACCOUNT", "LOGIN", "THROTTLE"})
TABLE = "table"


@dataclass(frozen=True)
class Profile:
    """runs: of functions. sent, received: bytes to and from AWS. read: half units count."""

    runs: int
    calls: int
    sent: int
    received: int
    read: float
    write: int


def profile(turns: Iterable[Turn]) -> Profile:
    """All of these together."""
    turns = tuple(turns)
    return _profile(len(turns), calls_of(turns))


def calls_of(turns: Iterable[Turn]) -> list[Call]:
    """Every call of these runs, in order."""
    return [call for turn in turns for call in turn.calls]


def acts(turns: Iterable[Turn], news: bool = False) -> list[Turn]:
    """
    What the budget of a life counts: from sending to the delivered copies, what the clock starts for it too, without
    pages that are only looked at and without the rounds of the clock, which are the same for one contract and for thousands.

    news: with what the mail service tells of the mails.
    """
    return [turn for turn in turns if _counts(turn) or (news and turn.function == HEAR)]


def _counts(turn: Turn) -> bool:
    acting = turn.function in BACKGROUND or turn.what.startswith("POST")
    return acting and turn.act not in {LOGIN, DRAFT}


def of_acts(turns: Iterable[Turn], news: bool = False) -> Profile:
    """A life in the figures of the budget: acts(), and of their calls all but the session's."""
    counted = acts(turns, news)
    own = [call for turn in counted for call in turn.calls if not _of_session(turn, call)]
    return _profile(len(counted), own)


def by_operation(turns: Iterable[Turn]) -> Counter[str]:
    """How often each operation was called, as "dynamodb:Query"."""
    return Counter(f"{call.service}:{call.operation}" for call in calls_of(turns))


def by_row(turns: Iterable[Turn]) -> Counter[tuple[str, str]]:
    """Write units by (kind of row, "table" or "indexes")."""
    units: Counter[tuple[str, str]] = Counter()
    for call in calls_of(turns):
        for it in call.written:
            units[it.kind, TABLE if it.where == TABLE else "indexes"] += it.units
    return units


def _of_session(turn: Turn, call: Call) -> bool:
    return turn.function == "pages" and call.kind in LOGGING_IN


def _profile(runs: int, calls: Sequence[Call]) -> Profile:
    return Profile(
        runs=runs, calls=len(calls), sent=sum(it.sent for it in calls), received=sum(it.received for it in calls),
        read=sum(it.read for it in calls), write=sum(it.units for it in calls),
    )  # fmt: skip
