"""Mails as they are read: every sample, and what its text and its HTML say."""

import pytest

from chalicelib.documents.mails import letter
from dev.mail_samples import BASE, LINK, SITE, USUAL, WITHDRAW, samples
from tests.documents.html import parsed, words

HOW = f"{BASE}/how"
SAMPLES = {f"{it.kind} {it.role} {it.case}".strip(): it for it in samples()}
OF_CONTRACTS = {name: it for name, it in SAMPLES.items() if it.kind != "login"}
every_mail = pytest.mark.parametrize("sample", SAMPLES.values(), ids=SAMPLES)
every_letter = pytest.mark.parametrize("sample", OF_CONTRACTS.values(), ids=OF_CONTRACTS)


def a_letter(kind, language="fi", **changes):
    return letter(kind, language, **USUAL | changes)


def a_login(code="012345", language="fi"):
    return letter("login", language, code=code, base_url=BASE, practice=SITE)


def addresses_of(sample):
    """What the letter has to open: what its button opens, and for a consumer the function to withdraw."""
    url = sample.context.get("url", LINK)
    return [url, WITHDRAW] if (sample.kind, sample.context.get("consumer")) == ("completed", True) else [url]


def shown(html):
    """What the HTML says, without the line for lists of mails and the head."""
    root = parsed(html)
    for only_here in root.xpath("//*[@data-preheader or @data-head]"):
        only_here.getparent().remove(only_here)
    return words(root.find("body"))


def plain(text, addresses=()):
    """The words of a mail's text, as its HTML has them: a button is its label."""
    for url in sorted(addresses, key=len, reverse=True):
        text = text.replace(f":\n{url}", "")
    return " ".join(text.replace("--\n", "").split())
