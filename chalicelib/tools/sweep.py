"""One round of the clock, against whatever AWS_ENDPOINT_URL names: `python -m chalicelib.tools.sweep`."""

import sys

from chalicelib import wiring
from chalicelib.workflow.sweep import sweep


def main() -> int:
    """Ask for every contract that is due, and tell how many there were."""
    print(f"{sweep(wiring.services())} due")
    return 0


if __name__ == "__main__":
    sys.exit(main())
