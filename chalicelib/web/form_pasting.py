"""People pasted into the form as a list: out of a mail's recipients, a spreadsheet, or as somebody types them."""

import re
from collections.abc import Iterator, Mapping
from email.utils import getaddresses

from pydantic import ValidationError

from chalicelib.documents.form_parts import FOLLOWS, default_of
from chalicelib.domain.terms.model import Supervisee
from chalicelib.domain.terms.partial import adapters
from chalicelib.domain.text import clean
from chalicelib.frozen import dataclass
from chalicelib.web.form_values import MOST_ROWS, rows

MOST_LINES = 200  # far more than anybody is let add, and little to read
_OWN = ("full_name", "email", "job_title", "organisation")  # what makes a row somebody's
_CELLS = re.compile(r"[\t;,]")
_QUOTES = re.compile(r"[<>()\"]")
_BETWEEN = re.compile(r"[\s;,<>()\"]+")


@dataclass(frozen=True)
class Unread:
    """A line that was not taken, as it was pasted. code: why, as templates/pages/form/_pasting.html words it."""

    text: str
    code: str


@dataclass(frozen=True)
class Pasted:
    """What came of a list: the form's values with the people in it, how many they are, and the lines that are left."""

    values: Mapping[str, str]
    added: int
    unread: tuple[Unread, ...]


def with_pasted(values: Mapping[str, str]) -> Pasted:
    """
    The form's values with the list in _paste added to the supervisees' rows, blank rows first.

    A line holds a name and an address in any order, parted by blanks, commas, semicolons or tabs, or as "Name <address>";
    several of the last may stand on one line. The members of a manager's work group need no address. Lines that are not
    understood, and those beyond MOST_LINES, stay in _paste. Adding the same list again adds nobody.
    """
    made, unread, added = dict(values), [], 0
    lines = list(_lines(values.get("_paste", "")))
    for line in lines[:MOST_LINES]:
        person = _person(line, needs_address=values.get("constellation") != "C")
        row = _free_row(made)
        if isinstance(person, str):
            unread.append(Unread(line, person))
        elif _is_there(person, made):
            unread.append(Unread(line, "twice"))
        elif row is None:
            unread.append(Unread(line, "too_many"))
        else:
            made |= {f"supervisees-{row}-{field}": text for field, text in person.items() if text}
            added += 1
    made["_paste"] = "\n".join([*(it.text for it in unread), *lines[MOST_LINES:]])
    return Pasted(_grouped(made), added, tuple(unread))


def _grouped(values: Mapping[str, str]) -> dict[str, str]:
    """Several people are no longer supervised one by one; what the form itself filled in for one follows the group."""
    named = [row for row in rows(values) if values.get(f"supervisees-{row}-full_name", "").strip()]
    is_for_one = values.get("supervision_form", "") in ("", "individual")
    if len(named) < 2 or not is_for_one or values.get("constellation") == "C":
        return dict(values)
    own = {name: "" for name in FOLLOWS if name in values and values[name] == default_of(name, values)}
    return {**values, **own, "supervision_form": "group"}


def _lines(text: str) -> Iterator[str]:
    """One person each: a line of recipients "A <a@b>; C <c@d>" is as many."""
    for line in text.replace("\r", "\n").split("\n"):
        for part in _recipients(line):
            if part.strip(" \t;,"):
                yield part.strip()


def _recipients(line: str) -> list[str]:
    """A line of several "Name <address>" one by one; any other as it is."""
    if line.count("<") < 2:
        return [line]
    parts = [part for part in line.split(";") if part.strip()]
    if len(parts) > 1 and all(part.count("@") == 1 for part in parts):
        return parts
    try:
        found = getaddresses([line.replace(";", ",")])
    except RecursionError:  # it goes one call deeper for each "(" or ":"
        return [line]
    return [f"{name} <{it}>" for name, it in found] if all("@" in it for _, it in found) else [line]


def _person(line: str, *, needs_address: bool) -> dict[str, str] | str:
    """The fields of a row, or the code of what keeps this line from being one."""
    found = [word for word in _BETWEEN.split(line) if "@" in word]
    if len(found) > 1 or (needs_address and not found):
        return "not_an_email" if found else "no_address"
    name, work = _name(line.replace(found[0], "\t") if found else line)
    if not name:
        return "no_name"
    for field, text, code in (
        ("email", found[0].removeprefix("mailto:") if found else "", "not_an_email"),
        ("full_name", name, "not_a_name"),
        ("job_title", work, "not_a_name"),
    ):
        if not _is_sound(field, text):
            return code
    return {
        "full_name": name,
        "email": found[0].removeprefix("mailto:").lower() if found else "",
        "job_title": work,
    }


def _name(rest: str) -> tuple[str, str]:
    """
    (name, work) in what is left of a line.

    "Mäki, Aino" is a name as directories write it; a cell after a whole name tells the work.
    """
    cells = [cell for it in _CELLS.split(_QUOTES.sub("", rest)) if (cell := " ".join(clean(it).split()))]
    if len(cells) > 1 and " " in cells[0]:
        return cells[0], cells[1]
    turned = "," in rest and len(cells) == 2
    return " ".join(reversed(cells) if turned else cells), ""


def _is_sound(field: str, text: str) -> bool:
    try:
        adapters(Supervisee)[field].validate_python(text)
    except ValidationError:
        return False
    return True


def _free_row(values: Mapping[str, str]) -> int | None:
    """The number of a row that nobody filled, or of one more; None when there are as many as may be."""
    shown = rows(values)
    filled = [
        row for row in shown if any(values.get(f"supervisees-{row}-{field}", "").strip() for field in _OWN)
    ]
    if len(filled) >= MOST_ROWS:
        return None
    return next((row for row in shown if row not in filled), max(shown, default=-1) + 1)


def _is_there(person: Mapping[str, str], values: Mapping[str, str]) -> bool:
    """Whether a row has this address; of who has none, this name."""
    field = "email" if person["email"] else "full_name"
    there = {" ".join(values.get(f"supervisees-{row}-{field}", "").split()).lower() for row in rows(values)}
    return person[field].lower() in there
