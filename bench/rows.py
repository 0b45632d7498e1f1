"""Rows as they lie in moto's table, and what DynamoDB would weigh of them."""

from base64 import b64decode
from collections.abc import Mapping
from math import ceil
from typing import Any

from moto.dynamodb.models import dynamodb_backends
from moto.dynamodb.models.dynamo_type import DynamoType

from dev.embedded_aws import ACCOUNT
from dev.serve import REGION

Stored = Mapping[str, Any]  # {"name": {"S": "value"}}, {} for no row


def table(name: str = "") -> Any:
    """moto's own table of this name; without one the only table."""
    tables = dynamodb_backends[ACCOUNT][REGION].tables
    return tables[name] if name else next(iter(tables.values()))


def kept(name: str, key: tuple[str, str]) -> Stored:
    """The row as it lies there, {} for none."""
    pk, sk = (DynamoType({"S": part}) for part in key)
    found = table(name).items.get(pk, {}).get(sk)
    return {word: value.to_regular_json() for word, value in found.attrs.items()} if found else {}


def kind_of(pk: str, sk: str) -> str:
    """What lies under the key: the beginning of what tells it, like "HEAD", "ENTRY", "LINK"."""
    return (sk if pk.startswith("CONTRACT#") else pk).partition("#")[0]


def projected(index: Any, row: Stored) -> Stored:
    """What an index holds of the row, {} when the row is not in it."""
    keys = [it["AttributeName"] for it in index.schema]
    if not all(key in row for key in keys):
        return {}
    named = {"pk", "sk", *keys, *index.projection.get("NonKeyAttributes", [])}
    everything = index.projection.get("ProjectionType") == "ALL"
    return row if everything else {name: value for name, value in row.items() if name in named}


def size(row: Stored) -> int:
    """Bytes of a row in DynamoDB's own form, names included."""
    return sum(len(name.encode()) + _weight(value) for name, value in row.items())


def _weight(value: Mapping[str, Any]) -> int:
    ((kind, inner),) = value.items()
    if kind == "M":
        return 3 + sum(1 + len(name.encode()) + _weight(each) for name, each in inner.items())
    if kind == "L":
        return 3 + sum(1 + _weight(each) for each in inner)
    if kind == "B":  # moto keeps the base64 that it was sent
        return len(b64decode(inner) if isinstance(inner, str) else inner)
    if kind == "S":
        return len(inner.encode())
    return 1 if kind in {"BOOL", "NULL"} else ceil(len(inner) / 2) + 1
