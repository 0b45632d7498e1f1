"""Who calls the API: a practice system with its key, or the browser of somebody who has logged in."""

from chalice.app import Blueprint

from chalicelib import wiring
from chalicelib.domain.accounts import Session
from chalicelib.web.http import same_origin, session, supervisor, visit
from chalicelib.web.language import reads
from chalicelib.workflow.api_keys import key_session


def caller(routes: Blueprint, scope: str) -> Session:
    """
    The supervisor who may do this. scope: what a key needs for it; a session may do everything.

    Raises NotLoggedIn, NotFound for other roles, FormForged for another site's browser, and as key_session does.
    """
    if by_key(routes):
        return _of_key(routes, scope)
    who = supervisor(routes)
    if routes.current_request.method != "GET":
        same_origin(routes)
    return who


def reader(routes: Blueprint, scope: str) -> Session:
    """The same for what auditors read too."""
    return _of_key(routes, scope) if by_key(routes) else session(routes)


def by_key(routes: Blueprint) -> bool:
    """Whether the request names a key, good or bad: then no cookie counts."""
    return "authorization" in routes.current_request.headers


def _of_key(routes: Blueprint, scope: str) -> Session:
    """No other site's browser can send this header without being asked first, and nobody here would say yes."""
    header = routes.current_request.headers.get("authorization", "")
    found = key_session(wiring.services(), header, scope, visit(routes).ip)
    reads(routes, found.language)
    return found
