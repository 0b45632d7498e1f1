"""
The one Jinja environment of pages and mails: where templates lie, how they escape, and how they write days and money.

User-facing sentences stand in the templates, inside `trans` or `_()`, in Finnish: they are looked up in the catalogue
of the context's `language` when they are rendered, so that a template is compiled once for all languages.
"""

from collections.abc import Iterable
from datetime import date, datetime
from decimal import Decimal
from functools import cache
from pathlib import Path

from jinja2 import Environment, FileSystemLoader, StrictUndefined, pass_context, select_autoescape
from jinja2.runtime import Context
from markupsafe import Markup

from chalicelib.documents import formats
from chalicelib.documents.compiled import Compiled
from chalicelib.documents.translations import translations

# Beside chalicelib/ both in the checkout and in the package, where vendor/templates is unpacked to.
TEMPLATES = Path(__file__).resolve().parents[2] / "templates"


@cache
def environment() -> Environment:
    """
    The environment, made at the first use; a name that a template uses and nobody gave is an error.

    .html is escaped, .txt is not. Raises RuntimeError when the templates were not packed.
    """
    if not TEMPLATES.is_dir():
        raise RuntimeError(f"{TEMPLATES} is missing: the package takes it from vendor/templates")
    made = Environment(
        loader=FileSystemLoader(TEMPLATES), autoescape=select_autoescape(disabled_extensions=("txt",), default=True),
        undefined=StrictUndefined, trim_blocks=True, lstrip_blocks=True, extensions=["jinja2.ext.i18n"],
        auto_reload=False, bytecode_cache=Compiled("pages"),
    )  # fmt: skip
    made.policies["ext.i18n.trimmed"] = True
    made.install_gettext_callables(_gettext, _ngettext, newstyle=True)  # type: ignore[attr-defined]  # comes with the extension
    made.filters |= {
        "day": _day,
        "moment": _moment,
        "clock": _clock,
        "money": _money,
        "last_day": _last_day,
        "inside": _inside,
        "listed": _listed,
        "address": _address,
    }
    return made


def _inside(sentence: str) -> str:
    """The sentence as it goes on after a colon: its first letter small."""
    return sentence[:1].lower() + sentence[1:]


def _address(email: str) -> Markup:
    """An address, perhaps a masked one, that never breaks before its "@": "a…i" is one word to people, not to browsers."""
    local, at, domain = email.partition("@")
    return Markup('<span class="id">{}</span>{}').format(local + at, domain)


@pass_context
def _gettext(context: Context, sentence: str) -> str:
    return translations(context["language"]).gettext(sentence)


@pass_context
def _ngettext(context: Context, one: str, many: str, count: int) -> str:
    return translations(context["language"]).ngettext(one, many, count)


@pass_context
def _day(context: Context, value: date) -> str:
    return formats.day(value, context["language"])


@pass_context
def _moment(context: Context, value: datetime) -> str:
    return formats.moment(value, context["language"])


@pass_context
def _clock(context: Context, value: datetime) -> str:
    return formats.clock(value, context["language"])


@pass_context
def _money(context: Context, amount: Decimal) -> str:
    return formats.money(amount, context["language"])


@pass_context
def _last_day(context: Context, deadline: datetime) -> str:
    return formats.last_day(deadline, context["language"])


@pass_context
def _listed(context: Context, names: Iterable[str]) -> str:
    return formats.listed(names, context["language"])
