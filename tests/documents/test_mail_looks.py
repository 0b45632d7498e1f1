"""Whom a mail is from, how to know that it is genuine, and what it looks like: on a phone, in the dark, to who listens."""

import re

from chalicelib.documents.templating import TEMPLATES
from chalicelib.domain.practice import Practice
from dev.mail_samples import CONSUMER
from tests.documents.html import parsed, words
from tests.documents.letters import a_letter, every_letter, every_mail

# Whom it is from, and how to know it


@every_letter
def test_mail_tells_who_it_is_from_and_how_to_know_it(sample):
    text = sample.words("fi").text

    assert "Aito linkki vie aina osoitteeseen sopu.example." in text
    assert "Näin Sopu toimii: sopu.example/how" in text
    assert ("Ulla-Maija Wäinölä, ohjaaja@sopu.test" in text) == (sample.role != "supervisor")
    assert text.count("Sait viestin, koska") == 1


def test_under_a_stage_the_page_that_explains_is_found_too():
    made = a_letter("ended", base_url="https://abc.example/api")

    assert "Näin Sopu toimii: abc.example/api/how" in made.text
    assert "https://abc.example/api/how" in parsed(made.html).xpath("//@href")


def test_mail_ends_with_who_runs_the_service_where_that_is_told():
    told, silent = a_letter("ended"), a_letter("ended", practice=Practice())

    assert told.text.endswith(
        "\n\nTyönohjaus Aalto Oy, Rantakatu 3, 00100 Helsinki, +358 40 123456, toimisto@aalto.example\n"
    )
    assert "Sopu · Työnohjaus Aalto Oy" in words(parsed(told.html))
    assert silent.text.endswith("sopu.example/how\n")
    assert "·" not in silent.html


# Its looks


@every_mail
def test_who_listens_hears_first_what_is_asked(sample):
    root = parsed(sample.words("fi").html)

    (heading,) = root.xpath("//main//h1")
    assert words(heading)
    assert [it.get("role") for it in root.iter("table")] == ["presentation"] * len(list(root.iter("table")))
    assert root.xpath("//main/div/@aria-label") == [root.findtext("head/title")]


@every_mail
def test_html_needs_nothing_from_elsewhere(sample):
    html = sample.words("fi").html

    assert parsed(html).xpath("//img | //link | //script | //@src | //@background") == []
    assert not re.search(r"url\(|@import|@font-face", html)


def test_mails_wear_the_colours_of_pages_and_each_stands_for_light_and_dark():
    style = parsed(a_letter("ended").html).findtext("head/style")
    light, _, dark = style.partition("@media (prefers-color-scheme: dark)")
    tokens = (TEMPLATES / "look" / "tokens.css").read_text()

    for part, told in zip((light, dark), tokens.split("@media")[:2], strict=True):
        colours = re.findall(r"#\w+", part)
        assert len(colours) == 7
        assert all(f": {colour};" in told for colour in colours)


def test_what_has_a_colour_of_its_own_at_the_element_is_the_button_alone():
    root = parsed(a_letter("completed", **CONSUMER).html)

    dressed = [it.tag for it in root.xpath("//*[contains(@style, '#')]")]
    assert dressed == ["td", "a"]


def test_the_button_is_seen_on_light_and_on_dark_and_its_words_are_read():
    html = a_letter("ended").html
    (on,) = set(re.findall(r"border-radius: 8px; background: (#\w+)", html))
    (word,) = re.findall(r"; color: (#\w+); font-weight", html)

    assert contrast(on, word) >= 4.5
    assert all(contrast(on, paper) >= 3 for paper in re.findall(r"\.paper { background: (#\w+)", html))


def contrast(one, other):
    """WCAG 2.2: from 1 to 21."""
    lighter, darker = sorted((luminance(one), luminance(other)), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def luminance(colour):
    parts = (int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5))
    red, green, blue = (it / 12.92 if it <= 0.04045 else ((it + 0.055) / 1.055) ** 2.4 for it in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
