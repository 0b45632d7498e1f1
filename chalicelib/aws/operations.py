"""Writes to the table as values: what to write, on what condition, in DynamoDB's own expressions."""

import re
from abc import ABC, abstractmethod
from collections.abc import Mapping
from dataclasses import field
from typing import Any

from boto3.dynamodb.types import TypeDeserializer, TypeSerializer

from chalicelib.frozen import dataclass

Row = dict[str, Any]
Key = tuple[str, str]

_serialized = TypeSerializer().serialize
_deserialized = TypeDeserializer().deserialize


@dataclass(frozen=True, kw_only=True)
class Operation(ABC):
    """
    when: a condition, empty for none; given: the values behind its `:words`.

    Attributes are written `#word` in every expression, because DynamoDB reserves six hundred words.
    """

    when: str = ""
    given: Mapping[str, Any] = field(default_factory=dict)

    @abstractmethod
    def request(self, table: str) -> dict[str, Any]:
        """The operation as TransactWriteItems takes it; its inner part is what PutItem and UpdateItem take."""

    def _expressions(self, table: str, **more: str) -> dict[str, Any]:
        expressions = {
            name: text for name, text in {"ConditionExpression": self.when, **more}.items() if text
        }
        named = names(" ".join(expressions.values()))
        return {
            "TableName": table,
            **expressions,
            **({"ExpressionAttributeNames": named} if named else {}),
            **({"ExpressionAttributeValues": values(self.given)} if self.given else {}),
        }


@dataclass(frozen=True, kw_only=True)
class Put(Operation):
    """The whole row, in place of what lies there."""

    row: Row

    def request(self, table: str) -> dict[str, Any]:
        put = {**self._expressions(table), "Item": item(self.row)}
        return {"Put": put}


@dataclass(frozen=True, kw_only=True)
class Update(Operation):
    """Some attributes of a row, which comes into being where there is none. do: "SET … REMOVE … ADD …"."""

    key: Key
    do: str

    def request(self, table: str) -> dict[str, Any]:
        return {"Update": {**self._expressions(table, UpdateExpression=self.do), "Key": _key(self.key)}}


@dataclass(frozen=True, kw_only=True)
class Delete(Operation):
    """The row goes."""

    key: Key

    def request(self, table: str) -> dict[str, Any]:
        return {"Delete": {**self._expressions(table), "Key": _key(self.key)}}


@dataclass(frozen=True, kw_only=True)
class Look:
    """
    Rows of an index that have these values, at least that of its partition key, in the order of its range key.

    terms: each has to be somewhere in the attribute `find`. only: the attributes wanted. limit: 0 for as many as 1 MB
    holds, counted before the terms are looked for.
    """

    index: str
    having: Mapping[str, str]
    only: tuple[str, ...]
    backwards: bool = False
    terms: tuple[str, ...] = ()
    limit: int = 0

    def request(self, table: str) -> dict[str, Any]:
        """As Query takes it."""
        where = " AND ".join(f"#{name} = :{name}" for name in self.having)
        wanted = ", ".join(f"#{name}" for name in self.only)
        has = " AND ".join(f"contains(#find, :term{number})" for number in range(len(self.terms)))
        given = {**self.having} | {f"term{number}": term for number, term in enumerate(self.terms)}
        return {
            "TableName": table,
            "IndexName": self.index,
            "KeyConditionExpression": where,
            "ProjectionExpression": wanted,
            "ExpressionAttributeNames": names(f"{where} {wanted} {has}"),
            "ExpressionAttributeValues": values(given),
            "ScanIndexForward": not self.backwards,
            **({"FilterExpression": has} if has else {}),
            **({"Limit": self.limit} if self.limit else {}),
        }


def row(stored: Mapping[str, Any]) -> Row:
    """The stored item in plain values. Numbers come as Decimal; int() them."""
    return {name: value["B"] if "B" in value else _deserialized(value) for name, value in stored.items()}


def item(row: Row) -> dict[str, Any]:
    """The row as DynamoDB stores it; what is None is left out, so that the indexes stay sparse."""
    return {name: _serialized(value) for name, value in row.items() if value is not None}


def names(expression: str) -> dict[str, str]:
    """ExpressionAttributeNames of each `#word` in an expression."""
    return {f"#{word}": word for word in re.findall(r"#(\w+)", expression)}


def values(given: Mapping[str, Any]) -> dict[str, Any]:
    """ExpressionAttributeValues: each value behind its `:word`."""
    return {f":{word}": _serialized(value) for word, value in given.items()}


def _key(key: Key) -> dict[str, Any]:
    return item(dict(zip(("pk", "sk"), key, strict=True)))
