"""Short words and titles that pages, mails and documents share."""

from typing import TypedDict

from chalicelib.domain.events import Seat
from chalicelib.domain.parties import Party

ROLE_WORDS = {
    "fi": {
        "supervisor": "työnohjaaja",
        "supervisee": "ohjattava",
        "manager": "esihenkilö",
        "managers_manager": "esihenkilön esihenkilö",
        "client_representative": "tilaajan edustaja",
    }
}
IDENTIFIED_WORDS = {"fi": {"email_link": "sähköpostiin lähetetty henkilökohtainen linkki"}}


RUNNING = {"fi": ("Työnohjaussopimus {number}", "{title}, versio {version}", "Sivu {{page}} / {{pages}}")}


class Running(TypedDict):
    """What typeset() takes of a PDF's words beside its text."""

    title: str
    language: str
    running_head: str
    page_label: str


def role_words(who: Seat | Party, language: str) -> str:
    """Every role of the party: "esihenkilö ja tilaajan edustaja"."""
    return " ja ".join(ROLE_WORDS[language][role.value] for role in (who.role, *who.also))


def running_words(language: str, number: str, version: int) -> Running:
    """Title, running head and page label of a contract's PDF."""
    title, head, label = RUNNING[language]
    titled = title.format(number=number)
    return Running(
        title=titled,
        language=language,
        running_head=head.format(title=titled, version=version),
        page_label=label.format(),
    )
