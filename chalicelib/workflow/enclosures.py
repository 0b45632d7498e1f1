"""What a mail carries beside its words: the sealed contract for who must have it, and its days for a calendar."""

from datetime import date, datetime
from urllib.parse import urlsplit

from chalicelib.documents.calendar_entries import Whose, calendar_entries, calendar_name
from chalicelib.documents.words import file_name
from chalicelib.domain.calendar import today_in_helsinki
from chalicelib.domain.canonical import parsed
from chalicelib.domain.dossier import Dossier, Mail
from chalicelib.domain.milestones import milestones
from chalicelib.domain.parties import MAIN
from chalicelib.workflow.ports import Enclosure, Services
from chalicelib.workflow.time_to_withdraw import of_consumers, to_consumer


def enclosures(services: Services, dossier: Dossier, mail: Mail, language: str) -> tuple[Enclosure, ...]:
    """
    With the news that the contract is in force its days for the reader's calendar; with any other mail nothing.

    A consumer gets before that the contract itself, in a form that lasts (kuluttajansuojalaki 6 luku 13 §), never its
    annex. Raises what reading it from the archive raises.
    """
    if mail.kind != "completed":
        return ()
    contract, number = dossier.contract, dossier.head.number
    files = contract.sealed if contract.seat(mail.party).consumer else ()
    pdfs = (
        Enclosure(name=file_name(number, MAIN), data=services.archive.archived(it.key, it.version_id))
        for it in files
        if it.kind == MAIN
    )
    return *pdfs, _calendar(services, dossier, mail, language)


def _calendar(services: Services, dossier: Dossier, mail: Mail, language: str) -> Enclosure:
    """The same bytes at each try: its instant is that of the entry that made the mail due."""
    head, at = dossier.head, dossier.entries[int(mail.round) - 1].at
    days = milestones(parsed(dossier.offered["terms"].encode()), _first_day(dossier, mail.party, at))
    whose = Whose(
        id=head.contract, host=str(urlsplit(services.base_url).hostname), number=head.number,
        supervisor=head.name("supervisor"),
    )  # fmt: skip
    entries = calendar_entries(whose, days, language, at)
    return Enclosure(name=calendar_name(head.number), data=entries, media_type="text/calendar")


def _first_day(dossier: Dossier, reader: str, at: datetime) -> date:
    """The earliest on which there may be a session, as this reader is told in the mail."""
    waiting = of_consumers(dossier) if reader == "supervisor" else to_consumer(dossier, reader, "")
    not_before: date | None = (waiting or {}).get("not_before")
    return not_before or today_in_helsinki(dossier.contract.completed_at or at)
