"""Pages as HTML, and the one stylesheet and the one script that they link to."""

from functools import cache
from hashlib import sha256

from chalicelib.documents.templating import TEMPLATES, environment

Text = tuple[str, str]


def page(name: str, language: str = "fi", **context: object) -> str:
    """
    A whole HTML page.

    name: a file of templates/pages without its suffix. language: the reader's. context: what the template names; always
    base_path (before every path of ours, "" or "/api"), session (None, or the email and role of who is logged in), csrf
    and languages (the page's address in each, for its foot; may be empty).
    Raises jinja2.UndefinedError when the context lacks something, which is a bug. The same context, the same page.
    """
    versions = {"style_version": stylesheet()[1], "script_version": script()[1]}
    return environment().get_template(f"pages/{name}.html").render(context | versions, language=language)


def stylesheet() -> Text:
    """The stylesheet and its version: with the version in its address it may be cached for ever."""
    return _file("style.css")


def script() -> Text:
    """The form's script and its version, as with the stylesheet; no page needs it."""
    return _file("form.js")


@cache
def _file(name: str) -> Text:
    text = (TEMPLATES / "pages" / name).read_text("utf-8")
    return text, sha256(text.encode()).hexdigest()[:16]
