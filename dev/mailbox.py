"""Every mail that SES took, read back as a person would see it."""

import json
import re
import threading
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from email import message_from_bytes, policy
from email.header import decode_header, make_header
from email.message import EmailMessage
from email.utils import getaddresses, parsedate_to_datetime
from typing import Any
from urllib.request import urlopen

from dev import clock
from dev.embedded_aws import ACCOUNT

LINK = re.compile(r"https?://[^\s<>\"']+")
AFTER_A_LINK = ".,;:!?)]}»”"
_TOLD = ("id", "to", "reply_to", "subject", "text", "html", "sent_at", "links")


@dataclass(frozen=True)
class Captured:
    """What SES was given: its message id, the addresses it was to go to, the raw message, and its tags."""

    id: str
    destinations: tuple[str, ...]
    raw: str
    tags: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True)
class Attachment:
    """A file that came with a mail."""

    name: str
    content_type: str
    data: bytes


@dataclass(frozen=True)
class Mail:
    """One mail: `to` bare and lower-case, `links` every URL of the text in order, `sent_at` ISO 8601 with offset."""

    id: str
    to: list[str]
    sender: str
    reply_to: str
    subject: str
    text: str
    html: str
    sent_at: str
    links: list[str]
    attachments: list[Attachment]

    @property
    def files(self) -> list[dict[str, Any]]:
        """What came with it: name, size in bytes, and the path of a link to open it."""
        return [
            {"name": it.name, "size": len(it.data), "link": f"/_local/mail/{self.id}/{number}"}
            for number, it in enumerate(self.attachments, start=1)
        ]

    def as_json(self) -> dict[str, Any]:
        """The shape of GET /_local/mail.json."""
        mail = {name: getattr(self, name) for name in _TOLD}
        return mail | {"from": self.sender, "attachments": self.files}


class Mailbox:
    """
    The mails so far, oldest first; once read, a mail stays as it is.

    read: gives everything that SES has taken since it began.
    """

    def __init__(self, read: Callable[[], Iterable[Captured]]) -> None:
        self._read = read
        self._mails: dict[str, Mail] = {}
        self._guard = threading.Lock()

    def mails(self) -> list[Mail]:
        """Every mail, oldest first."""
        with self._guard:
            for captured in self._read():
                if captured.id not in self._mails:
                    self._mails[captured.id] = parse(captured)
            return list(self._mails.values())

    def find(self, mail_id: str) -> Mail | None:
        """The mail with this id, if there is one."""
        self.mails()
        return self._mails.get(mail_id)


def parse(captured: Captured) -> Mail:
    """Read one raw message (RFC 5322, any transfer encoding); a part that is missing is an empty string."""
    message = message_from_bytes(captured.raw.encode(), policy=policy.default)
    text = _part(message, "plain")
    return Mail(
        id=captured.id,
        to=list(dict.fromkeys(address.lower() for _, address in getaddresses(captured.destinations))),
        sender=_read(message, "From"),
        reply_to=str(message.get("Reply-To", "")),
        subject=str(message.get("Subject", "")),
        text=text,
        html=_part(message, "html"),
        sent_at=_sent_at(message),
        links=[text[start:end] for start, end in find_links(text)],
        attachments=[_attachment(part) for part in message.iter_attachments()],
    )


def find_links(text: str) -> list[tuple[int, int]]:
    """Where each URL begins and ends, without the full stop or bracket that follows it in a sentence."""
    return [
        (match.start(), match.start() + len(match[0].rstrip(AFTER_A_LINK))) for match in LINK.finditer(text)
    ]


def from_this_process(region: str) -> list[Captured]:
    """What the embedded AWS took."""
    from moto.ses.models import RawMessage, ses_backends

    sent = list(ses_backends[ACCOUNT][region].sent_messages)
    return [
        Captured(message.id, tuple(message.destinations), message.raw_data, getattr(message, "tags", {}))
        for message in sent
        if isinstance(message, RawMessage)
    ]


def from_another_moto(endpoint: str) -> list[Captured]:
    """What a moto elsewhere took, from its own account of itself; empty when the endpoint has no such page."""
    try:
        with urlopen(f"{endpoint.rstrip('/')}/moto-api/data.json", timeout=10) as answer:  # noqa: S310 - AWS's own endpoint
            messages = json.load(answer)["ses"]["RawMessage"]
    except (OSError, ValueError, KeyError):
        return []
    return [Captured(each["id"], tuple(each["destinations"]), each["raw_data"]) for each in messages]


def _read(message: EmailMessage, header: str) -> str:
    """
    A header's words, by the older reader: the newer one puts a blank between two encoded words (3.11 to 3.13), where
    RFC 2047, 6.2, has none.
    """
    raw = dict(message.raw_items()).get(header, "")
    return " ".join(str(make_header(decode_header(raw))).split())


def _part(message: EmailMessage, subtype: str) -> str:
    part = message.get_body(preferencelist=(subtype,))
    return str(part.get_content()) if part is not None else ""


def _attachment(part: EmailMessage) -> Attachment:
    data = part.get_payload(decode=True)
    content = data if isinstance(data, bytes) else b""
    return Attachment(part.get_filename("liite"), part.get_content_type(), content)


def _sent_at(message: EmailMessage) -> str:
    date = message.get("Date")
    instant = parsedate_to_datetime(str(date)) if date else clock.now()
    return instant.isoformat(timespec="seconds")
