"""What anybody may read about the service, in the reader's language; the foot of every page leads here."""

from chalice.app import Blueprint, Response

from chalicelib import wiring
from chalicelib.documents.texts import text
from chalicelib.web.faults import html
from chalicelib.web.http import base_path, show, whoever
from chalicelib.web.language import language

routes = Blueprint(__name__)


@routes.route("/how")
@html(routes)
def how() -> Response:
    """How this works, and what an acceptance means."""
    return _page("how")


@routes.route("/privacy")
@html(routes)
def privacy() -> Response:
    return _page("privacy")


@routes.route("/processing")
@html(routes)
def processing() -> Response:
    """The terms on which the operator processes data for a supervisor."""
    return _page("processing")


@routes.route("/glossary")
@html(routes)
def glossary() -> Response:
    return _page("glossary")


@routes.route("/accessibility")
@html(routes)
def accessibility() -> Response:
    return _page("accessibility")


def _page(name: str) -> Response:
    who = whoever(routes)  # first: whoever has a session reads what follows in their own language
    services = wiring.services()
    told = text(
        name,
        language(routes),
        base_path=base_path(),
        site=services.base_url,
        operator=services.practice.name or services.seal_holder,
        practice=services.practice,
    )
    return show(routes, "text", 200, who, here=name, text=told)
