"""
What anybody may read about the service: how it works, privacy, processing, words, accessibility.

Each is a whole file for each language, templates/texts/<name>.<language>.html, because long prose reads better whole
than as translated sentences: an h1, a short beginning, then parts that each begin with an h2 that has an id.
"""

import re
from collections.abc import Sequence
from datetime import date

from markupsafe import Markup

from chalicelib.documents.templating import environment
from chalicelib.frozen import dataclass

# When each was last changed in what it says; a date stands on those that somebody may need to hold us to.
TEXTS: dict[str, date | None] = {
    "how": None,
    "privacy": date(2026, 11, 22),
    "processing": date(2026, 11, 22),
    "glossary": None,
    "accessibility": date(2026, 11, 22),
}
_TITLE = re.compile(r"<h1>(.*?)</h1>", re.DOTALL)
_PART = re.compile(r'<h2 id="([a-z-]+)">(.*?)</h2>', re.DOTALL)
_BEFORE_PART = re.compile("(?=<h2 )")


@dataclass(frozen=True, kw_only=True)
class Text:
    """
    A text in one language, in pieces for a page.

    parts: id and heading of each part, for a table of contents. beginning: what stands before the first part.
    changed: when it last said something else, None where nobody needs to know.
    """

    title: Markup
    beginning: Markup
    parts: Sequence[tuple[str, Markup]]
    rest: Markup
    changed: date | None


def text(name: str, language: str, **facts: object) -> Text:
    """
    The text of this name, a key of TEXTS.

    facts: base_path, site (the service's address), operator (who runs it) and practice (their contact details), as the
    texts name them. Raises KeyError for another name, jinja2.UndefinedError for a fact that lacks.
    """
    changed = TEXTS[name]
    whole = environment().get_template(f"texts/{name}.{language}.html").render(facts, language=language)
    title = _TITLE.search(whole)
    if title is None:
        raise ValueError(f"the text {name} in {language} has no title")
    beginning, *parts = _BEFORE_PART.split(whole[title.end() :])
    return Text(
        title=_rendered(title[1]),
        beginning=_rendered(beginning),
        parts=tuple((id_, _rendered(words)) for id_, words in _PART.findall(whole)),
        rest=_rendered("".join(parts)),
        changed=changed,
    )


def _rendered(piece: str) -> Markup:
    """A piece of what the template rendered, where every fact is escaped already."""
    return Markup(piece)  # noqa: S704
