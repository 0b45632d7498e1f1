"""Ways back: through the login to the page that was asked for, and from an error to the page that it came from."""

import re
from collections.abc import Mapping

from chalice.app import Blueprint, Response

from chalicelib.domain.errors import NotFound
from chalicelib.web.cookies import cookie, set_cookie
from chalicelib.web.http import base_path, see_other

REMEMBERED = 900  # seconds: long enough for a code to arrive
_PAGE = re.compile("/(contracts|archive)/[0-9a-f]{32}")


def to_login(routes: Blueprint, path: Mapping[str, str]) -> Response:
    """The login page, which leads on to the contract that a mail's link asked for. path: the view's arguments."""
    wanted = _asked(routes, path)
    if routes.current_request.method != "GET" or not _PAGE.fullmatch(wanted):
        return see_other("/login")
    return see_other("/login", (set_cookie("next", wanted, REMEMBERED),))


def after_login(routes: Blueprint) -> str:
    """The page that was asked for before logging in, else the first one; a cookie may hold anything, so only a page of ours."""
    wanted = cookie(routes, "next")
    return wanted if _PAGE.fullmatch(wanted) else "/"


def from_error(routes: Blueprint, path: Mapping[str, str], error: Exception) -> str:
    """Where an error page's button leads: a party back to their own page, never to the login; "" for no button."""
    if "token" not in path:
        return f"{base_path()}/"
    own = f"/sign/{path['token']}"
    return "" if isinstance(error, NotFound) or _asked(routes, path) == own else f"{base_path()}{own}"


def _asked(routes: Blueprint, path: Mapping[str, str]) -> str:
    """The address that was asked for, without the stage: the route with its arguments in place."""
    return routes.current_request.path.format(**path)
