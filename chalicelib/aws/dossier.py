"""Reading a contract back: its rows as a dossier, its trail checked entry by entry."""

from collections.abc import Sequence

from chalicelib.aws import rows, table
from chalicelib.aws.dynamo import AFTER_ALL, BEFORE_ALL, Table
from chalicelib.aws.operations import Row
from chalicelib.domain.contract import Contract
from chalicelib.domain.dossier import Claim, Dossier, Head, Job, Private
from chalicelib.domain.errors import Busy, NotFound
from chalicelib.domain.trail import TrailBroken, read_entry

_READINGS = 4


def read_dossier(kept: Table, contract: str, first: str = BEFORE_ALL, last: str = AFTER_ALL) -> Dossier:
    """
    What lies under the contract between these sort keys.

    A query does not wait for a transaction in the middle of it and may see half of its rows: then the head's length
    and the number of entries differ, either way, and it is read again in a moment. When others append so fast that each
    reading finds another half, the contract is Busy; when the same rows stay apart, somebody has been at the table.
    Raises NotFound, Busy, TrailBroken.
    """
    apart = set()
    for reading in range(_READINGS):
        if reading:
            kept.wait(reading - 1)
        found = list(kept.partition(table.contract_pk(contract), first, last))
        length, entries = _head(found).length, len(_entries(found))
        if length == entries:
            return _dossier(contract, found)
        apart.add((length, entries))
    if len(apart) > 1:
        raise Busy()
    return _dossier(contract, found)


def _dossier(contract: str, found: Sequence[Row]) -> Dossier:
    head = _head(found)
    kept = _entries(found)
    entries = tuple(read_entry(row["entry"], number) for number, row in enumerate(kept, start=1))
    folded = Contract.replay(contract, entries)
    if folded.length != head.length:
        raise TrailBroken(min(folded.length, head.length) + 1, "length")
    return Dossier(
        contract=folded, head=head, entries=entries, private=_private(found), claims=_claims(found),
        draft=next((rows.draft_of(contract, row) for row in found if row["sk"] == table.DRAFT), None),
        trace=kept[-1].get("trace", "") if kept else "",
    )  # fmt: skip


def _head(found: Sequence[Row]) -> Head:
    for row in found:
        if row["sk"] == table.HEAD:
            return rows.head_of(row)
    raise NotFound()


def _entries(found: Sequence[Row]) -> list[Row]:
    return [row for row in found if row["sk"].startswith(table.ENTRY)]


def _private(found: Sequence[Row]) -> dict[int, Private]:
    return {
        int(row["sk"].removeprefix(table.PRIVATE)): rows.private_of(row)
        for row in found
        if row["sk"].startswith(table.PRIVATE)
    }


def _claims(found: Sequence[Row]) -> dict[Job, Claim]:
    jobs = ((table.job_of(row["sk"]), row) for row in found)
    return {job: rows.claim_of(job, row) for job, row in jobs if job is not None}
