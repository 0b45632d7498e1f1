"""What is done faster than moto does it gives what moto gives, to the letter."""

import pytest
from moto.core.serialize import BaseJSONSerializer
from moto.dynamodb.models.dynamo_type import DynamoType
from moto.dynamodb.models.table import Table

from chalicelib.aws import clients
from tests.moto_aws import mocked_aws

VALUES = {
    "pk": {"S": "ONE"}, "sk": {"S": "ALL"}, "empty": {"S": ""}, "number": {"N": "1.50"}, "bytes": {"B": b"\x00\xff"},
    "no": {"BOOL": False}, "nothing": {"NULL": True}, "words": {"SS": ["a", "b"]}, "blobs": {"BS": [b"\x01"]},
    "map": {"M": {"in": {"L": [{"S": "ä"}, {"B": b"\x02"}, {"M": {}}]}}}, "none": {"L": []},
}  # fmt: skip


@pytest.fixture
def table():
    with mocked_aws() as aws:
        name = aws.name("Table")
        for row in (*rows(), VALUES):
            clients.dynamodb().put_item(TableName=name, Item=row)
        yield name


def rows():
    """Three partitions, written backwards, half of them in the index of what is due."""
    for partition in "CAB":
        for number in range(9, 0, -1):
            row = {"pk": {"S": partition}, "sk": {"S": f"ROW#{number}"}, "n": {"N": str(number)}}
            due = {"due_shard": {"S": "0"}, "due_at": {"S": f"2026-{number:02}"}}
            yield row | due if number % 2 else row


def asked(name, **query):
    """Every page of the answer, two rows each, in both directions."""
    pages = clients.dynamodb().get_paginator("query")
    return [
        [page.get(part) for part in ("Items", "Count", "ScannedCount", "LastEvaluatedKey")]
        for forward in (True, False)
        for page in pages.paginate(TableName=name, ScanIndexForward=forward, Limit=2, **query)
    ]


QUERIES = {
    "a partition": ("pk = :it", {":it": {"S": "A"}}, ""),
    "from a place on": ("pk = :it AND sk > :sk", {":it": {"S": "B"}, ":sk": {"S": "ROW#5"}}, ""),
    "nothing": ("pk = :it", {":it": {"S": "NOBODY"}}, ""),
    "filtered": ("pk = :it", {":it": {"S": "C"}, ":n": {"N": "5.0"}}, "n >= :n"),
}


@pytest.mark.parametrize(("condition", "values", "only"), QUERIES.values(), ids=QUERIES)
def test_a_query_finds_what_it_found_in_the_same_order_and_pages(table, monkeypatch, condition, values, only):
    query = {"KeyConditionExpression": condition, "ExpressionAttributeValues": values}
    query |= {"FilterExpression": only} if only else {}
    found = asked(table, **query)

    monkeypatch.setattr(Table, "query", Table.query.__wrapped__)

    assert asked(table, **query) == found
    assert bool(sum(page[1] for page in found)) == (condition != "nothing" and values[":it"]["S"] != "NOBODY")


def test_an_index_finds_what_it_found_in_the_same_order_and_pages(table, monkeypatch):
    query = {"IndexName": "by_due", "KeyConditionExpression": "due_shard = :it"}
    query |= {"ExpressionAttributeValues": {":it": {"S": "0"}}}
    found = asked(table, **query)

    monkeypatch.setattr(Table, "query", Table.query.__wrapped__)

    assert asked(table, **query) == found
    assert sum(page[1] for page in found) == 2 * 15


def test_every_kind_of_value_is_answered_as_it_was(table, monkeypatch):
    def read():
        key = {"pk": VALUES["pk"], "sk": VALUES["sk"]}
        return clients.dynamodb().get_item(TableName=table, Key=key)["Item"]

    quickly = read()
    slow = BaseJSONSerializer._serialize_type_structure.__wrapped__
    monkeypatch.setattr(BaseJSONSerializer, "_serialize_type_structure", slow)

    assert quickly == read() == VALUES


def test_strings_and_numbers_compare_as_dynamodb_compares_them():
    assert DynamoType({"S": "a"}) < DynamoType({"S": "b"})
    assert DynamoType({"N": "9"}) < DynamoType({"N": "10"})
    assert DynamoType({"S": "1"}) != DynamoType({"N": "1"})
