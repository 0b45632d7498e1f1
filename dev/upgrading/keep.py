"""
Keep what this release leaves behind, for the tests of every later one: `python -m dev.upgrading.keep NAME`.

Writes tests/upgrade/fixtures/NAME/ (tests/upgrade/README.md). NAME is the release's, such as 1.0.
"""

import os
import sys
import tempfile
from pathlib import Path

from dev import serve
from dev.life import Life
from dev.provision import provision
from dev.template import Template
from dev.upgrading.begin import NOW, begin, moving
from dev.upgrading.kept import keep

FIXTURES = Path("tests/upgrade/fixtures")


def main() -> int:
    """Live the first half on an embedded AWS and write down what lies there."""
    (name,) = sys.argv[1:]
    with tempfile.TemporaryDirectory() as place:
        clock = Path(place) / "now"
        clock.write_text(NOW, encoding="ascii")
        os.environ |= {"SOPU_CLOCK": str(clock)}
        with serve.start() as service:
            left = begin(Life(service.base_url), moving(clock))
            keep(FIXTURES / name, provision(Template(), service.base_url), {"contracts": left})
    print(f"{FIXTURES / name}: {len(left)} contracts")
    return 0


if __name__ == "__main__":
    status = main()
    sys.stdout.flush()
    os._exit(status)  # the service lives in this process's memory
