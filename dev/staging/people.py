"""People who read their mail where it really lands: in the emulator, in a bucket, or with an operator who copies it."""

import json
from collections.abc import Callable, Iterator
from email import message_from_bytes, policy
from typing import Any
from urllib.request import urlopen

import boto3

from dev import mailbox
from dev.life import NEW_CODE, PERSONAL, Life

Letter = dict[str, Any]  # to, subject, text, links
IN_FORCE = "voimassa"  # in the subject of the mail about the sealed file


class People(Life):
    """People whose mails `read` gives, oldest first; only those that come after this object was made are theirs."""

    pause_seconds = 0.5  # between two looks: the service is not their own

    def __init__(self, base_url: str, read: Callable[[], list[Letter]]) -> None:
        super().__init__(base_url)
        self._read = read
        self._before = len(read())

    def mails(self) -> list[Letter]:
        """Every mail so far."""
        return self._read()[self._before :]

    def link(self, email: str) -> str:
        """The personal link that was mailed to this address last."""
        return str(self.wait_for(lambda: self.links().get(email), f"a link for {email}"))

    def sealed_link(self, email: str) -> str:
        """The personal link in the mail that says to this address that the contract is in force."""
        found = self.wait_for(lambda: next(self._in_force(email), ""), f"the mail about the seal for {email}")
        return str(found)

    def _in_force(self, email: str) -> Iterator[str]:
        for mail in self.mails():
            if email in mail["to"] and IN_FORCE in mail["subject"]:
                yield from (link[0] for url in mail["links"] if (link := PERSONAL.match(url)))


class Copying(People):
    """
    People whose mail an operator reads, and copies what is asked for.

    ask: shows a sentence and returns what was pasted: a code, a link, or a whole mail with one in it.
    """

    def __init__(self, base_url: str, ask: Callable[[str], str] = input) -> None:
        super().__init__(base_url, list)
        self._ask = ask

    def codes(self, email: str, since: int = 0) -> Iterator[str]:
        """The codes in what was pasted; asked anew when there is none."""
        yield from NEW_CODE.findall(self._ask(f"The login code mailed to {email}: "))

    def link(self, email: str) -> str:
        return self._pasted(f"The link for accepting mailed to {email}: ")

    def sealed_link(self, email: str) -> str:
        return self._pasted(f"The link in the mail to {email} that says that the contract is in force: ")

    def _pasted(self, question: str) -> str:
        while True:
            if link := PERSONAL.match(self._ask(question).strip()):
                return link[0]
            print("That is no personal link (…/sign/…).")


def from_emulator(endpoint: str, account: str) -> list[Letter]:
    """What the emulator's SES took; it keeps address, subject and words, neither files nor the raw message."""
    with urlopen(f"{endpoint}/_ministack/ses/messages", timeout=10) as answer:  # noqa: S310 - its own https
        taken = json.load(answer)["messages"].get(account, [])
    return [_letter(each["To"], each["Subject"], each["BodyText"]) for each in taken]


class Inbox:
    """
    Mails that SES receives into a bucket, one object each, raw (a receipt rule's S3 action).

    address: s3://bucket/prefix. Called, it gives every mail by when it came; each is fetched once.
    """

    def __init__(self, address: str) -> None:
        self._bucket, _, self._prefix = address.removeprefix("s3://").partition("/")
        self._letters: dict[str, Letter] = {}

    def __call__(self) -> list[Letter]:
        s3: Any = boto3.client("s3")
        pages = s3.get_paginator("list_objects_v2").paginate(Bucket=self._bucket, Prefix=self._prefix)
        found = [each for page in pages for each in page.get("Contents", [])]
        for each in sorted(found, key=lambda it: it["LastModified"]):
            if each["Key"] not in self._letters:
                raw = s3.get_object(Bucket=self._bucket, Key=each["Key"])["Body"].read()
                self._letters[each["Key"]] = _received(raw)
        return list(self._letters.values())


def _received(raw: bytes) -> Letter:
    to = str(message_from_bytes(raw, policy=policy.default).get("To", ""))
    mail = mailbox.parse(mailbox.Captured("", (to,), raw.decode("utf-8", "replace")))
    return _letter(mail.to, mail.subject, mail.text)


def _letter(to: list[str], subject: str, text: str) -> Letter:
    links = [text[start:end] for start, end in mailbox.find_links(text)]
    return {"to": to, "subject": subject, "text": text, "links": links}
