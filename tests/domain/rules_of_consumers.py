"""Rules about supervisees who pay as private persons: (field, code, what breaks it, what mends it), by the rule as a sentence."""

from tests.builders import ABSENT
from tests.domain.constellations import B

BUSINESSES = B | {"late_cancel_fee_pct": ABSENT, "vat_treatment": ABSENT}
# The first pays as a private person, the others as businesses; what hangs on that is left to the defaults.
CONSUMER = BUSINESSES | {"supervisees-0-pays_as": "consumer", "supervisees-0-business_id": ABSENT}
CONSUMERS = {
    "only the consumer asks for an early start": (
        "early_start_request", "early_start_is_the_consumers", {"early_start_request": True},
        {"early_start_request": False},
    ),
    "a form without a tick asks for no early start": (
        "early_start_request", "early_start_is_the_consumers", {"early_start_request": "on"},
        {"early_start_request": "false"},
    ),
    "a consumer's price holds the tax": (
        "vat_treatment", "consumer_price_without_tax", CONSUMER | {"vat_treatment": "plus"},
        CONSUMER | {"vat_treatment": "included"},
    ),
    "a consumer's price may be exempt": (
        "vat_treatment", "consumer_price_without_tax", CONSUMER | {"vat_treatment": "plus"},
        CONSUMER | {"vat_treatment": "small_business"},
    ),
    "tax may be added to the price of businesses alone": (
        "vat_treatment", "consumer_price_without_tax", CONSUMER | {"vat_treatment": "plus"},
        BUSINESSES | {"vat_treatment": "plus"},
    ),
    "a consumer knows the supervisor's phone": (
        "supervisor-contact-phone", "consumer_needs_contact", CONSUMER | {"supervisor-contact-phone": ""}, CONSUMER,
    ),
    "a consumer knows the supervisor's address": (
        "supervisor-contact-address", "consumer_needs_contact", CONSUMER | {"supervisor-contact-address": ABSENT},
        BUSINESSES | {"supervisor-contact-address": ABSENT},
    ),
    "a consumer's silence ends the trial": (
        "trial_default_outcome", "consumer_trial_continues", CONSUMER | {"trial_default_outcome": "continues"},
        BUSINESSES | {"trial_default_outcome": "continues"},
    ),
    "without a trial a consumer's silence decides nothing": (
        "trial_default_outcome", "consumer_trial_continues", CONSUMER | {"trial_default_outcome": "continues"},
        CONSUMER | {"trial_default_outcome": "continues", "trial_sessions": 0},
    ),
    "a consumer may end within thirty days": (
        "termination_notice_days", "consumer_notice_too_long", CONSUMER | {"termination_notice_days": 31},
        CONSUMER | {"termination_notice_days": 30},
    ),
    "a consumer may end an open-ended contract within thirty days": (
        "termination_notice_days", "consumer_notice_too_long",
        CONSUMER | {"termination_notice_days": 60, "end_date": None},
        BUSINESSES | {"termination_notice_days": 60, "end_date": None},
    ),
    "a consumer knows what kilometres cost": (
        "travel_estimate", "consumer_needs_travel_estimate", CONSUMER | {"travel_costs": "km"},
        CONSUMER | {"travel_costs": "km", "travel_estimate": "11"},
    ),
    "a consumer knows what journeys cost": (
        "travel_estimate", "consumer_needs_travel_estimate", CONSUMER | {"travel_costs": "actual"},
        BUSINESSES | {"travel_costs": "actual"},
    ),
}  # fmt: skip
WORTH_TELLING = {
    "a consumer seldom pays in advance": (
        "invoicing_rhythm", "consumer_pays_in_advance", CONSUMER | {"invoicing_rhythm": "advance"},
        BUSINESSES | {"invoicing_rhythm": "advance"},
    ),
    "a whole fee for a late word is much for a consumer": (
        "late_cancel_fee_pct", "consumer_fee_high", CONSUMER | {"late_cancel_fee_pct": 55},
        CONSUMER | {"late_cancel_fee_pct": 50},
    ),
    "a whole fee for an unused time is much for a consumer": (
        "no_show_fee_pct", "consumer_fee_high", CONSUMER | {"no_show_fee_pct": 51}, CONSUMER | {"no_show_fee_pct": 50},
    ),
    # The last day to accept is 7 December, the fourteenth day after it 21 December.
    "within the days of withdrawal a consumer is asked about the start": (
        "start_date", "early_start_will_be_asked", CONSUMER | {"start_date": "2026-12-21"},
        CONSUMER | {"start_date": "2026-12-22"},
    ),
    # Accepted by 10 December, the fourteenth day is Christmas Eve and gives way to the Monday after.
    "days of withdrawal go on over Christmas": (
        "start_date", "early_start_will_be_asked",
        CONSUMER | {"start_date": "2026-12-28", "signing_deadline_days": 17},
        CONSUMER | {"start_date": "2026-12-29", "signing_deadline_days": 17},
    ),
    "a business is asked nothing about the start": (
        "start_date", "early_start_will_be_asked", CONSUMER | {"start_date": "2026-12-21"},
        BUSINESSES | {"start_date": "2026-12-21"},
    ),
}  # fmt: skip
