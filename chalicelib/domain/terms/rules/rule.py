"""What a rule between fields is: it names the places it reads, and yields faults or warnings."""

from collections.abc import Callable, Iterable, Iterator
from datetime import date

from chalicelib.domain.errors import Fault
from chalicelib.domain.terms.model import Terms
from chalicelib.frozen import dataclass

Check = Callable[[Terms, date], Iterator[Fault]]


@dataclass(frozen=True)
class Rule:
    """
    A check over some places; a warning does not stop the supervisor, a fault does.

    places: form names, with "*" for each row, that must be sound before the check can say anything. Elsewhere it may
    meet None for a part that is not sound; a second fault of the same field is not told anyhow.
    """

    places: tuple[str, ...]
    check: Check
    warns: bool

    def can_run(self, faulty: Iterable[str]) -> bool:
        """Whether none of these fields is one of its places or holds one."""
        return not any(_holds(field, place) for field in faulty for place in self.places)


def into(rules: list[Rule]) -> Callable[..., Callable[[Check], Check]]:
    """A decorator that keeps a check as a rule in this list: @_rule("constellation", "manager", warns=True)."""

    def rule(*places: str, warns: bool = False) -> Callable[[Check], Check]:
        def keep(check: Check) -> Check:
            rules.append(Rule(places, check, warns))
            return check

        return keep

    return rule


def _holds(field: str, place: str) -> bool:
    parts, inside = field.split("-"), place.split("-")
    return len(parts) <= len(inside) and all(
        part == within or within == "*" for part, within in zip(parts, inside, strict=False)
    )
