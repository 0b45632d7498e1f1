"""Verifying: choose a file and read what it proves; or ask whether a digest is known."""

from io import BytesIO

from chalice.app import Blueprint, Response
from multipart import MultipartError, MultipartParser, parse_options_header

from chalicelib import wiring
from chalicelib.documents.findings import report_words
from chalicelib.domain.accounts import Session
from chalicelib.domain.errors import Fault, FormInvalid
from chalicelib.domain.text import clean
from chalicelib.web.faults import html
from chalicelib.web.http import body, same_origin, show, whoever
from chalicelib.web.language import language
from chalicelib.workflow.verify import known, verify

routes = Blueprint(__name__)
LARGEST_FILE = 4 * 1024 * 1024
_LONGEST_NAME = 100


@routes.route("/verify")
@html(routes)
def choose() -> Response:
    return _page(whoever(routes))


@routes.route("/verify/{sha256}")
@html(routes)
def digest(sha256: str) -> Response:
    archived = known(wiring.services(), sha256.lower())
    return _page(whoever(routes), known=archived is not None)


def _again(faults: dict[str, str]) -> Response:
    return _page(whoever(routes), 422, faults=faults)


@routes.route("/verify", methods=["POST"], content_types=["multipart/form-data"])
@html(routes, again=_again)
def upload() -> Response:
    """Look at the file and keep nothing of it."""
    who = whoever(routes)  # first: whoever has a session reads everything that follows in their own language
    same_origin(routes)
    services, (name, data) = wiring.services(), _file()
    found = verify(services, data)
    archived = found.archived
    told = {"number": archived.number, "completed_at": archived.completed_at} if archived else None
    return _page(
        who, report=report_words(found.report, language(routes)), archived=told, file_name=name,
        checked_at=services.now(),
    )  # fmt: skip


def _page(who: Session | None, code: int = 200, **given: object) -> Response:
    context = {"report": None, "archived": None, "known": None, "faults": {}} | given
    return show(routes, "verify", code, who, **context)


def _file() -> tuple[str, bytes]:
    """Its name, as far as it can be shown, and its bytes."""
    given = body(routes, LARGEST_FILE + 4096)
    _, options = parse_options_header(routes.current_request.headers.get("content-type", ""))
    try:
        parts = MultipartParser(
            BytesIO(given), options.get("boundary", ""), content_length=len(given), memory_limit=-1
        )
        chosen = [part for part in parts.get_all("file") if part.filename]
        name, data = (clean(chosen[0].filename), chosen[0].raw) if len(chosen) == 1 else ("", b"")
    except (MultipartError, ValueError) as error:
        raise FormInvalid([Fault("file", "no_file")]) from error
    if not data:
        raise FormInvalid([Fault("file", "no_file")])
    return name[:_LONGEST_NAME] or "PDF", bytes(data)
