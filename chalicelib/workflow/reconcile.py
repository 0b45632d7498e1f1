"""Where table and archive differ: after a restore of the table, or when somebody doubts one of them."""

from collections.abc import Collection, Iterable, Iterator, Mapping
from itertools import groupby

from chalicelib.domain.dossier import Dossier
from chalicelib.domain.errors import NotFound
from chalicelib.domain.trail import TrailBroken
from chalicelib.frozen import dataclass
from chalicelib.workflow.ports import Services

Versions = Mapping[str, Collection[str]]


@dataclass(frozen=True, kw_only=True)
class Difference:
    """
    kind: "unknown" (a file of a contract that the table does not have), "unsealed" (the table has it, without a word of
    this file), "other_version" (its trail names another one), "missing" (its trail names a file that is not there), "waiting"
    (everybody has accepted, whatever came after; nothing archived yet) or "broken" (its trail cannot be read).
    status: of the contract, as the table has it.
    """

    kind: str
    contract: str
    key: str = ""
    status: str = ""


def reconcile(services: Services, known: Iterable[str], archived: Versions) -> Iterator[Difference]:
    """
    Compare every file of the archive with the trail that should name it, and the other way round. Changes nothing.

    known: every contract of the table. archived: version ids by key, of everything under contracts/. One read for each
    contract.
    """
    files = {
        contract: list(keys)
        for contract, keys in groupby(sorted(archived), key=lambda key: key.split("/")[1])
    }
    in_table = set(known)
    for contract in sorted(files.keys() | in_table):
        try:
            found = services.contracts.load(contract)
        except (NotFound, TrailBroken):
            yield from _unread(contract, files.get(contract, ()), contract in in_table)
        else:
            yield from _of_trail(found, files.get(contract, ()), archived)


def _unread(contract: str, keys: Collection[str], in_table: bool) -> Iterator[Difference]:
    """Entries without the contract's row are a trail that cannot be read, too."""
    if in_table:
        yield Difference(kind="broken", contract=contract)
    else:
        yield from (Difference(kind="unknown", contract=contract, key=key) for key in keys)


def _of_trail(found: Dossier, keys: Collection[str], archived: Versions) -> Iterator[Difference]:
    contract, status = found.contract.id, found.contract.status
    named = {document.key: document.version_id for document in found.contract.sealed}
    for key in keys:
        if key not in named:
            yield Difference(kind="unsealed", contract=contract, key=key, status=status)
        elif named[key] not in archived[key]:
            yield Difference(kind="other_version", contract=contract, key=key, status=status)
    for key in sorted(named.keys() - set(keys)):
        yield Difference(kind="missing", contract=contract, key=key, status=status)
    if found.contract.to_be_sealed and not keys:
        yield Difference(kind="waiting", contract=contract, status=status)
