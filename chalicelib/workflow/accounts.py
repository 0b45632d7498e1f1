"""Accounts: made and disabled by whoever runs the service, read and welcomed when their people come."""

from collections.abc import Mapping
from dataclasses import replace

from chalicelib.domain.accounts import Account
from chalicelib.domain.errors import NotFound
from chalicelib.workflow.ports import Services


def add_account(
    services: Services, email: str, role: str, profile: Mapping[str, object] | None = None, language: str = ""
) -> Account:
    """
    Make the account, or give an existing one this role, this profile, this language and its access back.

    profile, language: those that an existing account has, unless given; a new one's are empty and Finnish.
    """
    known = services.accounts.account(email.lower()) or Account(email=email.lower(), role=role)
    kept = known.profile if profile is None else profile
    account = replace(known, role=role, profile=kept, language=language or known.language, active=True)
    services.accounts.save(account)
    return account


def disable_account(services: Services, email: str) -> None:
    """No more logins for this address; its contracts stay. Raises NotFound."""
    known = services.accounts.account(email.lower())
    if known is None:
        raise NotFound()
    services.accounts.save(replace(known, active=False))


def own_account(services: Services, email: str) -> Account:
    """The account of whoever is logged in. Raises NotFound."""
    found = services.accounts.account(email)
    if found is None:
        raise NotFound()
    return found


def welcome(services: Services, email: str) -> None:
    """They have been led through the first steps, or have passed them by: nobody asks again."""
    services.accounts.save_own(replace(own_account(services, email), welcomed=True))
