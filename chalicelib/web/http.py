"""What a request says and what an answer looks like: forms, who is asking, pages, redirects."""

from collections.abc import Mapping
from urllib.parse import parse_qsl

from chalice.app import Blueprint, Chalice, Response

from chalicelib import wiring
from chalicelib.documents.pages import page
from chalicelib.domain.accounts import SUPERVISOR, Session
from chalicelib.domain.errors import FormForged, NotFound, NotLoggedIn
from chalicelib.domain.invitation import form_token, is_form_token, masked, unmasked
from chalicelib.domain.text import clean
from chalicelib.web.cookies import cookie
from chalicelib.web.language import language, reads, switch
from chalicelib.workflow.evidence import Visit
from chalicelib.workflow.login import session_of
from chalicelib.workflow.view import Invited, view

FORM = ["application/x-www-form-urlencoded"]
LARGEST_FORM = 256 * 1024
MOST_FIELDS = 2000
_SESSION = "session"


class TooLarge(Exception):
    """A request that no page of ours makes."""


class Form:
    """The fields of a form as typed; the last value of a name wins, as browsers send a hidden default first."""

    def __init__(self, pairs: list[tuple[str, str]]) -> None:
        self.pairs = pairs
        self.values: Mapping[str, str] = dict(pairs)

    def __getitem__(self, name: str) -> str:
        return self.values.get(name, "")

    def line(self, name: str, most: int = 200) -> str:
        """One line, cleaned, cut at a length that nobody types."""
        return " ".join(clean(self[name]).split())[:most]

    def prose(self, name: str, most: int = 2000) -> str:
        """Text of several lines, cleaned, cut at a length that nobody types."""
        return clean(self[name])[:most]

    def all(self, name: str) -> tuple[str, ...]:
        return tuple(value for key, value in self.pairs if key == name)


def form(routes: Blueprint) -> Form:
    """The request's form. Raises TooLarge."""
    try:
        pairs = parse_qsl(
            body(routes, LARGEST_FORM).decode("utf-8", "replace"),
            keep_blank_values=True,
            max_num_fields=MOST_FIELDS,
        )
    except ValueError as error:
        raise TooLarge() from error
    return Form(pairs)


def body(routes: Blueprint, most: int) -> bytes:
    """The request's body. Raises TooLarge beyond `most` bytes."""
    raw = routes.current_request.raw_body or b""
    data = raw.encode() if isinstance(raw, str) else raw
    if len(data) > most:
        raise TooLarge()
    return data


def query(routes: Blueprint) -> Mapping[str, str]:
    """The query's parameters, one value each."""
    return dict(routes.current_request.query_params or {})


def visit(routes: Blueprint) -> Visit:
    """Where the request came from: only API Gateway's word counts, never a header that the client wrote."""
    request = routes.current_request
    identity = request.context.get("identity", {})
    return Visit(ip=str(identity.get("sourceIp", "")), user_agent=request.headers.get("user-agent", ""))


# Sessions


def session(routes: Blueprint) -> Session:
    """The live session, read once for each request; what answers it is in its language. Raises NotLoggedIn."""
    context = routes.current_request.context
    if _SESSION not in context:
        context[_SESSION] = session_of(wiring.services(), cookie(routes, "session"))
    found: Session = context[_SESSION]
    reads(routes, found.language)
    return found


def whoever(routes: Blueprint) -> Session | None:
    """The live session, for a page that anybody may see; None without one."""
    try:
        return session(routes)
    except NotLoggedIn:
        return None


def supervisor(routes: Blueprint) -> Session:
    """The session of a supervisor. Raises NotLoggedIn, NotFound for other roles."""
    found = session(routes)
    if found.role != SUPERVISOR:
        raise NotFound()
    return found


def party(routes: Blueprint, token: str) -> Invited:
    """Who holds this link, and what of; what answers it is in their language. Raises NotFound, LinkExpired."""
    found = view(wiring.services(), token)
    reads(routes, found.dossier.head.language(found.seat.party))
    return found


def session_csrf(routes: Blueprint) -> str:
    """What our own pages carry in their forms for this session; masked anew each time, because they travel compressed."""
    secret = cookie(routes, "session")
    return masked(form_token(secret, "session"), wiring.services().new_token()) if secret else ""


def own_form(routes: Blueprint) -> Form:
    """The form, if one of our pages made it for this session. Raises FormForged, TooLarge."""
    given = form(routes)
    same_origin(routes)
    if not is_form_token(unmasked(given["_csrf"]), cookie(routes, "session"), "session"):
        raise FormForged()
    return given


def party_form(routes: Blueprint, token: str) -> Form:
    """The form, if one of our pages made it for this link. Raises FormForged, TooLarge."""
    given = form(routes)
    same_origin(routes)
    if not is_form_token(given["_csrf"], token, "sign"):
        raise FormForged()
    return given


def same_origin(routes: Blueprint) -> None:
    """A browser tells where a form came from; it must be us. Raises FormForged. Clients without a browser say nothing."""
    origin = routes.current_request.headers.get("origin")
    if origin is not None and origin != wiring.settings().origin:
        raise FormForged()


def from_our_page(routes: Blueprint) -> None:
    """The same of what only a browser's script asks: it always says where it comes from. Raises FormForged."""
    if routes.current_request.headers.get("origin") != wiring.settings().origin:
        raise FormForged()


# Answers


def show(
    routes: Blueprint, name: str, code: int = 200, who: Session | None = None, /, **context: object
) -> Response:
    """A page, for this session if there is one."""
    given = {
        "session": who,
        "csrf": session_csrf(routes) if who else "",
        "languages": switch(routes, base_path()),
    }
    return _page(name, code, language(routes), given | context)


def part(routes: Blueprint, name: str, /, **context: object) -> Response:
    """A part of a page by itself, for the script that puts it in its place."""
    return _page(name, 200, language(routes), context)


def show_anybody(app: Chalice, name: str, code: int, /, **context: object) -> Response:
    """A page that is the same whoever asks, but for its language."""
    return _page(name, code, language(app), {"session": None, "csrf": "", "languages": []} | context)


def _page(name: str, code: int, language: str, context: dict[str, object]) -> Response:
    given = {"base_path": base_path(), "practice": wiring.services().practice} | context
    body = page(name, language, **given)
    return Response(body=body, status_code=code, headers={"Content-Type": "text/html; charset=utf-8"})


def see_other(path: str, cookies: tuple[str, ...] = ()) -> Response:
    """303 to a path of ours, or to an address that the archive signed."""
    target = path if path.startswith("http") else f"{wiring.settings().base_url}{path}"
    headers: dict[str, str | list[str]] = {"Location": target, "Content-Type": "text/plain; charset=utf-8"}
    if cookies:
        headers["Set-Cookie"] = list(cookies)
    return Response(body="", status_code=303, headers=headers)


def base_path() -> str:
    """The stage prefix that every path of ours starts with; "" at a domain of its own."""
    settings = wiring.settings()
    return settings.base_url.removeprefix(settings.origin)
