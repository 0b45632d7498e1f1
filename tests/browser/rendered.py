"""Every page in every state, without a service: rendered as the handlers do, served with the headers of a real answer."""

import re

from chalicelib.documents.pages import page, script, stylesheet
from chalicelib.web.headers import HEADERS
from tests.browser.watching import Watch
from tests.documents.page_contexts import CASES, context

# Nobody listens there: Playwright answers instead. Chromium trusts it as it trusts HTTPS.
ORIGIN = "http://127.0.0.1:1"
SHEET = '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 595 842"><rect width="595" height="842" fill="#fff"/></svg>'
LANGUAGES = ("fi", "sv", "en")
PAGES = sorted({name for name, _, _ in CASES})


class Rendered:
    """A browser's page that shows what no service needs to be brought to: `page`, after `show`; `watch` follows it."""

    def __init__(self, context_):
        self._html, self._headers = "", HEADERS
        self.page, self.watch = context_.new_page(), Watch(ORIGIN)
        self.page.route("**/*", self._answer)
        self.watch.follow_page(self.page)

    def states(self, name, language="fi", each=1):
        """Show each state of a page in turn, or each so manieth, everything unfolded; gives its name once it is shown."""
        of_this_page = [(state, given) for shown, state, given in CASES if shown == name]
        for state, given in of_this_page[::each]:
            self.show(page(name, language, **context(**given)))
            self.page.evaluate("document.querySelectorAll('details').forEach((it) => it.open = true)")
            yield state

    def show(self, html, headers=HEADERS):
        """Show this; a mail has no headers of ours."""
        self._html, self._headers = html, headers
        self.page.goto(f"{ORIGIN}/")

    def _answer(self, route):
        path = route.request.url.removeprefix(ORIGIN)
        if found := re.match(r"/(\w+)\.css", path):
            _fulfil(route, stylesheet(found[1])[0], "text/css")
        elif found := re.match(r"/scripts/(\w+)\.js", path):
            _fulfil(route, script(found[1])[0], "text/javascript")
        elif path == "/":
            _fulfil(route, self._html, "text/html", self._headers)
        else:
            _fulfil(route, SHEET, "image/svg+xml")


def _fulfil(route, body, kind, headers=HEADERS):
    route.fulfill(body=body, content_type=f"{kind}; charset=utf-8", headers=headers)


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
