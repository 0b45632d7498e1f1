"""
Which language a reader gets, and the switch at the foot of every page.

What the reader chose there goes before their own language: a party's in the contract, a session's by its account. Of
whoever is nobody yet the browser tells. The contract's text stays in the contract's language.
"""

from typing import Any
from urllib.parse import urlencode

from chalicelib.documents.translations import LANGUAGES, preferred
from chalicelib.web.cookies import Asked, cookie

KEPT = 365 * 24 * 3600  # seconds
_OWN = "language"
# What our own addresses ask for; nothing else that somebody put into an address stands in a page, beside its secrets.
_ASKED = {
    "after", "contract", "done", "from", "order", "party", "q", "reminded", "replacing", "since", "standing", "step",
    "supervisor", "typed", "until",
}  # fmt: skip
_FORMS = {"/login", "/login/code", "/verify", "/contracts"}  # forms whose page has their own address


def language(routes: Asked) -> str:
    """The language of whatever answers this request."""
    request = routes.current_request
    own: str = request.context.get(_OWN, "")
    return chosen(routes) or own or preferred(request.headers.get("accept-language", ""))


def chosen(routes: Asked) -> str:
    """What the reader chose at the foot of a page; "" for nothing, or for a cookie that is not ours."""
    kept = cookie(routes, "lang")
    return kept if kept in LANGUAGES else ""


def reads(routes: Asked, own: str) -> None:
    """Remember whose request this is, by the language they read, for every page, sentence and error of the answer."""
    routes.current_request.context[_OWN] = own


def wished(routes: Asked) -> str:
    """The language that this request chooses (?lang=sv), "" when it is about something else."""
    request = routes.current_request
    asked: str = (request.query_params or {}).get("lang", "") if request.method == "GET" else ""
    return asked if asked in LANGUAGES else ""


def switch(routes: Asked, base_path: str) -> list[dict[str, Any]]:
    """The languages with the address that reads this page in each: code, name, url and whether it is read now."""
    read, page = (
        language(routes),
        "" if routes.current_request.method == "GET" else f"{base_path}{own_page(routes)}",
    )
    return [
        {"code": code, "name": name, "url": f"{page}?{_query(routes, lang=code)}", "now": code == read}
        for code, name in LANGUAGES.items()
    ]


def own_page(routes: Asked) -> str:
    """The page that the reader is on, without the stage and the choice of a language; of a form, where it was served."""
    request = routes.current_request
    if request.method == "GET":
        query = _query(routes)
        path: str = request.path.format(**(request.uri_params or {}))
        return f"{path}?{query}" if query else path
    if "token" in (request.uri_params or {}):
        return f"/sign/{request.uri_params['token']}"
    return request.path if request.path in _FORMS else "/"


def _query(routes: Asked, **more: str) -> str:
    """What the address asks for beside a language, as far as it is ours; of a form and of a party's page nothing."""
    request = routes.current_request
    page = request.method == "GET" and "token" not in (request.uri_params or {})
    asked = dict(request.query_params or {}) if page else {}
    return urlencode({name: value for name, value in asked.items() if name in _ASKED} | more)
