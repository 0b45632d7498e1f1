"""Every page in every state, without a service: rendered as the handlers do, served with the headers of a real answer."""

import re

from chalicelib.documents.pages import page, script, stylesheet
from chalicelib.web.headers import HEADERS
from tests.documents.page_contexts import CASES, context

# Nobody listens there: Playwright answers instead. Chromium trusts it as it trusts HTTPS.
ORIGIN = "http://127.0.0.1:1"
LANGUAGES = ("fi", "sv", "en")
PAGES = sorted({name for name, _, _ in CASES})


class Rendered:
    """A browser's page that shows what no service needs to be brought to: `page`, after `show`."""

    def __init__(self, context_):
        self._html = ""
        context_.route("**/*", self._answer)
        self.page = context_.new_page()

    def states(self, name, language="fi"):
        """Show each state of a page in turn; gives its name once it is shown."""
        for each, state, given in CASES:
            if each == name:
                self._html = page(name, language, **context(**given))
                self.page.goto(f"{ORIGIN}/")
                yield state

    def _answer(self, route):
        path = route.request.url.removeprefix(ORIGIN)
        if path.startswith("/style.css"):
            _fulfil(route, stylesheet()[0], "text/css")
        elif found := re.match(r"/scripts/(\w+)\.js", path):
            _fulfil(route, script(found[1])[0], "text/javascript")
        else:
            _fulfil(route, self._html if path == "/" else "", "text/html")


def _fulfil(route, body, kind):
    route.fulfill(body=body, content_type=f"{kind}; charset=utf-8", headers=HEADERS)


def expect_nothing(found):
    """Raise AssertionError with a line for each thing that was found and the states it was in; found: {state: lines}."""
    states = {}
    for state, lines in found.items():
        for line in lines:
            states.setdefault(line, []).append(state)
    if states:
        raise AssertionError(
            "\n".join(f"{line} {list(dict.fromkeys(where))}" for line, where in states.items())
        )
