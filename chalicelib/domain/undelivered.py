"""Parties whom mails do not reach, and telling the supervisor of them as long as that is so."""

from collections.abc import Iterator, Mapping, Sequence

from chalicelib.domain.contract import Contract
from chalicelib.domain.dossier import Claim, Dossier, Mail, round_of, wanted
from chalicelib.domain.earlier import LEFT_OUT
from chalicelib.domain.events import Seat
from chalicelib.domain.mail_news import News

UNDELIVERED = "undelivered"
# What may be wrong: SES does not take the mail, it came back, or its reader said that it is spam.
UNSENT, BOUNCED, COMPLAINED = "unsent", "bounced", "complained"
_TRIES_OF_LITTLE_HOPE = 2


def troubles(dossier: Dossier) -> Mapping[str, str]:
    """
    UNSENT, BOUNCED or COMPLAINED by the party of whom it is so, in their order; the address may be wrong. Needs claims,
    and private data where somebody complained.

    Only of mails that they should have by now. The last one that the mail service told of speaks for those before it. A
    farewell is not theirs: it goes to whoever had their place in an earlier version.
    """
    found = {seat.party: _trouble(dossier, seat.party) for seat in dossier.contract.seats}
    return {party: trouble for party, trouble in found.items() if trouble}


def complained(dossier: Dossier, party: str) -> bool:
    """Whether somebody at the party's present address said that a mail of this contract is spam. Needs claims, private data."""
    return any(
        claim.news == News.COMPLAINT and _address(dossier, mail) == dossier.email(party)
        for mail, claim in _mails(dossier, party)
    )


def remindable(dossier: Dossier) -> Sequence[str]:
    """Parties awaited, but those who complained. Needs claims, private data."""
    return [party for party in dossier.contract.awaited if not complained(dossier, party)]


def unwelcome(dossier: Dossier, mail: Mail) -> bool:
    """Whether it would remind somebody at an address that complained; what they must get comes all the same."""
    return mail.kind == "reminder" and complained(dossier, mail.party)


def doubts(dossier: Dossier) -> Iterator[Mail]:
    """
    A mail to the supervisor's account of each such party: one for a round of links, and one more at a later stage,
    when another mail does not get through. Needs claims.
    """
    for party in troubles(dossier):
        yield _doubt(dossier.contract, party)


def doubted(dossier: Dossier, mail: Mail) -> tuple[Seat, str] | None:
    """Whom this mail is about, and their trouble; None when it is another mail, or they have been reached. Needs claims."""
    told = {_doubt(dossier.contract, party): (party, trouble) for party, trouble in troubles(dossier).items()}
    if mail not in told:
        return None
    party, trouble = told[mail]
    return dossier.contract.seat(party), trouble


def _doubt(contract: Contract, party: str) -> Mail:
    round_ = f"{party}.{round_of(contract, party)}.{contract.status}"
    return Mail(party="author", kind=UNDELIVERED, round=round_)


def _trouble(dossier: Dossier, party: str) -> str:
    mails = [(mail, claim) for mail, claim in _mails(dossier, party) if wanted(dossier.contract, mail)]
    told = [claim for _, claim in mails if claim.news]
    if any(claim.news == News.COMPLAINT for claim in told) or _silenced(dossier, party):
        return COMPLAINED
    last = max(told, key=lambda claim: claim.at.timestamp() if claim.at else 0, default=None)
    if last and last.news and last.news.is_bounce:
        return BOUNCED
    return UNSENT if any(_is_in_vain(claim) for _, claim in mails) else ""


def _silenced(dossier: Dossier, party: str) -> bool:
    """Of an earlier round, while they are awaited: a fresh link went to the address that complained."""
    return party in dossier.contract.awaited and complained(dossier, party)


def _is_in_vain(claim: Claim) -> bool:
    return claim.state == "claimed" and claim.tries >= _TRIES_OF_LITTLE_HOPE


def _mails(dossier: Dossier, party: str) -> Iterator[tuple[Mail, Claim]]:
    for job, claim in dossier.claims.items():
        if isinstance(job, Mail) and job.party == party and job.kind != LEFT_OUT:
            yield job, claim


def _address(dossier: Dossier, mail: Mail) -> str:
    """Where it went: to the party's address in its round of links. What comes after the end has the present one."""
    round_ = mail.round.split(".")[:2]
    for number in range(len(dossier.entries), 0, -1):
        then = Contract(id=dossier.contract.id).after(dossier.entries[:number])
        if mail.party in then.rounds and round_of(then, mail.party).split(".") == round_:
            return dossier.email(mail.party, number)
    return dossier.email(mail.party)
