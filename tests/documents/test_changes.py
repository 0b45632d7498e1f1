"""What changed between two versions: all of what the reader must know, and nothing that only looks different."""

import pytest

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
