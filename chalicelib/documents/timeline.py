"""A contract's trail, told in words, and between its entries what became of its mails."""

from collections.abc import Iterator, Mapping
from datetime import datetime
from typing import NamedTuple

from chalicelib.documents.formats import listed
from chalicelib.documents.translations import _, translations
from chalicelib.documents.words import role_words
from chalicelib.domain import events
from chalicelib.domain.calendar import today_in_helsinki
from chalicelib.domain.contract import Contract
from chalicelib.domain.dossier import Dossier, Mail
from chalicelib.domain.mail_news import News
from chalicelib.domain.trail import Entry

_HAPPENED: dict[type[events.Event], str] = {
    events.Sent: _("Versio\u00a0{version} lähetettiin hyväksyttäväksi"),
    events.Accepted: _("{name} ({role}) hyväksyi sopimuksen"),
    events.Completed: _("Sopimus tuli voimaan, kun kaikki olivat hyväksyneet"),
    events.Declined: _("{name} ei hyväksynyt sopimusta"),
    events.ChangeRequested: _("{name} pyysi muutosta"),
    events.AddressCorrected: _("Sähköpostiosoite korjattiin: {name}"),
    events.NameCorrected: _("Nimen kirjoitusasu korjattiin: {name}"),
    events.Cancelled: _("Työnohjaaja perui sopimuksen"),
    events.Expired: _("Sopimus raukesi, kun hyväksymisaika päättyi"),
    events.Sealed: _("Sopimus sinetöitiin ja arkistoitiin"),
    events.LinkRenewed: _("{name} sai uuden linkin sopimukseen"),
    events.Withdrawn: _("{name} peruutti sopimuksen"),
    events.Superseded: _("Uusi sopimus tuli tämän tilalle"),
}
_BECAME: dict[News, str] = {
    News.DELIVERED: _("Viesti meni perille: {names}"),
    News.SOFT_BOUNCE: _("Viesti ei mennyt perille: {names}"),
    News.HARD_BOUNCE: _("Viesti ei mennyt perille: {names}"),
    News.COMPLAINT: _("Viesti ilmoitettiin roskapostiksi: {names}"),
}


class _Heard(NamedTuple):
    mail: Mail
    news: News
    at: datetime


def told(dossier: Dossier, private: bool, language: str = "fi") -> list[dict[str, object]]:
    """
    The trail in words, oldest first: at, words, detail.

    private: also what only the supervisor may read (reasons, wishes, words of a withdrawal), as it was written, and what
    became of mails; needs the dossier's private data and claims.
    """
    steps = [
        {
            "at": entry.at,
            "words": _words(dossier, entry, language),
            "detail": _detail(dossier, entry) if private else "",
        }
        for entry in dossier.entries
    ]
    news = _news(dossier, language) if private else ()
    return sorted([*steps, *news], key=_when)


def wishes(dossier: Dossier) -> list[dict[str, str]]:
    """The changes that parties of the present version have asked for: name and text. Needs the dossier's private data."""
    return [
        {"name": dossier.head.name(entry.event.party), "text": _detail(dossier, entry)}
        for entry in dossier.entries[dossier.contract.sent_as :]
        if isinstance(entry.event, events.ChangeRequested)
    ]


def _when(step: Mapping[str, object]) -> str:
    return str(step["at"])


def _words(dossier: Dossier, entry: Entry, language: str) -> str:
    name, role = _who(dossier, entry, language)
    happened = translations(language).gettext(_HAPPENED[type(entry.event)])
    said = happened.format(name=name, role=role, version=entry.event.version)
    return said[:1].upper() + said[1:]


def _who(dossier: Dossier, entry: Entry, language: str) -> tuple[str, str]:
    """
    Name and role of who acted, ("", "") where nobody did.

    In an earlier version the party may have been somebody else; where the name is not at hand, the role must do.
    """
    party = getattr(entry.event, "party", "")
    return _named(dossier, dossier.begun(entry), party, language) if party else ("", "")


def _named(dossier: Dossier, begun: Contract, party: str, language: str) -> tuple[str, str]:
    role = role_words(begun.seat(party), language)
    if begun.sent_as == dossier.contract.sent_as:
        return dossier.head.name(party), role
    private = dossier.private.get(begun.sent_as)
    return (private.data["names"][party] if private else role), role


def _detail(dossier: Dossier, entry: Entry) -> str:
    private = dossier.private.get(entry.number)
    data = private.data if private else {}
    return str(data.get("reason", "") or data.get("text", ""))


def _news(dossier: Dossier, language: str) -> Iterator[dict[str, object]]:
    """What the mail service told. Mails of a kind that arrived between the same two entries, on one day, are one step."""
    together: dict[object, list[_Heard]] = {}
    order = {seat.party: number for number, seat in enumerate(dossier.contract.seats)}
    for heard in sorted(_heard(dossier), key=lambda it: (it.at, order.get(it.mail.party, 0))):
        together.setdefault(_group(dossier, heard), []).append(heard)
    for alike in together.values():
        names = dict.fromkeys(_reader(dossier, heard.mail, language) for heard in alike)
        words = translations(language).gettext(_BECAME[alike[0].news])
        yield {"at": alike[0].at, "words": words.format(names=listed(names, language)), "detail": ""}


def _heard(dossier: Dossier) -> Iterator[_Heard]:
    for job, claim in dossier.claims.items():
        if isinstance(job, Mail) and claim.news and claim.news_at:
            yield _Heard(job, claim.news, claim.news_at)


def _group(dossier: Dossier, heard: _Heard) -> object:
    """Bad news are of one person each."""
    if heard.news != News.DELIVERED:
        return heard.mail
    before = sum(entry.at <= heard.at for entry in dossier.entries)
    return heard.mail.kind, before, today_in_helsinki(heard.at)


def _reader(dossier: Dossier, mail: Mail, language: str) -> str:
    """The name of whom the mail went to, in the version that it was about."""
    version, dot, _round = mail.round.partition(".")
    sent = max(
        entry.number
        for entry in dossier.entries
        if isinstance(entry.event, events.Sent)
        and (str(entry.event.version) == version if dot else entry.number <= int(version))
    )
    if sent == dossier.contract.sent_as:
        return dossier.head.name(mail.party)
    return _named(dossier, dossier.begun(dossier.entries[sent - 1]), mail.party, language)[0]
