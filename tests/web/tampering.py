"""What somebody with every right may do behind the service's back."""

from contextlib import contextmanager

import boto3

from chalicelib import wiring


@contextmanager
def broken(contract):
    """The contract, with its third entry overwritten in the table meanwhile."""
    table = boto3.resource("dynamodb").Table(wiring.settings().table)
    key = {"pk": f"CONTRACT#{contract}", "sk": "ENTRY#000003"}
    entry = table.get_item(Key=key)["Item"]
    table.put_item(Item=entry | {"entry": b"{}"})
    try:
        yield contract
    finally:
        table.put_item(Item=entry)
