"""What became of a mail, beside its claim: one conditional write, after which it does not matter what came first."""

from datetime import datetime, timedelta

from chalicelib.aws import rows, table
from chalicelib.aws.due import due
from chalicelib.aws.dynamo import Table
from chalicelib.aws.operations import Row, Update
from chalicelib.domain.dossier import Claim
from chalicelib.domain.errors import ChangedMeanwhile
from chalicelib.domain.mail_events import MailEvent
from chalicelib.domain.mail_news import News
from chalicelib.domain.trail import instant

# News may come before the sender has kept the message id; until then the tags must do.
_SENT = "(#outcome.#message_id = :message OR #state = :claimed)"
_FIRST = "attribute_not_exists(#news)"
_EARLIER = "(#news = :news AND #news_at > :at)"
# These, the key and the two of due.py are all that the function's role may touch (.chalice/policy-mail-events.json).
_READ = ("state", "outcome", "news", "news_at")
# Whoever looks at the contract in this very second does not take the due time for the one that they have seen.
_A_MOMENT = timedelta(seconds=1)


def hear(kept: Table, event: MailEvent, now: datetime) -> bool:
    """
    Keep the event's news; False when no such mail was sent as that message.

    A delivery is one write. What the supervisor must know is one transaction of two, also a delivery after a bounce,
    for which a read shows that it is one. Whatever was kept already costs that read. Raises ChangedMeanwhile, Busy.
    """
    if _kept_at_once(kept, event, now):
        return True
    row = kept.get(table.claim_key(event.contract, event.mail), *_READ)
    if row is None or not _was_sent(row, event.message_id):
        return False
    if _adds(event, rows.claim_of(event.mail, row)):
        _keep_and_look(kept, event, now)
    return True


def _kept_at_once(kept: Table, event: MailEvent, now: datetime) -> bool:
    if event.news == News.DELIVERED:
        return kept.change(_note(event, f"{_FIRST} OR {_EARLIER}"))
    try:
        _keep_and_look(kept, event, now)
    except ChangedMeanwhile:
        return False
    return True


def _keep_and_look(kept: Table, event: MailEvent, now: datetime) -> None:
    softer = {f"softer{number}": news.value for number, news in enumerate(event.news.outdone)}
    outdone = f" OR #news IN ({', '.join(f':{name}' for name in softer)})" if softer else ""
    note = _note(event, f"{_FIRST} OR {_EARLIER}{outdone}", softer)
    kept.write(note, due(event.contract, now + _A_MOMENT, "attribute_exists(#pk)", {}))


def _note(event: MailEvent, when: str, more: Row | None = None) -> Update:
    given = {
        "message": event.message_id,
        "claimed": "claimed",
        "news": event.news.value,
        "at": instant(event.at),
    }
    return Update(
        key=table.claim_key(event.contract, event.mail),
        do="SET #news = :news, #news_at = :at",
        when=f"{_SENT} AND ({when})",
        given=given | (more or {}),
    )


def _was_sent(row: Row, message_id: str) -> bool:
    claim: str = row.get("outcome", {}).get("message_id", "")
    return row["state"] == "claimed" or claim == message_id


def _adds(event: MailEvent, kept: Claim) -> bool:
    if kept.news is None or kept.news in event.news.outdone:
        return True
    return kept.news == event.news and kept.news_at is not None and event.at < kept.news_at
