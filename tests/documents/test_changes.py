"""What changed between two versions: all of what the reader must know, and nothing that only looks different."""

import re

import pytest
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from chalicelib.documents.changes import changes
from chalicelib.documents.contract_text import contract_text
from tests.builders import ABSENT, terms_of

LANGUAGES = ["fi", "sv", "en"]


def text(version=1, annex_digest="", **terms):
    return contract_text(terms_of(**terms), number="TO-2026-0001", version=version, annex_digest=annex_digest)


def changed(before=None, **after):
    return changes(text(1, **before or {}), text(2, **after))


def told(found):
    """All that is said to have gone and come, as one text each."""
    lines = [it for each in found for it in each.told]
    return tuple(
        "\n".join(filter(None, each)) for each in ([it.before for it in lines], [it.now for it in lines])
    )


@pytest.mark.parametrize("language", LANGUAGES)
def test_the_same_terms_in_another_version_have_not_changed(language):
    annex = {
        "goals_annex_used": True,
        "goals_supervisees": "Oma tavoite työssä.",
        "contract_language": language,
    }

    assert changed({"annex_digest": "a" * 64} | annex, **{"annex_digest": "b" * 64} | annex) == ()


@pytest.mark.parametrize("language", LANGUAGES)
def test_another_price_is_told_where_it_is_agreed(language):
    (price,) = changed({"contract_language": language}, contract_language=language, price_amount="120")

    assert price.clause.startswith("9. ")
    assert all(it.before and it.now for it in price.told)
    assert any("240" in it.before and "120" in it.now for it in price.told)


def test_a_clause_that_falls_away_is_told_without_a_number_and_those_that_move_up_are_not():
    found = changed(trial_sessions=0)

    assert [each.clause for each in found] == ["5. Kesto ja tapaamiset", "Kokeilukerrat ja päätös jatkosta"]
    assert {it.now for it in found[1].told} == {""}
    assert found[1].told[0].before == "Ensimmäinen tapaaminen on kokeilukerta."


def test_a_clause_that_comes_has_its_place():
    found = changed(travel_costs="km", travel_estimate="100")

    assert [each.clause for each in found] == ["9. Hinta, maksaja ja laskutus", "10. Matkakulut"]
    assert {it.before for it in found[1].told} == {""}


def test_of_a_list_of_people_only_the_one_who_changed_is_told():
    (parties,) = changed(**{"supervisees-0-full_name": "Bea Bee"})

    (one,) = parties.told
    assert one.before == "Ohjattavat: Aino Lehtimäki – Sairaanhoitaja"
    assert one.now == "Ohjattavat: Bea Bee – Sairaanhoitaja"


def test_a_reference_that_somebody_typed_is_their_own_words():
    old, new = "Katso kohta\u00a05 ja muut.", "Katso kohta\u00a06 ja muut."

    assert told(changed({"goals_shared": old}, goals_shared=new)) == (old, new)


STEPS = "Ohjattava puhuu ensin työnohjaajan kanssa. "


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize(
    ("was", "is_now"),
    [
        ("", f"Ohjattava maksaa aina sopimussakon 1000 euroa {'a' * 64}."),
        *((f"Sakko on\u00a0{n} tuhatta.", f"Sakko on\u00a0{n + 1} tuhatta.") for n in (5, 8, 9, 14, 15, 16)),
        ("Sakko on\u00a05 tuhatta.", "Sakko on\u00a0k05 tuhatta."),
    ],
)
def test_what_was_typed_is_never_taken_for_our_digest_or_the_number_of_a_clause(language, was, is_now):
    usual = {"contract_language": language}
    before = usual | {"trial_sessions": 0, "dissatisfaction_steps": STEPS + was}
    gone, come = told(changed(before, **usual | {"dissatisfaction_steps": STEPS + is_now}))

    assert was in gone
    assert is_now in come


def test_what_was_typed_is_told_when_it_moves_or_is_said_again():
    before = "Saa:\nsoittaa\nEi saa:\nkirjoittaa"

    moved = changed({"goals_shared": before}, goals_shared="Saa:\nEi saa:\nsoittaa\nkirjoittaa")
    assert told(moved) == ("Ei saa:", "Ei saa:")
    again = changed({"goals_shared": before}, goals_shared=f"{before}\nsoittaa")
    assert told(again) == ("", "soittaa")


LINES = [
    "supervisor-full_name", "supervisor-business_name", "supervisor-qualification", "supervisor-contact-phone",
    "supervisor-contact-address", "supervisees-0-full_name", "supervisees-0-job_title", "supervisees-0-organisation",
    "manager-title", "manager-organisation", "client-organisation-name", "place_detail", "remote_rules-tool",
    "third_party", "invoice_details-operator", "invoice_details-reference", "retention_reason",
]  # fmt: skip
PROSE = ["methods-text", "scheduling-text", "goals_shared", "dissatisfaction_steps"]
SHOWN = {
    "retention_years": 10, "retention_reason": "Sovittu.", "remote_rules-allowed": True,
    "scheduling": {"mode": "next_at_session", "text": "Sovitaan."},
}  # fmt: skip


@pytest.mark.parametrize("field", LINES + PROSE)
@settings(max_examples=25)
@given(data=st.data())
def test_whatever_is_typed_otherwise_is_told_though_clauses_are_renumbered(field, data):
    tokens = ["Sakko", "on.", "Ei"]
    tokens += ["on\u00a09", "on\u00a010"] if not field.endswith("full_name") else []
    tokens += ["\n", "a" * 64, f"Sakko {'b' * 64}."] if field in PROSE else []
    typed = st.lists(st.sampled_from(tokens), min_size=2, max_size=4)
    was = data.draw(typed)
    is_now = data.draw(st.permutations(was) | typed)
    old, new = (" ".join(["Aa", *it, "Bb", STEPS if field in PROSE else ""]) for it in (was, is_now))
    assume(old.split() != new.split())

    before, same, other = (
        text(**SHOWN | {field: said, "trial_sessions": trials})
        for said, trials in ((old, 0), (old, 1), (new, 1))
    )
    assert changes(before, other) != changes(before, same)


def test_of_a_text_from_before_references_were_marked_what_reads_otherwise_is_told():
    unmarked = re.sub(b'<span class="clause">([0-9]+)</span>', rb"\1", text())

    assert changes(unmarked, text(2)) == changes(text(), unmarked) == ()
    _, come = told(changes(unmarked, text(2, trial_sessions=0, goals_shared="Sakko on\u00a09.")))
    assert "Sakko on\u00a09." in come
    assert "(kohta\u00a014)" in come


def test_what_was_typed_stays_text():
    _, added = told(changed(goals_shared="<b>Lihava</b> & tavoite."))

    assert added == "<b>Lihava</b> & tavoite."


@pytest.mark.parametrize(
    ("field", "value", "word"),
    [
        ("end_date", None, "Päättymispäivää"), ("sessions_total", 7, "7"), ("session_length_min", 75, "75"),
        ("cancel_notice_hours", 24, "24"), ("termination_notice_days", 21, "21"), ("signing_deadline_days", 9, "9"),
        ("retention_years", 5, "5"), ("supervisor-qualification", "STOry", "STOry"), ("place_detail", "Uusi paikka", "Uusi"),
        ("third_party", "Matti Välittäjä", "Matti"), ("manager-title", "Johtava hoitaja", "Johtava"),
        ("group_membership", "change_by_agreement", "jäsen"), ("vat_treatment", "none", "arvonlisäver"),
        ("supervisees-3", ABSENT, ""),
    ],
)  # fmt: skip
def test_what_is_agreed_otherwise_is_told(field, value, word):
    removed, added = told(changed(**{field: value}))

    assert removed or added
    assert word in added
