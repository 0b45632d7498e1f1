"""A contract's trail, told in words."""

from chalicelib.documents.words import role_words
from chalicelib.domain import events
from chalicelib.domain.dossier import Dossier
from chalicelib.domain.trail import Entry

_HAPPENED: dict[type[events.Event], str] = {
    events.Sent: "Sopimuksen versio\u00a0{version} lukittiin ja lähetettiin hyväksyttäväksi",
    events.Accepted: "{name} ({role}) hyväksyi sopimuksen",
    events.Completed: "Kaikki osapuolet ovat hyväksyneet: sopimus tuli voimaan",
    events.Declined: "{name} ei hyväksynyt sopimusta",
    events.ChangeRequested: "{name} pyysi muutosta",
    events.AddressCorrected: "Sähköpostiosoite korjattiin: {name}",
    events.Cancelled: "Työnohjaaja perui sopimuksen",
    events.Expired: "Hyväksymisaika päättyi ja sopimus raukesi",
    events.Sealed: "Sopimus sinetöitiin ja arkistoitiin",
    events.LinkRenewed: "{name} pyysi uuden linkin sopimukseen",
}


def told(dossier: Dossier, private: bool) -> list[dict[str, object]]:
    """
    The trail in words, oldest first: at, words, detail.

    private: also what only the supervisor may read (reasons, wishes); needs the dossier's private data.
    """
    return [
        {
            "at": entry.at,
            "words": _words(dossier, entry),
            "detail": _detail(dossier, entry) if private else "",
        }
        for entry in dossier.entries
    ]


def _words(dossier: Dossier, entry: Entry) -> str:
    party = getattr(entry.event, "party", "")
    name = dossier.head.name(party) if party else ""
    role = role_words(dossier.contract.seat(party), "fi") if party else ""
    return _HAPPENED[type(entry.event)].format(name=name, role=role, version=entry.event.version)


def _detail(dossier: Dossier, entry: Entry) -> str:
    private = dossier.private.get(entry.number)
    data = private.data if private else {}
    return str(data.get("reason", "") or data.get("text", ""))
