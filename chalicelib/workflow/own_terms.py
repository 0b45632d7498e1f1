"""What supervisors keep in their own account: who they are, and the terms that their new contracts start from."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from chalicelib.domain.accounts import Account
from chalicelib.domain.calendar import today_in_helsinki
from chalicelib.domain.errors import FormInvalid
from chalicelib.domain.terms.own import own_of, read_own, read_profile
from chalicelib.workflow.accounts import own_account
from chalicelib.workflow.draft import unprintable_in
from chalicelib.workflow.own import given_of
from chalicelib.workflow.ports import Services


def change_own(services: Services, email: str, given: Mapping[str, Any], language: str = "") -> Account:
    """
    Keep who the supervisor is and the terms their new contracts start from, in place of what was kept.

    given: "supervisor" and terms, the shape of examples/*.json; language: "" leaves it. Of two browsers the one that
    saves last wins. Raises FormInvalid with all faults.
    """
    known = own_account(services, email)
    profile, faults = read_profile(given.get("supervisor") or {})
    defaults, more = read_own(given, today_in_helsinki(services.now()))
    told = (*faults, *more, *unprintable_in(defaults | {"supervisor": profile}, ""))
    if told:
        raise FormInvalid(told)
    tongue = language or known.language
    changed = replace(known, profile=profile, defaults=_following(defaults, tongue), language=tongue)
    services.accounts.save_own(changed)
    return changed


def take_defaults(services: Services, email: str, contract: str) -> Account:
    """
    Let new contracts start from the general terms of this one of their own, or of its draft; people and goals stay there.

    Replaces every default that was kept. Again: the same. Raises NotFound.
    """
    known = own_account(services, email)
    defaults = own_of(given_of(services, email, contract), today_in_helsinki(services.now()))
    changed = replace(known, defaults=_following(defaults, known.language))
    services.accounts.save_own(changed)
    return changed


def _following(defaults: Mapping[str, Any], language: str) -> dict[str, Any]:
    """Without a contract's language that is the account's own: contracts then follow that, whichever it comes to be."""
    return {key: value for key, value in defaults.items() if (key, value) != ("contract_language", language)}
