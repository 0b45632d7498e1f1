"""
Pictures of the product as people see it, made anew from the running service: `make screenshots`.

Needs Chromium. Leaves docs/images/*.png, which the README shows: the form, a party's page on a phone, and where the
supervisor follows what happens.
"""

import json
import os
import sys
import tempfile
from pathlib import Path

from playwright.sync_api import Browser, Page

from dev import serve
from dev.accounts import SUPERVISORS_EMAIL
from dev.chromium import SCREENS, chromium, installed
from dev.demo import EXAMPLE, names, write
from dev.life import Life

FOLDER = Path("docs/images")
SENT = "2026-11-23T09:00:00+02:00"
ACCEPTED = ("2026-11-23T09:12:00+02:00", "2026-11-23T10:41:00+02:00", "2026-11-23T13:05:00+02:00")


def main() -> int:
    """Send the example contract, and look at it three times on its way."""
    if installed() is None:
        print("Chromium is not installed; nothing was taken.", file=sys.stderr)
        return 1
    FOLDER.mkdir(parents=True, exist_ok=True)
    with tempfile.TemporaryDirectory() as folder:
        clock = Path(folder) / "now"
        clock.write_text(SENT, encoding="ascii")
        os.environ["SOPU_CLOCK"] = str(clock)
        with serve.start() as service, chromium() as browser:
            follow(Life(service.base_url), browser, clock)
    return 0


def follow(life: Life, browser: Browser, clock: Path) -> None:
    """The pictures: the form, a party's page when some have accepted, and the contract's own page then."""
    example = json.loads(EXAMPLE.read_text(encoding="utf-8"))
    people = names(example)
    supervisor = life.log_in(SUPERVISORS_EMAIL)
    desk = at_the_desk(browser, life)
    draft = write(life, supervisor, example)
    desk.goto(f"{draft.url}/edit")
    take(desk, "form")
    contract = life.send(supervisor, draft)
    *accepting, reading = list(people)[: len(ACCEPTED) + 1]
    for email, at in zip(accepting, ACCEPTED, strict=True):
        own = link(life, email)
        move(clock, at)
        life.accept(own, people[email])
    phone = browser.new_page(**SCREENS["phone"], locale="fi-FI")
    phone.goto(link(life, reading))
    take(phone, "signing")
    desk.goto(f"{life.base_url}/contracts/{contract}")
    take(desk, "contract")


def at_the_desk(browser: Browser, life: Life) -> Page:
    """A page of this browser in which the supervisor is logged in."""
    page, before = browser.new_page(**SCREENS["desktop"], locale="fi-FI"), len(life.mails())
    page.goto(f"{life.base_url}/login")
    page.locator("[name=email]").fill(SUPERVISORS_EMAIL)
    page.keyboard.press("Enter")
    page.locator("[name=code]").fill(
        life.wait_for(lambda: next(life.codes(SUPERVISORS_EMAIL, before), ""), "a login code")
    )
    page.keyboard.press("Enter")
    page.locator("[name=code]").wait_for(state="detached")
    return page


def link(life: Life, email: str) -> str:
    """The personal link that this party was mailed."""
    found: str = life.wait_for(lambda: life.links().get(email), f"a link for {email}")
    return found


def move(clock: Path, at: str) -> None:
    """Set the service's clock, which it reads while this is written."""
    following = clock.with_name("next")
    following.write_text(at, encoding="ascii")
    following.replace(clock)


def take(page: Page, name: str) -> None:
    """What the screen shows of this page."""
    page.wait_for_load_state("networkidle")
    page.screenshot(path=FOLDER / f"{name}.png", animations="disabled")
    print(f"* {FOLDER / name}.png")


if __name__ == "__main__":
    sys.exit(main())
