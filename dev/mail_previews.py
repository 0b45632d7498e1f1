"""One page with every mail that Sopu sends, to each reader, in each language and form (GET /_local/mails)."""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from urllib.parse import urlencode

from jinja2 import Environment, FileSystemLoader, StrictUndefined

from chalicelib.documents.mails import Words
from chalicelib.documents.translations import LANGUAGES
from dev.mail_samples import Sample, samples

SCHEMES = {"light": "Vaalea", "dark": "Tumma"}
WIDTHS = {"360": "Puhelin", "700": "Tietokone"}
ALL = "all"
_PREHEADER = re.compile(r"<div data-preheader[^>]*>(.*?)</div>", re.DOTALL)


@dataclass(frozen=True)
class Shown:
    """A letter on the page: of which sample, in which language, and where its HTML opens alone."""

    sample: Sample
    language: str
    words: Words
    address: str

    @property
    def preheader(self) -> str:
        """What a list of mails shows after the subject."""
        found = _PREHEADER.search(self.words.html)
        return " ".join(re.sub("<[^>]*>", "", found[1]).split()) if found else ""


def page(query: Mapping[str, str]) -> str:
    """
    The page; of any other query than ours its usual one.

    query: lang (fi, sv, en or all), scheme (light or dark), width (360 or 700) say how all are shown; with `mail` the
    answer is the HTML of that one alone, as a mail program of that scheme shows it.
    """
    scheme = _one_of(SCHEMES, query.get("scheme", ""))
    wanted = query.get("mail", "")
    for sample in samples():
        if _name(sample) == wanted:
            return as_in(scheme, sample.words(_one_of(LANGUAGES, query.get("lang", ""))).html)
    return _list(
        _one_of([*LANGUAGES, ALL], query.get("lang", "")), scheme, _one_of(WIDTHS, query.get("width", ""))
    )


def as_in(scheme: str, html: str) -> str:
    """The mail as a program of this scheme shows it, whatever the browser's own is."""
    chosen = "all" if scheme == "dark" else "not all"
    return html.replace("(prefers-color-scheme: dark)", chosen).replace(
        "color-scheme: light dark", f"color-scheme: {scheme}"
    )


def _list(language: str, scheme: str, width: str) -> str:
    languages = list(LANGUAGES) if language == ALL else [language]
    kinds = [
        (kind, list(_shown(them, languages, scheme)))
        for kind, them in groupby(_by_kind(), lambda it: it.kind)
    ]
    now = {"lang": language, "scheme": scheme, "width": width}
    choices = {
        "lang": {**LANGUAGES, ALL: "Kaikki"}, "scheme": SCHEMES, "width": WIDTHS,
    }  # fmt: skip
    links = [
        [(f"?{urlencode(now | {name: value})}", words, now[name] == value) for value, words in these.items()]
        for name, these in choices.items()
    ]
    here = Environment(
        loader=FileSystemLoader(Path(__file__).parent), autoescape=True, undefined=StrictUndefined
    )
    return here.get_template("mail_previews.html").render(kinds=kinds, links=links, width=width)


def _by_kind() -> list[Sample]:
    return sorted(samples(), key=lambda it: it.kind)


def _shown(them: Iterator[Sample], languages: list[str], scheme: str) -> Iterator[Shown]:
    for sample in them:
        for language in languages:
            address = urlencode({"mail": _name(sample), "lang": language, "scheme": scheme})
            yield Shown(sample, language, sample.words(language), f"?{address}")


def _name(sample: Sample) -> str:
    return " ".join(filter(None, (sample.kind, sample.role, sample.case)))


def _one_of(known: Mapping[str, str] | list[str], given: str) -> str:
    """What was given, or the first that there is."""
    return given if given in known else next(iter(known))
