"""What a contract asks of its supervisor now, and how long its people have been waited for."""

from datetime import datetime

from chalicelib.documents.translations import translations
from chalicelib.domain.calendar import today_in_helsinki
from chalicelib.domain.contract import Contract
from chalicelib.domain.dossier import Dossier
from chalicelib.domain.undelivered import troubles

# What the page offers as the one thing to do; "" while there is nothing to do but wait.
ACTS = ("correct", "draft", "answer", "remind", "follow", "download", "anew", "")


def next_act(dossier: Dossier, can_remind: bool) -> str:
    """
    One of ACTS: what brings this contract forward. Needs the dossier's claims and private data.

    can_remind: somebody else is awaited who has had no reminder today.
    """
    contract = dossier.contract
    if contract.to_be_sealed:
        return "follow"
    if not contract.is_open:
        return "download" if contract.in_force else "anew"
    if troubles(dossier):
        return "correct"
    if dossier.draft:
        return "draft"
    if contract.change_requested:
        return "answer"
    return "remind" if can_remind else ""


def waited(contract: Contract, party: str, now: datetime, language: str = "fi") -> str:
    """How long a party who is awaited has been waited for, in days; "" for everybody else and on the first day."""
    if party not in contract.awaited:
        return ""
    days = (today_in_helsinki(now) - today_in_helsinki(contract.invited[party])).days
    if days < 1:
        return ""
    words = translations(language).ngettext("odotettu yksi päivä", "odotettu {count} päivää", days)
    return words.format(count=days)


def time_left(deadline: datetime, now: datetime, language: str = "fi") -> str:
    """How many days there are to the last one on which one can accept; "" when the time is over."""
    days = (
        today_in_helsinki(deadline) - today_in_helsinki(now)
    ).days - 1  # a deadline is the midnight after it
    if days < 0:
        return ""
    words = translations(language)
    if days == 0:
        return words.gettext("Tänään on viimeinen päivä.")
    return words.ngettext("Aikaa on vielä yksi päivä.", "Aikaa on vielä {count} päivää.", days).format(
        count=days
    )
