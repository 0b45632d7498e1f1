"""Measure, and write docs/benchmarks/ anew: `make bench`. With --again: only write it, from its results.json."""

import json
import logging
import os
import sys

from bench import report
from bench.measure import measure
from bench.pipelines import NoNode
from chalicelib.journal import log


def main() -> int:
    """Exit status 1 when the peers cannot run and SOPU_REQUIRE_TOOLS=1 asks for them."""
    logging.basicConfig(level=logging.WARNING)
    _unread(log)
    if "--again" in sys.argv:
        report.write(json.loads((report.FOLDER / report.RESULTS).read_text(encoding="utf-8")))
        return 0
    try:
        report.write(measure())
    except NoNode:
        print("The peers' pipelines need Node.js with npm, which is not installed.", file=sys.stderr)
        return 1
    print((report.FOLDER / "README.md").read_text(encoding="utf-8"))
    return 0


def _unread(journal: logging.Logger) -> None:
    """Let it write its lines, for they cost time in Lambda too, but where nobody reads them."""
    journal.propagate = False
    journal.addHandler(logging.FileHandler(os.devnull))


if __name__ == "__main__":
    sys.exit(main())
