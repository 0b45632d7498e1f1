"""When the clock looks at a contract: two attributes of its row, there only while it is due."""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from chalicelib.aws import table
from chalicelib.aws.operations import Row, Update
from chalicelib.domain.trail import instant

_DUE = ("due_at", "due_shard")


def due(
    contract: str, at: datetime | None, when: str, given: Mapping[str, Any], more: Row | None = None
) -> Update:
    """Set on the row when it is due, or that it is not, and what more is told; leave the rest of it alone."""
    times = {"due_at": instant(at), "due_shard": table.due_shard(contract)} if at else dict.fromkeys(_DUE)
    changed: Row = times | (more or {})
    kept = {name: value for name, value in changed.items() if value is not None}
    gone = [f"#{name}" for name in changed if name not in kept]
    do = "SET " + ", ".join(f"#{name} = :{name}" for name in kept) if kept else ""
    do += " REMOVE " + ", ".join(gone) if gone else ""
    return Update(key=table.head_key(contract), do=do.strip(), when=when, given={**given, **kept})
