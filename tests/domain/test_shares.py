"""Who pays how much of the price when supervisees pay it themselves."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.domain.terms.price import price_of
from chalicelib.domain.terms.shares import parted
from tests.builders import terms_of
from tests.domain.constellations import ONE, B
from tests.domain.rules_of_consumers import CONSUMER
from tests.domain.rules_of_shares import split


def share(name, *amounts):
    return (name, *(Decimal(amount) for amount in amounts))


def shares(**changes):
    """(name, percent, unit, total) of each."""
    return tuple((it.name, it.percent, it.unit, it.total) for it in price_of(terms_of(**B | changes)).shares)


def test_without_anything_said_all_pay_alike_and_the_first_pay_the_cents_that_are_left():
    found = shares(price_amount="100.00", sessions_total=11)

    assert found == (
        share("Aino", "33.34", "33.34", "366.67"),
        share("Eino", "33.33", "33.33", "366.67"),
        share("Väinö", "33.33", "33.33", "366.66"),
    )


def test_each_pays_the_share_that_was_agreed():
    found = shares(price_amount="99.99", sessions_total=10, **split(aino="50", eino="25.5", vaino="24.5"))

    assert found == (
        share("Aino", "50.00", "49.99", "499.95"),
        share("Eino", "25.50", "25.50", "254.97"),
        share("Väinö", "24.50", "24.50", "244.98"),
    )


def test_who_has_no_share_pays_nothing():
    one = split(eino="100") | {"supervisees-0-pays_as": "no", "supervisees-2-pays_as": "no"}

    assert shares(price_amount="90", sessions_total=10, **one) == (
        share("Eino", "100.00", "90.00", "900.00"),
    )


def test_shares_are_with_the_tax_that_the_price_includes():
    terms = terms_of(**CONSUMER | {"price_amount": "90", "sessions_total": 10})

    assert sum(it.total for it in price_of(terms).shares) == price_of(terms).total_gross == Decimal("900.00")


def test_tax_that_is_added_is_not_in_the_shares():
    terms = terms_of(**B | {"price_amount": "90", "sessions_total": 10})

    assert sum(it.total for it in price_of(terms).shares) == price_of(terms).total_net == Decimal("900.00")


def test_a_price_per_person_is_divided_as_that_of_everybody():
    found = shares(price_amount="40", price_unit="person_session", sessions_total=10)

    assert [each[2:] for each in found] == [(Decimal("40.00"), Decimal("400.00"))] * 3


def test_trial_sessions_of_another_price_are_in_the_shares():
    found = shares(
        price_amount="90",
        sessions_total=10,
        trial_sessions=1,
        trial_price_mode="other",
        trial_price_amount="30",
    )

    assert [each[-1] for each in found] == [Decimal("280.00")] * 3


TRAVEL = {"price_amount": "100.00", "sessions_total": 10, "travel_costs": "km", "travel_estimate": "10.01"}


def test_journeys_are_shared_like_the_price_to_the_cent():
    """What a consumer is told is their whole price: their part of the journeys too (contract text, K10)."""
    price = price_of(terms_of(**CONSUMER | TRAVEL | split(aino="33.33", eino="33.33", vaino="33.34")))

    assert [(it.travel, it.grand) for it in price.shares] == [
        (Decimal("33.36"), Decimal("366.66")),
        (Decimal("33.36"), Decimal("366.66")),
        (Decimal("33.38"), Decimal("366.78")),
    ]
    assert sum(it.grand for it in price.shares) == price.grand_total == Decimal("1100.10")


def test_all_that_a_payer_can_expect_holds_the_tax_that_is_added():
    price = price_of(terms_of(**B | TRAVEL | {"vat_treatment": "plus"}))

    assert sum(it.total for it in price.shares) == price.total_net
    assert sum(it.travel for it in price.shares) == price.travel_total
    assert sum(it.grand for it in price.shares) == price.grand_total == Decimal("1355.10")


def test_without_an_estimate_there_is_no_part_of_journeys():
    found = price_of(terms_of(**CONSUMER)).shares

    assert [(it.travel, it.grand) for it in found] == [(None, it.total) for it in found]


@pytest.mark.parametrize(
    "changes", [{}, ONE, B | {"price_amount": "0", "payer_type": "none", "zero_price_reason": "internal"}]
)
def test_where_nobody_shares_there_are_no_shares(changes):
    assert price_of(terms_of(**changes)).shares == ()


@given(
    st.decimals("0.01", "99999.99", places=2),
    st.lists(st.decimals("0.01", "100", places=2), min_size=1, max_size=30),
)
def test_parts_add_up_and_are_never_a_cent_away_from_exact(amount, weights):
    parts = parted(amount, weights)

    assert sum(parts) == amount
    for part, weight in zip(parts, weights, strict=True):
        assert abs(part - amount * weight / sum(weights)) < Decimal("0.01")
