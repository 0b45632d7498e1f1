"""The events that Lambda's event source mappings make, field for field, and their stream filter."""

import base64
import uuid
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

Event = dict[str, Any]


def stream_event(records: list[Mapping[str, Any]], stream_arn: str, region: str) -> Event:
    """Records as GetRecords gives them, as Lambda hands them on: binary in base64, times in epoch seconds."""
    return {
        "Records": [
            {
                "eventID": record["eventID"],
                "eventName": record["eventName"],
                "eventVersion": record["eventVersion"],
                "eventSource": "aws:dynamodb",
                "awsRegion": region,
                "dynamodb": _plain(record["dynamodb"]),
                "eventSourceARN": stream_arn,
            }
            for record in records
        ]
    }


def queue_event(messages: list[Mapping[str, Any]], queue_arn: str, region: str) -> Event:
    """Messages as ReceiveMessage gives them, as Lambda hands them on."""
    return {
        "Records": [
            {
                "messageId": message["MessageId"],
                "receiptHandle": message["ReceiptHandle"],
                "body": message["Body"],
                "attributes": dict(message.get("Attributes", {})),
                "messageAttributes": {
                    name: {"stringValue": told["StringValue"], "dataType": told["DataType"]}
                    for name, told in message.get("MessageAttributes", {}).items()
                },
                "md5OfBody": message["MD5OfBody"],
                "eventSource": "aws:sqs",
                "eventSourceARN": queue_arn,
                "awsRegion": region,
            }
            for message in messages
        ]
    }


def schedule_event(at: datetime, region: str) -> Event:
    """One round of the clock, as EventBridge starts it."""
    return {
        "version": "0",
        "id": str(uuid.uuid4()),
        "detail-type": "Scheduled Event",
        "source": "aws.events",
        "account": "123456789012",
        "time": at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ"),
        "region": region,
        "resources": [f"arn:aws:events:{region}:123456789012:rule/sopu-sweep"],
        "detail": {},
    }


def passes(pattern: Any, value: Any) -> bool:
    """Does a record pass an event filter: dicts go down, a list holds alternatives, literal or {"prefix": …}."""
    if isinstance(pattern, dict):
        return isinstance(value, Mapping) and all(
            passes(part, value.get(key)) for key, part in pattern.items()
        )
    return any(_is(alternative, value) for alternative in pattern)


def _is(alternative: Any, value: Any) -> bool:
    if isinstance(alternative, dict):
        if set(alternative) != {"prefix"}:
            raise NotImplementedError(f"event filter {alternative}")
        return isinstance(value, str) and value.startswith(alternative["prefix"])
    return bool(alternative == value)


def _plain(value: Any) -> Any:
    match value:
        case datetime():
            return value.timestamp()
        case bytes():
            return base64.b64encode(value).decode()
        case dict():
            return {key: _plain(part) for key, part in value.items()}
        case list():
            return [_plain(part) for part in value]
    return value
