"""Rules about who pays what: (field, code, what breaks it, what mends it), by the rule as a sentence."""

from tests.builders import ABSENT
from tests.domain.constellations import C2, FREE, ONE, B, people

MONEY = {
    "what is free is so for a reason": (
        "zero_price_reason", "required", FREE | {"zero_price_reason": ABSENT}, FREE,
    ),
    "nobody pays for what is free": ("payer_type", "free_has_no_payer", FREE | {"payer_type": "organisation"}, FREE),
    "somebody pays for what costs": ("payer_type", "price_needs_payer", {"payer_type": "none"}, FREE),
    "who sells has a business name": (
        "supervisor-business_name", "required_with_price", {"supervisor-business_name": ""},
        FREE | {"supervisor-business_name": ""},
    ),
    "who sells has a business id": (
        "supervisor-business_id", "required_with_price", {"supervisor-business_id": ABSENT},
        FREE | {"supervisor-business_id": ABSENT},
    ),
    "a paying organisation has a name": (
        "client-organisation-name", "required",
        B | {"payer_type": "organisation", "client": {"organisation": {"business_id": "0000002-7"}}},
        B | {"payer_type": "organisation", "client": {"organisation": {"name": "Oy", "business_id": "0000002-7"}}},
    ),
    "a paying organisation has a business id": (
        "client-organisation-business_id", "required", {"client-organisation-business_id": ""}, {},
    ),
    "an invoice has somewhere to go": (
        "invoice_details-e_invoice", "no_invoice_address", {"invoice_details": {"reference": "KH"}},
        {"invoice_details": {"email": "laskut@rantapiha.example"}},
    ),
    "an invoice may go by post": (
        "invoice_details-e_invoice", "no_invoice_address", {"invoice_details": ABSENT},
        {"invoice_details": {"postal_address": "PL 1, 00000 Mallila"}},
    ),
    "an e-invoice has an operator": (
        "invoice_details-operator", "required", {"invoice_details-operator": ""}, {},
    ),
    "supervisees who pay say how": ("supervisees-1-pays_as", "pays_as_missing", B | {"supervisees-1-pays_as": ABSENT}, B),
    "a business that pays has a business id": (
        "supervisees-2-business_id", "required", B | {"supervisees-2-business_id": ""}, B,
    ),
    "supervisees cannot pay by a contract that they do not accept": (
        "payer_type", "payers_do_not_accept", C2 | {"payer_type": "supervisees"}, C2,
    ),
    "a price per person needs several": (
        "price_unit", "person_price_needs_group",
        people(1) | {"price_unit": "person_session", "supervision_form": "individual"}, {"price_unit": "person_session"},
    ),
    "a price per person needs their number": (
        "price_unit", "person_price_needs_names", C2 | {"price_unit": "person_session"},
        C2 | people(2) | {"price_unit": "person_session"},
    ),
    "staying away costs no less than cancelling late": (
        "no_show_fee_pct", "no_show_below_late", {"no_show_fee_pct": 49, "late_cancel_fee_pct": 50},
        {"no_show_fee_pct": 50, "late_cancel_fee_pct": 50},
    ),
    "another price of the trial is said": (
        "trial_price_amount", "required", {"trial_price_mode": "other"},
        {"trial_price_mode": "other", "trial_price_amount": "100"},
    ),
    "a price for the whole has no other price of the trial": (
        "trial_price_mode", "trial_price_in_total",
        {"trial_price_mode": "other", "trial_price_amount": "100", "price_unit": "total"}, {"price_unit": "total"},
    ),
    "illness costs no more than cancelling late": (
        "sudden_illness_fee_pct", "illness_above_late",
        ONE | {"late_cancel_fee_pct": 50, "sudden_illness_fee_pct": 51},
        ONE | {"late_cancel_fee_pct": 50, "sudden_illness_fee_pct": 50},
    ),
    "travelling is included in some price": (
        "travel_costs", "travel_in_no_price", FREE | {"travel_costs": "included"}, FREE | {"travel_costs": "actual"},
    ),
    "a free contract may pay for kilometres": (
        "travel_costs", "travel_in_no_price", FREE | {"travel_costs": "included"}, FREE | {"travel_costs": "km"},
    ),
}  # fmt: skip
