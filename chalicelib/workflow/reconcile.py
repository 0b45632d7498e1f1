"""Where table and archive differ: after a restore of the table, or when somebody doubts one of them."""

from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass
from datetime import timedelta
from itertools import groupby

from chalicelib.domain.dossier import Dossier
from chalicelib.domain.errors import NotFound
from chalicelib.domain.finding import Query
from chalicelib.domain.trail import TrailBroken
from chalicelib.workflow.ports import Services

# The clock looks at nothing later than this: an open contract is due at its deadline at the latest.
_FAR = timedelta(days=36_500)

Versions = Mapping[str, Collection[str]]


@dataclass(frozen=True, kw_only=True)
class Difference:
    """
    kind: "unknown" (a file of a contract that the table does not have), "unsealed" (the table has it, without a word of
    this file), "other_version" (its trail names another one), "missing" (its trail names a file that is not there), "waiting"
    (completed, nothing archived yet) or "broken" (its trail cannot be read). status: of the contract, as the table has it.
    """

    kind: str
    contract: str
    key: str = ""
    status: str = ""


def reconcile(services: Services, archived: Versions) -> Iterator[Difference]:
    """
    Compare every file of the archive with the trail that should name it, and the other way round. Changes nothing.

    archived: version ids by key, of everything under contracts/. One read for each contract.
    """
    by_contract = {
        contract: list(keys)
        for contract, keys in groupby(sorted(archived), key=lambda key: key.split("/")[1])
    }
    for contract, keys in by_contract.items():
        yield from _of_files(services, contract, keys, archived)
    for contract in _sealed(services):
        if contract not in by_contract:
            yield from _of_files(services, contract, [], archived)
    for contract, _ in services.contracts.due(services.now() + _FAR):
        if contract not in by_contract and services.contracts.head(contract).status == "completed":
            yield Difference(kind="waiting", contract=contract, status="completed")


def _of_files(
    services: Services, contract: str, keys: Collection[str], archived: Versions
) -> Iterator[Difference]:
    try:
        found = services.contracts.load(contract)
    except NotFound:
        yield from (Difference(kind="unknown", contract=contract, key=key) for key in keys)
        return
    except TrailBroken:
        yield Difference(kind="broken", contract=contract)
        return
    yield from _of_trail(found, keys, archived)


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


def _sealed(services: Services) -> Iterator[str]:
    """Every contract that the table's search rows call sealed."""
    query: Query | None = Query(limit=100)
    while query:
        found = services.contracts.find(query)
        yield from (each.contract for each in found.archived)
        query = Query(limit=100, after=found.after) if found.after else None
