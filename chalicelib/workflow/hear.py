"""Hearing what became of a mail: kept beside it; the clock does what follows."""

from chalicelib.domain.mail_events import MailEvent
from chalicelib.domain.mail_news import News
from chalicelib.journal import Metric
from chalicelib.workflow.ports import Services


def hear(services: Services, event: MailEvent) -> bool:
    """
    Keep the news, unless what is kept outdoes it; False when no such mail was sent, which is nobody's fault.

    One write, however often and in whatever order news come. Bad news, and good news after bad, also make the contract
    due: within two minutes the clock tells the supervisor, and the list. Raises ChangedMeanwhile when two came at once,
    and what AWS raises: the queue brings the event back.
    """
    known = services.contracts.hear(event, services.now())
    if known and event.news.is_bounce:
        services.journal.count(Metric.MAILS_BOUNCED)
    if known and event.news is News.COMPLAINT:
        services.journal.count(Metric.COMPLAINTS)
    return known
