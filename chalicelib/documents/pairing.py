"""Which sentence of a later text says now what one of the earlier text said before."""

from collections.abc import Iterable, Mapping, Sequence
from difflib import SequenceMatcher

from chalicelib.frozen import dataclass

_ALIKE = 0.5  # of 1: half of the words are the same
_MOST_COMPARED = 10_000  # pairs; a text of so many sentences is paired by place alone


@dataclass(frozen=True, kw_only=True)
class Told:
    """A sentence as it was and as it is; "" before for one that is new, "" now for one that is gone."""

    before: str
    now: str


def paired(before: Mapping[str, str], after: Mapping[str, str]) -> tuple[Told, ...]:
    """
    What differs between two texts, in the order of the later one; what is gone stands where it stood.

    before, after: each sentence by what it means. One that means the same in both is no change where it follows the same
    ones; one that moved past others has gone and come. One that is worded alike, or stands in the place of the other, is
    the same one changed.
    """
    gone = [meant for meant in before if meant not in after]
    come = [meant for meant in after if meant not in before]
    became = _alike(gone, come)
    became |= _in_place(before, after, became)
    was = {new: old for old, new in became.items()}
    stood = _stood(before, after, became)
    places: dict[str, float] = {new: number for number, new in enumerate(after)}
    told = [(places[new], Told(before=before.get(was.get(new, ""), ""), now=after[new])) for new in come]
    moved = _moved(before, after)
    told += [(places[it], Told(before="", now=after[it])) for it in moved]
    left = [*(old for old in gone if old not in became), *moved]
    told += [(stood[old], Told(before=before[old], now="")) for old in left]
    return tuple(it for _, it in sorted(told, key=lambda it: it[0]))


def _moved(before: Mapping[str, str], after: Mapping[str, str]) -> list[str]:
    """Those that both say without which the rest follows in the same order: a rule may hang on its place."""
    olds = [it for it in before if it in after]
    news = [it for it in after if it in before]
    if olds == news:
        return []
    blocks = SequenceMatcher(None, olds, news, autojunk=False).get_matching_blocks()
    stayed = {it for block in blocks for it in olds[block.a : block.a + block.size]}
    return [it for it in news if it not in stayed]


def _alike(gone: Sequence[str], come: Sequence[str]) -> dict[str, str]:
    """The later wording by the earlier one, the likest first."""
    if len(gone) * len(come) > _MOST_COMPARED:
        return {}
    words = {said: frozenset(said.split()) for said in (*gone, *come)}
    likeness = [(_likeness(old, new, words), old, new) for old in gone for new in come]
    became: dict[str, str] = {}
    taken: set[str] = set()
    for alike, old, new in sorted(likeness, key=lambda it: -it[0]):
        if alike >= _ALIKE and old not in became and new not in taken:
            became[old] = new
            taken.add(new)
    return became


def _likeness(old: str, new: str, words: Mapping[str, frozenset[str]]) -> float:
    """From 0 to 1; rows of the same name are alike whatever they say."""
    row = old.partition(": ")
    same = len(words[old] & words[new])
    alike = 2 * same / (len(words[old]) + len(words[new]))
    return max(alike, _ALIKE) if row[1] and new.startswith(f"{row[0]}: ") else alike


def _in_place(
    before: Mapping[str, str], after: Mapping[str, str], became: Mapping[str, str]
) -> dict[str, str]:
    """The same of those that are left between two that stayed, when they are as many before and after."""
    olds: dict[float, list[str]] = {}
    news: dict[float, list[str]] = {}
    for old, place in _stood(before, after, became).items():
        if old not in became and old not in after:
            olds.setdefault(place, []).append(old)
    place, stayed = -0.5, {*before, *became.values()}
    for number, new in enumerate(after):
        if new in stayed:
            place = number + 0.5
        else:
            news.setdefault(place, []).append(new)
    pairs = ((olds[place], news[place]) for place in olds.keys() & news.keys())
    return {
        old: new
        for one, other in pairs
        if len(one) == len(other)
        for old, new in zip(one, other, strict=True)
    }


def _stood(before: Iterable[str], after: Iterable[str], became: Mapping[str, str]) -> dict[str, float]:
    """Where each earlier sentence would stand in the later text: half a place after the last one before it that is there."""
    places = {new: number for number, new in enumerate(after)}
    last, stood = -0.5, {}
    for old in before:
        stood[old] = last
        here = places.get(became.get(old, old))
        last = last if here is None else here + 0.5
    return stood
