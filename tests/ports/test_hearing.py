"""What became of a mail: kept beside it in one write, and the same whatever came first and however often."""

import json
from datetime import timedelta
from itertools import permutations
from pathlib import Path

import pytest

from chalicelib.aws import clients
from chalicelib.domain.dossier import Mail
from chalicelib.domain.mail_events import MailEvent
from chalicelib.domain.mail_news import News
from dev.packaging.conditions import context, fulfilled
from dev.packaging.rights import parts
from tests.builders import NOW
from tests.ports.made import minutes, sent

MAIL = Mail(party="supervisor", kind="invitation", round="1.1")
MINUTE, SECOND = timedelta(minutes=1), timedelta(seconds=1)


@pytest.fixture
def mailed(contracts):
    """A contract whose invitation was sent as message-1; nothing is due."""
    sent(contracts, "c1")
    contracts.claim("c1", MAIL, NOW, MINUTE)
    contracts.finish("c1", MAIL, NOW, {"message_id": "message-1"})
    contracts.reschedule(contracts.head("c1"), None)
    return contracts


def told(news, minute=1, message="message-1", mail=MAIL):
    return MailEvent(contract="c1", mail=mail, message_id=message, news=news, at=minutes(minute))


def kept(contracts, mail=MAIL):
    claim = contracts.dossier("c1").claims[mail]
    return claim.news, claim.news_at


def test_news_are_kept_beside_the_mail_that_was_sent(mailed):
    assert mailed.hear(told(News.DELIVERED), minutes(2))

    claim = mailed.dossier("c1").claims[MAIL]
    assert (claim.news, claim.news_at) == (News.DELIVERED, minutes(1))
    assert (claim.state, claim.outcome, claim.tries) == ("done", {"message_id": "message-1"}, 1)


ALL = [told(News.SOFT_BOUNCE, 4), told(News.DELIVERED, 3), told(News.HARD_BOUNCE, 2), told(News.COMPLAINT, 1)]


@pytest.mark.parametrize(
    "order", list(permutations(ALL)), ids=lambda order: " ".join(it.news for it in order)
)
def test_in_any_order_and_any_number_of_times_the_same_is_left(mailed, order):
    for event in (*order, *order):
        assert mailed.hear(event, minutes(9))

    assert kept(mailed) == (News.COMPLAINT, minutes(1))


@pytest.mark.parametrize(
    ("one", "other", "left"),
    [
        (News.SOFT_BOUNCE, News.DELIVERED, News.DELIVERED),
        (News.DELIVERED, News.HARD_BOUNCE, News.HARD_BOUNCE),
        (News.SOFT_BOUNCE, News.HARD_BOUNCE, News.HARD_BOUNCE),
        (News.DELIVERED, News.COMPLAINT, News.COMPLAINT),
    ],
)
def test_what_says_more_is_left(mailed, one, other, left):
    for event in (told(one), told(other, 2), told(one, 3)):
        mailed.hear(event, minutes(4))

    assert kept(mailed) == (left, minutes(2))


@pytest.mark.parametrize("news", News)
def test_of_the_same_news_the_earliest_time_is_left(mailed, news):
    for minute in (5, 3, 8):
        mailed.hear(told(news, minute), minutes(9))

    assert kept(mailed) == (news, minutes(3))


@pytest.mark.parametrize("news", News)
def test_news_of_a_message_that_was_not_sent_are_nobodys(mailed, news):
    other = Mail(party="supervisor", kind="invitation", round="1.2")

    assert not mailed.hear(told(news, message="message-2"), NOW)
    assert not mailed.hear(told(news, mail=other), NOW)
    assert kept(mailed) == (None, None)
    assert other not in mailed.dossier("c1").claims
    assert mailed.head("c1").due_at is None


def test_news_of_a_contract_that_there_is_not_are_nobodys(contracts):
    assert not contracts.hear(told(News.HARD_BOUNCE), NOW)
    assert not contracts.hear(told(News.DELIVERED), NOW)


@pytest.mark.parametrize("news", News)
def test_news_may_come_before_the_sender_has_kept_the_message_id(contracts, news):
    sent(contracts, "c1")
    contracts.claim("c1", MAIL, NOW, MINUTE)

    assert contracts.hear(told(news), NOW)
    contracts.finish("c1", MAIL, NOW, {"message_id": "message-1"})

    assert kept(contracts) == (news, minutes(1))
    assert contracts.dossier("c1").claims[MAIL].state == "done"


def test_a_mail_that_a_page_only_asked_for_has_no_news(contracts):
    sent(contracts, "c1")
    contracts.ask("c1", [MAIL], NOW)

    assert not contracts.hear(told(News.HARD_BOUNCE), NOW)


# What the clock must look at


@pytest.mark.parametrize("news", [News.SOFT_BOUNCE, News.HARD_BOUNCE, News.COMPLAINT])
def test_bad_news_make_the_contract_due_in_a_moment(mailed, news):
    mailed.hear(told(news), minutes(7))

    assert mailed.head("c1").due_at == minutes(7) + SECOND
    assert not list(mailed.due(minutes(7)))
    assert len(list(mailed.due(minutes(7) + SECOND))) == 1


def test_a_delivery_makes_nothing_due(mailed):
    mailed.hear(told(News.DELIVERED), minutes(7))

    assert mailed.head("c1").due_at is None


def test_a_delivery_after_a_bounce_is_looked_at_again(mailed):
    mailed.hear(told(News.SOFT_BOUNCE), minutes(7))
    mailed.reschedule(mailed.head("c1"), None, True)

    mailed.hear(told(News.DELIVERED, 2), minutes(8))

    assert mailed.head("c1").due_at == minutes(8) + SECOND


def test_what_was_known_makes_nothing_due(mailed):
    mailed.hear(told(News.HARD_BOUNCE), minutes(7))
    mailed.reschedule(mailed.head("c1"), None, True)

    mailed.hear(told(News.HARD_BOUNCE), minutes(8))
    mailed.hear(told(News.SOFT_BOUNCE), minutes(9))

    assert mailed.head("c1").due_at is None


# What it costs


def calls_of(act):
    """Names of the operations that DynamoDB is asked for meanwhile."""
    made = []
    events = clients.dynamodb().meta.events
    events.register("before-call.dynamodb", lambda model, **_: made.append(model.name), unique_id="counted")
    try:
        act()
    finally:
        events.unregister("before-call.dynamodb", unique_id="counted")
    return made


@pytest.mark.parametrize(
    ("news", "cost"),
    [
        (News.DELIVERED, ["UpdateItem"]),
        (News.SOFT_BOUNCE, ["TransactWriteItems"]),
        (News.HARD_BOUNCE, ["TransactWriteItems"]),
        (News.COMPLAINT, ["TransactWriteItems"]),
    ],
)
def test_news_cost_one_write(aws, news, cost):
    contracts = aws.contracts
    sent(contracts, "c1")
    contracts.claim("c1", MAIL, NOW, MINUTE)
    contracts.finish("c1", MAIL, NOW, {"message_id": "message-1"})

    assert calls_of(lambda: contracts.hear(told(news), NOW)) == cost


# What the function's role lets it touch


def asked_of(act):
    """Each call that DynamoDB is asked for meanwhile, with its parameters."""
    made = []
    events = clients.dynamodb().meta.events
    events.register(
        "provide-client-params.dynamodb",
        lambda model, params, **_: made.append(("dynamodb", model.name, params)),
        unique_id="asked",
    )
    try:
        act()
    finally:
        events.unregister("provide-client-params.dynamodb", unique_id="asked")
    return made


def conditions_of_the_role():
    policy = json.loads((Path(__file__).parents[2] / ".chalice" / "policy-mail-events.json").read_text())
    return {it["Action"][0]: it["Condition"] for it in policy["Statement"] if "Condition" in it}


@pytest.mark.parametrize("news", News)
def test_every_call_names_only_what_the_role_may_touch(aws, news):
    contracts = aws.contracts
    sent(contracts, "c1")
    contracts.claim("c1", MAIL, NOW, MINUTE)
    contracts.finish("c1", MAIL, NOW, {"message_id": "message-1"})

    def heard():
        for event in (told(news), told(news), told(news.DELIVERED, 2), told(news, message="message-2")):
            contracts.hear(event, NOW)

    calls = [part for call in asked_of(heard) for part in parts(*call)]
    assert {operation for _, operation, _ in calls} == {"GetItem", "UpdateItem"}
    for _, operation, given in calls:
        condition = conditions_of_the_role()[f"dynamodb:{operation}"]
        assert fulfilled(condition, context(operation, given)), (operation, given)
