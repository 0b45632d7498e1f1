"""One page with everything that pages are built of: each token, macro and field in every state (GET /_local/components)."""

import re
from collections.abc import Mapping
from datetime import datetime
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from jinja2 import ChoiceLoader, Environment, FileSystemLoader

from chalicelib.documents import form_parts
from chalicelib.documents.pages import script_path, style_path
from chalicelib.documents.templating import TEMPLATES, environment
from chalicelib.documents.translations import LANGUAGES
from chalicelib.domain.accounts import SUPERVISOR
from chalicelib.domain.practice import Practice

SCHEMES = ("light", "dark")
_NINE = datetime(2026, 11, 23, 9, tzinfo=ZoneInfo("Europe/Helsinki"))


def page(query: Mapping[str, str]) -> str:
    """
    The page; of any other query than ours its usual one.

    query: lang, and scheme: light or dark shows the components so; without one both stand side by side, a frame each.
    """
    language = query.get("lang", "") if query.get("lang") in LANGUAGES else "fi"
    scheme = query.get("scheme", "")
    if scheme not in SCHEMES:
        return (
            _templates()
            .get_template("components.html")
            .render(language=language, languages=LANGUAGES, schemes=SCHEMES)
        )
    return _templates().get_template("components_of_one.html").render(_context(language, scheme))


def tokens(scheme: str) -> dict[str, str]:
    """The custom properties of a scheme with their values; dark has only what differs from light."""
    text = (TEMPLATES / "look" / "tokens.css").read_text("utf-8")
    blocks = re.findall(r":root \{(.*?)\}", text, re.DOTALL)
    return dict(re.findall(r"--([\w-]+): ([^;]+);", blocks[SCHEMES.index(scheme)]))


def _templates() -> Environment:
    """The product's own environment, and the templates beside this file."""
    loader = ChoiceLoader([FileSystemLoader(Path(__file__).parent), FileSystemLoader(TEMPLATES)])
    return environment().overlay(loader=loader)


def _context(language: str, scheme: str) -> dict[str, Any]:
    links = [
        {"code": code, "name": name, "url": f"?scheme={scheme}&lang={code}", "now": code == language}
        for code, name in LANGUAGES.items()
    ]
    return _AROUND | {
        "language": language,
        "languages": links,
        "scheme": scheme,
        "tokens": tokens("light") | tokens(scheme),
        "style_path": style_path,
        "script_path": script_path,
    }


_AROUND: dict[str, Any] = {
    "base_path": "",
    "csrf": "",
    "session": {"email": "ohjaaja@sopu.test", "role": SUPERVISOR},
    "practice": Practice(name="Työnohjaus Aalto Oy", email="toimisto@aalto.test", phone="040 123 4567"),
    "here": "contracts",
    "wide": True,
    "action": "",
    "faults": {
        "faulty-line": "Kirjoita päivä muodossa 31.12.2026.",
        "faulty-choice": "Valitse jompikumpi.",
        "faulty-tick": "Merkitse ruutu.",
    },
    "warnings": {"warned": "Hinta on pieni. Onko siinä vero mukana?"},
    "values": {"line": "Mallilan hyvinvointialue", "faulty-line": "maanantai", "warned": "12", "choice": "B", "tick": "true"},
    "parts": form_parts,
    "events": [
        {"at": _NINE, "words": "Versio 1 lähetettiin hyväksyttäväksi", "detail": ""},
        {"at": _NINE.replace(hour=12), "words": "Saimi Ojala pyysi muutosta", "detail": "Voisiko aloitus olla helmikuussa?"},
        {"at": _NINE.replace(day=24), "words": "Ulla Wäinölä (työnohjaaja) hyväksyi sopimuksen", "detail": ""},
    ],
    "people": [
        {"name": "Ulla Wäinölä", "role_words": "työnohjaaja", "state": "accepted", "state_words": "hyväksyi"},
        {"name": "Saimi Ojala", "role_words": "ohjattava", "state": "awaited", "state_words": "odottaa"},
        {"name": "Þóra Guðmundsdóttir", "role_words": "esihenkilö", "state": "declined", "state_words": "ei hyväksynyt"},
        {"name": "Åke von Ödmark", "role_words": "tilaajan edustaja", "state": "later", "state_words": "ei vielä linkkiä"},
    ],
}  # fmt: skip
