"""
The three languages that we speak, and gettext's catalogues of what is translated from Finnish.

A sentence stands where it is used, in Finnish, marked by `_`: that is its key in locale/<language>/LC_MESSAGES/sopu.po.
`make messages` writes the catalogues. Words that go into archived documents stand in words.py instead.
"""

from functools import cache
from gettext import GNUTranslations, NullTranslations
from pathlib import Path

LANGUAGES = {"fi": "Suomi", "sv": "Svenska", "en": "English"}
CATALOGUES = Path(__file__).parent / "locale"


def _(sentence: str) -> str:
    """Mark a sentence for translation; what is marked is looked up when it is shown."""
    return sentence


@cache
def translations(language: str) -> NullTranslations:
    """
    What turns a Finnish sentence into the language's; Finnish has no catalogue to load.

    Raises FileNotFoundError for a language that we do not speak. A sentence without a translation stays Finnish.
    """
    if language == "fi":
        return NullTranslations()
    with (CATALOGUES / language / "LC_MESSAGES" / "sopu.mo").open("rb") as catalogue:
        return GNUTranslations(catalogue)


def preferred(accept_language: str) -> str:
    """
    The one of our languages that a browser likes best by its Accept-Language header (RFC 9110, 12.5.4); else Finnish.
    """
    weighed = [part.partition(";") for part in accept_language[:500].replace(" ", "").split(",")]
    liked = sorted(weighed, key=lambda part: _weight(part[2]), reverse=True)
    tags = (tag.split("-")[0].lower() for tag, _, parameter in liked if _weight(parameter) > 0)
    return next((tag for tag in tags if tag in LANGUAGES), "fi")


def _weight(parameter: str) -> float:
    """1 where the browser says nothing, 0 where it says what nobody understands."""
    try:
        return float(parameter.removeprefix("q=")) if parameter else 1
    except ValueError:
        return 0
