"""
What the embedded AWS holds, looked at without a call: most looks of the background find nothing, and three calls for
each of them were a third of the time of every test.
"""

from typing import Any

from moto.dynamodb.models import dynamodb_backends
from moto.dynamodb.models.table import Table
from moto.dynamodb.models.utilities import dynamo_to_dict
from moto.sqs.models import sqs_backends

from dev import moto_cures
from dev.embedded_aws import ACCOUNT


def holds(region: str, queue: str) -> bool:
    """Is there a message in this queue that can be received now?"""
    return bool(sqs_backends[ACCOUNT][region].queues[queue].messages)


def stream_length(region: str, table: str) -> int:
    """How many records the table's stream has had."""
    shard = _table(region, table).stream_shard
    return len(shard.items) if shard else 0


def items(region: str, table: str) -> list[dict[str, Any]]:
    """Every item of the table as a scan gives it, in no order."""
    with moto_cures.one_at_a_time:
        shelves = _table(region, table).items.values()
        return [dynamo_to_dict(dict(item.attrs)) for shelf in shelves for item in shelf.values()]


def _table(region: str, name: str) -> Table:
    return dynamodb_backends[ACCOUNT][region].tables[name]
