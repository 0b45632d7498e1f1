"""A supervisor's list in words: its filters and orders, and the same list as a table for a spreadsheet."""

import csv
from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from io import StringIO

from chalicelib.documents.formats import number
from chalicelib.documents.standing import standing_words
from chalicelib.documents.translations import _, translations
from chalicelib.domain import listing
from chalicelib.domain.calendar import HELSINKI
from chalicelib.domain.dossier import Head
from chalicelib.domain.listing import Asked
from chalicelib.domain.spreadsheet import cell

STANDINGS = {
    listing.ALL: _("Kaikki"),
    listing.WANTS: _("Kaipaa huomiota"),
    listing.DRAFT: _("Luonnokset"),
    listing.WAITING: _("Odottaa"),
    listing.IN_FORCE: _("Voimassa"),
    listing.ENDED: _("Päättyneet"),
}
ORDERS = {
    listing.NEWEST: _("Uusin ensin"),
    listing.OLDEST: _("Vanhin ensin"),
    listing.DEADLINE: _("Määräaika lähinnä"),
    listing.NUMBER: _("Numeron mukaan"),
    listing.NAME: _("Nimen mukaan"),
}
WANTING = _("Näistä puuttuu oma hyväksyntäsi, joku pyytää muutosta tai viestit eivät mene perille.")
ONLY_WAITING = _(
    "Määräaika on vain sopimuksilla, jotka odottavat hyväksyntöjä. Muut eivät näy tässä järjestyksessä."
)
NO_DEADLINES = _("Näillä ei ole määräaikaa, joten ne ovat uusin ensin.")
COLUMNS = (
    _("Numero"), _("Otsikko"), _("Osapuolet"), _("Tila"), _("Lähetetty"), _("Määräaika"), _("Hyväksynyt"),
    _("Osapuolia"), _("Muuttunut"),
)  # fmt: skip
CUT = _("Taulukossa on ensimmäiset {count} sopimusta. Rajaa luetteloa, niin saat loput.")

_SECOND = timedelta(seconds=1)
_BYTE_ORDER_MARK = "\ufeff"  # without it Excel takes UTF-8 for something else


def hint(asked: Asked, language: str = "fi") -> str:
    """What is not plain about what is shown; "" for nothing."""
    _ = translations(language).gettext
    if asked.shown != asked.standing:
        return _(ONLY_WAITING)
    if asked.sorted_by != asked.order:
        return _(NO_DEADLINES)
    return _(WANTING) if asked.standing == listing.WANTS else ""


def as_csv(heads: Sequence[Head], cut: bool, today: date, language: str = "fi") -> str:
    """
    The list for a spreadsheet: semicolons and a byte order mark, so that Excel opens it; days as 2026-11-23.

    cut: it is not all of it, which the last line says. today: in Helsinki. No cell is ever a formula.
    """
    text, gettext = StringIO(), translations(language).gettext
    text.write(_BYTE_ORDER_MARK)
    table = csv.writer(text, delimiter=";", lineterminator="\r\n")
    table.writerow(map(gettext, COLUMNS))
    table.writerows(map(cell, _cells(head, today, language)) for head in heads)
    if cut:
        table.writerow([gettext(CUT).format(count=number(len(heads), language))])
    return text.getvalue()


def _cells(head: Head, today: date, language: str) -> Iterator[str]:
    yield from (head.number, head.title, ", ".join(person.name for person in head.people))
    yield standing_words(head, today, language)
    yield from (_day(head.sent_at), _day(head.deadline, last=True))
    yield from (str(len(head.accepted)), str(len(head.people))) if head.sent_at else ("", "")
    yield head.touched_at.astimezone(HELSINKI).strftime("%Y-%m-%d %H:%M")


def _day(at: datetime | None, last: bool = False) -> str:
    """last: of a deadline, which falls at the midnight after its last day."""
    if at is None:
        return ""
    return (at - _SECOND if last else at).astimezone(HELSINKI).date().isoformat()
