"""The one place where a ContractError becomes a page or a JSON answer, and where anything else becomes a plain 500."""

import functools
import json
import logging
from collections.abc import Callable
from contextlib import suppress
from typing import Any

from chalice.app import Blueprint, Chalice, Response

from chalicelib import wiring
from chalicelib.documents.ends import error_words
from chalicelib.documents.messages import sentence_for
from chalicelib.domain import errors
from chalicelib.web.cookies import set_cookie
from chalicelib.web.ends import stopped
from chalicelib.web.holding import hold
from chalicelib.web.http import TooLarge, base_path, see_other, show, show_anybody
from chalicelib.web.language import KEPT, chosen, language, own_page, reads, wished
from chalicelib.web.way_back import from_error, to_login
from chalicelib.workflow.reader import language_of

log = logging.getLogger("sopu")

STATUS: dict[type[Exception], int] = {
    errors.NotFound: 404,
    errors.LinkExpired: 410,
    errors.VersionReplaced: 410,
    errors.NoLongerParty: 410,
    errors.NewVersionWaits: 410,
    errors.DeadlinePassed: 410,
    errors.ContractClosed: 409,
    errors.ContractChanged: 409,
    errors.AcceptedAlready: 409,
    errors.NotYourTurn: 409,
    errors.NotIdentified: 409,
    errors.FormForged: 403,
    errors.KeyRefused: 401,
    errors.ScopeMissing: 403,
    errors.RequestReused: 409,
    errors.LoginRefused: 422,
    errors.TooManyTries: 429,
    errors.FormInvalid: 422,
    errors.NotLoggedIn: 401,
    errors.Busy: 503,
}
# What a program is told beside the words: how to say who it is (RFC 6750 §3), in how many seconds to ask again.
_WAYS_ON = {
    401: {"WWW-Authenticate": 'Bearer realm="Sopu"'},
    429: {"Retry-After": "3600"},
    503: {"Retry-After": "5"},
}
View = Callable[..., Response]
LONGEST_PART = 200


def html(
    routes: Blueprint,
    again: Callable[..., Response] | None = None,
    late: Callable[..., Response] | None = None,
) -> Callable[[View], View]:
    """
    Turn what a view raises into a page; goes under `route`, because Chalice makes JSON of any exception before
    middleware sees it. ?lang=… in any page's address is answered here too: it only changes what the reader gets.

    again: shows the form once more with its faults; called with them and the view's own arguments. late: answers a form
    whose session or token is of yesterday, or while AWS does not answer, without losing what was typed; called with the
    routes, the error and these. Where it is given, a form that breaks something of ours is not lost either.
    """

    def decorate(view: View) -> View:
        @functools.wraps(view)
        def guarded(**path: str) -> Response:
            try:
                arguments = _plausible(path)
                if wish := wished(routes):
                    return see_other(own_page(routes), (set_cookie("lang", wish, KEPT),))
                return _answered(routes, functools.partial(view, **arguments), again, late)
            except Exception as error:
                return _error(routes, error, path, holds=late is not None)

        return guarded

    return decorate


def _answered(
    routes: Blueprint,
    view: functools.partial[Response],
    again: Callable[..., Response] | None,
    late: Callable[..., Response] | None,
) -> Response:
    try:
        return view()
    except errors.FormInvalid as invalid:
        if again is None:
            raise
        return again(sentences(invalid.faults, _readers(routes, view.keywords)), **view.keywords)
    except (errors.NotLoggedIn, errors.FormForged, errors.Busy) as error:
        if late is None:
            raise
        _readers(routes, view.keywords)
        return late(routes, error, **view.keywords)


def plain(routes: Blueprint) -> Callable[[View], View]:
    """Turn what a view raises into a sentence of plain text: for what a page's script asks, which follows no redirect."""

    def decorate(view: View) -> View:
        @functools.wraps(view)
        def guarded(**path: str) -> Response:
            try:
                return view(**_plausible(path))
            except Exception as error:
                status, words = _in_a_sentence(error, language(routes))
                return Response(
                    body=words, status_code=status, headers={"Content-Type": "text/plain; charset=utf-8"}
                )

        return guarded

    return decorate


def _in_a_sentence(error: Exception, language: str) -> tuple[int, str]:
    match error:
        case errors.ContractError():
            return STATUS[type(error)], sentence_for(error.code, error.params, language)
        case TooLarge():
            return 413, error_words("too_large", language)[1]
        case _:
            return 500, f"{error_words('broken', language)[1]} {_logged(error)}"


def api(routes: Blueprint) -> Callable[[View], View]:
    """Turn what a view of the JSON API raises into its answer: {"errors": […]} for faults, {"error": …} for the rest."""

    def decorate(view: View) -> View:
        @functools.wraps(view)
        def guarded(**path: str) -> Response:
            try:
                return view(**_plausible(path))
            except Exception as error:
                return _told(error, language(routes))

        return guarded

    return decorate


def _told(error: Exception, language: str) -> Response:
    answer = _in_json(error, language)
    answer.headers |= _WAYS_ON.get(answer.status_code, {})
    return answer


def _in_json(error: Exception, language: str) -> Response:
    match error:
        case errors.FormInvalid():
            told = [
                {"field": f.field, "code": f.code, "message": sentence_for(f.code, f.params, language)}
                for f in error.faults
            ]
            return as_json({"errors": told}, 422)
        case errors.ContractError():
            message = sentence_for(error.code, error.params, language)
            return as_json({"error": {"code": error.code, "message": message}}, STATUS[type(error)])
        case TooLarge():
            return _refusal("too_large", 413, language)
        case _:
            return _refusal("broken", 500, language, reference=_logged(error))


def _refusal(code: str, status: int, language: str, **more: str) -> Response:
    told = {"code": code, "message": error_words(code, language)[1], **more}
    return as_json({"error": told}, status)


def refused(app: Chalice, path: str, status: int) -> Response:
    """Our words for what Chalice refuses before it asks a view, such as a body of a type that the view does not take."""
    code = "broken" if status >= 500 else "wrong_type" if status == 415 else "not_understood"
    if path.startswith("/api/"):
        return _refusal(code, status, language(app))
    back_url = "" if path.startswith("/sign/") else f"{base_path()}/"
    return show_anybody(app, "error", status, **_words(code, language(app)), back_url=back_url)


def as_json(value: Any, status: int = 200) -> Response:
    """A JSON answer."""
    body = json.dumps(value, ensure_ascii=False, default=str)
    return Response(
        body=body, status_code=status, headers={"Content-Type": "application/json; charset=utf-8"}
    )


def sentences(faults: tuple[errors.Fault, ...], language: str) -> dict[str, str]:
    """Form name to sentence, in the form's order."""
    return {fault.field: sentence_for(fault.code, fault.params, language) for fault in faults}


def _plausible(path: dict[str, str]) -> dict[str, str]:
    """No part of an address of ours is so long, and DynamoDB answers a longer key (2 kB) with an error of its own."""
    if any(len(part) > LONGEST_PART for part in path.values()):
        raise errors.NotFound()
    return path


def _readers(routes: Blueprint, path: dict[str, str]) -> str:
    """
    The language of whoever asked, also where something went wrong before their page knew them.

    A party is known by the link. While AWS does not answer, or that is what broke, the browser's languages must do.
    """
    if "token" in path and not chosen(routes):
        with suppress(Exception):  # what went wrong first is what the page tells, and the log
            reads(routes, language_of(wiring.services(), path["token"]))
    return language(routes)


def _error(routes: Blueprint, error: Exception, path: dict[str, str], holds: bool) -> Response:
    """holds: what was typed is not lost by a fault of ours either."""
    read, back_url = _readers(routes, path), from_error(routes, path, error)
    match error:
        case errors.NotLoggedIn():
            return to_login(routes, path)
        case errors.ContractError():
            status, code, reference = STATUS[type(error)], error.code, ""
            if "token" in path and (end := stopped(routes, error, status, back_url)):
                return end
        case TooLarge():
            status, code, reference = 413, "too_large", ""
        case _:
            status, code, reference = 500, "broken", _logged(error)
            if holds and (held := _held(routes, error, reference, path)):
                return held
    return show(routes, "error", status, **_words(code, read, reference), back_url=back_url)


def _held(routes: Blueprint, error: Exception, reference: str, path: dict[str, str]) -> Response | None:
    """The page that holds the form which broke something; None for a form that is none of ours."""
    try:
        return hold(routes, error, reference, **path)
    except (errors.FormForged, TooLarge):
        return None


def _words(code: str, language: str, reference: str = "") -> dict[str, str]:
    heading, message = error_words(code, language)
    return {"heading": heading, "message": message, "reference": reference}


def _logged(error: Exception) -> str:
    """Log the exception under a reference that the page shows; the page itself tells nothing."""
    reference = wiring.services().new_id()[:8]
    log.error("unexpected error, reference %s", reference, exc_info=error)
    return reference
