"""A client that sends exactly what a test says: it follows no redirect and only keeps cookies."""

import json
from dataclasses import dataclass
from email.message import Message
from http.client import HTTPConnection
from http.cookies import SimpleCookie
from urllib.parse import urlencode, urlsplit

from dev.browser import PATIENCE_SECONDS, Page

FORM = "application/x-www-form-urlencoded"
JSON = "application/json"


@dataclass(frozen=True)
class Answer:
    """An answer as it came."""

    url: str
    status: int
    headers: Message
    body: bytes

    @property
    def text(self):
        return self.body.decode()

    @property
    def json(self):
        return json.loads(self.body)

    @property
    def location(self):
        return self.headers["Location"]

    def form(self, ending):
        """The form whose address ends so, as served."""
        return self.page.form(ending)

    @property
    def page(self):
        return Page(self.url, self.status, self.body, dict(self.headers))


class Client:
    """Somebody with cookies of their own; headers as keywords: content_type="text/plain"."""

    def __init__(self, base_url):
        self.base_url = base_url
        self.cookies = {}

    def ask(self, method, path, body=None, **headers):
        named = {name.replace("_", "-"): value for name, value in headers.items()}
        if self.cookies and "cookie" not in named:
            named["cookie"] = "; ".join(f"{name}={value}" for name, value in self.cookies.items())
        site = urlsplit(self.base_url)
        connection = HTTPConnection(site.hostname, site.port, timeout=PATIENCE_SECONDS)
        try:
            connection.request(method, path.removeprefix(self.base_url), body=body, headers=named)
            answer = connection.getresponse()
            read = Answer(
                f"{self.base_url}{path.removeprefix(self.base_url)}",
                answer.status,
                answer.headers,
                answer.read(),
            )
        finally:
            connection.close()
        self._keep(read)
        return read

    def get(self, path, **headers):
        """A fragment stays in the browser."""
        return self.ask("GET", path.partition("#")[0], **headers)

    def post(self, path, fields=(), **headers):
        """Send a form's fields: pairs or a dict."""
        return self.ask("POST", path, urlencode(fields), **{"content_type": FORM} | headers)

    def send_json(self, path, value, **headers):
        body = value if isinstance(value, bytes) else json.dumps(value).encode()
        return self.ask("POST", path, body, **{"content_type": JSON} | headers)

    def fill(self, form, typed=()):
        """Press the button of a served form after typing into it; fields are kept in the page's order."""
        return self.post(form.action, form.filled(dict(typed)))

    def _keep(self, answer):
        for line in answer.headers.get_all("Set-Cookie", []):
            for name, cookie in SimpleCookie(line).items():
                if cookie["max-age"] == "0":
                    self.cookies.pop(name, None)
                else:
                    self.cookies[name] = cookie.value
