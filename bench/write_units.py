"""
Write units as DynamoDB counts them, of every write that moto carries out: the row's, and those of each index it is in.

A unit is a kilobyte begun, of the larger of what was and what is; twice that in a transaction. An index costs a unit a
kilobyte when what it holds of the row changes, twice when the row moves in it.
"""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from math import ceil
from typing import Any

from boto3.dynamodb.types import TypeDeserializer

from bench.rows import Stored, kept, kind_of, projected, size, table
from chalicelib.aws import clients

KILOBYTE = 1024
_plain = TypeDeserializer().deserialize


@dataclass(frozen=True)
class Written:
    """Units that one row cost. kind: what lies there, like "HEAD". where: "table", or the index."""

    pk: str
    kind: str
    where: str
    units: int


@dataclass(frozen=True)
class Pending:
    """A row before it is written. factor: 2 in a transaction."""

    table: str
    key: tuple[str, str]
    factor: int
    before: Stored


def pending(operation: str, params: Mapping[str, Any]) -> tuple[Pending, ...]:
    """The rows that the call is about to write, as they lie there now; none for a call that reads."""
    return tuple(
        Pending(name, key, factor, kept(name, key)) for name, key, factor in _writes(operation, params)
    )


def written(rows: Sequence[Pending]) -> Iterator[Written]:
    """What they cost, once the call is carried out."""
    for row in rows:
        new, kind = kept(row.table, row.key), kind_of(*row.key)
        largest = max(size(row.before), size(new))
        yield Written(row.key[0], kind, "table", row.factor * max(1, ceil(largest / KILOBYTE)))
        for index, units in index_units(row.table, row.before, new):
            yield Written(row.key[0], kind, index, units)


def index_units(name: str, old: Stored, new: Stored) -> Iterator[tuple[str, int]]:
    """(index, units) of each index in which the row changes."""
    for index in table(name).global_indexes:
        was, is_ = (projected(index, row) for row in (old, new))
        if was == is_:
            continue
        moved = [row for row in (was, is_) if row]
        if len(moved) == 2 and all(
            was[it["AttributeName"]] == is_[it["AttributeName"]] for it in index.schema
        ):
            moved = [max(moved, key=size)]
        yield index.name, sum(max(1, ceil(size(row) / KILOBYTE)) for row in moved)


class WriteUnits:
    """Listens from now on to this process's client. by: units by table ("table") and index."""

    def __init__(self) -> None:
        self.by: Counter[str] = Counter()
        events = clients.dynamodb().meta.events
        events.register("provide-client-params.dynamodb", self._asked)
        events.register("after-call.dynamodb", self._answered)

    def _asked(self, params: Mapping[str, Any], model: Any, context: dict[str, Any], **_: Any) -> None:
        context["pending"] = pending(model.name, params)

    def _answered(self, http_response: Any, context: dict[str, Any], **_: Any) -> None:
        if http_response.status_code < 300:
            for it in written(context.get("pending", ())):
                self.by[it.where] += it.units


def _writes(operation: str, params: Mapping[str, Any]) -> Iterator[tuple[str, tuple[str, str], int]]:
    match operation:
        case "TransactWriteItems":
            for item in params["TransactItems"]:
                ((kind, inner),) = item.items()
                yield inner["TableName"], _key(inner["Item"] if kind == "Put" else inner["Key"]), 2
        case "PutItem":
            yield params["TableName"], _key(params["Item"]), 1
        case "UpdateItem" | "DeleteItem":
            yield params["TableName"], _key(params["Key"]), 1
        case "BatchWriteItem":
            for name, requests in params["RequestItems"].items():
                for request in requests:
                    yield name, _key(request["PutRequest"]["Item"]), 1


def _key(attributes: Mapping[str, Any]) -> tuple[str, str]:
    return _plain(attributes["pk"]), _plain(attributes["sk"])
