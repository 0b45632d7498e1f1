"""
Pictures of the product as people see it, made anew from the running service: `make screenshots`.

Needs Chromium. Leaves docs/images/*.png; the README shows one of them.
"""

import json
import os
import shutil
import subprocess
import sys
import tempfile
from pathlib import Path

from dev import serve
from dev.accounts import SUPERVISORS_EMAIL
from dev.demo import CLOCK, EXAMPLE, names, write
from dev.life import Life

FOLDER = Path("docs/images")
QUIET = [
    "--headless", "--no-sandbox", "--disable-gpu", "--disable-quic", "--no-first-run", "--hide-scrollbars",
    "--disable-background-networking", "--disable-component-update", "--disable-sync",
]  # fmt: skip


def main() -> int:
    """Send the example contract and take the page that a party gets to see."""
    chromium = shutil.which("chromium") or shutil.which("chromium-browser")
    if chromium is None:
        print("Chromium is not installed; nothing was taken.", file=sys.stderr)
        return 1
    os.environ.setdefault("SOPU_CLOCK", CLOCK)
    FOLDER.mkdir(parents=True, exist_ok=True)
    example = json.loads(EXAMPLE.read_text(encoding="utf-8"))
    with serve.start() as service:
        life = Life(service.base_url)
        supervisor = life.log_in(SUPERVISORS_EMAIL)
        life.send(supervisor, write(life, supervisor, example))
        people = names(example)
        own = life.wait_for(lambda: life.links().get(SUPERVISORS_EMAIL), "the supervisor's link")
        life.accept(own, people.pop(SUPERVISORS_EMAIL))
        link = life.wait_for(lambda: life.links().get(next(iter(people))), "a supervisee's link")
        take(chromium, link, "signing", width=420, height=900)
    return 0


def take(chromium: str, url: str, name: str, width: int, height: int) -> None:
    """The page at this address, as large as a screen of that many CSS pixels."""
    with tempfile.TemporaryDirectory() as profile:
        size = [
            f"--window-size={width},{height}",
            f"--user-data-dir={profile}",
            f"--screenshot={FOLDER / name}.png",
        ]
        subprocess.run([chromium, *QUIET, *size, url], check=True, capture_output=True, timeout=60)
    print(f"* {FOLDER / name}.png")


if __name__ == "__main__":
    sys.exit(main())
