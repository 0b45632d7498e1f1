"""A supervisor's list of contracts: filtered, searched, sorted and page by page, all by what the address carries."""

from collections.abc import Mapping
from datetime import date
from typing import Any
from urllib.parse import urlencode

from chalice.app import Blueprint, Response

from chalicelib import wiring
from chalicelib.documents.list_words import ORDERS, STANDINGS, as_csv, hint
from chalicelib.documents.standing import standing_words
from chalicelib.documents.translations import translations
from chalicelib.domain import listing
from chalicelib.domain.accounts import SUPERVISOR
from chalicelib.domain.calendar import today_in_helsinki
from chalicelib.domain.dossier import Head
from chalicelib.domain.listing import Asked, Place
from chalicelib.domain.text import clean
from chalicelib.web.faults import html
from chalicelib.web.http import base_path, query, session, show, supervisor
from chalicelib.web.language import language
from chalicelib.web.typed_form import typed_rows
from chalicelib.workflow.listing import all_of, contracts_of

routes = Blueprint(__name__)
_LONGEST = 100


@routes.route("/contracts")
@html(routes)
def contracts() -> Response:
    """
    One's own contracts: ?standing=, ?q=, ?order= and ?after=, which is where the page before ended.

    What the address says wrongly counts as not said. An auditor has none: their page says where the archive is.
    """
    who, given = session(routes), _given()
    if who.role != SUPERVISOR:
        return show(routes, "contracts", 404, who)
    services, asked = wiring.services(), _asked(given)
    found = contracts_of(services, who.email, asked)
    return show(
        routes, "contracts", 200, who, rows=[_row(head, today_in_helsinki(services.now())) for head in found.heads],
        typed=typed_rows(services, who) if asked == Asked() else [], **_controls(given, asked, found.after),
    )  # fmt: skip


@routes.route("/contracts/export")
@html(routes)
def export() -> Response:
    """What the list shows, all pages of it, for a spreadsheet."""
    services, who = wiring.services(), supervisor(routes)
    heads, cut = all_of(services, who.email, _asked(_given()))
    today = today_in_helsinki(services.now())
    name = f"sopimukset-{today.isoformat()}.csv"
    headers: dict[str, str | list[str]] = {
        "Content-Type": "text/csv; charset=utf-8",
        "Content-Disposition": f'attachment; filename="{name}"',
    }
    return Response(body=as_csv(heads, cut, today, language(routes)), status_code=200, headers=headers)


def _given() -> dict[str, str]:
    """What the address asks for, in our own words only; "" for what it does not say."""
    asked = query(routes)
    standing, order = asked.get("standing", ""), asked.get("order", "")
    return {
        "standing": standing if standing in listing.STANDINGS else listing.ALL,
        "q": " ".join(clean(asked.get("q", "")).split())[:_LONGEST],
        "order": order if order in listing.ORDERS else listing.NEWEST,
        "after": asked.get("after", ""),
    }


def _asked(given: Mapping[str, str]) -> Asked:
    return Asked(
        standing=given["standing"], order=given["order"], terms=listing.terms(given["q"]),
        after=Place.of(given["after"]),
    )  # fmt: skip


def _controls(given: Mapping[str, str], asked: Asked, after: Place | None) -> dict[str, Any]:
    """Filters, orders and ways on, each with its address; what is usual is left out of addresses."""
    gettext = translations(language(routes)).gettext
    filters = [
        {
            "words": gettext(words),
            "url": _url(given, standing=value, after=""),
            "now": value == given["standing"],
        }
        for value, words in STANDINGS.items()
    ]
    orders = [
        {"value": value, "words": gettext(words), "now": value == given["order"]}
        for value, words in ORDERS.items()
    ]
    return {
        "q": given["q"], "standing": given["standing"], "filters": filters, "orders": orders,
        "hint": hint(asked, language(routes)), "is_all": not asked.terms and asked.standing == listing.ALL,
        "export_url": _url(given, "/export", after=""), "unsearched_url": _url(given, q="", after=""),
        "first_url": _url(given, after="") if asked.after else "",
        "next_url": _url(given, after=after.text) if after else "",
    }  # fmt: skip


def _url(given: Mapping[str, str], path: str = "", **changes: str) -> str:
    usual = {"standing": listing.ALL, "order": listing.NEWEST}
    told = {
        name: value for name, value in (dict(given) | changes).items() if value and value != usual.get(name)
    }
    return f"{base_path()}/contracts{path}" + (f"?{urlencode(told)}" if told else "")


def _row(head: Head, today: date) -> dict[str, Any]:
    return {
        "contract": head.contract, "number": head.number, "title": head.title, "standing": listing.standing(head),
        "people": [person.name for person in head.people if person.party != "supervisor"],
        "status_words": standing_words(head, today, language(routes)), "since": head.since, "touched_at": head.touched_at,
        "agreed_until": head.agreed_until, "time_over": listing.time_is_over(head, today),
        "deadline": listing.waits_until(head), "accepted_count": len(head.accepted), "total": len(head.people),
        "own_awaited": listing.own_awaited(head), "next_draft": head.status == "sent" and head.next_draft,
        "change_requested": head.status == "sent" and head.change_requested, "undelivered": head.undelivered and listing.standing(head) != listing.ENDED,
    }  # fmt: skip
