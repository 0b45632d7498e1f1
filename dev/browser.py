"""A browser without a screen: keeps cookies, follows redirects, and fills the forms that pages serve."""

import http.client
import urllib.request
from dataclasses import dataclass, field
from html.parser import HTMLParser
from http.cookiejar import CookieJar
from typing import Any
from urllib.error import HTTPError
from urllib.parse import urlencode, urljoin

PATIENCE_SECONDS = 180  # a machine may be slow, and a moved clock brings much work at once


@dataclass
class ServedForm:
    """A form as the page served it: where it goes and what it holds before anybody types."""

    action: str
    method: str = "get"
    values: list[tuple[str, str]] = field(default_factory=list)
    names: list[str] = field(default_factory=list)

    def filled(self, typed: dict[str, str]) -> list[tuple[str, str]]:
        """The values that a browser would send after these were typed; a typed name replaces the served value."""
        return [(name, value) for name, value in self.values if name not in typed] + list(typed.items())


@dataclass(frozen=True)
class Page:
    """An answer: its address after redirects, status, bytes."""

    url: str
    status: int
    body: bytes
    headers: dict[str, str]

    @property
    def text(self) -> str:
        return self.body.decode("utf-8", "replace")

    def forms(self) -> list[ServedForm]:
        """The page's forms, in order; actions are absolute."""
        reader = _Forms()
        reader.feed(self.text)
        for form in reader.forms:
            form.action = urljoin(self.url, form.action)
        return reader.forms

    def form(self, ending: str) -> ServedForm:
        """The form whose address ends so. Raises LookupError."""
        found = [form for form in self.forms() if form.action.endswith(ending)]
        if not found:
            raise LookupError(f"no form to …{ending} on {self.url} ({self.status}): {self.text[:2000]}")
        return found[0]


class Browser:
    """One person's browser. Answers of 4xx and 5xx come back as pages."""

    def __init__(self) -> None:
        self._cookies = CookieJar()
        handlers = [urllib.request.ProxyHandler({}), urllib.request.HTTPCookieProcessor(self._cookies)]
        self._opener = urllib.request.build_opener(*handlers)

    def get(self, url: str) -> Page:
        return self._ask(urllib.request.Request(url))  # noqa: S310 - the laptop's own addresses

    def post(self, url: str, fields: list[tuple[str, str]] | dict[str, str]) -> Page:
        return self._ask(urllib.request.Request(url, urlencode(fields).encode()))  # noqa: S310

    def send(self, url: str, body: bytes, content_type: str) -> Page:
        headers = {"Content-Type": content_type}
        return self._ask(urllib.request.Request(url, body, headers, method="POST"))  # noqa: S310

    def submit(self, form: ServedForm, **typed: str) -> Page:
        """Fill the form in and press its button; names with hyphens go through `fill`."""
        return self.fill(form, typed)

    def fill(self, form: ServedForm, typed: dict[str, str]) -> Page:
        return self.post(form.action, form.filled(typed))

    def upload(self, url: str, name: str, data: bytes) -> Page:
        """Choose a file in a form's `name` field."""
        line = "sopu-browser-boundary"
        head = f'--{line}\r\nContent-Disposition: form-data; name="{name}"; filename="{name}.pdf"\r\n'
        body = f"{head}Content-Type: application/pdf\r\n\r\n".encode() + data + f"\r\n--{line}--\r\n".encode()
        return self.send(url, body, f"multipart/form-data; boundary={line}")

    def _ask(self, request: urllib.request.Request) -> Page:
        try:
            answer: Any = self._opener.open(request, timeout=PATIENCE_SECONDS)
        except HTTPError as error:
            answer = error
        with answer:
            return Page(answer.url, answer.status, _whole(answer), dict(answer.headers))


def _whole(answer: Any) -> bytes:
    try:
        return bytes(answer.read())
    except http.client.IncompleteRead as error:
        return error.partial


class _Forms(HTMLParser):
    """Collects what a browser would send of each form as served: hidden values, ticked boxes, chosen options; no template."""

    def __init__(self) -> None:
        super().__init__()
        self.forms: list[ServedForm] = []
        self._select = ""
        self._chosen: str | None = None
        self._area: list[str] | None = None
        self._templates = 0

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        told = {name: value if value is not None else "" for name, value in attrs}
        if tag == "form":
            self.forms.append(ServedForm(told.get("action", ""), told.get("method", "get").lower()))
        elif tag == "template":
            self._templates += 1
        elif self.forms and not self._templates:
            self._field(tag, told)

    def handle_data(self, data: str) -> None:
        if self._area is not None:
            self._area.append(data)

    def handle_endtag(self, tag: str) -> None:
        self._templates -= tag == "template"
        if tag == "textarea" and self._area is not None:
            self.forms[-1].values.append((self._select, "".join(self._area).removeprefix("\n")))
            self._area = None
        if tag == "select" and self._chosen is not None:
            self.forms[-1].values.append((self._select, self._chosen))
            self._chosen = None

    def _field(self, tag: str, told: dict[str, str]) -> None:
        form, name = self.forms[-1], told.get("name", "")
        if name:
            form.names.append(name)
        if tag == "input" and name and _is_sent(told):
            form.values.append((name, told.get("value", "on" if told.get("type") == "checkbox" else "")))
        elif tag == "textarea":
            self._select, self._area = name, []
        elif tag == "select":
            self._select, self._chosen = name, None
        elif tag == "option" and ("selected" in told or self._chosen is None):
            self._chosen = told.get("value", "")


def _is_sent(told: dict[str, str]) -> bool:
    kind = told.get("type", "text")
    return kind not in {"submit", "button", "file", "image"} and (
        kind not in {"checkbox", "radio"} or "checked" in told
    )
