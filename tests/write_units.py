"""
Write units as DynamoDB counts them, of every write that moto carries out: the row's, and those of each index it is in.

A unit is a kilobyte begun, of the larger of what was and what is; twice that in a transaction. An index costs a unit a
kilobyte when what it holds of the row changes, twice when the row moves in it.
"""

from collections import Counter
from math import ceil

from boto3.dynamodb.types import TypeDeserializer
from moto.core import DEFAULT_ACCOUNT_ID
from moto.dynamodb.models import dynamodb_backends
from moto.dynamodb.models.dynamo_type import DynamoType

from chalicelib.aws import clients

REGION = "eu-north-1"
_plain = TypeDeserializer().deserialize


class WriteUnits:
    """Listens from now on. by: units by table ("table", also of conditions that are only checked) and index."""

    def __init__(self):
        self.by, self.before = Counter(), {}
        events = clients.dynamodb().meta.events
        events.register("provide-client-params.dynamodb", self._asked)
        events.register("after-call.dynamodb", self._answered)

    @property
    def total(self):
        return sum(self.by.values())

    def _asked(self, params, model, context, **_):
        context["written"] = [
            (table, key, _kept(table, key), factor) for table, key, factor in _writes(model.name, params)
        ]

    def _answered(self, http_response, context, **_):
        if http_response.status_code >= 300:
            return
        for table, key, old, factor in context.get("written", ()):
            new = _kept(table, key)
            self.by["table"] += factor * max(1, ceil(max(size(old), size(new)) / 1024))
            for name, units in index_units(table, old, new):
                self.by[name] += units


def index_units(table, old, new):
    """(index, units) of each index in which the row changes."""
    for index in _table(table).global_indexes:
        keys = [it["AttributeName"] for it in index.schema]
        was, is_ = (_projected(index, keys, row) for row in (old, new))
        if was == is_:
            continue
        moved = [row for row in (was, is_) if row]
        if len(moved) == 2 and all(was[key] == is_[key] for key in keys):
            moved = [max(moved, key=size)]
        yield index.name, sum(max(1, ceil(size(row) / 1024)) for row in moved)


def size(row):
    """Bytes of a row in DynamoDB's own form, names included."""
    return sum(len(name.encode()) + _weight(value) for name, value in row.items())


def _weight(value):
    ((kind, inner),) = value.items()
    if kind == "M":
        return 3 + sum(1 + len(name.encode()) + _weight(each) for name, each in inner.items())
    if kind == "L":
        return 3 + sum(1 + _weight(each) for each in inner)
    if kind in {"S", "B"}:
        return len(inner.encode() if isinstance(inner, str) else inner)
    return 1 if kind in {"BOOL", "NULL"} else ceil(len(inner) / 2) + 1


def _projected(index, keys, row):
    if not all(key in row for key in keys):
        return {}
    kind = index.projection.get("ProjectionType")
    named = {"pk", "sk", *keys, *index.projection.get("NonKeyAttributes", [])}
    return row if kind == "ALL" else {name: value for name, value in row.items() if name in named}


def _writes(operation, params):
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
            for table, requests in params["RequestItems"].items():
                for request in requests:
                    yield table, _key(request["PutRequest"]["Item"]), 1


def _key(attributes):
    return _plain(attributes["pk"]), _plain(attributes["sk"])


def _table(name):
    return dynamodb_backends[DEFAULT_ACCOUNT_ID][REGION].tables[name]


def _kept(table, key):
    """The row as it lies there, {} for none."""
    pk, sk = (DynamoType({"S": part}) for part in key)
    row = _table(table).items.get(pk, {}).get(sk)
    return {name: value.to_regular_json() for name, value in row.attrs.items()} if row else {}
