"""What every answer carries, errors too (OWASP ASVS 5.0, 3.4)."""

from collections.abc import Callable
from typing import Any

from chalice.app import Chalice, Response

from chalicelib.web.faults import refused

POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; connect-src 'self'; form-action 'self'; "
    "base-uri 'none'; frame-ancestors 'none'"
)
HEADERS = {
    "Content-Security-Policy": POLICY,
    "Referrer-Policy": "same-origin",
    "X-Content-Type-Options": "nosniff",
    "X-Frame-Options": "DENY",
    "Strict-Transport-Security": "max-age=31536000",
    "Cross-Origin-Opener-Policy": "same-origin",
    "Cross-Origin-Resource-Policy": "same-origin",
    "Permissions-Policy": "camera=(), geolocation=(), microphone=(), payment=()",
}


def protect(app: Chalice) -> None:
    """
    Add the headers to every answer of this application; a page is never kept by a cache unless it says so itself.

    Views answer with text. An answer that is still a dict is Chalice's own refusal: it gets our words.
    """

    @app.middleware("http")
    def add(event: Any, get_response: Callable[[Any], Response]) -> Response:
        response = get_response(event)
        if isinstance(response.body, dict):
            response = refused(app, event.path, response.status_code)
        for name, value in {"Cache-Control": "no-store", **HEADERS}.items():
            response.headers.setdefault(name, value)
        return response
