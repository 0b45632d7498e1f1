"""The page of every mail: nothing is missing, and each is shown as its reader's program shows it."""

from email.message import Message

import pytest

from chalicelib.documents.translations import LANGUAGES
from dev.http import Request
from dev.local_pages import LocalPages
from dev.mail_previews import as_in, page
from dev.mail_samples import samples
from dev.mailbox import Mailbox
from tests.documents.html import parsed, words


def test_the_local_service_shows_every_mail_with_its_subject_its_text_and_its_html_in_a_frame():
    pages = LocalPages(Mailbox(list), {}, lambda: None)
    root = parsed(pages(Request("GET", "/_local/mails", Message(), b"", "127.0.0.1")).body.decode())

    made = [it.words("fi") for it in sorted(samples(), key=lambda it: it.kind)]
    assert [words(it) for it in root.xpath("//h3")] == [it.subject for it in made]
    assert [it.text for it in root.iter("pre")] == [it.text for it in made]
    assert len(root.xpath("//iframe[@sandbox='' and @src and @title]")) == len(made)


@pytest.mark.parametrize("language", LANGUAGES)
def test_a_frame_opens_the_mail_itself_in_its_language(language):
    root = parsed(page({"lang": language}))
    address = root.xpath("//section[@id='invitation']//iframe/@src")[0]

    query = dict(pair.split("=") for pair in address.removeprefix("?").replace("+", " ").split("&"))
    mail = next(it for it in samples() if (it.kind, it.role) == ("invitation", "supervisor"))
    assert query["lang"] == language
    assert page(query) == as_in("light", mail.words(language).html)


def test_all_languages_stand_side_by_side_when_asked():
    assert page({"lang": "all"}).count("<iframe") == len(LANGUAGES) * page({}).count("<iframe")


def test_light_and_dark_are_chosen_on_the_page_and_not_by_the_browser():
    light, dark = (page({"mail": "login", "scheme": scheme}) for scheme in ("light", "dark"))

    assert "@media not all {" in light
    assert "@media all {" in dark
    assert "prefers-color-scheme" not in light + dark
    assert "color-scheme: dark" in dark


@pytest.mark.parametrize("query", [{"lang": "de"}, {"mail": "nothing"}, {"scheme": "x", "width": "1"}])
def test_an_unknown_wish_shows_the_usual_page(query):
    assert page(query) == page({})
