"""Accounts: made, listed and disabled by whoever runs the service."""

from collections.abc import Mapping
from dataclasses import replace

from chalicelib.domain.accounts import Account
from chalicelib.domain.errors import NotFound
from chalicelib.workflow.ports import Services


def add_account(
    services: Services, email: str, role: str, profile: Mapping[str, object] | None = None
) -> Account:
    """Make the account, or give an existing one this role, this profile and its access back."""
    known = services.accounts.account(email.lower())
    kept = profile if profile is not None else known.profile if known else {}
    account = Account(email=email.lower(), role=role, profile=kept)
    services.accounts.save(account)
    return account


def disable_account(services: Services, email: str) -> None:
    """No more logins for this address; its contracts stay. Raises NotFound."""
    known = services.accounts.account(email.lower())
    if known is None:
        raise NotFound()
    services.accounts.save(replace(known, active=False))
