"""
A supervisor's list: where contracts stand, in which orders they can be seen, and from where on.

What is in work is few; what is settled piles up. aws/authored.py rests on that.
"""

import base64
import json
import re
import unicodedata
from datetime import date, datetime

from chalicelib.domain.dossier import Head
from chalicelib.frozen import dataclass

ALL, WANTS, DRAFT, WAITING, IN_FORCE, ENDED = "all", "wants", "draft", "waiting", "in_force", "ended"
STANDINGS = (ALL, WANTS, DRAFT, WAITING, IN_FORCE, ENDED)
SETTLED = frozenset({IN_FORCE, ENDED})
NEWEST, OLDEST, DEADLINE, NUMBER, NAME = "newest", "oldest", "deadline", "number", "name"
ORDERS = (NEWEST, OLDEST, DEADLINE, NUMBER, NAME)
PAGE = 25  # contracts

_OF_STATUS = {"draft": DRAFT, "sent": WAITING, "completed": IN_FORCE, "sealed": IN_FORCE}
_MOST_TERMS = 8
# Finnish and Swedish put these after z; every other mark is as if it were not there.
_AFTER_Z = str.maketrans({"å": "{1", "ä": "{2", "ö": "{3"})
_CONTRACT, _KEY = re.compile("[0-9a-zA-Z-]{1,64}"), re.compile(r"[^\x00-\x1f\x7f\ud800-\udfff]{1,200}")
# A forged one may be nested deeper than the reader of JSON can go. Of ours none is longer: a sort key has 60 characters.
_LONGEST_PLACE = 600


@dataclass(frozen=True)
class Place:
    """Where a page ended: the last contract, and what it was sorted by. It tells nothing of whose list it is."""

    key: str
    contract: str

    @property
    def text(self) -> str:
        """As an address carries it."""
        told = json.dumps([self.key, self.contract], ensure_ascii=False)
        return base64.urlsafe_b64encode(told.encode()).decode().rstrip("=")

    @staticmethod
    def of(text: str) -> "Place | None":
        """The place that an address carries; None for what we never wrote there."""
        if len(text) > _LONGEST_PLACE:
            return None
        try:
            told = json.loads(base64.urlsafe_b64decode(text + "=" * (-len(text) % 4)))
        except ValueError:
            return None
        match told:
            case [str(key), str(contract)] if _KEY.fullmatch(key) and _CONTRACT.fullmatch(contract):
                return Place(key, contract)
        return None


@dataclass(frozen=True, kw_only=True)
class Asked:
    """
    What a supervisor wants to see: one of STANDINGS, in one of ORDERS, with all these terms in it.

    after: where the page before ended. limit: how many contracts at most.
    """

    standing: str = ALL
    order: str = NEWEST
    terms: tuple[str, ...] = ()
    after: Place | None = None
    limit: int = PAGE

    @property
    def shown(self) -> str:
        """The standing that is really shown: only what waits has a deadline."""
        return WAITING if self.order == DEADLINE and self.standing == ALL else self.standing

    @property
    def sorted_by(self) -> str:
        """The order that is really used: what has no deadline comes newest first."""
        return NEWEST if self.order == DEADLINE and self.shown not in {WAITING, WANTS} else self.order

    @property
    def backwards(self) -> bool:
        return self.sorted_by == NEWEST


@dataclass(frozen=True)
class Listed:
    """Contracts in the order asked for; after: where the next page begins, None at the end."""

    heads: tuple[Head, ...]
    after: Place | None


def standing(head: Head) -> str:
    """DRAFT, WAITING, IN_FORCE or ENDED."""
    return _OF_STATUS.get(head.status, ENDED)


def time_is_over(head: Head, today: date) -> bool:
    """Whether nothing has ended it but its own last day, which has gone by. today: in Helsinki."""
    return head.status == "sealed" and head.agreed_until is not None and head.agreed_until < today


def wants(head: Head) -> bool:
    """
    Whether it wants something that its supervisor can still do: accept it, answer a wish, or mend an address.

    Whatever does has a deadline, so the order by deadlines drops none of it.
    """
    return head.status == "sent" and (own_awaited(head) or head.change_requested or head.undelivered)


def own_awaited(head: Head) -> bool:
    """Whether it was sent and its supervisor has not accepted it."""
    return head.status == "sent" and "supervisor" not in head.accepted


def waits_until(head: Head) -> datetime | None:
    """The deadline, while it matters."""
    return head.deadline if head.status == "sent" else None


def sort_number(number: str) -> str:
    """The number as it sorts: TO-2026-0010 comes before TO-2026-10000."""
    return re.sub("[0-9]+", lambda found: found[0].zfill(6), number)


def sort_title(title: str) -> str:
    """The title as Finns sort it: without capitals and marks, å, ä and ö after z."""
    return (folded(title.casefold().translate(_AFTER_Z), "{") or "-")[:60]


def find_text(head: Head) -> str:
    """What a search looks through: number, title and names, folded as terms() folds what is typed."""
    return folded(" ".join((head.number, head.title, *(person.name for person in head.people))))


def terms(typed: str) -> tuple[str, ...]:
    """What is looked for: each has to be somewhere in find_text. At most eight; what has no letter or digit is nothing."""
    found = (folded(part) for part in typed.split())
    return tuple(dict.fromkeys(term for term in found if term))[:_MOST_TERMS]


def folded(text: str, kept: str = "") -> str:
    """Letters and digits without capitals and marks, a blank for everything between. kept: other characters to keep."""
    plain = (c for c in unicodedata.normalize("NFKD", text.casefold()) if not unicodedata.combining(c))
    return " ".join("".join(c if c.isalnum() or c in kept else " " for c in plain).split())


def moved(before: Head, after: Head) -> bool:
    """Whether it stands elsewhere in a list than before, or asks for something new: then its time begins anew."""
    return _stands(before) != _stands(after)


def _stands(head: Head) -> tuple[str, int, bool]:
    return standing(head), head.version, head.change_requested
