"""A contract's trail, told in words."""

from chalicelib.documents.translations import _, translations
from chalicelib.documents.words import role_words
from chalicelib.domain import events
from chalicelib.domain.dossier import Dossier
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
    events.LinkRenewed: _("{name} pyysi uuden linkin sopimukseen"),
    events.Withdrawn: _("{name} peruutti sopimuksen"),
    events.Superseded: _("Uusi sopimus tuli tämän tilalle"),
}


def told(dossier: Dossier, private: bool, language: str = "fi") -> list[dict[str, object]]:
    """
    The trail in words, oldest first: at, words, detail.

    private: also what only the supervisor may read (reasons, wishes, words of a withdrawal), as it was written; needs the dossier's private
    data.
    """
    return [
        {
            "at": entry.at,
            "words": _words(dossier, entry, language),
            "detail": _detail(dossier, entry) if private else "",
        }
        for entry in dossier.entries
    ]


def wishes(dossier: Dossier) -> list[dict[str, str]]:
    """The changes that parties of the present version have asked for: name and text. Needs the dossier's private data."""
    return [
        {"name": dossier.head.name(entry.event.party), "text": _detail(dossier, entry)}
        for entry in dossier.entries[dossier.contract.sent_as :]
        if isinstance(entry.event, events.ChangeRequested)
    ]


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
    if not party:
        return "", ""
    begun = dossier.begun(entry)
    role = role_words(begun.seat(party), language)
    if begun.sent_as == dossier.contract.sent_as:
        return dossier.head.name(party), role
    private = dossier.private.get(begun.sent_as)
    return (private.data["names"][party] if private else role), role


def _detail(dossier: Dossier, entry: Entry) -> str:
    private = dossier.private.get(entry.number)
    data = private.data if private else {}
    return str(data.get("reason", "") or data.get("text", ""))
