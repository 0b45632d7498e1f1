"""Reading terms: the form and JSON alike, defaults, blanks, hostile text, and whatever else somebody sends."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from chalicelib.domain.errors import Fault
from chalicelib.domain.terms import Terms, read_terms
from chalicelib.domain.terms.price import price_of
from chalicelib.domain.terms.signers import signers
from tests.builders import TODAY, example, terms_of
from tests.domain.constellations import B
from tests.domain.rules_of_shares import split
from tests.domain.test_terms_values import HOSTILE, HUGE


def typed(value):
    """A JSON value as a form sends it: texts, blank for nothing, "true" and "false" for a switch."""
    if isinstance(value, dict):
        return {key: typed(item) for key, item in value.items()}
    if isinstance(value, list):
        return [typed(item) for item in value]
    return "" if value is None else str(value).lower() if isinstance(value, bool) else str(value)


# The form and JSON


EXAMPLES = ["team.fi", "manager-free-of-charge.fi", "group-with-annex.fi", "school-team.sv"]


@pytest.mark.parametrize("name", EXAMPLES)
def test_form_and_json_give_the_same_terms(name):
    assert read_terms(typed(example(name)), TODAY).terms == terms_of(name)


@pytest.mark.parametrize("name", EXAMPLES)
def test_each_example_reads_as_it_expects(name):
    terms, expected = terms_of(name), example(name)["_expect"]
    price = price_of(terms)

    assert (len(signers(terms)), terms.has_consumers) == (expected["signers_main"], expected["consumer"])
    assert str(price.gross) == expected["price_gross"]
    assert str(price.total_net) == expected.get("total_net", "0.00")


def test_the_same_given_twice_reads_the_same():
    assert read_terms(example(), TODAY) == read_terms(example(), TODAY)


def test_what_was_read_reads_again_as_it_was():
    """A draft is kept as the terms' JSON and read again at every edit and at sending."""
    for changes in (
        {},
        B | split(aino="50", eino="25.5", vaino="24.5"),
        {"travel_costs": "km", "km_rate": "0.4"},
    ):
        terms = terms_of(**changes)

        assert read_terms(terms.model_dump(mode="json"), TODAY).terms == terms


def test_strong_identification_is_agreed_where_it_is_connected():
    asked = example(assurance_level="strong", **{"supervisees-0-assurance_level": "email_link"})

    assert read_terms(asked, TODAY, strong=True).terms.assurance_level == "strong"
    assert [fault.code for fault in read_terms(asked, TODAY).faults] == ["strong_not_available"]


def test_reading_leaves_what_was_given_as_it_was():
    data = example()

    read_terms(data, TODAY)

    assert data == example()


def test_keys_with_an_underscore_are_passed_over_everywhere():
    noted = example(**{"_note": 1, "supervisor-_note": {"x": 1}, "supervisees-0-_row": "3"})

    assert read_terms(noted, TODAY).terms == terms_of()


def test_what_the_product_sets_itself_is_taken_and_not_used():
    told = example(supervisor_cancels="never", vat_rate="1.0", km_rate_eur="9", contract_id="TO-1999-0001")

    assert read_terms(told, TODAY).terms == terms_of()


@pytest.mark.parametrize("key", ["vat", "Constellation", "ks ks", "a" * 99, "\ud800", "\u202e"])
def test_an_unknown_key_is_refused(key):
    faults = read_terms(example(**{key: "x"}), TODAY).faults

    assert [fault.code for fault in faults] == ["unknown_key"]
    faults[0].field.encode()


def test_an_unknown_key_inside_is_refused_at_its_place():
    faults = read_terms(example(**{"supervisees-1-hetu": "010101-123N"}), TODAY).faults

    assert faults == (Fault("supervisees-1-hetu", "unknown_key"),)


def test_all_faults_come_at_once_and_one_for_each_field():
    wrong = {
        "supervisor-contact-email": "ei", "supervisees-0-full_name": "1", "supervisees-3-email": "", "sessions_total": 0,
        "start_date": "huomenna", "price_amount": "paljon", "dissatisfaction_steps": "lyhyt", "turha": 1,
        "session_length_min": 40, "place_detail": "",
    }  # fmt: skip

    faults = read_terms(example(**wrong), TODAY).faults

    assert sorted(fault.field for fault in faults) == sorted(wrong)


# Whatever else


numbers = st.one_of(st.integers(), st.floats(), st.sampled_from([10**400, -(10**9), 0]))
texts = st.one_of(
    st.text(st.characters(), max_size=8),
    st.sampled_from(
        ["0", "2027-01-18", "9999-12-31", "18.1.2027", "A", "B", "C", "group", "true", "included", *HOSTILE]
    ),
)
scalars = st.one_of(st.none(), st.booleans(), numbers, texts)
KEYS = sorted(
    {
        *Terms.model_fields,
        "full_name",
        "email",
        "organisation",
        "representative",
        "mode",
        "min",
        "choices",
        "_x",
    }
)
anything = st.recursive(
    scalars,
    lambda inside: st.one_of(
        st.lists(inside, max_size=3),
        st.dictionaries(st.one_of(st.sampled_from(KEYS), texts), inside, max_size=3),
    ),
    max_leaves=6,
)


@given(st.dictionaries(st.sampled_from(KEYS), anything, max_size=8))
def test_no_json_at_all_makes_reading_fail(data):
    reading = read_terms(data, TODAY)

    assert reading.terms is None
    assert Fault("price_amount", "required") in reading.faults or "price_amount" in data


PLACES = ["supervisees-0", "supervisees-1-email", "supervisor-contact", "client-organisation", "client-representative-email",
          "session_interval_weeks-0", "methods-choices", "evaluations-final", "manager-organisation"]  # fmt: skip


@given(
    st.dictionaries(st.sampled_from([*sorted(Terms.model_fields), *PLACES]), anything, min_size=1, max_size=2)
)
@settings(max_examples=80)
def test_no_value_in_an_everyday_contract_makes_reading_fail(changes):
    data = example()
    for field in sorted(changes, reverse=True):  # the places inside first, before what holds them goes
        data = example_with(data, field, changes[field])

    reading = read_terms(data, TODAY)

    assert (reading.terms is None) == bool(reading.faults)
    assert all(isinstance(fault.code, str) and fault.code for fault in (*reading.faults, *reading.warnings))


def example_with(data, field, value):
    *way, last = (int(step) if step.isdigit() else step for step in field.split("-"))
    inside = data
    for step in way:
        inside = inside[step]
    inside[last] = value
    return data


@pytest.mark.parametrize(
    "data",
    [
        {}, {"supervision_form": []}, {"constellation": {"A": 1}}, {"vat_treatment": ["plus"]}, {"start_date": "9999-12-31"},
        {"trial_sessions": HUGE}, {"price_amount": "1e40"}, {"scheduling": 1}, {"manager": [], "constellation": "A"},
        {"supervisees": {"0": {}}}, {"client": "x", "constellation": "A", "manager": {"organisation": 1}}, {1: 2},
    ],
    ids=lambda data: str(next(iter(data), "nothing")),
)  # fmt: skip
def test_odd_shapes_are_told_as_faults(data):
    assert read_terms(data, TODAY).faults


def test_brackets_without_end_are_refused_and_not_followed():
    deep = []
    for _ in range(100_000):
        deep = [deep]

    assert [fault.field for fault in read_terms({**example(), "methods": deep}, TODAY).faults] == ["methods"]
