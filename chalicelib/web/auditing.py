"""A run through what a search of the archive found: each contract's files are read back and verified now."""

from collections.abc import Mapping
from typing import Any

from chalice.app import Blueprint, Response

from chalicelib import wiring
from chalicelib.documents.archive_words import CHECKED, by_severity, checked, marked, outcome
from chalicelib.documents.pages import page
from chalicelib.domain.accounts import Session
from chalicelib.domain.finding import Archived
from chalicelib.web.faults import html, plain
from chalicelib.web.http import FORM, Form, base_path, own_form, session, show
from chalicelib.web.language import language
from chalicelib.web.searching import search
from chalicelib.workflow.archive import Hits, audited, find, story

routes = Blueprint(__name__)
MOST = 100  # contracts on one page
AT_ONCE = 10  # of them for one press of the button, without a script
_SEEN = "seen-"


@routes.route("/archive/audit")
@html(routes)
def begin() -> Response:
    """What the search of this address finds, nothing of it checked yet. A script checks one after the other."""
    return _page(session(routes), {}, 0)


@routes.route("/archive/audit", methods=["POST"], content_types=FORM)
@html(routes)
def go_on() -> Response:
    """Without a script: check the next ten. The form carries what the earlier ones came to; nothing is kept here."""
    who = session(routes)
    return _page(who, _seen(own_form(routes)), AT_ONCE)


@routes.route("/archive/{contract}/verdict")
@plain(routes)
def verdict(contract: str) -> Response:
    """The contract's row of the run, checked now."""
    told = story(wiring.services(), session(routes), contract)
    row = _row(told.archived, checked(told.reports, language(routes)))
    body = page("_audited", language(routes), base_path=base_path(), row=row, now=wiring.services().now())
    return Response(body=body, status_code=200, headers={"Content-Type": "text/html; charset=utf-8"})


def _seen(given: Form) -> dict[str, str]:
    """What was checked already, as the page carried it: verdict by contract."""
    told = {name.removeprefix(_SEEN): it for name, it in given.values.items() if name.startswith(_SEEN)}
    return {contract: verdict for contract, verdict in told.items() if verdict in CHECKED}


def _page(who: Session, seen: Mapping[str, str], at_once: int) -> Response:
    services, read, asked = wiring.services(), language(routes), search(routes, MOST)
    found = Hits() if asked.faults else find(services, who, asked.wanted)
    contracts = [hit.archived for hit in found.hits]
    left = [it.contract for it in contracts if it.contract not in seen]
    fresh = audited(services, who, left[:at_once])
    told = {contract: marked(verdict, read) for contract, verdict in seen.items()}
    told |= {contract: checked(reports, read) for contract, reports in fresh.items()}
    rows = [_row(it, told.get(it.contract) or marked("", read)) for it in contracts]
    verdicts = [row["verdict"] for row in rows]
    return show(
        routes, "audit", 200, who, query=asked.typed, days=asked.wanted, asked=asked.anything,
        rows=sorted(rows, key=lambda row: by_severity(row["verdict"])), now=services.now(),
        done=len(verdicts) - verdicts.count(""), outcome=outcome(verdicts),
        tally=[(*CHECKED[it], it, verdicts.count(it)) for it in reversed(CHECKED)],
        missing=checked((), read), action=asked.url("/audit", asked.wanted.after), list_url=asked.url(),
        next_url=asked.url("/audit", found.after) if found.after else "",
    )  # fmt: skip


def _row(archived: Archived, told: Mapping[str, Any]) -> dict[str, Any]:
    return {
        "contract": archived.contract, "number": archived.number, "title": archived.title,
        "completed_at": archived.completed_at, **told,
    }  # fmt: skip
