"""
Print the certificates that the service verifies seals by, as PEM: the one that seals now, then the older ones.

    python -m chalicelib.tools.certificates [--older]

They are those of SealCertificates and those in chalicelib/old_seals.pem. It asks AWS nothing.
"""

import argparse
import sys
from collections.abc import Sequence

from chalicelib import seals, wiring


def main(arguments: Sequence[str] | None = None) -> int:
    """Exit status 1 when there is none to print."""
    parser = argparse.ArgumentParser(prog="python -m chalicelib.tools.certificates")
    parser.add_argument("--older", action="store_true", help="without the one that seals now")
    options = parser.parse_args(arguments)
    found = wiring.services().seal_key.certificates[1 if options.older else 0 :]
    print(seals.written(found), end="")
    return 0 if found else 1


if __name__ == "__main__":
    sys.exit(main())
