"""A contract's life over HTTP, as its people live it: for the demonstration and for tests of a running service."""

import json
import re
import time
from collections.abc import Callable, Iterator
from typing import Any

from dev.browser import PATIENCE_SECONDS, Browser, Page

MUST_TICK = ("accept", "representation_confirmed", "language_understood")
PERSONAL = re.compile(r".*/sign/[A-Za-z0-9_-]{43}")
NEW_CODE = re.compile(r"\b\d{6}\b")


class Life:
    """
    People in front of one running service. Whatever they cannot do raises AssertionError with what they saw.

    browser: makes each person's own.
    """

    pause_seconds = 0.05  # between two looks at what is waited for

    def __init__(self, base_url: str, browser: Callable[[], Browser] = Browser) -> None:
        self.base_url, self.browser = base_url, browser

    def mails(self) -> list[dict[str, Any]]:
        """Every captured mail, oldest first."""
        found: list[dict[str, Any]] = json.loads(self.browser().get(f"{self.base_url}/_local/mail.json").body)
        return found

    def log_in(self, email: str) -> Browser:
        """A browser in which this person is logged in, by the code of the mail."""
        browser, before = self.browser(), len(self.mails())
        browser.submit(browser.get(f"{self.base_url}/login").form("/login"), email=email)
        code = self.wait_for(lambda: next(self.codes(email, before), ""), f"login code for {email}")
        page = browser.get(f"{self.base_url}/login/code")
        expect(browser.submit(page.form("/login/code"), code=code), 200)
        return browser

    def codes(self, email: str, since: int = 0) -> Iterator[str]:
        """Login codes mailed to this person after the first `since` mails."""
        for mail in self.mails()[since:]:
            if email in mail["to"]:
                yield from NEW_CODE.findall(mail["text"])

    def draft(self, supervisor: Browser, values: dict[str, str]) -> Page:
        """Fill the form and press preview: the draft's page, or the form with its faults."""
        form = supervisor.get(f"{self.base_url}/contracts/new").form("/contracts")
        return supervisor.fill(form, values)

    def send(self, supervisor: Browser, draft: Page) -> str:
        """Send the draft that this page shows; returns the contract's id."""
        sent = expect(supervisor.submit(draft.form("/send")), 200)
        return sent.url.rpartition("/")[2]

    def links(self, since: int = 0) -> dict[str, str]:
        """The newest personal link of each address, from the mails after the first `since`."""
        found = {}
        for mail in self.mails()[since:]:
            for url in mail["links"]:
                if personal := PERSONAL.match(url):
                    found[mail["to"][0]] = personal[0]
        return found

    def accept(self, link: str, name: str, browser: Browser | None = None) -> Page:
        """Open the link, tick what there is to tick, type the name, press the button."""
        person = browser or self.browser()
        form = expect(person.get(link), 200).form("/accept")
        ticks: dict[str, str] = {box: "yes" for box in MUST_TICK if box in form.names}
        return expect(person.fill(form, {**ticks, "typed_name": name}), 200)

    def sweep(self) -> None:
        """Let the clock run until there is nothing left to do."""
        self.browser().send(f"{self.base_url}/_local/sweep", b"", "text/plain")

    def wait_for(self, look: Callable[[], Any], what: str) -> Any:
        """What `look` finds, within three minutes."""
        until = time.monotonic() + PATIENCE_SECONDS
        while time.monotonic() < until:
            if found := look():
                return found
            time.sleep(self.pause_seconds)
        raise AssertionError(f"waited in vain: {what}")


def expect(page: Page, status: int) -> Page:
    """The page, if it has this status."""
    if page.status != status:
        raise AssertionError(f"{page.url} answered {page.status}, not {status}:\n{page.text[:3000]}")
    return page
