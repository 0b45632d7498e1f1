"""What mails say. Who gets one, and when, is the workflow's; how it is sent, the mailer's."""

import re
from collections.abc import Mapping
from functools import cache
from typing import TypeVar
from urllib.parse import urlsplit

from jinja2 import Environment
from markupsafe import Markup

from chalicelib.documents.compiled import Compiled
from chalicelib.documents.templating import TEMPLATES, environment
from chalicelib.frozen import dataclass

S = TypeVar("S", bound=str)
_WHOLE = ("number", "successor", "replaces", "calendar")


@dataclass(frozen=True)
class Words:
    """A mail's subject (one line) and its two bodies, which say the same."""

    subject: str
    text: str
    html: str


def letter(kind: str, language: str, **context: object) -> Words:
    """
    The words of one mail.

    kind: a folder of templates/mails, whose body.txt is rendered once in each form. context: url (what the mail's one
    button opens), base_url, practice (who runs the service), number, supervisor, supervisor_email, recipient, deadline
    (aware, 24:00 of the last day, or None), status, role, concluded, version, asked_before, link_replaced (an earlier
    link to this version is dead), others_wait (nobody else is asked before the supervisor accepts), needs_code
    (accepting takes a code, which no mail holds), calendar (name of the enclosed entries), consumer, and for a consumer
    withdraw_url, withdraw_until (as deadline), early_start, not_before (a day, or None); their notice of withdrawal with withdrawn_at,
    typed_name, words, goes_on, others, superseded and replaces; whose (the role of the party whom no mail reaches). For a
    login only code, base_url and practice. No goals, prices, reasons or third persons' names belong here: a mail may be
    read by others. The same context gives the same words. Raises jinja2.UndefinedError when the context lacks something.
    """
    site = urlsplit(str(context["base_url"])).netloc
    given = context | {"language": language, "site": site, "paragraphs": _paragraphs}
    subject = " ".join(environment().get_template(f"mails/{kind}/subject.txt").render(given).split())
    body, told = f"mails/{kind}/body.txt", given | {"subject": subject}
    text = environment().get_template(body).render(told | _form("txt"))
    html = marked_up().get_template(body).render(told | _form("html") | _colours() | _unbroken(given))
    return Words(subject=subject, text=re.sub(r"\n{3,}", "\n\n", text).strip() + "\n", html=html)


def _form(suffix: str) -> dict[str, str]:
    return {"layout": f"mails/_layout.{suffix}", "parts": f"mails/_parts.{suffix}"}


@cache
def marked_up() -> Environment:
    """The same templates with every value escaped, whatever a file is called: what people typed stays text."""
    return environment().overlay(autoescape=True, bytecode_cache=Compiled("mails"))


def _unbroken(given: Mapping[str, object]) -> dict[str, Markup]:
    """What a line must not break at a hyphen: numbers of contracts, and names of files."""
    whole = Markup('<span style="white-space: nowrap">{}</span>')
    return {name: whole.format(given[name]) for name in _WHOLE if given.get(name)}


@cache
def _colours() -> dict[str, dict[str, str]]:
    """light and dark: the colours of pages by name. Mail programs read no custom properties, so the values stand in mails."""
    light, _, dark = (TEMPLATES / "look" / "tokens.css").read_text("utf-8").partition("@media")
    return {
        name: dict(re.findall(r"--([\w-]+): (#\w+);", part))
        for name, part in (("light", light), ("dark", dark))
    }


def _paragraphs(words: S) -> list[S]:
    """What blank lines part, each on one line; blanks that do not break stay as they are."""
    parted = (re.sub("[ \n]+", " ", it).strip(" ") for it in re.split(r"\n[ ]*\n", words))
    return [type(words)(it) for it in parted if it]
