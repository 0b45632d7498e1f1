"""A form that cannot be taken now, held by the page that says so: nothing that somebody typed is lost with it."""

from chalice.app import Blueprint, Response

from chalicelib.domain.errors import Busy, FormForged, NotLoggedIn
from chalicelib.domain.invitation import form_token
from chalicelib.web.http import base_path, form, same_origin, session_csrf, show


def hold(routes: Blueprint, error: Exception, reference: str = "", **path: str) -> Response:
    """
    The answer to a form of ours whose session has ended, whose token is of an earlier one, while AWS does not answer, or
    when something of ours broke.

    The page holds the form as it was sent, and its button sends it again: with the token of whoever is logged in by
    then, or of the party whose link it is, so nothing happens before somebody presses it. Nothing is kept, and no AWS
    is asked. Raises FormForged for a form of another site, and for a party's with another token, which a link never
    has. reference: of the error in the log. path: the parts of the form's own address.
    """
    same_origin(routes)
    if "token" in path and isinstance(error, FormForged):
        raise error
    fields = [(name, value) for name, value in form(routes).pairs if name != "_csrf"]
    action = f"{base_path()}{routes.current_request.path.format(**path)}"
    why, status = _why(error)
    csrf = form_token(path["token"], "sign") if "token" in path else session_csrf(routes)
    return show(
        routes, "held", status, why=why, fields=fields, action=action, csrf="" if why == "over" else csrf,
        reference=reference,
    )  # fmt: skip


def _why(error: Exception) -> tuple[str, int]:
    """As templates/pages/held.html words it, and the status."""
    match error:
        case NotLoggedIn():
            return "over", 401
        case FormForged():
            return "anew", 403
        case Busy():
            return "busy", 503
        case _:
            return "broken", 500
