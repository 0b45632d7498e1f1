"""Where pictures of pages are kept for people to look at, and how one is taken."""

import re
from pathlib import Path

OF_TESTS = Path("build/test-screenshots")  # what the last run of the tests saw
OF_ALL = Path("build/screenshots")  # every page and mail, by `make screenshots`
ENDLESS = 20_000  # CSS pixels


def take(page, folder, *name):
    """A picture of the whole page, from its top to its foot, or of what is seen of one that never ends; where it is."""
    file = folder / f"{'.'.join(re.sub('[^a-z0-9]+', '-', part.lower()) for part in name)}.png"
    file.parent.mkdir(parents=True, exist_ok=True)
    height = page.evaluate("() => document.documentElement.scrollHeight")
    page.screenshot(path=file, full_page=height < ENDLESS, animations="disabled")
    return file
