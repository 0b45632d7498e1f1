"""Events of SES as SNS puts them into our queue. They hold addresses and subjects: nothing of one may be logged."""

import json
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

from chalicelib.domain.mail_events import MailEvent, tagged
from chalicelib.domain.mail_news import News


def read_event(body: str, topic: str) -> MailEvent | None:
    """
    The event in a message of the queue; None for whatever is no news of a mail of ours.

    body: SNS's envelope, which names its topic. SES greets a new topic with a sentence, so not even JSON is sure.
    https://docs.aws.amazon.com/ses/latest/dg/event-publishing-retrieving-sns-contents.html
    """
    envelope = _object(body)
    if not topic or envelope.get("TopicArn") != topic:
        return None
    told = _object(envelope.get("Message"))
    try:
        return _event(told)
    except (LookupError, TypeError, ValueError, AttributeError):
        return None


def _event(told: Mapping[str, Any]) -> MailEvent | None:
    news, at = _news(told)
    mail = told["mail"]
    found = tagged({name: str(values[0]) for name, values in mail["tags"].items()})
    if news is None or found is None:
        return None
    return MailEvent(
        contract=found[0], mail=found[1], message_id=str(mail["messageId"]), news=news, at=_moment(at)
    )


def _news(told: Mapping[str, Any]) -> tuple[News | None, str]:
    """What is told, and when it happened. Only "Permanent" is for good; "Undetermined" may be anything."""
    match told:
        case {"eventType": "Delivery", "delivery": {"timestamp": at}}:
            return News.DELIVERED, at
        case {"eventType": "Bounce", "bounce": {"bounceType": kind, "timestamp": at}}:
            return (News.HARD_BOUNCE if kind == "Permanent" else News.SOFT_BOUNCE), at
        case {"eventType": "Reject", "mail": {"timestamp": at}}:
            return News.HARD_BOUNCE, at
        case {"eventType": "Complaint", "complaint": {"complaintFeedbackType": "not-spam", "timestamp": at}}:
            return News.DELIVERED, at
        case {"eventType": "Complaint", "complaint": {"timestamp": at}}:
            return News.COMPLAINT, at
    return None, ""


def _moment(text: str) -> datetime:
    """Aware UTC, whole seconds, of SES's "2026-11-23T07:00:00.123Z". Raises ValueError without an offset."""
    at = datetime.fromisoformat(text)
    if at.tzinfo is None:
        raise ValueError("a time without an offset")
    return at.astimezone(UTC).replace(microsecond=0)


def _object(text: Any) -> dict[str, Any]:
    try:
        found = json.loads(text)
    except (TypeError, ValueError, RecursionError):
        return {}
    return found if isinstance(found, dict) else {}
