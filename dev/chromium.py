"""Debian's Chromium with nobody in front of it: for the pictures, and for tests of pages as people see them."""

import shutil
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

from playwright.sync_api import Browser, sync_playwright

# The shell first: it draws pages as the whole browser does, without the windows around them, several times as fast.
NAMES = ("chromium-headless-shell", "chromium", "chromium-browser")
# Root in a container has no sandbox to give, and nothing but the page may ask anything of the network.
QUIET = [
    "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--hide-scrollbars",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip
# What Playwright is told of a screen; sizes in CSS pixels.
SCREENS: dict[str, dict[str, Any]] = {
    "phone": {
        "viewport": {"width": 360, "height": 780},
        "device_scale_factor": 2,
        "has_touch": True,
        "is_mobile": True,
    },
    "tablet": {"viewport": {"width": 820, "height": 1180}, "has_touch": True},
    "desktop": {"viewport": {"width": 1280, "height": 900}},
}


def installed() -> str | None:
    """Where Chromium is on this machine, None if it is not."""
    return next(filter(None, map(shutil.which, NAMES)), None)


@contextmanager
def chromium() -> Iterator[Browser]:
    """A running Chromium, ended on leaving. Raises FileNotFoundError where it is not installed."""
    program = installed()
    if program is None:
        raise FileNotFoundError("Chromium is not installed")
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=program, args=QUIET)
        yield browser
        browser.close()
