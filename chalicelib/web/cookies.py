"""Cookies: read from a request, and written so that no script and no other site gets at them."""

from typing import Any, Protocol

from chalicelib import wiring


class Asked(Protocol):
    """Where a request is found: a blueprint, or the application."""

    @property
    def current_request(self) -> Any: ...


def cookie_name(name: str) -> str:
    """The cookie's name with the prefix that binds it to this host; a plain http laptop cannot have it."""
    return f"__Host-{name}" if _secure() else name


def cookie(routes: Asked, name: str) -> str:
    """The cookie's value, "" when there is none."""
    pairs = (
        part.strip().partition("=") for part in routes.current_request.headers.get("cookie", "").split(";")
    )
    return next((value for key, _, value in pairs if key == cookie_name(name)), "")


def set_cookie(name: str, value: str, seconds: int) -> str:
    """A Set-Cookie header; no seconds, no cookie."""
    flags = "; Secure" if _secure() else ""
    return f"{cookie_name(name)}={value}; Path=/; Max-Age={seconds}; HttpOnly; SameSite=Lax{flags}"


def _secure() -> bool:
    return wiring.settings().base_url.startswith("https:")
