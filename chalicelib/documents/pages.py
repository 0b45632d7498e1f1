"""Pages as HTML, and the two stylesheets and the few scripts that they link to."""

import re
from functools import cache
from hashlib import sha256

from chalicelib.documents.templating import TEMPLATES, environment

Text = tuple[str, str]
# Later parts may refine earlier ones; templates/look/README.md says what belongs where.
LOOK = {
    "style": ("tokens", "type", "page", "boxes", "forms", "contract", "sign", "text", "media"),
    "desk": (
        "form",
        "list",
        "archive",
        "account",
    ),  # for whoever is logged in: a party on a telephone does not load it
}


def page(name: str, language: str = "fi", **context: object) -> str:
    """
    A whole HTML page.

    name: a file of templates/pages without its suffix. language: the reader's. context: what the template names; always
    base_path (before every path of ours, "" or "/api"), session (None, or the email and role of who is logged in), csrf,
    languages (the page's address in each, for its foot; may be empty) and practice (domain/practice).
    Raises jinja2.UndefinedError when the context lacks something, which is a bug. The same context, the same page.
    """
    given = context | {"style_path": style_path, "script_path": script_path}
    return environment().get_template(f"pages/{name}.html").render(given, language=language)


@cache
def stylesheet(name: str = "style") -> Text:
    """
    A stylesheet of LOOK and its version: with the version in its address it may be cached for ever.

    Raises KeyError for any other name.
    """
    parts = ((TEMPLATES / "look" / f"{part}.css").read_text("utf-8") for part in LOOK[name])
    return _versioned(packed("".join(parts)))


def style_path(name: str) -> str:
    """Where a page finds the stylesheet, below base_path. Raises KeyError for one that there is not."""
    return f"/{name}.css?v={stylesheet(name)[1]}"


def packed(css: str) -> str:
    """The same rules in fewer bytes: without comments and without blanks that separate nothing; strings stay as they are."""
    parts = re.split(r'("[^"]*")', re.sub(r"/\*.*?\*/", "", css, flags=re.DOTALL))
    return "".join(part if part.startswith('"') else _without_blanks(part) for part in parts).strip()


def _without_blanks(css: str) -> str:
    """A blank before a colon may be a descendant (`main :is(h1)`), and those around + and - belong to calc()."""
    single = re.sub(r"\s+", " ", css)
    return re.sub(r" ?([{};,>]) ?|(:) ", r"\1\2", single).replace(";}", "}")


@cache
def script(name: str) -> Text:
    """A script of templates/scripts and its version, as with the stylesheet. Raises KeyError for any other name."""
    if name not in scripts():
        raise KeyError(name)
    return _versioned((TEMPLATES / "scripts" / f"{name}.js").read_text("utf-8"))


@cache
def scripts() -> frozenset[str]:
    """Names of the scripts; every page works without them."""
    return frozenset(file.stem for file in (TEMPLATES / "scripts").glob("*.js"))


def script_path(name: str) -> str:
    """Where a page finds the script, below base_path. Raises KeyError for a script that there is not."""
    return f"/scripts/{name}.js?v={script(name)[1]}"


def _versioned(text: str) -> Text:
    return text, sha256(text.encode()).hexdigest()[:16]
