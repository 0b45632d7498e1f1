"""A contract's days as entries for a calendar: an iCalendar file (RFC 5545) that a mail carries."""

from collections.abc import Iterable
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from chalicelib.documents.translations import _, translations
from chalicelib.domain.milestones import END, EVALUATION, REVIEW, START, Milestone
from chalicelib.frozen import dataclass

if TYPE_CHECKING:
    from icalendar import Alarm, Calendar, Event

_TITLES = {
    START: _("Työnohjaus alkaa ({number})"),
    EVALUATION: _("Työnohjauksen väliarviointi ({number})"),
    END: _("Työnohjauksen loppuarviointi ja päättyminen ({number})"),
    REVIEW: _("Työnohjauksen loppuarviointi ({number})"),
}
_DETAILS = {
    START: _("Ensimmäinen tapaaminen on aikaisintaan tänään. Työnohjaaja on {supervisor}."),
    EVALUATION: _("Näihin aikoihin on sovittu väliarviointi. Työnohjaaja on {supervisor}."),
    END: _(
        "Työnohjaus päättyy viimeistään tänään, ja sitä ennen pidetään loppuarviointi. Työnohjaaja on {supervisor}."
    ),
    REVIEW: _(
        "Sovitut tapaamiset on arviolta pidetty, ja työnohjaus päättyy loppuarviointiin. Työnohjaaja on {supervisor}."
    ),
}
# An entry of a whole day begins at midnight: this is nine in the morning, seven days before.
_WEEK_BEFORE = timedelta(days=-7, hours=9)


@dataclass(frozen=True, kw_only=True)
class Whose:
    """The contract whose days these are. id, host: name the entries for good. supervisor: the only name told."""

    id: str
    host: str
    number: str
    supervisor: str


def calendar_name(number: str) -> str:
    """Under which the file is saved, in every language."""
    return f"sopimus-{number}.ics"


def calendar_entries(whose: Whose, days: Iterable[Milestone], language: str, at: datetime) -> bytes:
    """
    An entry for each day, with a reminder a week before each evaluation; nobody is invited, no address is told.

    at: aware, when the mail came due. The same gives the same bytes. An entry keeps its name from mail to mail, so that
    a later file changes what an earlier one brought and doubles nothing.
    """
    calendar = _calendar(language)
    for day in days:
        calendar.add_component(_entry(whose, day, language, at))
    written: bytes = calendar.to_ical()
    return written


def _calendar(language: str) -> "Calendar":
    from icalendar import Calendar  # 50 ms that only this mail waits for

    calendar = Calendar()
    calendar.add("prodid", f"-//Sopu//Sopu//{language.upper()}")
    calendar.add("version", "2.0")
    calendar.add("calscale", "GREGORIAN")
    calendar.add("method", "PUBLISH")
    return calendar


def _entry(whose: Whose, day: Milestone, language: str, at: datetime) -> "Event":
    """A day in which one is free all the same, shown to others as private in a calendar that is shared."""
    from icalendar import Event

    say, entry = translations(language).gettext, Event()
    title = say(_TITLES[day.kind]).format(number=whose.number)
    entry.add("uid", f"{whose.id}-{day.kind}{day.number or ''}@{whose.host}")
    entry.add("dtstamp", at)
    entry.add("dtstart", day.day)
    entry.add("dtend", day.day + timedelta(days=1))
    entry.add("summary", title)
    entry.add("description", say(_DETAILS[day.kind]).format(supervisor=whose.supervisor))
    entry.add("class", "PRIVATE")
    entry.add("transp", "TRANSPARENT")
    if day.kind != START:
        entry.add_component(_reminder(title))
    return entry


def _reminder(title: str) -> "Alarm":
    from icalendar import Alarm

    reminder = Alarm()
    reminder.add("action", "DISPLAY")
    reminder.add("trigger", _WEEK_BEFORE)
    reminder.add("description", title)
    return reminder
