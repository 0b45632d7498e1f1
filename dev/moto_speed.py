"""
What moto 5.2.5 does slowly at each call, done fast: it took half of the time of every test with a running service.

A query sorts the whole table first; an answer looks for each of the ten members of each attribute value under ten
names; a call lists all methods of its service by reflection. The answers stay the same to the letter: tests/dev/
test_moto_speed.py compares them with moto's own.
"""

import base64
import copy
from collections import defaultdict
from collections.abc import Callable
from functools import cache, wraps
from typing import Any

from moto.core import responses
from moto.core.serialize import BaseJSONSerializer
from moto.dynamodb.models.dynamo_type import DynamoType
from moto.dynamodb.models.table import Table


def apply() -> None:
    """Do it in this process, once."""
    Table.query = _among_what_can_match(Table.query)  # type: ignore[method-assign]
    BaseJSONSerializer._serialize_type_structure = _attribute_values_as_they_are(  # type: ignore[method-assign]
        BaseJSONSerializer._serialize_type_structure
    )
    DynamoType.cast_value = property(_cast(DynamoType.cast_value))  # type: ignore[assignment, method-assign]
    for name in ("method_names_from_class", "camelcase_to_underscores"):
        setattr(responses, name, cache(getattr(responses, name)))


def _among_what_can_match(query: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(query)
    def query_few(self: Table, hash_key: DynamoType | None, *args: Any, **kwargs: Any) -> Any:
        asked = [(name, value.type, value.value) for name, value in kwargs.get("hash_key_conditions") or ()]
        if not asked or self.range_key_attr is None or any(kind != "S" for _, kind, _ in asked):
            return query(self, hash_key, *args, **kwargs)
        few = copy.copy(self)
        few.items = defaultdict(dict)
        for name, shelf in _shelves(self, asked[0]):
            for sort, item in shelf.items():
                found = ((item.attrs.get(attribute), kind, value) for attribute, kind, value in asked)
                if all(held and held.type == kind and held.value == value for held, kind, value in found):
                    few.items[name][sort] = item
        return query(few, hash_key, *args, **kwargs)

    return query_few


def _shelves(table: Table, asked: tuple[str, str, str]) -> list[tuple[DynamoType, dict[DynamoType, Any]]]:
    """The partitions in which what is asked may lie: one, or in an index any."""
    attribute, kind, value = asked
    if attribute != table.hash_key_attr:
        return list(table.items.items())
    name = DynamoType({kind: value})
    return [(name, table.items[name])] if name in table.items else []


def _attribute_values_as_they_are(serialize: Callable[..., None]) -> Callable[..., None]:
    @wraps(serialize)
    def serialize_values(self: BaseJSONSerializer, serialized: Any, value: Any, shape: Any, key: str) -> None:
        if shape.name == "AttributeValue" and isinstance(value, dict) and key:
            serialized[key] = _plain(value)
        else:
            serialize(self, serialized, value, shape, key)

    return serialize_values


def _plain(value: dict[str, Any]) -> dict[str, Any]:
    ((kind, held),) = value.items()
    if kind == "M":
        return {kind: {name: _plain(part) for name, part in held.items()}}
    if kind == "L":
        return {kind: [_plain(part) for part in held]}
    if kind == "B":
        return {kind: _base64(held)}
    return {kind: [_base64(part) for part in held] if kind == "BS" else held}


def _base64(held: str | bytes) -> str:
    return base64.b64encode(held.encode() if isinstance(held, str) else held).decode()


def _cast(slowly: Any) -> Callable[[DynamoType], Any]:
    """The value of a string is itself: most values, and each key, are strings."""
    return lambda self: self.value if self.type == "S" else slowly.fget(self)
