"""What a contract costs, for every unit and treatment of tax, to the cent."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.domain.terms.price import Price, price_of
from tests.builders import terms_of


def euros(*amounts, adds_up=True):
    return Price(*(Decimal(amount) for amount in amounts), adds_up)


# Four supervisees, twelve sessions of 90 minutes, one of them a trial; 240 euros and the general rate of 25.5 %.
@pytest.mark.parametrize(
    ("unit", "expected"),
    [
        ("session", euros("240.00", "301.20", "2880.00", "3614.40")),
        ("hour", euros("240.00", "301.20", "4320.00", "5421.60")),
        ("unit45", euros("240.00", "301.20", "5760.00", "7228.80")),
        ("person_session", euros("240.00", "301.20", "11520.00", "14457.60")),
        ("total", euros("240.00", "301.20", "240.00", "301.20")),
    ],
)
def test_the_total_follows_the_unit(unit, expected):
    assert price_of(terms_of(price_unit=unit)) == expected


@pytest.mark.parametrize(
    ("treatment", "expected"),
    [
        ("plus", euros("240.00", "301.20", "2880.00", "3614.40")),
        ("included", euros("191.24", "240.00", "2294.82", "2880.00", adds_up=False)),
        ("small_business", euros("240.00", "240.00", "2880.00", "2880.00")),
        ("healthcare", euros("240.00", "240.00", "2880.00", "2880.00")),
        ("none", euros("240.00", "240.00", "2880.00", "2880.00")),
    ],
)
def test_tax_is_added_taken_as_included_or_left_out(treatment, expected):
    assert price_of(terms_of(vat_treatment=treatment)) == expected


@pytest.mark.parametrize(
    ("amount", "gross"),
    [("0.01", "0.01"), ("0.02", "0.03"), ("99.99", "125.49"), ("100.02", "125.53"), ("9999.99", "12549.99")],
)
def test_half_a_cent_is_rounded_up(amount, gross):
    """0.02 × 1.255 is 0.0251; 100.02 × 1.255 is 125.5251."""
    assert price_of(terms_of(price_amount=amount)).gross == Decimal(gross)


def test_a_half_cent_exactly_goes_up():
    """An hour and a quarter at 0.02 an hour is 0.025."""
    terms = terms_of(price_amount="0.02", price_unit="hour", session_length_min=75, sessions_total=2, trial_sessions=0,
                     vat_treatment="none")  # fmt: skip

    assert price_of(terms).total_net == Decimal("0.05")
    assert price_of(terms.model_copy(update={"sessions_total": 1})).total_net == Decimal("0.03")


def test_the_total_is_counted_from_the_unrounded_price():
    """100 / 1.255 is 79.6812…: a hundred of it are more than a hundred times 79.68."""
    terms = terms_of(price_amount="100.00", vat_treatment="included", sessions_total=100)

    assert price_of(terms).total_net == Decimal("7968.13")
    assert price_of(terms).net * 100 == Decimal("7968.00")


def test_tax_is_reckoned_once_from_the_total():
    """Ten sessions at 80.33: a tenth of the tax is not whole cents, and 10 × 100.81 is four cents short."""
    price = price_of(terms_of(price_amount="80.33", sessions_total=10))

    assert price == euros("80.33", "100.81", "803.30", "1008.14", adds_up=False)
    assert price.total_tax == Decimal("204.84")


@given(
    st.decimals("0.01", "9999.99", places=2),
    st.sampled_from(["plus", "included", "none"]),
    st.integers(2, 40),
)
def test_net_and_tax_make_gross_and_a_price_that_adds_up_multiplies_out(amount, treatment, sessions):
    price = price_of(terms_of(price_amount=str(amount), vat_treatment=treatment, sessions_total=sessions))
    agreed = price.total_gross if treatment == "included" else price.total_net

    assert agreed == amount * sessions
    assert price.total_net + price.total_tax == price.total_gross
    assert price.adds_up == (
        (price.net * sessions, price.gross * sessions) == (price.total_net, price.total_gross)
    )


def test_free_trial_sessions_cost_nothing():
    assert price_of(terms_of(trial_sessions=2, trial_price_mode="free")).total_net == Decimal("2400.00")


def test_free_trial_sessions_leave_a_price_for_the_whole_as_it_is():
    assert price_of(terms_of(trial_price_mode="free", price_unit="total")).total_net == Decimal("240.00")


def test_trial_sessions_of_another_price_cost_that():
    price = price_of(terms_of(trial_sessions=2, trial_price_mode="other", trial_price_amount="100"))

    assert (price.trial_net, price.trial_gross) == (Decimal("100.00"), Decimal("125.50"))
    assert (price.total_net, price.total_gross) == (Decimal("2600.00"), Decimal("3263.00"))


def test_a_trial_price_is_of_the_same_unit_as_the_price():
    """Eleven sessions of an hour and a half at 240 an hour, one at 100 an hour."""
    terms = terms_of(trial_price_mode="other", trial_price_amount="100", price_unit="hour")

    assert price_of(terms).total_net == Decimal("4110.00")


def test_a_trial_price_of_nought_is_nought():
    price = price_of(terms_of(trial_price_mode="other", trial_price_amount="0"))

    assert (price.trial_net, price.total_net) == (Decimal("0.00"), Decimal("2640.00"))


@pytest.mark.parametrize("mode", ["same", "free"])
def test_only_another_price_of_the_trial_is_told_apart(mode):
    price = price_of(terms_of(trial_price_mode=mode, trial_price_amount="100"))

    assert (price.trial_net, price.trial_gross) == (None, None)


def test_journeys_are_counted_for_every_session_as_estimated():
    price = price_of(terms_of(travel_costs="km", travel_estimate="16.50"))

    assert price.travel_total == Decimal("198.00")
    assert price.grand_total == Decimal("3812.40")


def test_journeys_without_an_estimate_add_nothing():
    price = price_of(terms_of(travel_costs="actual"))

    assert (price.travel_total, price.grand_total) == (None, Decimal("3614.40"))


def test_what_is_free_costs_nothing():
    free = terms_of(price_amount="0", payer_type="none", zero_price_reason="internal")

    assert price_of(free) == euros("0.00", "0.00", "0.00", "0.00")
