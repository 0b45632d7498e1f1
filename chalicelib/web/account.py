"""A supervisor's own page: who they are, the terms that their new contracts start from, keys of their other programs."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from chalice.app import Blueprint, Response

from chalicelib import wiring
from chalicelib.documents import form_parts
from chalicelib.documents.translations import LANGUAGES
from chalicelib.domain.accounts import Account
from chalicelib.domain.api_keys import LONGEST_NAME, SCOPES, scope_field
from chalicelib.domain.errors import Fault, FormInvalid
from chalicelib.web.cookies import set_cookie
from chalicelib.web.faults import html
from chalicelib.web.form_values import blank, nested
from chalicelib.web.holding import hold
from chalicelib.web.http import FORM, base_path, own_form, query, see_other, show, supervisor
from chalicelib.workflow.accounts import own_account
from chalicelib.workflow.api_keys import end_key, keys_of, make_key
from chalicelib.workflow.own_terms import change_own, take_defaults

routes = Blueprint(__name__)
_DONE = {"saved", "taken", "key_ended"}


@routes.route("/account")
@html(routes)
def account() -> Response:
    services = wiring.services()
    kept = own_account(services, supervisor(routes).email)
    return _page(own_values(kept))


def _again(faults: dict[str, str]) -> Response:
    return _page(own_form(routes).values, faults, 422)


@routes.route("/account", methods=["POST"], content_types=FORM)
@html(routes, again=_again, late=hold)
def change() -> Response:
    """Keep what was typed, all of it or nothing; the pages change to the language that was chosen."""
    who, given, services = supervisor(routes), own_form(routes), wiring.services()
    if given["_do"] not in ("", "save"):
        return _page(given.values)
    language = given["language"]
    if language not in ("", *LANGUAGES):
        raise FormInvalid([Fault("language", "not_a_choice")])
    kept = change_own(services, who.email, nested(given.values), language)
    if kept.language != who.language:
        services.accounts.save_session(replace(who, language=kept.language))
    return see_other("/account?done=saved", (set_cookie("lang", "", 0),) if language else ())


@routes.route("/account/defaults", methods=["POST"], content_types=FORM)
@html(routes)
def take() -> Response:
    """The general terms of a contract become the defaults; the page shows which they are."""
    who, given = supervisor(routes), own_form(routes)
    take_defaults(wiring.services(), who.email, given["contract"])
    return see_other("/account?done=taken")


def _key_again(faults: dict[str, str]) -> Response:
    kept = own_account(wiring.services(), supervisor(routes).email)
    return _page({**own_values(kept), **own_form(routes).values}, faults, 422)


@routes.route("/account/keys", methods=["POST"], content_types=FORM)
@html(routes, again=_key_again)
def make() -> Response:
    """Make a key and show it, this once. A page that is loaded again makes no other: its name is taken."""
    who, given, services = supervisor(routes), own_form(routes), wiring.services()
    scopes = {scope for scope in SCOPES if given[scope_field(scope)]}
    text = make_key(services, who.email, given.line("key_name", LONGEST_NAME + 1), scopes)
    return _page(own_values(own_account(services, who.email)), made=text)


@routes.route("/account/keys/end", methods=["POST"], content_types=FORM)
@html(routes)
def end() -> Response:
    """The key serves no more; of another account's key nothing is told, and nothing becomes of it."""
    who, given = supervisor(routes), own_form(routes)
    end_key(wiring.services(), who.email, given.line("key", 64))
    return see_other("/account?done=key_ended")


def own_values(kept: Account) -> dict[str, str]:
    """What a new contract's form would say of the supervisor and of their terms, in form names."""
    return blank(kept, wiring.services().now()) | {"language": kept.language}


def _page(
    values: Mapping[str, str], faults: dict[str, str] | None = None, status: int = 200, made: str = ""
) -> Response:
    """made: the text of a key that was just made."""
    who, done = supervisor(routes), query(routes).get("done", "") if not faults else ""
    return show(
        routes, "account", status, who, values={**values, "constellation": "A"}, faults=faults or {}, warnings={},
        parts=form_parts, action=f"{base_path()}/account", done=done if done in _DONE else "", keys=_keys(who.email), made=made,
    )  # fmt: skip


def _keys(email: str) -> list[dict[str, Any]]:
    return [vars(key) for key in keys_of(wiring.services(), email)]
