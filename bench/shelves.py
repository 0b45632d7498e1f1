"""
Many rows in moto: laid past every call, and found by their keys.

moto sorts its whole table for each query, so a hundred thousand contracts would take it hours. Here a query looks only
where its key can be; what it then answers is moto's own doing. Rows that were laid are never changed.
"""

import inspect
from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from typing import Any

from moto.dynamodb.models.dynamo_type import DynamoType, Item
from moto.dynamodb.models.table import Table

from bench.rows import table


class Shelves:
    """The rows of one table that were laid, by what an index asks for."""

    def __init__(self) -> None:
        self._table = table()
        self._keys = {it["AttributeName"] for index in self._table.global_indexes for it in index.schema[:1]}
        self._shelves: defaultdict[tuple[str, str], list[Item]] = defaultdict(list)
        self._laid: set[str] = set()

    def lay(self, row: dict[str, Any]) -> None:
        """Put a row there past every call, stream and condition: thousands a second, where a call takes milliseconds."""
        pk, sk = DynamoType(row["pk"]), DynamoType(row["sk"])
        item = self._table.items[pk][sk] = Item(pk, sk, row)
        self._laid.add(pk.value)
        for name in self._keys & row.keys():
            self._shelves[name, row[name]["S"]].append(item)

    def under(self, conditions: Iterable[tuple[str, DynamoType]]) -> list[Item]:
        """Every row that may meet the conditions of an index's key, and those that were not laid."""
        ((name, wanted),) = conditions
        others = (rows.values() for pk, rows in self._table.items.items() if pk.value not in self._laid)
        return [*self._shelves[name, wanted.value], *(row for rows in others for row in rows)]

    @contextmanager
    def in_use(self) -> Iterator[None]:
        """Within the block queries look here."""
        query, all_items = Table.query, Table.all_items
        signature, looked_at = inspect.signature(query), list[Item]()

        def narrow(*args: Any, **named: Any) -> Any:
            asked = signature.bind(*args, **named).arguments
            if asked.get("index_name"):
                looked_at[:] = self.under(asked["hash_key_conditions"])
            else:
                looked_at[:] = self._table.items.get(asked["hash_key"], {}).values()
            return query(*args, **named)

        Table.query, Table.all_items = narrow, lambda kept: looked_at  # type: ignore[assignment,method-assign]
        try:
            yield
        finally:
            Table.query, Table.all_items = query, all_items  # type: ignore[method-assign]
