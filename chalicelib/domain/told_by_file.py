"""What a sealed file tells of its contract, for a list of files. Nothing here is checked: tools/audit does that."""

from collections.abc import Mapping
from typing import Any

from chalicelib.domain.annex_file import NAME
from chalicelib.domain.canonical import parsed
from chalicelib.domain.events import Completed, Sent
from chalicelib.domain.parties import ANNEX, MAIN
from chalicelib.domain.terms.public import names_in
from chalicelib.domain.trail import Entry, TrailBroken, instant
from chalicelib.domain.trail_file import read_trail_file

UNTOLD: dict[str, Any] = {
    "contract": "", "number": "", "version": 0, "document": "", "language": "", "concluded_at": "", "parties": [],
}  # fmt: skip


def told_by(attachments: Mapping[str, bytes]) -> dict[str, Any]:
    """
    The keys of UNTOLD: contract's id and number, version, "main" or "annex_a", language, when it was concluded, parties.

    attachments: as a reader found them (sealed_facts). What cannot be read is UNTOLD.
    """
    try:
        entries = read_trail_file(attachments["trail.json"])
        names = names_in(parsed(attachments["terms.json"]))
    except (TrailBroken, KeyError, TypeError, ValueError, AttributeError, RecursionError):
        return UNTOLD
    document = ANNEX if NAME in attachments else MAIN
    return (
        UNTOLD
        | {"document": document}
        | _of_trail(entries, {party: str(name) for party, (name, _) in names.items()})
    )


def _of_trail(entries: tuple[Entry, ...], names: Mapping[str, str]) -> dict[str, Any]:
    told: dict[str, Any] = {"contract": entries[0].contract}
    for entry in entries:
        match entry.event:
            case Sent(version=version, number=number, language=language, seats=seats):
                parties = [
                    {"id": it.party, "role": it.role.value, "name": names.get(it.party, "")} for it in seats
                ]
                told |= {"version": version, "number": number, "language": language, "parties": parties}
            case Completed():
                told["concluded_at"] = instant(entry.at)
    return told
