"""
`make smoke URL=… MAILBOX=… SEAL=…`: the same life as on the emulator, on a service that is deployed.

    python -m dev.staging.smoke --url https://… --mail koe@example.fi --seal seal.pem [--inbox s3://bucket/prefix]

It is reached only by pages and mails; the mails are copied here by whoever reads that mailbox, or read from a bucket into
which SES receives them. It leaves one contract in the archive, of invented people and locked: never in a practice's own
service (docs/staging.md).
"""

import argparse
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from dev.staging.emulator import ROOT
from dev.staging.life import Background, Cast, live, say
from dev.staging.people import Copying, Inbox, People
from dev.staging.verdict import verified

FOLDER = ROOT / "build" / "staging"


def main(arguments: Sequence[str] | None = None, ask: Callable[[str], str] = input) -> int:
    """Exit status 0 only if the sealed file is authentic and a changed copy is not; ask: for what was mailed."""
    options = _options(arguments)
    options.into.mkdir(parents=True, exist_ok=True)
    try:
        cast = Cast(options.mail)
        sealed = live(_people(options.url.rstrip("/"), options.inbox, ask), cast, Background())
    except (AssertionError, LookupError, ValueError) as fault:
        print(f"make smoke: {fault}", file=sys.stderr)
        return 1
    right = verified(sealed, options.seal, options.into)
    say("everything verified" if right else "VERIFICATION FAILED")
    return 0 if right else 1


def _people(url: str, inbox: str, ask: Callable[[str], str]) -> People:
    return People(url, Inbox(inbox)) if inbox else Copying(url, ask)


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m dev.staging.smoke")
    parser.add_argument("--url", required=True, help="the service: BaseUrl of its stack")
    parser.add_argument(
        "--mail", required=True, help="a mailbox that takes +ohjaaja, +ohjattava and +arkisto"
    )
    parser.add_argument(
        "--seal", required=True, type=Path, metavar="CERT.pem", help="certificate of its seal"
    )
    parser.add_argument(
        "--inbox", default="", help="s3://bucket/prefix into which SES receives that mailbox's mail"
    )
    parser.add_argument("--into", type=Path, default=FOLDER, help="where the sealed file is left")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main())
