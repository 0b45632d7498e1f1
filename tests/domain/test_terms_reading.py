"""Reading terms: the form and JSON alike, defaults, blanks, hostile text, and whatever else somebody sends."""

from datetime import date
from decimal import Decimal

import pytest
from hypothesis import example as instance
from hypothesis import given, settings
from hypothesis import strategies as st

from chalicelib.domain.errors import Fault
from chalicelib.domain.terms import Terms, read_terms
from chalicelib.domain.terms.defaults import DISSATISFACTION, completed, tidied
from chalicelib.domain.terms.values import clean, day, money, whole_number
from tests.builders import ABSENT, TODAY, example, terms_of

HUGE = 10**5000  # Python refuses to write it out
# The least that a supervisor must say about a contract with one supervisee who pays as a business.
LEAST = {
    "constellation": "B",
    "supervisor": {
        "full_name": "Ulla Wäinölä", "business_name": "Kaarnalaiva", "business_id": "0000001-9",
        "contact": {"email": "ohjaaja@sopu.test"},
    },
    "supervisees": [
        {"full_name": "Aino Ek", "email": "aino@oma.example", "pays_as": "business", "business_id": "0000002-7"}
    ],
    "place_detail": "Keksittykatu 1",
    "price_amount": "90",
}  # fmt: skip


def typed(value):
    """A JSON value as a form sends it: texts, blank for nothing, "true" and "false" for a switch."""
    if isinstance(value, dict):
        return {key: typed(item) for key, item in value.items()}
    if isinstance(value, list):
        return [typed(item) for item in value]
    return "" if value is None else str(value).lower() if isinstance(value, bool) else str(value)


# The form and JSON


WITHOUT_ANNEX = {"goals_annex_used": False, "goals_supervisees": ABSENT}


@pytest.mark.parametrize(("name", "changes"), [("team.fi", {}), ("manager-free-of-charge.fi", WITHOUT_ANNEX)])
def test_form_and_json_give_the_same_terms(name, changes):
    assert read_terms(typed(example(name, **changes)), TODAY).terms == terms_of(name, **changes)


def test_the_same_given_twice_reads_the_same():
    assert read_terms(example(), TODAY) == read_terms(example(), TODAY)


def test_what_was_read_reads_again_as_it_was():
    """A draft is kept as the terms' JSON and read again at every edit and at sending."""
    terms = terms_of()

    assert read_terms(terms.model_dump(mode="json"), TODAY).terms == terms


def test_reading_leaves_what_was_given_as_it_was():
    data = example()

    read_terms(data, TODAY)

    assert data == example()


def test_keys_with_an_underscore_are_passed_over_everywhere():
    noted = example(**{"_note": 1, "supervisor-_note": {"x": 1}, "supervisees-0-_row": "3"})

    assert read_terms(noted, TODAY).terms == terms_of()


def test_what_the_product_sets_itself_is_taken_and_not_used():
    told = example(supervisor_cancels="never", vat_rate="1.0", contract_id="TO-1999-0001")

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


# Defaults


def test_the_least_that_is_said_makes_a_contract():
    reading = read_terms(LEAST, TODAY)

    assert reading.faults == ()
    assert reading.terms.start_date == date(2026, 12, 7)
    assert reading.terms.end_date == date(2027, 12, 7)
    assert reading.terms.payer_type == "supervisees"
    assert reading.terms.dissatisfaction_steps == DISSATISFACTION


def test_completing_twice_changes_nothing():
    once = completed(tidied(example()), TODAY)

    assert completed(once, TODAY) == once


def test_completing_says_something_for_every_key():
    assert set(Terms.model_fields) <= set(completed(tidied(LEAST), TODAY))


def test_a_group_has_longer_sessions_and_an_earlier_cancelling():
    alone, group = (
        read_terms(LEAST, TODAY).terms,
        terms_of(session_length_min=ABSENT, cancel_notice_hours=ABSENT),
    )

    assert (alone.session_length_min, alone.cancel_notice_hours) == (60, 24)
    assert (group.session_length_min, group.cancel_notice_hours) == (90, 48)


@pytest.mark.parametrize("blank", [None, "", "  "])
def test_a_blank_is_as_good_as_nothing(blank):
    assert terms_of(termination_notice_days=blank) == terms_of(termination_notice_days=ABSENT)


def test_an_open_end_is_said_by_null_and_stays_open():
    assert terms_of(end_date=None).end_date is None


def test_an_end_that_nobody_gave_is_a_year_after_the_start():
    assert terms_of(end_date=ABSENT, start_date="18.1.2027").end_date == date(2028, 1, 18)


def test_a_year_after_a_leap_day_is_the_end_of_february():
    assert terms_of(end_date=ABSENT, start_date="2028-02-29").end_date == date(2029, 2, 28)


def test_the_paying_organisation_is_the_managers_unless_another_is_named():
    given = example(client={"organisation": {"business_id": "0000002-7"}})

    assert read_terms(given, TODAY).terms.client.organisation.name == "Rantapihan kotihoito (kuvitteellinen)"


@pytest.mark.parametrize("zero", ["0", "0.00", "0,0", " 0 € ", 0, 0.0, "000"])
def test_whatever_zero_looks_like_the_contract_is_free(zero):
    terms = terms_of(price_amount=zero, payer_type=ABSENT, zero_price_reason="volunteer")

    assert terms.price_amount == 0
    assert terms.payer_type == "none"
    assert (terms.vat_treatment, terms.vat_rate, terms.invoice_details, terms.late_cancel_fee_pct) == (
        None,
    ) * 4
    assert (
        terms_of(
            retention_years=ABSENT, price_amount=zero, payer_type="none", zero_price_reason="other"
        ).retention_years
        == 3
    )


@pytest.mark.parametrize("none", [0, "0", "00", 0.0])
def test_whatever_no_trial_looks_like_there_is_no_decision_about_it(none):
    terms = terms_of(trial_sessions=none)

    assert (terms.trial_decision_days, terms.trial_default_outcome, terms.trial_price_mode) == (
        None,
        None,
        None,
    )


@pytest.mark.parametrize("place", ["supervisor", "remote", "hybrid"])
def test_a_session_may_be_remote_unless_somebody_says_no(place):
    said = {"place_mode": place, "remote_rules": {"tool": "Teams"}}

    assert read_terms(LEAST | {"place_mode": place}, TODAY).terms.remote_rules.allowed
    assert read_terms(LEAST | said, TODAY).terms.remote_rules.allowed


@pytest.mark.parametrize(
    ("manager", "form"),
    [
        ({}, "manager"),
        ({"is_supervisee": "true"}, "manager"),
        ({"is_supervisee": False}, "team"),
        ("x", "manager"),
    ],
)
def test_a_manager_of_their_own_is_supervised_alone_or_with_the_team(manager, form):
    assert completed({"constellation": "C", "manager": manager}, TODAY)["supervision_form"] == form


@pytest.mark.parametrize(
    ("today", "start"),
    [
        (date(2026, 11, 27), date(2026, 12, 11)),
        (date(2026, 11, 28), date(2026, 12, 14)),
        (date(2026, 11, 29), date(2026, 12, 14)),
    ],
    ids=["Friday", "Saturday", "Sunday"],
)
def test_a_start_that_nobody_chose_is_a_weekday(today, start):
    assert completed({}, today)["start_date"] == start


@pytest.mark.parametrize(
    ("treatment", "rate"), [("plus", "25.5"), ("included", "25.5"), ("small_business", None)]
)
def test_the_rate_comes_from_the_table_and_only_where_tax_is_paid(treatment, rate):
    assert terms_of(vat_treatment=treatment).vat_rate == (rate and Decimal(rate))


# Texts


HOSTILE = [
    "<script>alert(1)</script>", "{{7*7}}", '#eval("1+1")', "]]>", "&nbsp;", "$x^2$", "'; DROP TABLE", "=1+1", "../../etc",
]  # fmt: skip


@pytest.mark.parametrize("text", HOSTILE)
def test_hostile_text_is_only_text(text):
    assert terms_of(goals_shared=f"Tavoite: {text}").goals_shared == f"Tavoite: {text}"


@pytest.mark.parametrize(
    ("given", "kept"),
    [
        ("ylös\u202ealas", "ylösalas"),
        ("a\u061cb\u200dc\ufeffd\u2066e", "abcde"),
        ("nolla\x00\x1b[31m", "nolla[31m"),
        ("rivi\r\nrivi\rrivi\u2028rivi", "rivi\nrivi\nrivi\nrivi"),
        ("\n\n  alku ja loppu \n", "alku ja loppu"),
        ("A\u030angstro\u0308m", "Ångström"),
        ("e\u200b\u0301", "é"),
        ("\ud800puolikas", "puolikas"),
        ("sarkain\tvälissä", "sarkain välissä"),
    ],
)
def test_text_is_kept_without_what_cannot_be_seen(given, kept):
    assert clean(given) == kept


def test_a_name_is_one_line():
    assert terms_of(**{"supervisees-0-full_name": " Aino \u200b\n Ek "}).supervisees[0].full_name == "Aino Ek"


def test_goals_keep_their_lines():
    assert terms_of(goals_shared="Ensimmäinen\r\n\r\ntoinen").goals_shared == "Ensimmäinen\n\ntoinen"


@given(st.text(st.characters()))
@instance("e\u200b\u0301")
def test_cleaning_twice_changes_nothing(text):
    assert clean(clean(text)) == clean(text)


def test_an_invisible_name_is_no_name():
    faults = read_terms(
        example(**{"manager-title": "x", "supervisees-0-full_name": "\u200b\u2060"}), TODAY
    ).faults

    assert faults == (Fault("supervisees-0-full_name", "required", {"least": 2}),)


# Values


@pytest.mark.parametrize("text", ["2027-01-18", "18.1.2027", "18.01.2027", "18. 1. 2027", "2027-1-18"])
def test_a_day_is_read_as_people_write_it(text):
    assert day(text) == date(2027, 1, 18)


@pytest.mark.parametrize(
    "value", ["", "18.1.", "1.18.2027", "2027-01-18T00:00", "1799884800", 1799884800, True, [], "٣.1.2027x"]
)
def test_what_is_no_day_is_refused(value):
    with pytest.raises(ValueError, match="not a date"):
        day(value)


@pytest.mark.parametrize(
    ("text", "euros"), [("1 240,50 €", "1240.50"), ("240", "240.00"), (240.1, "240.10"), ("0,5", "0.50")]
)
def test_an_amount_is_read_as_people_write_it(text, euros):
    assert str(money(text)) == euros


@pytest.mark.parametrize(
    "value",
    [
        "1.200",
        "1e3",
        "1_0",
        "NaN",
        "Infinity",
        "sNaN",
        "",
        True,
        [],
        pytest.param(HUGE, id="huge"),
        "9" * 40,
        "٣",
    ],
)
def test_what_is_no_amount_is_refused(value):
    with pytest.raises(ValueError, match="not an amount"):
        money(value)


@pytest.mark.parametrize(
    "value", [True, "1_0", "1.0", 1.5, float("nan"), float("inf"), "٣", "9" * 5000, [], {}]
)
def test_what_is_no_whole_number_is_refused(value):
    with pytest.raises(ValueError, match="not a whole number"):
        whole_number(value)


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
