"""The words of Annex A are nowhere but in its own document and before the eyes of those who sign it."""

import base64
import re

import pytest

from tests.life.annex_life import GROUP, lived
from tests.life.searched import letters, text_of

# Of goals_supervisees; none of them is anywhere else in the example.
PHRASES = (
    "pelottaa tai hävettää", "alkaa ohjata ratkaisuja", "lasken työn käsistäni", "lapsen tilanne jää auki",
    "Erimielisyys työparin kanssa", "harjoittelemme sanomaan", "ääneen samana päivänä", "kenellä on oikeus sanoa",
    "ylittää voimansa", "kokeilee siihen toista tapaa", "kukin päättää itse", "ryhmän ulkopuolelle viedään",
)  # fmt: skip


@pytest.fixture(scope="module")
def story(service, tmp_path_factory):
    service.clock.write_text("2026-11-23T09:00:00+02:00", encoding="ascii")
    return lived(service, tmp_path_factory.mktemp("annex"))


def found(data):
    """The phrases that are in these bytes, however they are written."""
    told = letters(text_of(data))
    return [phrase for phrase in PHRASES if letters(phrase) in told]


@pytest.mark.parametrize("phrase", PHRASES)
def test_the_phrases_are_those_of_the_annex_alone(phrase):
    others = {key: value for key, value in GROUP.items() if key != "goals_supervisees"}

    assert phrase in GROUP["goals_supervisees"]
    assert letters(phrase) not in letters(repr(others))


def test_its_own_files_hold_every_word_of_it(story):
    """Offered and sealed, and as each signer gets it: so the search finds what is there."""
    files = {place: data for place, data in story.own.items() if not place.endswith("page")}

    assert len(files) > 10
    assert {place for place, data in files.items() if found(data) != list(PHRASES)} == set()


def test_who_signs_it_reads_every_word_on_their_own_page(story):
    pages = {place: data for place, data in story.own.items() if place.endswith("page")}

    assert len(pages) == 1 + GROUP["_expect"]["signers_annex"]
    assert {place for place, data in pages.items() if found(data) != list(PHRASES)} == set()


def test_nobody_who_does_not_sign_it_finds_a_word_of_it_anywhere(story):
    """Table, bucket, mails, log, output, the contract's PDF with its attachments, pages and answers of everybody else."""
    kinds = (
        "ENTRY#",
        "PRIVATE#",
        "FIND#",
        "LINK#",
        "offered/",
        "/v1.pdf",
        "mail ",
        "log",
        "/api/",
        "/archive/",
        "preview",
    )

    assert [kind for kind in kinds if not any(kind in place for place in story.hidden)] == []
    assert {place: words for place, data in story.hidden.items() if (words := found(data))} == {}


def test_no_digest_salt_or_place_of_it_is_told_to_who_does_not_sign_it(story):
    it = story.secrets
    for secret in (it.digest, it.file_digest, it.salt, it.version_id, it.key):
        forms = {secret, secret.upper(), base64.b64encode(secret.encode()).decode()}
        if re.fullmatch("[0-9a-f]{64}", secret):
            forms.add(base64.b64encode(bytes.fromhex(secret)).decode())
        asked = [place for place, told in story.seen.items() if any(form in told for form in forms)]
        assert [place for place in asked if f"/verify/{secret}" not in place] == []


def test_its_length_is_told_to_nobody_else(story):
    for length in (story.secrets.length, story.secrets.file_length):
        number = re.compile(rf"(?<!\d){length // 1000}[  ., ]?{length % 1000:03}(?!\d)")
        assert [place for place, told in story.seen.items() if number.search(told)] == []


def test_its_digest_lies_nowhere_but_in_its_own_files(story):
    """The trail has the salted one alone, and nothing needs the other."""
    assert [place for place, data in story.hidden.items() if story.secrets.digest.encode() in data] == []


def test_the_auditor_is_told_that_it_is_there_and_sound(story):
    page = story.seen[f"/archive/{story.contract} for the auditor, sealed"]

    assert "Luottamuksellinen liite A" in page
    assert "täsmälleen se sopimuksen liite A" in page
    assert "Lataa liite A" not in page
