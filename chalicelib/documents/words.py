"""
Short words and titles that pages, mails and archived documents share.

They stand here and not in a catalogue: what goes into an archived document must not change when a translation is mended.
"""

from typing import TypedDict

from chalicelib.domain.events import Seat
from chalicelib.domain.parties import ANNEX, MAIN, Party

ROLE_WORDS = {
    "fi": {
        "supervisor": "työnohjaaja",
        "supervisee": "ohjattava",
        "manager": "esihenkilö",
        "managers_manager": "esihenkilön esihenkilö",
        "client_representative": "tilaajan edustaja",
    },
    "sv": {
        "supervisor": "arbetshandledare",
        "supervisee": "handledd",
        "manager": "chef",
        "managers_manager": "chefens chef",
        "client_representative": "beställarens representant",
    },
    "en": {
        "supervisor": "supervisor",
        "supervisee": "supervisee",
        "manager": "manager",
        "managers_manager": "manager’s manager",
        "client_representative": "client’s representative",
    },
}
DOCUMENT_WORDS = {
    "fi": {"main": "Työnohjaussopimus", "annex_a": "Liite A: ohjattavien omat tavoitteet"},
    "sv": {"main": "Avtal om arbetshandledning", "annex_a": "Bilaga A: de handleddas egna mål"},
    "en": {"main": "Work supervision contract", "annex_a": "Annex A: the supervisees’ own goals"},
}
_AND = {"fi": " ja ", "sv": " och ", "en": " and "}
IDENTIFIED_WORDS = {
    "fi": {
        "email_link": "sähköpostiin lähetetty henkilökohtainen linkki",
        "email_link_code": "sähköpostiin lähetetty henkilökohtainen linkki ja työnohjaajan muulla tavoin kertoma koodi",
    },
    "sv": {
        "email_link": "personlig länk som sänts per e-post",
        "email_link_code": "personlig länk som sänts per e-post och en kod som arbetshandledaren har gett på annat sätt",
    },
    "en": {
        "email_link": "personal link sent by e-mail",
        "email_link_code": "personal link sent by e-mail and a code told by the supervisor by other means",
    },
}
# The button by which a party accepts. A consumer's must itself tell the duty to pay: directive 2011/83/EU, article 8(2);
# Court of Justice C-249/21. So its words are no catalogue's either.
ACCEPT_WORDS = {
    "fi": ("Hyväksyn sopimuksen", "Hyväksyn ja sitoudun maksamaan"),
    "sv": ("Jag godkänner avtalet", "Godkänn – förenat med betalningsskyldighet"),
    "en": ("I accept the contract", "Accept with obligation to pay"),
}
# Title, running head and page label of a document, by its kind and language.
RUNNING = {
    (MAIN, "fi"): ("Työnohjaussopimus {number}", "{title}, versio {version}", "Sivu {{page}} / {{pages}}"),
    (MAIN, "sv"): ("Avtal om arbetshandledning {number}", "{title}, version {version}", "Sida {{page}} / {{pages}}"),
    (MAIN, "en"): ("Work supervision contract {number}", "{title}, version {version}", "Page {{page}} of {{pages}}"),
    (ANNEX, "fi"): ("Liite A sopimukseen {number}", "{title}, versio {version}, luottamuksellinen", "Sivu {{page}} / {{pages}}"),
    (ANNEX, "sv"): ("Bilaga A till avtal {number}", "{title}, version {version}, konfidentiell", "Sida {{page}} / {{pages}}"),
    (ANNEX, "en"): ("Annex A to contract {number}", "{title}, version {version}, confidential", "Page {{page}} of {{pages}}"),
}  # fmt: skip


# On every page of what is not sent yet.
DRAFT_WORDS = {"fi": "LUONNOS", "sv": "UTKAST", "en": "DRAFT"}


class Running(TypedDict):
    """What typeset() takes of a PDF's words beside its text."""

    title: str
    language: str
    running_head: str
    page_label: str
    mark: str


def document_words(kind: str, language: str) -> str:
    """What a document of this kind is called."""
    return DOCUMENT_WORDS[language][kind]


def file_name(number: str, kind: str) -> str:
    """Under which a document is saved: TO-2026-0001.pdf, its Annex A TO-2026-0001-A.pdf, in every language."""
    return f"{number}-A.pdf" if kind == ANNEX else f"{number}.pdf"


def accept_words(consumer: bool, language: str) -> str:
    """What the button says that accepts; to a consumer, that they undertake to pay."""
    usual, paying = ACCEPT_WORDS[language]
    return paying if consumer else usual


def role_words(who: Seat | Party, language: str) -> str:
    """Every role of the party: "esihenkilö ja tilaajan edustaja"."""
    return _AND[language].join(ROLE_WORDS[language][role.value] for role in (who.role, *who.also))


def running_words(
    language: str, number: str, version: int, kind: str = MAIN, is_draft: bool = False
) -> Running:
    """Title, running head and page label of a document's PDF, and what marks each page of a draft."""
    title, head, label = RUNNING[kind, language]
    titled = title.format(number=number)
    return Running(
        title=titled,
        language=language,
        running_head=head.format(title=titled, version=version),
        page_label=label.format(),
        mark=DRAFT_WORDS[language] if is_draft else "",
    )
