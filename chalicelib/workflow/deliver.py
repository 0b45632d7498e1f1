"""Mails: one to one person, claimed before it is sent and marked after; never two people in one."""

from datetime import datetime, timedelta

from chalicelib.domain.canonical import parsed
from chalicelib.domain.dossier import Dossier, Mail, wanted
from chalicelib.domain.earlier import LEFT_OUT, Asked, left_out_by
from chalicelib.domain.invitation import KeptLink, Link, token_digest, token_of
from chalicelib.domain.retention import retain_until
from chalicelib.domain.undelivered import UNDELIVERED, doubted, unwelcome
from chalicelib.workflow.letters import letter_of
from chalicelib.workflow.ports import Services
from chalicelib.workflow.telling import tell_mail

_FIRST_LEASE, _LONGEST_LEASE = timedelta(minutes=1), timedelta(days=1)
_DOUBLINGS = 10
# A link's row is kept at least so long after the last mail that carried it; whether it is live is another matter.
LINK_KEPT = timedelta(days=400)


def deliver(services: Services, dossier: Dossier, mail: Mail) -> bool:
    """
    Send one mail unless it was sent, is being sent, or is no longer wanted; whether it was sent now.

    dossier: with its private data and claims.
    After a crash between sending and marking, the same mail with the same link goes out once more when the lease is
    over: at least once, at most one more per fault. A mail that keeps failing is tried for ever, ever more seldom.
    Raises whatever AWS raises.
    """
    former = left_out_by(dossier, mail)
    if not _needed(dossier, mail, former):
        return False
    contract, now = dossier.contract.id, services.now()
    url, link = _address(services, dossier, mail, former, now)
    if not services.contracts.claim(contract, mail, now, lease(dossier.tries(mail)), link):
        return False
    message_id = services.mailer.send(letter_of(services, dossier, mail, url))
    tell_mail(services, mail.kind)
    services.contracts.finish(contract, mail, services.now(), {"message_id": message_id})
    return True


def _needed(dossier: Dossier, mail: Mail, former: Asked | None) -> bool:
    """Whether what the mail tells is still so: somebody may have come back, or been reached, in between."""
    if mail.kind == UNDELIVERED:
        return doubted(dossier, mail) is not None
    if unwelcome(dossier, mail):
        return False
    return wanted(dossier.contract, mail) and (mail.kind != LEFT_OUT or former is not None)


def lease(tries: int) -> timedelta:
    """
    How long the next try keeps others away: a minute at first, twice as long each time, a day from the eleventh on.

    tries: how many there were. The lease outlives a try that failed, so it is also the wait before the next one.
    """
    return _FIRST_LEASE * 2**tries if tries < _DOUBLINGS else _LONGEST_LEASE


def _address(
    services: Services, dossier: Dossier, mail: Mail, former: Asked | None, now: datetime
) -> tuple[str, KeptLink | None]:
    """What the mail's button opens: the supervisor's page, or the party's own link; of who was left out the one they had."""
    contract = dossier.contract
    if mail.party == "author":
        return f"{services.base_url}/contracts/{contract.id}", None
    version = former.version if former else contract.version
    round_ = former.round if former else contract.rounds[mail.party]
    link = Link(contract=contract.id, party=mail.party, version=version, round=round_)
    token = token_of(services.link_key.mac(link.message))
    return f"{services.base_url}/sign/{token}", _kept(services, dossier, link, token_digest(token), now)


def _kept(services: Services, dossier: Dossier, link: Link, digest: str, now: datetime) -> KeptLink:
    """
    The row by which the link opens, there before the mail that carries it.

    The first mail keeps it long enough for those that will carry it by the deadline; their claims tell that it is there.
    """
    known = dossier.kept_link(digest)
    if known and known.until >= _forget_at(dossier, now):
        return known
    kept = KeptLink(digest=digest, until=_forget_at(dossier, max(now, dossier.contract.deadline or now)))
    services.contracts.keep_link(link, kept)
    return kept


def _forget_at(dossier: Dossier, at: datetime) -> datetime:
    """As late as the file that is sealed by then: as long its page mails a fresh link to whoever has an old one."""
    agreed = parsed(dossier.offered["terms"].encode())
    return max(at + LINK_KEPT, retain_until(agreed["end_date"], agreed["retention_years"], at))
