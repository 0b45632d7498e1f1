"""The routes that only the laptop has: is it ready, the mailbox, the names of the resources, rounds of the clock."""

import json
import re
from collections.abc import Callable, Mapping
from datetime import datetime
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, quote
from zoneinfo import ZoneInfo

from jinja2 import Environment, FileSystemLoader, StrictUndefined
from markupsafe import Markup, escape

from dev import components, mail_previews
from dev.http import Request, Response
from dev.mailbox import Mailbox, find_links

HTML = ("Content-Type", "text/html; charset=utf-8")
JSON = ("Content-Type", "application/json; charset=utf-8")
FRESH = ("Cache-Control", "no-store")
# A mail is shown as a mail program shows it: without scripts, on nobody's behalf.
AS_MAIL = (
    "Content-Security-Policy",
    "sandbox allow-popups allow-popups-to-escape-sandbox allow-top-navigation",
)

MAIL_PATH = re.compile(r"/_local/mail/([^/]+)\.html")
FILE_PATH = re.compile(r"/_local/mail/([^/]+)/([1-9][0-9]?)")
# What one looks at while working on the product: HTML, given what the query says.
LOOKS: dict[str, Callable[[Mapping[str, str]], str]] = {
    "/_local/components": components.page,
    "/_local/mails": mail_previews.page,
}


class LocalPages:
    """
    Answers what belongs to the laptop and nothing else: an unknown path gives None.

    resources: what GET /_local/resources tells. settle: rounds of the clock until nothing is left to do.
    """

    def __init__(self, mailbox: Mailbox, resources: Mapping[str, Any], settle: Callable[[], None]) -> None:
        self._mailbox = mailbox
        self._resources = dict(resources)
        self._settle = settle
        templates = FileSystemLoader(Path(__file__).parent)
        environment = Environment(loader=templates, autoescape=True, undefined=StrictUndefined)
        environment.filters |= {"linked": linked, "finnish_time": finnish_time, "finnish_size": finnish_size}
        self._mailbox_page = environment.get_template("mailbox.html")
        self._routes = {
            ("GET", "/healthz"): self._health,
            ("GET", "/_local/mail"): self._mail,
            ("GET", "/_local/mail.json"): self._mail_json,
            ("GET", "/_local/resources"): self._names,
            ("POST", "/_local/sweep"): self._sweep,
        }

    def __call__(self, request: Request) -> Response | None:
        path, _, query = request.target.partition("?")
        route = self._routes.get((request.method, path))
        if route is not None:
            return route()
        if request.method != "GET":
            return None
        if look := LOOKS.get(path):
            return Response(200, (HTML, FRESH), look(dict(parse_qsl(query))).encode())
        if mail := MAIL_PATH.fullmatch(path):
            return self._one_mail(mail[1])
        file = FILE_PATH.fullmatch(path)
        return self._one_file(file[1], int(file[2])) if file else None

    def _health(self) -> Response:
        return _json({"status": "ready"})

    def _names(self) -> Response:
        return _json(self._resources)

    def _sweep(self) -> Response:
        self._settle()
        return Response(204)

    def _mail(self) -> Response:
        mails = self._mailbox.mails()[::-1]
        return Response(200, (HTML, FRESH), self._mailbox_page.render(mails=mails).encode())

    def _mail_json(self) -> Response:
        return _json([mail.as_json() for mail in self._mailbox.mails()])

    def _one_mail(self, mail_id: str) -> Response | None:
        mail = self._mailbox.find(mail_id)
        return Response(200, (HTML, FRESH, AS_MAIL), mail.html.encode()) if mail else None

    def _one_file(self, mail_id: str, number: int) -> Response | None:
        mail = self._mailbox.find(mail_id)
        if mail is None or number > len(mail.attachments):
            return None
        file = mail.attachments[number - 1]
        named = ("Content-Disposition", f"inline; filename*=UTF-8''{quote(file.name, safe='')}")
        return Response(200, (("Content-Type", file.content_type), FRESH, named), file.data)


def linked(text: str) -> Markup:
    """The text of a mail, safe in HTML, its addresses clickable."""
    parts, end = [], 0
    for start, stop in find_links(text):
        parts += [escape(text[end:start]), Markup('<a href="{0}">{0}</a>').format(text[start:stop])]
        end = stop
    return Markup("").join([*parts, escape(text[end:])])


def finnish_time(instant: str) -> str:
    """ISO 8601 as a Finn writes it, in Helsinki: 23.11.2026 klo 9.00."""
    there = datetime.fromisoformat(instant).astimezone(ZoneInfo("Europe/Helsinki"))
    return f"{there.day}.{there.month}.{there.year} klo {there.hour}.{there.minute:02}"


def finnish_size(size: int) -> str:
    """Bytes as a person reads them: 87 kt."""
    return f"{max(1, round(size / 1000))} kt"


def _json(value: Any) -> Response:
    return Response(200, (JSON, FRESH), json.dumps(value, ensure_ascii=False).encode())
