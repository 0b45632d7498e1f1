"""
Read units as DynamoDB counts them: four kilobytes begun, half of that where a moment's delay is allowed.

A GetItem rounds its row up, a BatchGetItem each of its rows, a Query the sum of what it looked at.
"""

from collections.abc import Iterable, Mapping
from math import ceil
from typing import Any

from bench.rows import Stored, kept, projected, size, table

PAGE = 4096


def read_units(operation: str, params: Mapping[str, Any], answer: Mapping[str, Any]) -> float:
    """Units of this call by what it answered; 0 for one that only writes."""
    match operation:
        case "GetItem":
            return _whole([answer.get("Item", {})]) * _care(params)
        case "BatchGetItem":
            asked: Mapping[str, Any] = params["RequestItems"]
            return sum(_batch(asked[name], answer["Responses"].get(name, ())) for name in asked)
        case "Query":
            return _query(params, answer)
    return 0


def _batch(asked: Mapping[str, Any], found: Iterable[Stored]) -> float:
    """Whoever is not there costs a unit too."""
    units = [_whole([row]) for row in found]
    return (sum(units) + len(asked["Keys"]) - len(units)) * _care(asked)


def _query(params: Mapping[str, Any], answer: Mapping[str, Any]) -> float:
    if "IndexName" not in params:
        return _whole(answer["Items"]) * _care(params)
    seen = [_in_index(params, row) for row in answer["Items"]]
    looked_at, shown = int(answer["ScannedCount"]), len(seen)
    # Rows that a filter kept back are taken to be as long as those that it let through.
    weight = sum(map(size, seen)) * (looked_at / shown) if shown else looked_at * 300
    return max(1, ceil(weight / PAGE)) * _care(params)


def _in_index(params: Mapping[str, Any], row: Stored) -> Stored:
    """All that the index holds of a row, however little was asked for. Only HEAD is in indexes."""
    (index,) = (it for it in table(params["TableName"]).global_indexes if it.name == params["IndexName"])
    return projected(index, kept(params["TableName"], (row["pk"]["S"], "HEAD")))


def _whole(rows: Iterable[Stored]) -> int:
    return max(1, ceil(sum(map(size, rows)) / PAGE))


def _care(params: Mapping[str, Any]) -> float:
    return 1 if params.get("ConsistentRead") else 0.5
