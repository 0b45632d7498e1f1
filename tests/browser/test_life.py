"""A contract's whole life as its people see it: a supervisor at a desk, parties on their phones, an auditor."""

import pytest

from tests.browser.acts import AUDITOR, SUPERVISOR, accept, button, log_in, preview, send, write
from tests.browser.deals import TEAM
from tests.sampling import sampled

LOCALES = {"fi": "fi-FI", "sv": "sv-FI", "en": "en-GB"}
NAMES = {
    SUPERVISOR: "Ulla-Maija Wäinölä",
    "aino@elama.example": "Aino Mäki",
    "ake@elama.example": "Åke von Ödmark",
    "maija@elama.example": "Maija Hyvönen",
}


@pytest.mark.parametrize(
    ("language", "script"),
    sampled([("fi", True), ("sv", False), ("en", True)], lambda _, language, __: language != "en"),
    ids=["fi", "sv without a script", "en"],
)
def test_from_the_form_to_a_verified_file(person, life, language, script, tmp_path):
    browser, before = {"locale": LOCALES[language], "script": script}, len(life.mails())
    desk = person("desktop", **browser)
    log_in(desk, life)
    desk.goto("/contracts/new")
    write(desk, TEAM | {"contract_language": language})
    preview(desk)
    contract = send(desk)

    for email, link in answered(life, before):
        phone = person("phone", **browser)
        pages = []
        phone.on("framenavigated", lambda frame, pages=pages: pages.append(frame.url))
        accept(phone, link, NAMES[email])
        assert len(pages) == 2  # the link and the button; between them one page to tick and sign
    told = life.wait_for(lambda: told_of_copies(life, before), "everybody told of the sealed copy")

    phone.goto(told["aino@elama.example"])
    copy = phone.context.request.get(
        phone.locator('a[href$="/contract.pdf"]').first.get_attribute("href")
    ).body()
    assert copy.startswith(b"%PDF")
    auditor = person("tablet", **browser)
    assert found(auditor, life, contract)
    assert verified(auditor, copy, tmp_path)
    assert not verified(auditor, copy.replace(b"TO-20", b"TO-21"), tmp_path)


def answered(life, before):
    """Each party with their link as it arrives, the supervisor first."""
    waiting = set(NAMES)
    while waiting:
        links = life.wait_for(lambda: {e: u for e, u in life.links(before).items() if e in waiting}, "a link")
        for email, link in links.items():
            waiting.discard(email)
            yield email, link


def told_of_copies(life, before):
    """The links of the mails that everybody got last, once everybody has two."""
    mails = [mail for mail in life.mails()[before:] if mail["to"][0] in NAMES and "/sign/" in mail["text"]]
    counted = {email: sum(mail["to"] == [email] for mail in mails) for email in NAMES}
    return life.links(before) if min(counted.values()) >= 2 else None


def found(page, life, contract):
    """The auditor searches by a name and opens what was found; whether its file proves to be authentic."""
    log_in(page, life, AUDITOR)
    page.goto("/archive")
    page.locator("[name=party]").fill("Ödmark")
    button(page, "/archive").click()
    page.locator(f'a[href$="/archive/{contract}"]').click()
    return page.locator(".note.good").first.is_visible()


def verified(page, pdf, folder):
    """Whether the service says that this file is authentic."""
    (folder / "copy.pdf").write_bytes(pdf)
    page.goto("/verify")
    page.locator("[name=file]").set_input_files(folder / "copy.pdf")
    button(page, "/verify").click()
    page.locator("#verdict").wait_for()
    return page.locator(".note.good > #verdict").count() == 1
