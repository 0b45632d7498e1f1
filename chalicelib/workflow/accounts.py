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
    Make the account, or give an existing one this role, this profile, this language and its access back, not its keys.
    Another role ends the keys too.

    profile, language: those that an existing account has, unless given; a new one's are empty and Finnish.
    """
    known = services.accounts.account(email.lower()) or Account(email=email.lower(), role=role)
    if not known.active or known.role != role:
        _end_keys(
            services, known
        )  # on the way back too: a session lives for up to a minute more, and may have made one then
    kept = known.profile if profile is None else profile
    account = replace(known, role=role, profile=kept, language=language or known.language, active=True)
    services.accounts.save(account)
    return account


def disable_account(services: Services, email: str) -> None:
    """No more logins for this address, and its keys are ended for good; its contracts stay. Again: the same. Raises NotFound."""
    known = services.accounts.account(email.lower())
    if known is None:
        raise NotFound()
    services.accounts.save(replace(known, active=False))
    _end_keys(services, known)


def own_account(services: Services, email: str) -> Account:
    """The account of whoever is logged in. Raises NotFound."""
    found = services.accounts.account(email)
    if found is None:
        raise NotFound()
    return found


def welcome(services: Services, email: str) -> None:
    """They have been led through the first steps, or have passed them by: nobody asks again."""
    services.accounts.save_own(replace(own_account(services, email), welcomed=True))


def _end_keys(services: Services, account: Account) -> None:
    for key in services.api_keys.of(account.email):
        services.api_keys.end(account.email, key.digest)
