"""
The Chalice application, and which module has the views of an address.

A module of views is imported when the first request for one of its addresses comes, so that a party's page does not wait
for what only authors need. Packaging and the local service open all of them at once.
"""

from importlib import import_module
from typing import Any

from chalice.app import Chalice

from chalicelib.web.headers import protect
from chalicelib.web.log import tell_pages
from chalicelib.web.moved import lead_on

# The first word of an address, or its first two → the modules beside this one with its views.
PAGES = {
    "": ("login",),
    "login": ("login",),
    "logout": ("login",),
    "welcome": ("welcoming",),
    "account": ("account", "keeping"),
    "contracts": ("authoring", "following", "keeping", "correcting", "versions", "listing"),
    "sign": ("signing", "withdrawing"),
    "archive": ("archive", "auditing"),
    "archive/export": ("exporting",),
    "verify": ("verifying",),
    "api": ("api", "openapi"),
    "how": ("texts",),
    "privacy": ("texts",),
    "processing": ("texts",),
    "glossary": ("texts",),
    "accessibility": ("texts",),
    "style.css": ("assets",),
    "desk.css": ("assets",),
    "scripts": ("assets",),
}
# The other Lambda functions: each module holds one, in a blueprint of its own name, and imports what that one needs.
FUNCTIONS = ("forwarding", "working", "sealing", "sweeping", "mail_events")


class Sopu(Chalice):
    """The application with no views yet; each request opens those of its address. Touches neither AWS nor the environment."""

    def __init__(self) -> None:
        super().__init__(app_name="sopu")
        self.api.binary_types.append("multipart/form-data")
        self._opened: set[str] = set()
        tell_pages(self)
        protect(self)
        lead_on(self)

    def __call__(self, event: Any, context: Any) -> Any:
        self.open(event["requestContext"]["resourcePath"])
        return super().__call__(event, context)

    def open(self, route: str) -> None:
        """Import and register the views of this address and those that begin as it does; again: nothing."""
        for module in views_of(route):
            if module not in self._opened:
                self.register_blueprint(import_module(f"chalicelib.web.{module}").routes)
                self._opened.add(module)


def views_of(route: str) -> tuple[str, ...]:
    """Names of the modules with the views of an address, as its route has it: "/sign/{token}"."""
    words = route.split("/")[1:]
    return PAGES.get("/".join(words[:2])) or PAGES[words[0]]


def make_app() -> Sopu:
    """The application with everything in it, once in a process: Chalice's blueprints can be registered only once."""
    app = Sopu()
    for word in PAGES:
        app.open(f"/{word}")
    for module in FUNCTIONS:
        app.register_blueprint(getattr(import_module(f"chalicelib.web.{module}"), module))
    return app
