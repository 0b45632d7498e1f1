"""The trail as it travels: trail.json in every sealed file (docs/archive-format.md)."""

from collections.abc import Sequence

from chalicelib.domain.canonical import canonical, parsed
from chalicelib.domain.events import Completed, Sent
from chalicelib.domain.trail import Entry, TrailBroken, read_entry

FORMAT = "sopu-trail/1"


def trail_file(entries: Sequence[Entry]) -> bytes:
    """Canonical JSON of the entries from the last Sent to its Completed; what came before is one hash in the first."""
    first = max(number for number, entry in enumerate(entries) if isinstance(entry.event, Sent))
    last = max(number for number, entry in enumerate(entries) if isinstance(entry.event, Completed))
    return canonical(
        {"entries": [parsed(entry.bytes) for entry in entries[first : last + 1]], "format": FORMAT}
    )


def read_trail_file(data: bytes) -> tuple[Entry, ...]:
    """The entries of a trail.json. Raises TrailBroken; their chain is not checked yet."""
    try:
        content = parsed(data)
        entries = content["entries"]
        if content["format"] != FORMAT or not entries:
            raise TrailBroken(0, "format")
        return tuple(read_entry(canonical(entry), entry["number"]) for entry in entries)
    except (ValueError, KeyError, TypeError, RecursionError) as error:
        raise TrailBroken(0, "unreadable") from error
