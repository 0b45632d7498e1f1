"""The archive in words: where a sealed contract stands today, and what a check of its files came to."""

from collections.abc import Iterable, Sequence
from datetime import date

from chalicelib.documents.findings import finding_words
from chalicelib.documents.formats import day, moment
from chalicelib.documents.messages import sentence_for
from chalicelib.documents.standing import TIME_OVER, status_words
from chalicelib.documents.translations import _, translations
from chalicelib.domain import listing
from chalicelib.domain.dossier import Head
from chalicelib.domain.finding import Archived
from chalicelib.domain.parties import ANNEX
from chalicelib.domain.report import AUTHENTIC, CANNOT_TELL, NOT_AUTHENTIC, Report

# How a page marks each verdict, and says it; the worst first.
CHECKED = {
    NOT_AUTHENTIC: ("fault", _("ei kunnossa")),
    CANNOT_TELL: ("care", _("ei voi sanoa")),
    AUTHENTIC: ("good", _("kunnossa")),
}
NOT_YET = _("tarkistamatta")
NOT_THERE = _("Haku löysi tämän sopimuksen, mutta palvelussa sitä ei ole.")
BACK_TO_FRONT = _("Viimeinen päivä on ennen ensimmäistä. Vaihda päivät keskenään.")


def stands(archived: Archived, head: Head | None, today: date, language: str = "fi") -> dict[str, str]:
    """
    kind of its mark, words, and more: until when it was agreed, or when it ended; "" where there is nothing to tell.

    head: its row as it is now; None when somebody has taken it away. today: in Helsinki.
    """
    _ = translations(language).gettext
    if head is None:
        return {"kind": "fault", "words": _("tilaa ei tiedetä"), "more": ""}
    if listing.standing(head) != listing.IN_FORCE:
        ended = _("päättyi {time}").format(time=moment(head.since, language))
        return {"kind": "", "words": status_words(head.status, language), "more": ended}
    last = archived.agreed_until
    more = _("sovittu {day} saakka").format(day=day(last, language)) if last else ""
    if last and last < today:
        return {"kind": "", "words": _(TIME_OVER), "more": more}
    return {"kind": "good", "words": _("voimassa"), "more": more}


def query_faults(
    since: date | None, until: date | None, unread: Iterable[str], language: str = "fi"
) -> dict[str, str]:
    """What is wrong with the days of a search, by field. unread: the fields whose text is no day."""
    faults = {field: sentence_for("not_a_date", {}, language) for field in unread}
    if since and until and since > until:
        faults["until"] = translations(language).gettext(BACK_TO_FRONT)
    return faults


def checked(reports: Sequence[Report], language: str = "fi") -> dict[str, object]:
    """
    What a check of a contract's files came to: verdict, kind of its mark, words, and reasons for whatever is not good.

    reports: on each of its files; none when the contract itself is not there.
    """
    reasons = [reason for report in reports for reason in _reasons(report, language)]
    told = reasons if reports else [translations(language).gettext(NOT_THERE)]
    return marked(_worst(report.verdict for report in reports), language) | {"reasons": told}


def marked(verdict: str, language: str = "fi") -> dict[str, object]:
    """The same of a verdict alone, whose reasons are no longer at hand; "" of a contract that was not checked yet."""
    kind, words = CHECKED[verdict] if verdict else ("", NOT_YET)
    return {"verdict": verdict, "kind": kind, "words": translations(language).gettext(words), "reasons": []}


def outcome(verdicts: Sequence[str]) -> str:
    """
    The note that a run through contracts has earned: "fault" as soon as one is not whole, "care" or "good" at its end.

    verdicts: one for each contract, "" for those that were not checked yet. "" while there is nothing to say.
    """
    worst = _worst(verdicts)
    if not verdicts or ("" in verdicts and worst != NOT_AUTHENTIC):
        return ""
    return CHECKED[worst][0]


def by_severity(verdict: str) -> int:
    """What is not whole sorts first; what is, and what was not checked yet, stays in its place after it."""
    return {NOT_AUTHENTIC: 0, CANNOT_TELL: 1}.get(verdict, 2)


def _worst(verdicts: Iterable[str]) -> str:
    given = set(verdicts)
    if not given:
        return NOT_AUTHENTIC
    return next((verdict for verdict in CHECKED if verdict in given), "")


def _reasons(report: Report, language: str) -> list[str]:
    bad = [it for it in report.findings if it.result == "bad"]
    found = bad or [it for it in report.findings if it.result == "open"]
    told = [finding_words(each, language) for each in found]
    of_annex = translations(language).gettext(_("Liite A: {words}"))
    return [of_annex.format(words=words) for words in told] if report.kind == ANNEX else told
