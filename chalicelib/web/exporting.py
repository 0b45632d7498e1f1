"""The archive to take away: JSON Lines, page by page, for a program with a key or for somebody who has logged in."""

import json
from typing import Any

from chalice.app import Blueprint, Response

from chalicelib import wiring
from chalicelib.domain.api_keys import ARCHIVE
from chalicelib.domain.errors import Fault, FormInvalid
from chalicelib.web.calling import by_key, reader
from chalicelib.web.faults import api, html
from chalicelib.web.searching import Search, search
from chalicelib.workflow.export import PAGE, Line, page_of

routes = Blueprint(__name__)


@routes.route("/archive/export")
def export() -> Response:
    """
    A line for each contract that the address asks for, as /archive does; where more follow, the last line says where.

    A program gets its errors as JSON. Whoever comes without a key is somebody in front of a page.
    """
    return _for_program() if by_key(routes) else _for_person()


def line_of(line: Line) -> dict[str, Any]:
    """A contract as JSON has it."""
    archived = line.archived
    return {
        "id": archived.contract, "contract_number": archived.number, "title": archived.title, "status": line.status or None,
        "concluded_at": archived.completed_at.isoformat(),
        "agreed_until": archived.agreed_until.isoformat() if archived.agreed_until else None,
        "parties": [{"id": it.party, "role": it.role, "name": it.name} for it in archived.people],
        "documents": [
            {"kind": it.sealed.kind, "key": it.sealed.key, "sha256": it.sealed.sha256, "version_id": it.sealed.version_id,
             "file_name": it.name, "url": it.url}
            for it in line.files
        ],
    }  # fmt: skip


def _export() -> Response:
    who = reader(routes, ARCHIVE)
    asked = search(routes, PAGE)
    if asked.faults:
        raise FormInvalid(_fault(asked, field) for field in asked.faults)
    found = page_of(wiring.services(), who, asked.wanted)
    lines = [line_of(line) for line in found.lines]
    headers: dict[str, str | list[str]] = {
        "Content-Type": "application/jsonl; charset=utf-8",
        "Content-Disposition": 'attachment; filename="sopimukset.jsonl"',
    }
    if found.after:
        following = f"{wiring.settings().origin}{asked.url('/export', found.after)}"
        lines.append({"next": following})
        headers["Link"] = f'<{following}>; rel="next"'
    body = "".join(f"{json.dumps(line, ensure_ascii=False)}\n" for line in lines)
    return Response(body=body, status_code=200, headers=headers)


def _fault(asked: Search, field: str) -> Fault:
    """A day that is none, or one that is before the first."""
    return Fault(field, "not_understood" if getattr(asked.wanted, field) else "not_a_date")


_for_program = api(routes)(_export)
_for_person = html(routes)(_export)
