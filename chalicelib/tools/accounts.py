"""
Accounts of people who log in.

    python -m chalicelib.tools.accounts add EMAIL --role supervisor|auditor [--language fi|sv|en]
    python -m chalicelib.tools.accounts list
    python -m chalicelib.tools.accounts disable EMAIL
"""

import argparse
import sys
from collections.abc import Sequence

from chalicelib import wiring
from chalicelib.documents.translations import LANGUAGES
from chalicelib.domain.accounts import AUDITOR, SUPERVISOR
from chalicelib.domain.errors import NotFound
from chalicelib.workflow.accounts import add_account, disable_account


def main(arguments: Sequence[str] | None = None) -> int:
    """Do what the words say; returns the exit status."""
    options = _options(arguments)
    services = wiring.services()
    if options.verb == "add":
        account = add_account(services, options.email, options.role, language=options.language)
        print(f"{account.email}: {account.role}, {account.language}")
    elif options.verb == "list":
        for account in services.accounts.all():
            state = "active" if account.active else "disabled"
            print(f"{account.email}\t{account.role}\t{account.language}\t{state}")
    else:
        try:
            disable_account(services, options.email)
        except NotFound:
            print(f"There is no account {options.email}.", file=sys.stderr)
            return 1
    return 0


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m chalicelib.tools.accounts")
    verbs = parser.add_subparsers(dest="verb", required=True)
    add = verbs.add_parser("add", help="make an account, or give an old one its access back")
    add.add_argument("email")
    add.add_argument("--role", choices=[SUPERVISOR, AUDITOR], required=True)
    add.add_argument(
        "--language", choices=LANGUAGES, default="", help="of pages and mails; fi for a new account"
    )
    verbs.add_parser("list", help="every account with its role")
    verbs.add_parser("disable", help="no more logins; contracts stay").add_argument("email")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main())
