"""What SES tells of mails that it took: a batch of events from a queue of their own, one line in the log for each."""

from typing import Any

from chalice.app import Blueprint, SQSEvent, SQSRecord

from chalicelib import wiring
from chalicelib.journal import Metric
from chalicelib.web.log import told
from chalicelib.workflow.hear import hear as hear_event

mail_events = Blueprint(__name__)

MAIL_EVENTS = "arn:aws:sqs:eu-north-1:000000000000:placeholder-mail-events"  # as in forwarding.py
BATCH = 10
GATHER_SECONDS = 5  # nobody waits for news


@mail_events.on_sqs_message(
    queue_arn=MAIL_EVENTS, batch_size=BATCH, maximum_batching_window_in_seconds=GATHER_SECONDS
)
def hear(event: SQSEvent) -> dict[str, Any]:
    """
    Keep what became of each mail; returns the messages that are to come again.

    What is no news of a mail of ours, and what tells of a mail that we do not know, ends here and is counted in the log.
    """
    failed = [record.to_dict()["messageId"] for record in event if not _heard(record)]
    return {"batchItemFailures": [{"itemIdentifier": message} for message in failed]}


def _heard(record: SQSRecord) -> bool:
    """Whether this message need not come again; one that fails keeps nobody else's news back."""
    event = wiring.mail_event(record.body)
    try:
        with told(f"news {event.news}" if event else "news", event.contract if event else "", record):
            if event is None or not hear_event(wiring.services(), event):
                wiring.journal().notice(outcome="no mail of ours")
                wiring.journal().count(Metric.NEWS_OF_NOTHING)
    except Exception:  # the line has told its name; its own words may hold an address
        return False
    return True
