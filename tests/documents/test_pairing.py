"""Each change of a text as a pair: what was said before and what is said there now."""

import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from chalicelib.documents.pairing import paired


def pairs(before, after):
    return [(it.before, it.now) for it in paired(by_itself(before), by_itself(after))]


def by_itself(sentences):
    return {it: it for it in sentences}


HEAD, FOOT = "Tapaamisia on kymmenen.", "Laskun maksuaika on 14 päivää."


@pytest.mark.parametrize(
    ("before", "after", "told"),
    [
        ([HEAD, "Hinta on 240 €.", FOOT], [HEAD, "Hinta on 250 €.", FOOT], [("Hinta on 240 €.", "Hinta on 250 €.")]),
        ([HEAD, FOOT], [HEAD, "Alv sisältyy.", FOOT], [("", "Alv sisältyy.")]),
        ([HEAD, "Alv sisältyy.", FOOT], [HEAD, FOOT], [("Alv sisältyy.", "")]),
        ([HEAD, "Hinta on 240 €."], ["Alv lisätään.", "Hinta on 250 €.", HEAD], [("", "Alv lisätään."), ("Hinta on 240 €.", "Hinta on 250 €.")]),
        ([HEAD, "Sävyn etsiminen.", FOOT], [HEAD, "Työn rajaus tiimissä.", FOOT], [("Sävyn etsiminen.", "Työn rajaus tiimissä.")]),
        ([HEAD, "Sävyn etsiminen.", FOOT], [HEAD, "Työn rajaus.", "Oma jaksaminen.", FOOT],
         [("Sävyn etsiminen.", ""), ("", "Työn rajaus."), ("", "Oma jaksaminen.")]),
        (["Paikka: Hämeentie 3, 2. kerros"], ["Paikka: Teams", "Alku: maanantai"], [("Paikka: Hämeentie 3, 2. kerros", "Paikka: Teams"), ("", "Alku: maanantai")]),
        ([HEAD, FOOT], [FOOT, HEAD], [("", FOOT), (FOOT, "")]),
        ([], [HEAD], [("", HEAD)]),
        ([HEAD], [], [(HEAD, "")]),
    ],
    ids=["one word", "come", "gone", "come before", "in place", "not as many", "row", "moved", "all new", "all gone"],
)  # fmt: skip
def test_a_change_is_told_where_it_stands(before, after, told):
    assert pairs(before, after) == told


def test_a_sentence_that_means_the_same_is_no_change_however_it_is_worded():
    assert paired({"katso k9": "Katso kohta 9."}, {"katso k9": "Katso kohta 10."}) == ()


SENTENCES = st.lists(st.text("ab :", min_size=1).filter(str.strip), unique=True, max_size=8)


@given(SENTENCES, SENTENCES)
def test_all_that_went_and_came_is_told_once(before, after):
    told = pairs(before, after)

    gone, come = [it for it, _ in told if it], [it for _, it in told if it]
    assert len({*gone}) == len(gone)
    assert come == [it for it in after if it in come]
    assert [it for it in before if it not in gone] == [it for it in after if it not in come]
    assert ("", "") not in told


def test_texts_of_a_thousand_sentences_take_no_long_time():
    began = time.monotonic()
    told = pairs([f"Aa{n}." for n in range(1000)], [f"Bb{n}." for n in range(1000)])

    assert len(told) == 1000
    assert time.monotonic() - began < 5
