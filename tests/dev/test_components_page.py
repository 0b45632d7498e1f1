"""The page of components: it is made of the product's own templates, and shows all of them."""

import re

import pytest

from chalicelib.documents.templating import TEMPLATES
from dev.components import page, tokens
from tests.documents.html import parsed, words

# What other fields are made of, and what needs the contract form around it.
WITHIN = {"person", "notes", "state", "about", "part", "refresh"}


@pytest.mark.parametrize("language", ["fi", "sv", "en"])
@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_it_can_be_looked_at_in_each_language_and_scheme(language, scheme):
    root = parsed(page({"lang": language, "scheme": scheme}))

    assert root.get("lang") == language
    assert f"color-scheme: {scheme}" in root.xpath("string(//style)")


def test_both_schemes_stand_side_by_side():
    frames = parsed(page({"lang": "sv"})).xpath("//iframe/@src")

    assert frames == ["?lang=sv&scheme=light", "?lang=sv&scheme=dark"]


@pytest.mark.parametrize("query", [{}, {"lang": "de"}, {"scheme": "<b>"}])
def test_any_other_query_gets_the_usual_page(query):
    assert page(query) == page({"lang": "fi"})


@pytest.mark.parametrize(("file", "name"), [("_components", "parts_of"), ("_fields", "field")])
def test_no_component_is_left_out(file, name):
    there = set(re.findall(r"{% macro (\w+)\(", (TEMPLATES / "pages" / f"{file}.html").read_text("utf-8")))
    shown = set(re.findall(rf"\b{name}\.(\w+)\(", (SHOWN.read_text("utf-8"))))

    assert there - WITHIN == shown


def test_every_colour_has_its_swatch():
    swatches = parsed(page({"scheme": "light"})).xpath("//ul[@class='swatches']/li")
    colours = [name for name, value in tokens("light").items() if value.startswith("#")]

    assert [words(it).split("#")[0].strip() for it in swatches] == colours
    assert {"ground", "ink", "accent"} <= set(colours)


def test_dark_changes_values_only():
    assert set(tokens("dark")) < set(tokens("light"))


SHOWN = TEMPLATES.parent / "dev" / "components_of_one.html"
