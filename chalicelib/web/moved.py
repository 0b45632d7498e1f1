"""
One address for the service, where a domain of its own stands before the API's.

The API's own address goes on answering, because links that were mailed before the domain came begin with it. A form can
be sent from one address only, the one that BASE_URL tells.
"""

from collections.abc import Callable, Mapping
from typing import Any
from urllib.parse import quote, urlencode

from chalice.app import Chalice, Request, Response

from chalicelib import wiring
from chalicelib.documents.ends import error_words
from chalicelib.web.http import see_other, show_anybody
from chalicelib.web.language import language, own_page

# What a page brings along, which may come from its own address only, and what programs ask with a key.
_STAY = {"style.css", "desk.css", "scripts", "api"}


def lead_on(app: Chalice) -> None:
    """
    Send whoever comes by the API's own address to the same page at the domain; a form from there is refused in words.

    Does nothing unless the service has a domain (SOPU_DOMAIN) and BASE_URL is at it, so that neither a laptop nor an emulator
    can be led round in a circle: API Gateway itself tells which of its names a request came by, and at the domain it is
    another one. A front of somebody else's must therefore ask at the domain's name (docs/operations.md).
    """

    @app.middleware("http")
    def lead(event: Request, get_response: Callable[[Request], Response]) -> Response:
        if not _came_by_old_address(event.context) or event.path.split("/")[1] in _STAY:
            return get_response(event)
        return see_other(_address(event)) if event.method == "GET" else _refused(app, event)


def _came_by_old_address(context: Mapping[str, Any]) -> bool:
    settings = wiring.settings()
    at_domain = bool(settings.domain) and settings.origin == f"https://{settings.domain}"
    return at_domain and ".execute-api." in context.get("domainName", "")


def _address(event: Request) -> str:
    """Path and query as they were asked for, without the stage; a part of the path may come encoded, or may not."""
    path = quote(event.path.format(**(event.uri_params or {})), safe="/%")
    asked = event.query_params
    query = urlencode([(name, value) for name in asked for value in asked.getlist(name)]) if asked else ""
    return f"{path}?{query}" if query else path


def _refused(app: Chalice, event: Request) -> Response:
    """Where the form's page is now. Its style is still found at the address at which it was filled in."""
    heading, message = error_words("moved", language(app))
    return show_anybody(
        app, "error", 403, heading=heading, message=message, reference="",
        back_url=f"{wiring.settings().base_url}{own_page(app)}", base_path=f"/{event.context['stage']}",
    )  # fmt: skip
