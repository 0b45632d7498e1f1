"""What the queue of mail events may bring: news, greetings, forgeries and nonsense; nothing of a person goes into the log."""

import json
import logging
from types import SimpleNamespace

import pytest

from chalicelib import wiring
from chalicelib.domain.dossier import Mail
from chalicelib.domain.mail_events import tags_of
from chalicelib.domain.mail_news import News
from chalicelib.web.mail_events import hear
from dev.mail_service import news
from dev.mailbox import Captured
from tests.builders import NOW
from tests.faulty import BEFORE
from tests.workflow.terms import TWO
from tests.workflow.world import World

TOPIC = "arn:aws:sns:eu-north-1:123456789012:sopu-mail-events"
MAIL = Mail(party="supervisor", kind="invitation", round="1.1")
ADDRESS = "ulla@kaarnalaiva.example"
PERMANENT = {
    "bounceType": "Permanent",
    "bounceSubType": "General",
    "bouncedRecipients": [{"emailAddress": ADDRESS}],
}


@pytest.fixture
def world(monkeypatch):
    """A contract whose invitation was mailed, behind the function that hears of mails."""
    made = World()
    made.sent(TWO)
    monkeypatch.setattr(wiring, "services", lambda: made.services)
    monkeypatch.setattr(wiring, "settings", lambda: SimpleNamespace(mail_topic=TOPIC))
    return made


@pytest.fixture
def lines(caplog):
    """(kind, outcome) of what operators read."""
    caplog.set_level(logging.INFO)
    return lambda: [
        (it.msg["kind"], it.msg["outcome"])
        for it in caplog.records
        if it.name == "journal" and "news" in it.msg["kind"]
    ]


def told(world, kind="Bounce", detail=PERMANENT, message="message-1"):
    """An event as SES tells it of the invitation."""
    mail = Captured(message, (ADDRESS,), "", tags_of(world.contract, MAIL))
    return news(mail, NOW, kind, detail)


def envelope(event, topic=TOPIC):
    message = event if isinstance(event, str) else json.dumps(event)
    return json.dumps({"Type": "Notification", "TopicArn": topic, "Message": message})


def arrive(*bodies):
    """What the function answers to a batch."""
    records = [
        {"messageId": f"m{number}", "receiptHandle": "r", "body": body, "messageAttributes": {}}
        for number, body in enumerate(bodies, start=1)
    ]
    return hear({"Records": records}, SimpleNamespace(aws_request_id="r1"))


def kept(world):
    return world.dossier.claims[MAIL].news


@pytest.mark.parametrize(
    ("kind", "detail", "left"),
    [
        ("Delivery", {"smtpResponse": "250 ok"}, News.DELIVERED),
        ("Bounce", PERMANENT, News.HARD_BOUNCE),
        ("Bounce", {"bounceType": "Transient", "bounceSubType": "MailboxFull"}, News.SOFT_BOUNCE),
        ("Bounce", {"bounceType": "Undetermined", "bounceSubType": "Undetermined"}, News.SOFT_BOUNCE),
        ("Reject", {"reason": "Bad content"}, News.HARD_BOUNCE),
        ("Complaint", {"complaintFeedbackType": "abuse"}, News.COMPLAINT),
        ("Complaint", {"complaintSubType": "OnAccountSuppressionList"}, News.COMPLAINT),
        ("Complaint", {"complaintFeedbackType": "not-spam"}, News.DELIVERED),
    ],
)
def test_each_kind_of_event_is_kept_for_what_it_says(world, lines, kind, detail, left):
    answer = arrive(envelope(told(world, kind, detail)))

    assert answer == {"batchItemFailures": []}
    assert kept(world) == left
    assert lines() == [(f"news {left}", "done")]


def test_the_time_is_the_one_that_ses_tells(world):
    arrive(envelope(told(world)))

    assert world.dossier.claims[MAIL].news_at == NOW


def test_an_event_of_another_topic_is_forged(world, lines):
    arrive(envelope(told(world), topic=TOPIC + "-of-somebody"))

    assert kept(world) is None
    assert lines() == [("news", "no mail of ours")]


def test_who_was_told_no_topic_believes_nobody(world, monkeypatch):
    monkeypatch.setattr(wiring, "settings", lambda: SimpleNamespace(mail_topic=""))

    arrive(envelope(told(world), topic=""))

    assert kept(world) is None


def test_a_message_that_was_never_sent_is_counted_and_forgotten(world, lines):
    assert arrive(envelope(told(world, message="message-99"))) == {"batchItemFailures": []}

    assert kept(world) is None
    assert lines() == [("news hard_bounce", "no mail of ours")]


NONSENSE = [
    "Successfully validated SNS topic for Amazon SES event publishing.",
    "[" * 100_000,
    "null",
    "{}",
    '{"eventType": "Open"}',
    '{"eventType": "Delivery", "delivery": {"timestamp": "yesterday"}, "mail": {"tags": {}, "messageId": "1"}}',
    '{"eventType": "Delivery", "delivery": {"timestamp": 7}, "mail": {"tags": [], "messageId": "1"}}',
    '{"eventType": "Bounce", "bounce": {"timestamp": "2026-11-23T07:00:00.000Z"}}',
    '{"eventType": "Delivery", "delivery": {"timestamp": "2026-11-23T07:00:00"}, "mail": {"tags": {"a": []}}}',
]


@pytest.mark.parametrize("message", NONSENSE, ids=lambda it: it[:40])
def test_a_greeting_or_nonsense_comes_once_and_no_more(world, lines, message):
    assert arrive(envelope(message)) == {"batchItemFailures": []}
    assert arrive(message) == {"batchItemFailures": []}

    assert lines() == [("news", "no mail of ours")] * 2


def test_only_what_failed_comes_again(world):
    delivered = envelope(told(world, "Delivery", {}))
    bounced = envelope(told(world))
    world.line.breaks["contracts.hear"] = BEFORE

    answer = arrive(bounced, delivered)

    assert answer == {"batchItemFailures": [{"itemIdentifier": "m1"}]}
    assert kept(world) == News.DELIVERED
    assert arrive(bounced) == {"batchItemFailures": []}
    assert kept(world) == News.HARD_BOUNCE


def test_no_line_holds_an_address_whatever_happens(world, caplog):
    caplog.set_level(logging.DEBUG)
    world.line.breaks["contracts.hear"] = BEFORE

    arrive(envelope(told(world)), envelope(told(world)), envelope(told(world), topic="x"), ADDRESS)

    assert caplog.records
    assert ADDRESS not in caplog.text
