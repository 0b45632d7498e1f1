"""A sample contract for somebody who has none yet: their own terms and people at example addresses, kept nowhere."""

from itertools import product
from typing import Any

from markupsafe import Markup

from chalicelib.documents.contract_text import contract_text
from chalicelib.domain.accounts import Account
from chalicelib.workflow.draft import read
from chalicelib.workflow.ports import Services

NUMBER = "TO-0000-0000"
# Names and an employer that nobody has; example.com is for this (RFC 2606).
_PEOPLE: dict[str, Any] = {
    "constellation": "A",
    "supervisees": [{"full_name": "Esimerkki Ohjattava", "email": "ohjattava@example.com"}],
    "manager": {
        "full_name": "Malli Esihenkilö", "email": "esihenkilo@example.com", "organisation": "Esimerkki Oy", "title": "palveluvastaava",
    },
    "client": {"organisation": {"business_id": "0000002-7"}},
    "invoice_details": {"email": "laskut@example.com"},
}  # fmt: skip
_SUPERVISOR: dict[str, Any] = {
    "full_name": "Ohjaaja Esimerkki", "business_name": "Työnohjaus Esimerkki", "business_id": "0000001-9",
    "contact": {"email": "ohjaaja@example.com"},
}  # fmt: skip
_GOALS = {
    "fi": "Selkeyttää omaa roolia ja rajoja työssä.",
    "sv": "Göra den egna rollen och gränserna i arbetet tydligare.",
    "en": "To clarify one's own role and limits at work.",
}
_PLACES = {
    "fi": "Esimerkkikatu 1, Mallila",
    "sv": "Exempelgatan 1, Mallila",
    "en": "Esimerkkikatu 1, Mallila",
}


def sample(services: Services, account: Account, language: str) -> Markup:
    """
    The text of a sample contract as the supervisor's own would be, with their terms as far as they go together, and
    with somebody made up in their place where what they told of themselves does not.

    language: of the contract unless they have chosen one. There is no draft, so nobody can send it.
    """
    # An address of theirs may be that of somebody made up, and what was kept is not always what is taken today.
    for profile, own in product((dict(account.profile), {}), (dict(account.defaults), {})):
        given = _given(profile, own, language)
        if terms := read(services, given).terms:
            return Markup(contract_text(terms, number=NUMBER, version=1).decode())  # noqa: S704 - made and escaped here
    raise AssertionError("the sample is sound")


def _given(told: dict[str, Any], own: dict[str, Any], language: str) -> dict[str, Any]:
    tongue = str(own.get("contract_language") or language)
    profile = told if told.get("full_name") else {}
    contact = _SUPERVISOR["contact"] | profile.get("contact", {})
    usual = {
        "contract_language": tongue, "goals_shared": _GOALS[tongue], "place_detail": _PLACES[tongue], "price_amount": "120",
    }  # fmt: skip
    return usual | own | _PEOPLE | {"supervisor": _SUPERVISOR | profile | {"contact": contact}}
