"""A form that cannot be taken now, held by the page that says so: nothing that somebody typed is lost with it."""

from chalice.app import Blueprint, Response

from chalicelib.domain.errors import Busy, ContractError, NotLoggedIn
from chalicelib.web.http import base_path, form, same_origin, session_csrf, show


def hold(routes: Blueprint, error: ContractError, **path: str) -> Response:
    """
    The answer to a form of ours whose session has ended, whose token is of an earlier one, or while AWS does not answer.

    The page holds the form as it was sent, and its button sends it again: with the token of whoever is logged in by
    then, so nothing happens before somebody presses it. Nothing is kept, and no AWS is asked. Raises FormForged for a
    form of another site. path: the parts of the form's own address.
    """
    same_origin(routes)
    fields = [(name, value) for name, value in form(routes).pairs if name != "_csrf"]
    action = f"{base_path()}{routes.current_request.path.format(**path)}"
    why, status = (
        ("over", 401)
        if isinstance(error, NotLoggedIn)
        else ("busy", 503)
        if isinstance(error, Busy)
        else ("anew", 403)
    )
    csrf = "" if why == "over" else session_csrf(routes)
    return show(routes, "held", status, why=why, fields=fields, action=action, csrf=csrf)
