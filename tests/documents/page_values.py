"""What pages are given, made of an example contract: names as long and odd as real ones."""

from dataclasses import replace
from datetime import timedelta
from decimal import Decimal
from types import SimpleNamespace

from markupsafe import Markup

from chalicelib.documents import form_parts
from chalicelib.documents.annex_text import annex_text
from chalicelib.documents.contract_text import contract_text
from chalicelib.documents.essentials import article_of, contents, essentials
from chalicelib.documents.form_sections import SECTIONS
from chalicelib.documents.link_ends import way
from chalicelib.documents.list_words import ORDERS, STANDINGS
from chalicelib.documents.order import Order
from chalicelib.documents.pairing import Told
from chalicelib.domain.finding import Query
from chalicelib.domain.practice import Practice
from chalicelib.domain.terms.defaults import completed
from chalicelib.domain.terms.price import price_of
from chalicelib.domain.terms.signers import signers
from tests.builders import DEADLINE, NOW, TODAY, example, terms_of
from tests.documents.contract_cases import CASES as VARIANTS
from tests.documents.contract_cases import SALT, contract, read

CONTRACT = "5d41402abc4b2a76b9719d911017c592"
NUMBER = "TO-2026-0001"
LANGUAGES = [
    {"code": code, "name": name, "url": f"?party=x&lang={code}", "now": code == "fi"}
    for code, name in {"fi": "Suomi", "sv": "Svenska", "en": "English"}.items()
]
DIGEST = "ab" * 32
SUPERVISOR = SimpleNamespace(email="ohjaaja@sopu.test", role="supervisor")
AUDITOR = SimpleNamespace(email="arkisto@sopu.test", role="auditor")
TEXT = Markup(contract_text(terms_of(), number=NUMBER, version=1).decode())
PARTIES = signers(terms_of())
PRACTICE = Practice(
    name="Työnohjaus Aalto & Þórarinsdóttir Oy",
    email="toimisto@aalto.test",
    phone="040 123 4567",
    address="Rantakatu 5, Mallila",
)
PEOPLE = [{"name": party.name, "role_words": "ohjattava", "email": party.email} for party in PARTIES]
STEPS = [
    {"at": NOW, "words": "Versio\u00a01 lähetettiin hyväksyttäväksi", "detail": ""},
    {"at": NOW + timedelta(hours=3), "words": "Saimi Ojala pyysi muutosta", "detail": "Voisiko aloitus olla <b>helmikuussa</b>?"},
]  # fmt: skip
ITEMS = [
    {"key": "duration", "state": "answered", "field": "start_date"},
    {"key": "goals", "state": "left_open", "field": "goals_shared"},
    {"key": "price", "state": "missing", "field": "price_amount"},
]
FINDINGS = [
    {"result": "good", "words": "Sinetti kattaa koko tiedoston."},
    {"result": "open", "words": "Sinetin varmennetta ei annettu."},
    {"result": "bad", "words": "Hyväksyntöjen ketju on poikki kohdassa 3."},
]
REPORT = {"verdict": "not_authentic", "verdict_words": "Tiedosto ei ole aito", "findings": FINDINGS}
GOOD_REPORT = {
    "verdict": "authentic",
    "verdict_words": "Tiedosto on aito ja muuttumaton",
    "findings": FINDINGS[:1],
}
ARCHIVED = {
    "contract": CONTRACT, "number": NUMBER, "title": "Mallilan hyvinvointialue", "people": "Aino Mäki, Þóra Guðmundsdóttir",
    "completed_at": NOW,
}  # fmt: skip
SHELVED = ARCHIVED | {
    "people": ["Aino Mäki", "Þóra Guðmundsdóttir"], "supervisor": "Ulla Wäinölä",
    "standing": {"kind": "good", "words": "voimassa", "more": "sovittu 30.6.2027 saakka"},
}  # fmt: skip
ENDED_ONE = SHELVED | {
    "people": ["Aino Mäki", "Bo Ek", "Åke Öhman", "Saimi Ojala", "Nguyễn Thị Ễm", "Elias Åminne"],
    "standing": {"kind": "", "words": "korvattu uudella", "more": "päättyi 3.12.2026 klo 9.00"},
}  # fmt: skip


def form_values(name="team.fi"):
    """The form of an example contract: form names with what stands in their inputs."""
    return _flat(completed(example(name), TODAY))


def _flat(value, name=""):
    pairs = (
        value.items()
        if isinstance(value, dict)
        else enumerate(value)
        if isinstance(value, (list, tuple))
        else ()
    )
    if not pairs and not isinstance(value, (dict, list, tuple)):
        return {name: "" if value is None else str(value).lower() if isinstance(value, bool) else str(value)}
    found = {}
    for key, item in pairs:
        found |= _flat(item, f"{name}-{key}" if name else str(key))
    return found


def _head(**changes):
    usual = {
        "contract": CONTRACT, "number": NUMBER, "title": "Mallilan hyvinvointialue", "people": ["Aino Mäki", "Åke von Ödmark", "Bo Ek", "Saimi Ojala", "Li Wu"],
        "standing": "waiting", "status_words": "odottaa hyväksyntöjä", "touched_at": NOW, "since": NOW, "deadline": DEADLINE,
        "accepted_count": 1, "total": 3, "change_requested": True, "own_awaited": False, "undelivered": False, "agreed_until": None, "time_over": False, "next_draft": False,
    }  # fmt: skip
    return usual | changes


def _party(number, state, words, **changes):
    party = PARTIES[number]
    usual = {
        "id": party.id, "name": party.name, "role_words": "ohjattava", "email": party.email, "state": state,
        "state_words": words, "when": "linkki lähetetty 23.11.2026 klo 9.00", "can_correct": state != "accepted", "can_succeed": state != "accepted", "printed_name": "",
        "trouble": "", "arrived": False, "code": "", "round": 1, "can_renew": False,
        "time_to_withdraw": "", "waited": "odotettu 3 päivää" if state == "awaited" else "",
    }  # fmt: skip
    return usual | changes


SUMMARY = {
    "names": ["Ulla Wäinölä", "Þóra Guðmundsdóttir"], "items": ITEMS, "faults": 3, "warnings": {"session_length_min": "Tapaaminen on yleensä 45–120 minuuttia."}, "sessions": 10, "start": TODAY,
    "end": TODAY + timedelta(days=365), "sections": [
        {"name": name, "state": state, "faults": {"open": 3}.get(state, 0), "field": f"section-{name}"}
        for name, state in zip(SECTIONS, ["open", "done", "usual"] * 3, strict=False)
    ],
    "price": {"net": Decimal("2400.00"), "gross": Decimal("3012.00"), "travel": None, "grand": Decimal("3012.00"), "tax": "25,5 %"},
}  # fmt: skip
FORM = {
    "session": SUPERVISOR, "values": form_values(), "faults": {}, "warnings": {}, "rows": [0, 1, 2, 3, 4],
    "action": "/contracts", "contract_id": CONTRACT, "revision": "", "base": "", "changed_number": "", "wishes": [], "parts": form_parts, "summary": SUMMARY, "kept_at": None,
    "pasted": None, "newer": [], "why_again": "Olet tällä välin kirjautunut uudelleen.", "is_kept": False, "turn": "1795000000000", "page_id": "ab" * 16, "grown_from": "", "earlier": [{"url": f"/contracts/new?from={CONTRACT}", "number": NUMBER, "title": "Mallila", "people": ["Aino Mäki"]}],
}  # fmt: skip
ACCOUNT = {
    "session": SUPERVISOR, "values": form_values() | {"language": "fi"}, "faults": {}, "warnings": {}, "parts": form_parts, "action": "/account",
    "done": "", "made": "", "keys": [],
}  # fmt: skip
KEYS = [
    {"digest": DIGEST, "name": "Asiakasjärjestelmä <b>", "scopes": ("contracts:write", "contracts:read", "archive:read"),
     "made_at": NOW, "used_on": TODAY},
    {"digest": "cd" * 32, "name": "Kirjanpito", "scopes": ("archive:read",), "made_at": NOW, "used_on": None},
]  # fmt: skip
WELCOME = ACCOUNT | {"action": "/welcome", "step": "name", "number": 0}
ONE = {
    "session": SUPERVISOR, "number": NUMBER, "title": "Mallilan hyvinvointialue", "contract_id": CONTRACT, "reached": "sent",
    "status_words": "odottaa hyväksyntöjä", "time_over": False, "what_now": "Odottaa hyväksyntää: Saimi Ojala.", "timeline": STEPS,
    "parties": [
        _party(0, "accepted", "hyväksyi"), _party(1, "awaited", "odottaa", trouble="Viesti ei mennyt perille. Tarkista osoite."),
        _party(2, "later", "ei vielä linkkiä", when="saa linkin, kun olet itse hyväksynyt"),
    ],
    "can_remind": True, "remind_now": True, "can_cancel": True, "can_begin_anew": False, "download_url": "", "offered_url": "", "annex_url": "", "faults": {}, "address_values": {}, "accepted_count": 1, "deadline": DEADLINE,
    "notice": "", "draft_version": 0, "draft_revision": "", "can_replace": False, "can_revise": True, "change_requested": True, "replaces": None,
    "replaced_by": None,
    "act": "correct", "time_left": "Aikaa on vielä 3 päivää.", "wishes": [{"name": "Saimi Ojala", "text": "Voisiko aloitus olla\n<b>helmikuussa</b>?"}],
    "sealing": False, "sealing_step": 1,
}  # fmt: skip
SIGN = {
    "number": NUMBER, "supervisor": PARTIES[0].name, "recipient": PARTIES[1].name, "printed_name": PARTIES[1].name, "own_offer": False, "role_words": "ohjattava",
    "deadline": DEADLINE, "people": PEOPLE, "accepted_count": 1, "total": len(PEOPLE), "text": TEXT, "values": {},
    "pdf_url": f"/sign/{'a' * 43}/contract.pdf", "documents": [DIGEST], "faults": {}, "page_language": "fi",
    "statement": f"Olen lukenut sopimuksen {NUMBER}, version 1, ja hyväksyn sen itseäni sitovaksi.", "representation": "",
    "language_understood": "", "early_start": "", "contract_language": "suomeksi", "button": "Hyväksyn sopimuksen",
    "needs_code": False, "annex": None, "annex_url": f"/sign/{'a' * 43}/annex-a.pdf", "annex_readers": [], "order": None,
    "text_language": "fi", "essentials": essentials(article_of(TEXT), "fi"), "contents": contents(article_of(TEXT)),
    "version": 1, "changes": (), "annex_changed": False, "replaces": "", "action_base": f"/sign/{'a' * 43}", "changed": False, "open": "", "change_requested": False, "change_wanted": False,
}  # fmt: skip
ORDER = Order(
    lines=(("Muoto", "Yksilötyönohjaus"), ("Hinta yhteensä", "2 880,00 €\n(sisältää alv 585,18 €)")),
    travel="",
    grand="",
    priced=2,
    share="960,00 €",
)
CONSUMERS_TEXT = Markup(contract(read(VARIANTS["one-consumer"])).decode())
BUYING = SIGN | {
    "order": ORDER, "button": "Hyväksyn ja sitoudun maksamaan", "text": CONSUMERS_TEXT,
    "essentials": essentials(article_of(CONSUMERS_TEXT), "fi"), "contents": contents(article_of(CONSUMERS_TEXT)),
    "early_start": "Pyydän, että työnohjaus alkaa jo peruuttamisaikana.",
}  # fmt: skip
ANNEX = Markup(annex_text(read(VARIANTS["annex"]), number=NUMBER, version=1, salt=SALT).decode())
CHANGES = [
    SimpleNamespace(
        clause="9. Hinta",
        told=(
            Told(before="Hinta on 240 €.", now="Hinta on 250 €."),
            Told(before="", now="Alv sisältyy."),
            Told(before="Matkoista ei laskuteta.", now=""),
        ),
    )
]
SIGNED = {
    "number": NUMBER, "supervisor": PARTIES[0].name, "state": "waiting", "accepted_count": 2, "total": 3, "accepted_at": NOW,
    "pdf_url": "/sign/x/contract.pdf", "people": [it | {"accepted_at": None} for it in PEOPLE], "deadline": DEADLINE,
    "way": way("waiting", "fi"), "next_words": "Kun kaikki ovat hyväksyneet, saat viestin.",
    "own": False, "contract_url": "", "annex_url": "", "withdraw_url": "", "withdraw_until": None,
}  # fmt: skip
SEATS = [
    person | {"language": language, "level": level, "consumer": consumer}
    for person, language, level, consumer in zip(
        PEOPLE,
        ["fi", "sv", "en", "fi", "fi", "fi"],
        ["email_link", "email_link_code"] * 3,
        [False, True] * 3,
        strict=True,
    )
]
PRICE = {
    "of": price_of(terms_of()), "unit": "session", "sessions": 12, "tax_percent": "25,5 %", "treatment": "plus",
    "shares": [], "consumers": False, "trial_free": False,
}  # fmt: skip
DRAFT = {
    "session": SUPERVISOR, "number": NUMBER, "contract_id": CONTRACT, "revision": 1, "text": TEXT, "parties": SEATS,
    "contract_language": "fi", "warnings": {"supervisees": "Alle 3 tai yli 6 hengen ryhmä on tavallisesta poikkeava."},
    "price": PRICE, "annex": None, "items": ITEMS, "deadline_days": 14, "supervisor_first": True,
    "edit_url": f"/contracts/{CONTRACT}/edit", "pdf_url": f"/contracts/{CONTRACT}/preview.pdf", "pages_url": f"/contracts/{CONTRACT}/preview", "pages": 3, "version": 1,
    "changes": (), "annex_changed": False, "voided": 0, "left_out": [], "closed": "", "in_force": False, "moved": {}, "replaces": "",
}  # fmt: skip
DEAR = PRICE | {
    "of": replace(price_of(terms_of()), trial_net=Decimal(60), trial_gross=Decimal(60), travel_total=Decimal("264.00")),
    "shares": [{"name": "Saimi Ojala", "percent": "33,34 %", "total": Decimal("1205.00"), "travel": Decimal("36.67"), "grand": Decimal("1241.67")}], "consumers": True,
}  # fmt: skip
EVIDENCE = {
    "session": AUDITOR, "number": NUMBER, "title": "Mallilan hyvinvointialue", "contract_id": CONTRACT, "report": GOOD_REPORT,
    "timeline": STEPS, "parties": [it | {"when": "23.11.2026 klo 9.00", "state": "accepted", "state_words": "hyväksyi"} for it in PEOPLE], "download_url": f"/archive/{CONTRACT}/contract.pdf",
    "documents": [{"kind_words": "Sopimus", "key": f"contracts/{CONTRACT}/v1.pdf", "sha256": DIGEST, "version_id": "v-1"}],
    "annex": None, "related": {"replaces": None, "replaced_by": None}, "standing": SHELVED["standing"], "completed_at": NOW, "checked_at": NOW,
}  # fmt: skip
NO_QUERY = {"party": "", "supervisor": "", "since": "", "until": ""}
ARCHIVE = {
    "session": AUDITOR, "query": NO_QUERY, "days": Query(), "faults": {}, "rows": [SHELVED, ENDED_ONE], "total": 2, "asked": False, "first_url": "",
    "next_url": "", "audit_url": "/archive/audit", "export_url": "/archive/export", "all_url": "/archive",
}  # fmt: skip

CHECKED = [
    ARCHIVED | {"verdict": "authentic", "kind": "good", "words": "kunnossa", "reasons": []},
    ARCHIVED
    | {"verdict": "not_authentic", "kind": "fault", "words": "ei kunnossa", "reasons": ["Sinetti on rikki."]},
]
UNCHECKED = ARCHIVED | {"verdict": "", "kind": "", "words": "tarkistamatta", "reasons": []}
AUDIT = {
    "session": AUDITOR, "query": NO_QUERY, "days": Query(), "asked": False, "rows": [UNCHECKED], "now": NOW, "done": 0, "outcome": "",
    "tally": [("good", "kunnossa", "authentic", 0)], "missing": CHECKED[1], "action": "/archive/audit?party=x", "list_url": "/archive?party=x",
    "next_url": "",
}  # fmt: skip

ENDED = {
    "supervisor": "Ulla Wäinölä", "number": NUMBER, "own": False, "renew_url": "", "pdf_url": "", "contract_url": "",
    "back_url": "", "notice_url": "", "withdraw_url": "", "withdraw_until": DEADLINE, "csrf": "proof", "faults": {},
    "typed": (),
}  # fmt: skip
WITHDRAW = {
    "number": NUMBER, "supervisor": PARTIES[0].name, "recipient": PARTIES[1].name, "email": "a…o@koti.example", "until": DEADLINE,
    "concluded": True, "goes_on": False, "others": False, "early_start": False, "typed_name": "", "words": "", "faults": {},
    "csrf": "proof", "action_base": f"/sign/{'a' * 43}", "superseded": False, "replaces": "",
}  # fmt: skip
NOTICE = WITHDRAW | {"typed_name": PARTIES[1].name, "words": "Muutin mieleni.\n<b>Kiitos!</b>"}

OPERATOR = {
    "base_path": "", "site": "https://sopu.example/palvelu", "operator": PRACTICE.name, "practice": PRACTICE,
}  # fmt: skip

LIST = {
    "session": SUPERVISOR, "q": "", "standing": "all", "is_all": True, "hint": "", "typed": [],
    "filters": [{"words": words, "url": "/contracts", "now": not number} for number, words in enumerate(STANDINGS.values())],
    "orders": [{"value": value, "words": words, "now": value == "newest"} for value, words in ORDERS.items()],
    "first_url": "", "next_url": "", "export_url": "/contracts/export", "unsearched_url": "/contracts",
}  # fmt: skip

# (page, a word for the case, context)
