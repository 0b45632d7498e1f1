"""
What SES does once it has taken a mail: it delivers, and tells a topic what became of it.

Whoever writes to an address of SES's own mailbox simulator (bounce@, complaint@, ooto@ or suppressionlist@
simulator.amazonses.com, also bounce+2@ and so on) gets what they would get from SES. Everybody else's mail arrives.
"""

import json
import threading
from collections.abc import Callable, Iterator, Sequence
from datetime import UTC, datetime
from typing import Any

from dev import aws_clients, clock
from dev.mailbox import Captured
from dev.sources import Source

SIMULATOR = "simulator.amazonses.com"
Event = dict[str, Any]


class MailService(Source):
    """
    Tells what becomes of each mail that was sent with tags, once.

    taken: gives everything that SES has taken since it began. topic_arn: where the news go.
    """

    def __init__(self, taken: Callable[[], Sequence[Captured]], topic_arn: str) -> None:
        super().__init__("ses", workers=1)
        self._sns = aws_clients.client("sns")
        self._taken, self._topic_arn = taken, topic_arn
        self._told = 0
        self._in_order = threading.Lock()

    def turn(self) -> bool:
        """Tell of the mails that are new."""
        with self._in_order:
            new = self._taken()[self._told :]
            self._told += len(new)
        for mail in new:
            for event in outcome(mail, clock.now()):
                self._sns.publish(TopicArn=self._topic_arn, Message=json.dumps(event))
        return bool(new)


def outcome(mail: Captured, at: datetime) -> Iterator[Event]:
    """What SES tells of a mail by the address that it goes to, in order; nothing of a mail without tags."""
    local, _, domain = mail.destinations[0].lower().rpartition("@")
    simulated = local.partition("+")[0] if domain == SIMULATOR else "success"
    if not mail.tags:
        return
    if simulated in {"complaint", "ooto", "success"}:
        yield news(mail, at, "Delivery", {"recipients": [mail.destinations[0]]})
    if simulated == "bounce":
        yield news(mail, at, "Bounce", {"bounceType": "Permanent", "bounceSubType": "NoEmail"})
    if simulated == "suppressionlist":
        yield news(
            mail, at, "Bounce", {"bounceType": "Permanent", "bounceSubType": "OnAccountSuppressionList"}
        )
    if simulated == "ooto":
        yield news(mail, at, "Bounce", {"bounceType": "Transient", "bounceSubType": "General"})
    if simulated == "complaint":
        yield news(mail, at, "Complaint", {"complaintSubType": None, "complaintFeedbackType": "abuse"})


def news(mail: Captured, at: datetime, kind: str, told: Event) -> Event:
    """An event as SES publishes it: https://docs.aws.amazon.com/ses/latest/dg/event-publishing-retrieving-sns-contents.html"""
    timestamp = at.astimezone(UTC).isoformat(timespec="milliseconds").replace("+00:00", "Z")
    tags = {name: [value] for name, value in mail.tags.items()}
    return {
        "eventType": kind,
        "mail": {
            "timestamp": timestamp,
            "messageId": mail.id,
            "source": "sopu@sopu.test",
            "destination": list(mail.destinations),
            "tags": {"ses:configuration-set": ["followed"], **tags},
        },
        kind.lower(): {"timestamp": timestamp, **told},
    }
