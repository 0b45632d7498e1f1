"""Logging in and out."""

from urllib.parse import quote, unquote

from chalice.app import Blueprint, Response

from chalicelib import wiring
from chalicelib.domain.accounts import AUDITOR, CODE_LIFETIME, SESSION_LONGEST
from chalicelib.domain.errors import Fault, FormInvalid, LoginRefused
from chalicelib.domain.text import clean
from chalicelib.web.cookies import cookie, set_cookie
from chalicelib.web.faults import html
from chalicelib.web.http import FORM, form, own_form, same_origin, see_other, session, show, visit
from chalicelib.web.way_back import after_login
from chalicelib.workflow.accounts import own_account
from chalicelib.workflow.login import enter_code, log_out, request_code

routes = Blueprint(__name__)


@routes.route("/")
@html(routes)
def home() -> Response:
    """The page that somebody's role starts from; a supervisor who comes for the first time is welcomed."""
    who = session(routes)
    if who.role == AUDITOR:
        return see_other("/archive")
    return see_other("/welcome" if own_account(wiring.services(), who.email).is_new else "/contracts")


@routes.route("/login")
@html(routes)
def login() -> Response:
    return show(routes, "login", email="", faults={})


def _login_again(faults: dict[str, str]) -> Response:
    return show(routes, "login", 422, email=form(routes).line("email"), faults=faults)


@routes.route("/login", methods=["POST"], content_types=FORM)
@html(routes, again=_login_again)
def request() -> Response:
    """Mail a code, if the address is known; the answer is the same for every address."""
    same_origin(routes)
    email = form(routes).line("email", 254)
    if "@" not in email:
        raise FormInvalid([Fault("email", "not_an_email")])
    nonce = request_code(wiring.services(), email, visit(routes).ip)
    lifetime = int(CODE_LIFETIME.total_seconds())
    return see_other(
        "/login/code", (set_cookie("login", nonce, lifetime), set_cookie("address", quote(email), lifetime))
    )


@routes.route("/login/code")
@html(routes)
def code() -> Response:
    return _code_again({}, 200)


def _code_again(faults: dict[str, str], status: int = 422) -> Response:
    """The page that asks for the code; it shows the address that was typed, known or not."""
    address = clean(unquote(cookie(routes, "address")))[:254]
    return show(routes, "login_code", status, email=address, faults=faults)


@routes.route("/login/code", methods=["POST"], content_types=FORM)
@html(routes, again=_code_again)
def enter() -> Response:
    """Log in with the mailed code, in the browser that asked for it."""
    same_origin(routes)
    try:
        secret = enter_code(wiring.services(), cookie(routes, "login"), form(routes)["code"])
    except LoginRefused as refused:
        raise FormInvalid([Fault("code", "login_refused")]) from refused
    kept = set_cookie("session", secret, int(SESSION_LONGEST.total_seconds()))
    over = (set_cookie(name, "", 0) for name in ("login", "address", "next"))
    return see_other(after_login(routes), (kept, *over))


@routes.route("/logout", methods=["POST"], content_types=FORM)
@html(routes)
def leave() -> Response:
    own_form(routes)
    log_out(wiring.services(), cookie(routes, "session"))
    return see_other("/login", (set_cookie("session", "", 0),))
