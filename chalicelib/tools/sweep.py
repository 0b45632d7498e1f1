"""
One round of the clock, against whatever AWS_ENDPOINT_URL names: `python -m chalicelib.tools.sweep [--all]`.

With --all it asks for every contract, also for those that nothing is ahead of, so that whatever a new version owes them is done. For
that it needs the right to scan the table. docs/runbooks/upgrade.md says when.
"""

import argparse
import sys
from collections.abc import Sequence

from chalicelib import wiring
from chalicelib.aws.listing import contracts_in
from chalicelib.workflow.sweep import ask_for, sweep


def main(arguments: Sequence[str] | None = None) -> int:
    """Ask for every contract that is due, or for all of them, and tell how many there were."""
    parser = argparse.ArgumentParser(prog="python -m chalicelib.tools.sweep")
    parser.add_argument("--all", action="store_true", help="every contract, whether it is due or not")
    if parser.parse_args(arguments).all:
        print(f"{ask_for(wiring.services(), contracts_in(wiring.settings().table))} asked for")
    else:
        print(f"{sweep(wiring.services())} due")
    return 0


if __name__ == "__main__":
    sys.exit(main())
