"""The one place where a ContractError becomes a page or a JSON answer, and where anything else becomes a plain 500."""

import functools
import json
import logging
from collections.abc import Callable
from typing import Any

from chalice.app import Blueprint, Response

from chalicelib import wiring
from chalicelib.documents.ends import ERRORS
from chalicelib.documents.messages import sentence_for
from chalicelib.domain import errors
from chalicelib.web.http import TooLarge, base_path, show, show_anybody
from chalicelib.web.way_back import from_error, to_login

log = logging.getLogger("sopu")

STATUS: dict[type[Exception], int] = {
    errors.NotFound: 404,
    errors.LinkExpired: 410,
    errors.DeadlinePassed: 410,
    errors.ContractClosed: 409,
    errors.ContractChanged: 409,
    errors.AcceptedAlready: 409,
    errors.NotYourTurn: 409,
    errors.FormForged: 403,
    errors.LoginRefused: 422,
    errors.TooManyTries: 429,
    errors.FormInvalid: 422,
    errors.NotLoggedIn: 401,
    errors.Busy: 503,
}
View = Callable[..., Response]
LONGEST_PART = 200


def html(routes: Blueprint, again: Callable[..., Response] | None = None) -> Callable[[View], View]:
    """
    Turn what a view raises into a page; goes under `route`, because Chalice makes JSON of any exception before
    middleware sees it.

    again: shows the form once more with its faults; called with them and the view's own arguments.
    """

    def decorate(view: View) -> View:
        @functools.wraps(view)
        def guarded(**path: str) -> Response:
            try:
                try:
                    return view(**_plausible(path))
                except errors.FormInvalid as invalid:
                    if again is None:
                        raise
                    return again(sentences(invalid.faults), **path)
            except Exception as error:
                return _error(routes, error, path)

        return guarded

    return decorate


def api(view: View) -> View:
    """Turn what a view of the JSON API raises into its answer: {"errors": […]} for faults, {"error": …} for the rest."""

    @functools.wraps(view)
    def guarded(**path: str) -> Response:
        try:
            return view(**_plausible(path))
        except errors.FormInvalid as invalid:
            told = [
                {"field": f.field, "code": f.code, "message": sentence_for(f.code, f.params)}
                for f in invalid.faults
            ]
            return as_json({"errors": told}, 422)
        except errors.ContractError as error:
            message = sentence_for(error.code, error.params)
            return as_json({"error": {"code": error.code, "message": message}}, STATUS[type(error)])
        except TooLarge:
            return as_json({"error": {"code": "too_large", "message": ERRORS["too_large"][1]}}, 413)
        except Exception as error:
            broken = {"code": "broken", "message": ERRORS["broken"][1], "reference": _logged(error)}
            return as_json({"error": broken}, 500)

    return guarded


def refused(path: str, status: int) -> Response:
    """Our words for what Chalice refuses before it asks a view, such as a body of a type that the view does not take."""
    code = "broken" if status >= 500 else "wrong_type" if status == 415 else "not_understood"
    if path.startswith("/api/"):
        return as_json({"error": {"code": code, "message": ERRORS[code][1]}}, status)
    back_url = "" if path.startswith("/sign/") else f"{base_path()}/"
    return show_anybody("error", status, **_words(code), back_url=back_url)


def as_json(value: Any, status: int = 200) -> Response:
    """A JSON answer."""
    body = json.dumps(value, ensure_ascii=False, default=str)
    return Response(
        body=body, status_code=status, headers={"Content-Type": "application/json; charset=utf-8"}
    )


def sentences(faults: tuple[errors.Fault, ...]) -> dict[str, str]:
    """Form name to sentence, in the form's order."""
    return {fault.field: sentence_for(fault.code, fault.params) for fault in faults}


def _plausible(path: dict[str, str]) -> dict[str, str]:
    """No part of an address of ours is so long, and DynamoDB answers a longer key (2 kB) with an error of its own."""
    if any(len(part) > LONGEST_PART for part in path.values()):
        raise errors.NotFound()
    return path


def _error(routes: Blueprint, error: Exception, path: dict[str, str]) -> Response:
    match error:
        case errors.NotLoggedIn():
            return to_login(routes, path)
        case errors.ContractError():
            status, words = STATUS[type(error)], _words(error.code)
        case TooLarge():
            status, words = 413, _words("too_large")
        case _:
            status, words = 500, _words("broken", _logged(error))
    return show(routes, "error", status, **words, back_url=from_error(routes, path, error))


def _words(code: str, reference: str = "") -> dict[str, str]:
    heading, message = ERRORS[code]
    return {"heading": heading, "message": message, "reference": reference}


def _logged(error: Exception) -> str:
    """Log the exception under a reference that the page shows; the page itself tells nothing."""
    reference = wiring.services().new_id()[:8]
    log.error("unexpected error, reference %s", reference, exc_info=error)
    return reference
