"""What the handlers give to each page, made of an example contract: names as long and odd as real ones."""

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
from chalicelib.documents.link_ends import ENDS, link_end, way
from chalicelib.documents.order import Order
from chalicelib.documents.texts import TEXTS, text
from chalicelib.documents.list_words import ORDERS, STANDINGS
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
    {"at": NOW, "words": "Sopimuksen versio\u00a01 lukittiin ja lähetettiin hyväksyttäväksi", "detail": ""},
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
        "accepted_count": 1, "total": 3, "change_requested": True, "own_awaited": False, "undelivered": False,
    }  # fmt: skip
    return usual | changes


def _party(number, state, words, **changes):
    party = PARTIES[number]
    usual = {
        "id": party.id, "name": party.name, "role_words": "ohjattava", "email": party.email, "state": state,
        "state_words": words, "when": "kutsuttu 23.11.2026 klo 9.00", "can_correct": state != "accepted", "can_succeed": state != "accepted", "printed_name": "",
        "undelivered": False, "code": "", "round": 1, "can_renew": False,
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
    "pasted": None, "newer": [], "page_id": "ab" * 16, "grown_from": "", "earlier": [{"url": f"/contracts/new?from={CONTRACT}", "number": NUMBER, "title": "Mallila", "people": "Aino Mäki"}],
}  # fmt: skip
ACCOUNT = {
    "session": SUPERVISOR, "values": form_values() | {"language": "fi"}, "faults": {}, "warnings": {}, "parts": form_parts, "action": "/account",
    "done": "",
}  # fmt: skip
WELCOME = ACCOUNT | {"action": "/welcome", "step": "name", "number": 0}
ONE = {
    "session": SUPERVISOR, "number": NUMBER, "title": "Mallilan hyvinvointialue", "contract_id": CONTRACT, "reached": "sent",
    "status_words": "odottaa hyväksyntöjä", "what_now": "Odottaa hyväksyntää: Saimi Ojala.", "timeline": STEPS,
    "parties": [
        _party(0, "accepted", "hyväksyi"), _party(1, "awaited", "odottaa", undelivered=True),
        _party(2, "later", "ei vielä kutsuttu", when="kutsutaan, kun työnohjaaja on hyväksynyt"),
    ],
    "can_remind": True, "remind_now": True, "can_cancel": True, "can_begin_anew": False, "download_url": "", "offered_url": "", "annex_url": "", "faults": {}, "address_values": {}, "accepted_count": 1, "deadline": DEADLINE,
    "notice": "", "draft_version": 0, "draft_revision": "", "can_replace": False, "can_revise": True, "change_requested": True, "replaces": None,
    "replaced_by": None,
    "act": "correct", "time_left": "Aikaa on vielä 3 päivää.", "wishes": [{"name": "Saimi Ojala", "text": "Voisiko aloitus olla\n<b>helmikuussa</b>?"}],
    "sealing": False, "sealing_step": 1,
}  # fmt: skip
SIGN = {
    "number": NUMBER, "supervisor": PARTIES[0].name, "recipient": PARTIES[1].name, "own_offer": False, "role_words": "ohjattava",
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
        clause="9. Hinta", removed=("Hinta on 240 €.",), added=("Hinta on 250 €.", "Alv sisältyy.")
    )
]
SIGNED = {
    "number": NUMBER, "supervisor": PARTIES[0].name, "state": "waiting", "accepted_count": 2, "total": 3, "accepted_at": NOW,
    "pdf_url": "/sign/x/contract.pdf", "people": [it | {"accepted_at": None} for it in PEOPLE], "deadline": DEADLINE,
    "way": way("waiting", "fi"), "next_words": "Kun kaikki ovat hyväksyneet, saat viestin.",
    "own": False, "annex_url": "", "withdraw_url": "", "withdraw_until": None,
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
    "session": AUDITOR, "query": NO_QUERY, "faults": {}, "rows": [SHELVED, ENDED_ONE], "total": 2, "asked": False, "first_url": "",
    "next_url": "", "audit_url": "/archive/audit", "all_url": "/archive",
}  # fmt: skip

CHECKED = [
    ARCHIVED | {"verdict": "authentic", "kind": "good", "words": "kunnossa", "reasons": []},
    ARCHIVED | {"verdict": "not_authentic", "kind": "fault", "words": "ei kunnossa", "reasons": ["Sinetti on rikki."]},
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
CASES = [
    ("login", "first", {"email": "", "faults": {}}),
    ("login", "faulty", {"email": "ohjaaja@", "faults": {"email": "Tarkista sähköpostiosoite."}}),
    ("login_code", "first", {"email": "ohjaaja@sopu.test", "faults": {}}),
    ("login_code", "opened by itself", {"email": "", "faults": {}}),
    ("login_code", "wrong", {"email": "ohjaaja@sopu.test", "faults": {"code": "Koodi ei käy. Pyydä uusi."}}),
    ("contracts", "none", LIST | {"rows": []}),
    ("contracts", "of an auditor", {"session": AUDITOR}),
    ("contracts", "some", LIST | {
        "rows": [
            _head(), _head(undelivered=True, own_awaited=True),
            _head(standing="in_force", status_words="voimassa ja arkistoitu", change_requested=False),
            _head(standing="ended", status_words="kuluttaja peruutti", change_requested=False),
            _head(standing="draft", status_words="luonnos", deadline=None, accepted_count=0, change_requested=False, people=[]),
        ],
        "next_url": "/contracts?after=x", "first_url": "/contracts", "hint": "Näissä joku pyytää muutosta.",
    }),
    ("contracts", "found", LIST | {"rows": [_head()], "q": "Mäki <b>", "is_all": False}),
    ("contracts", "not found", LIST | {"rows": [], "q": "Mäki", "is_all": False}),
    ("contracts", "not found among some", LIST | {"rows": [], "q": "Mäki", "is_all": False, "standing": "ended"}),
    ("contracts", "not found yet", LIST | {"rows": [], "q": "Mäki", "is_all": False, "next_url": "/contracts?after=x"}),
    ("contracts", "none of these", LIST | {"rows": [], "is_all": False, "standing": "ended"}),
    ("contracts", "unfinished forms", LIST | {"rows": [], "typed": [
        {"title": title, "kind": kind, "at": NOW, "ref": f"{CONTRACT}.{CONTRACT}", "url": "/contracts/new?typed=x"}
        for title, kind in [("Aino <i>Mäki</i>", "new"), ("", "draft"), ("Bo Ek", "version")]
    ]}),
    ("account", "first", ACCOUNT | {"values": {}}),
    ("account", "filled", ACCOUNT | {"done": "saved"}),
    ("account", "taken from a contract", ACCOUNT | {"done": "taken"}),
    ("account", "faulty", ACCOUNT | {"faults": {
        "supervisor-contact-email": "Tarkista sähköpostiosoite.", "price_amount": "Kirjoita summa euroina.",
        "session_interval_weeks-1": "Anna luku väliltä 1–12.", "dissatisfaction_steps": "Kirjoita vähintään 40 merkkiä.",
    }}),
    ("welcome", "name", WELCOME), ("welcome", "business", WELCOME | {"step": "business", "number": 1}),
    ("welcome", "terms", WELCOME | {"step": "terms", "number": 2}), ("welcome", "sample", WELCOME | {"step": "sample", "number": 3}),
    ("welcome", "faulty", WELCOME | {"faults": {"supervisor-full_name": "Kirjoita nimi kirjaimin."}}),
    ("sample", "with own terms", {"session": SUPERVISOR, "text": TEXT, "number": NUMBER}),
    ("session_over", "form", {"action": "/contracts", "fields": [("goals_shared", "a\n<b>"), ("_page", CONTRACT)]}),
    ("contract_form", "new", FORM | {"values": {}, "rows": [0]}),
    ("contract_form", "filled", FORM),
    ("contract_form", "next version", FORM | {
        "base": "1", "changed_number": NUMBER, "wishes": [{"name": "Saimi Ojala", "text": "Voisiko aloitus olla <b>helmikuussa</b>?"}],
    }),
    ("contract_form", "replacing", FORM | {"values": form_values() | {"supersedes_contract_id": NUMBER}}),
    ("contract_form", "faulty", FORM | {
        "revision": "d1.2",
        "faults": {"constellation": "Valitse osapuolet.", "supervisees-1-email": "Tarkista sähköpostiosoite.",
                   "price_amount": "Anna hinta.", "third_party": "Ulkopuolinen ei voi olla osapuoli.", "": "Jokin puuttuu."},
        "warnings": {"supervisees": "Ryhmässä on tavallisesti 3–6 henkeä.", "end_date": "Sopimus on tavallista pidempi."},
    }),
    ("draft", "priced", DRAFT),
    ("draft", "free", DRAFT | {"price": None, "warnings": {}, "deadline_days": 1, "supervisor_first": False}),
    ("draft", "dear", DRAFT | {"price": DEAR, "items": ITEMS[:1], "annex": {"goals": "Oma raja\n<b>", "readers": ["Aino", "Saimi"]}}),
    ("draft", "shares", DRAFT | {"price": DEAR | {"consumers": False}}),
    ("draft", "no tax", DRAFT | {"price": DEAR | {"tax_percent": "", "trial_free": True}}),
    ("draft", "later", DRAFT | {
        "version": 2, "changes": CHANGES, "annex_changed": True, "voided": 2, "left_out": ["Aino Mäki"],
        "moved": {"aino@vanha.example": "aino@uusi.example"},
    }),
    ("draft", "replacing", DRAFT | {"replaces": "TO-2025-0009"}),
    ("draft", "later, the same words", DRAFT | {"version": 2}),
    ("draft", "later, another annex", DRAFT | {"version": 2, "annex_changed": True, "voided": 1}),
    ("draft", "too late", DRAFT | {"version": 2, "closed": "Tätä ei voi nyt tehdä, sillä sopimus on peruttu."}),
    ("draft", "too late, in force", DRAFT | {"version": 2, "closed": "Kaikki ovat hyväksyneet.", "in_force": True}),
    ("contract", "open", ONE),
    ("contract", "as sent", ONE | {
        "offered_url": f"/contracts/{CONTRACT}/contract.pdf", "annex_url": f"/contracts/{CONTRACT}/annex-a.pdf",
    }),
    ("contract", "next version", ONE | {"draft_version": 2, "can_revise": False, "act": "draft"}),
    ("contract", "replacing", ONE | {"replaces": {"number": "TO-2026-0001", "contract": CONTRACT}, "change_requested": False}),
    ("contract", "replaced", ONE | {
        "reached": "superseded", "act": "anew", "can_revise": False, "can_begin_anew": True, "replaced_by": {"number": "TO-2026-0003", "contract": CONTRACT},
        "replaces": {"number": "TO-2026-0001", "contract": CONTRACT},
    }),
    ("contract", "too late a version", ONE | {"reached": "sealed", "act": "download", "draft_version": 2, "can_revise": False, "can_replace": True}),
    ("contract", "faulty", ONE | {
        "faults": {f"{PARTIES[1].id}-email": "Tarkista sähköpostiosoite."}, "address_values": {PARTIES[1].id: "saimi@"},
    }),
    ("contract", "codes", ONE | {"parties": [
        _party(0, "awaited", "odottaa", code="0123 4567", can_renew=True), _party(1, "awaited", "odottaa", code="7654 3210", can_renew=True),
        _party(2, "later", "ei vielä kutsuttu", code="0000 0001"),
    ]}),
    ("contract", "reminded today", ONE | {"remind_now": False, "act": ""}),
    ("contract", "to be reminded", ONE | {"act": "remind", "wishes": []}),
    ("contract", "to be answered", ONE | {"act": "answer"}),
    ("contract", "being sealed", ONE | {
        "reached": "completed", "act": "follow", "sealing": True, "can_remind": False, "can_cancel": False, "can_revise": False, "wishes": [],
    }),
    ("contract", "reminded", ONE | {"notice": "Muistutus on matkalla niille, joita odotetaan."}),
    ("contract", "sealed", ONE | {
        "reached": "sealed", "act": "download", "wishes": [], "can_remind": False, "can_cancel": False, "can_revise": False, "can_replace": True, "can_begin_anew": True, "download_url": "/archive/x/contract.pdf",
        "parties": [_party(1, "accepted", "hyväksyi 23.11.2026 klo 9.00")],
    }),
    ("sign", "first", SIGN),
    ("sign", "supervisor", SIGN | {"recipient": PARTIES[0].name, "own_offer": True, "role_words": "työnohjaaja", "change_requested": True}),
    ("sign", "organisation", SIGN | {
        "representation": "Vakuutan, että minulla on oikeus hyväksyä sopimus organisaationi puolesta.",
        "faults": {"accept": "Rasti puuttuu.", "representation_confirmed": "Rasti puuttuu.", "typed_name": "Nimi ei täsmää."},
        "values": {"typed_name": "Saimi"}, "changed": True,
    }),
    ("sign", "change", SIGN | {"open": "change", "faults": {"text": "Kirjoita, mitä pitäisi muuttaa."}}),
    ("sign", "decline", SIGN | {"open": "decline"}),
    ("sign", "consumer", BUYING),
    ("sign", "consumer with faults", BUYING | {
        "faults": {"accept": "Rasti puuttuu.", "typed_name": "Täytä tämä."}, "values": {"early_start_request": "yes"},
    }),
    ("sign", "annex", SIGN | {"annex": ANNEX, "annex_readers": ["Ulla Wäinölä", "Saimi Ojala", "Åke Ek"]}),
    ("sign", "annex of one", SIGN | {"annex": ANNEX, "annex_readers": ["Ulla Wäinölä", "Saimi Ojala"], "own_offer": True}),
    ("sign", "another language", SIGN | {
        "language_understood": "Ymmärrän sopimuksen kielen.", "contract_language": "ruotsiksi",
        "faults": {"language_understood": "Rasti puuttuu."}, "replaces": "TO-2025-0009",
    }),
    ("sign", "code", SIGN | {"needs_code": True, "faults": {"access_code": "Tarkista koodi."}, "values": {"access_code": "1"}}),
    ("sign", "own code", SIGN | {"needs_code": True, "own_offer": True}),
    ("sign", "new version", SIGN | {"version": 2, "changes": CHANGES, "annex_changed": True}),
    ("sign", "new version, the same words", SIGN | {"version": 3}),
    ("signed", "waiting", SIGNED),
    ("signed", "supervisor", SIGNED | {"own": True}),
    ("signed", "sealed", SIGNED | {
        "state": "sealed", "accepted_count": 3, "people": [it | {"accepted_at": NOW} for it in PEOPLE], "next_words": "Lataa kappaleesi.",
        "way": way("sealed", "fi"),
        "annex_url": "/sign/x/annex-a.pdf", "withdraw_url": "/sign/x/withdraw", "withdraw_until": DEADLINE,
    }),
    ("signed", "consumer waiting", SIGNED | {"withdraw_url": "/sign/x/withdraw"}),
    ("signed", "to be sealed", SIGNED | {
        "state": "completed", "accepted_count": 3, "people": [it | {"accepted_at": NOW} for it in PEOPLE],
        "way": way("completed", "fi"),
    }),
    *(("ended", what, ENDED | {"end": vars(link_end(what, "fi"))}) for what in ENDS),
    ("ended", "expired for the supervisor", ENDED | {
        "end": vars(link_end("expired", "fi")), "own": True, "contract_url": f"/contracts/{CONTRACT}",
    }),
    ("ended", "superseded, time to withdraw", ENDED | {
        "end": vars(link_end("superseded", "fi")), "pdf_url": "/sign/x/contract.pdf", "withdraw_url": "/sign/x/withdraw",
    }),
    ("ended", "withdrawn by you, with the notice", ENDED | {
        "end": vars(link_end("withdrawn_by_you", "fi")), "notice_url": "/sign/x/withdraw", "pdf_url": "/sign/x/contract.pdf",
    }),
    ("ended", "a link that leads nowhere", ENDED | {
        "end": vars(link_end("link_unknown", "fi")), "supervisor": "", "number": "",
    }),
    ("ended", "an act too late", ENDED | {
        "end": vars(link_end("contract_closed", "fi")), "supervisor": "", "number": "", "back_url": f"/sign/{'a' * 43}",
    }),
    ("ended", "asleep, to be renewed", ENDED | {"end": vars(link_end("asleep", "fi")), "renew_url": f"/sign/{'a' * 43}/renew"}),
    ("ended", "asleep and not ticked", ENDED | {
        "end": vars(link_end("asleep", "fi")), "renew_url": f"/sign/{'a' * 43}/renew", "faults": {"renew": "Rasti puuttuu."},
    }),
    ("withdraw", "first", WITHDRAW),
    ("withdraw", "goes on", WITHDRAW | {"goes_on": True, "early_start": True}),
    ("withdraw", "before conclusion", WITHDRAW | {"until": None, "concluded": False}),
    ("withdraw", "replaced", WITHDRAW | {"superseded": True}),
    ("withdraw", "replaces", WITHDRAW | {"replaces": "TO-2026-0001"}),
    ("withdraw", "faulty", NOTICE | {"faults": {"typed_name": "Kirjoita nimesi niin kuin se on sopimuksessa."}}),
    ("withdraw_confirm", "first", NOTICE),
    ("withdraw_confirm", "not ticked", NOTICE | {"words": "", "faults": {"withdraw": "Merkitse ruutu."}}),
    ("withdraw_confirm", "replaced", NOTICE | {"superseded": True}),
    ("withdraw_confirm", "replaces", NOTICE | {"replaces": "TO-2026-0001"}),
    ("withdraw_confirm", "replaces, before conclusion", NOTICE | {"replaces": "TO-2026-0001", "concluded": False}),
    ("withdrawn", "replaced", NOTICE | {"withdrawn_at": NOW, "superseded": True}),
    ("withdrawn", "replaces", NOTICE | {"withdrawn_at": NOW, "replaces": "TO-2026-0001"}),
    ("withdrawn", "over", NOTICE | {"withdrawn_at": NOW}),
    ("withdrawn", "goes on", NOTICE | {"withdrawn_at": NOW, "goes_on": True, "early_start": True}),
    ("withdrawn", "for others too", NOTICE | {"withdrawn_at": NOW, "others": True}),
    ("withdrawn", "before conclusion", NOTICE | {"withdrawn_at": NOW, "concluded": False}),
    ("withdraw_late", "late", WITHDRAW),
    ("archive", "some", ARCHIVE),
    ("archive", "empty", ARCHIVE | {"rows": [], "total": 0}),
    ("archive", "nothing", ARCHIVE | {"session": SUPERVISOR, "query": NO_QUERY | {"party": "Šimková"}, "asked": True, "rows": [], "total": 0}),
    ("archive", "address", ARCHIVE | {"query": NO_QUERY | {"party": "aino@oma.example"}, "asked": True, "rows": [], "total": 0}),
    ("archive", "page", ARCHIVE | {"total": None, "next_url": "/archive?after=x"}),
    ("archive", "last page", ARCHIVE | {"total": None, "first_url": "/archive", "asked": True}),
    ("archive", "searching on", ARCHIVE | {"rows": [], "total": None, "first_url": "/archive", "next_url": "/archive?after=y", "asked": True}),
    ("archive", "faulty", ARCHIVE | {
        "query": NO_QUERY | {"since": "huomenna"}, "asked": True, "rows": [], "total": None,
        "faults": {"since": "Kirjoita päivämäärä muodossa 18.1.2027."},
    }),
    ("audit", "begin", AUDIT),
    ("audit", "on its way", AUDIT | {
        "rows": [CHECKED[1], CHECKED[0], UNCHECKED], "done": 2, "outcome": "fault", "next_url": "/archive/audit?after=x",
        "query": NO_QUERY | {"party": "Šimková", "supervisor": "Ulla"}, "days": Query(since=TODAY, until=TODAY), "asked": True,
        "tally": [("good", "kunnossa", "authentic", 1), ("care", "ei voi sanoa", "cannot_tell", 0), ("fault", "ei kunnossa", "not_authentic", 1)],
    }),
    ("audit", "done", AUDIT | {"rows": [CHECKED[0]], "done": 1, "outcome": "good"}),
    ("audit", "nothing", AUDIT | {"rows": []}),
    ("archived", "whole", EVIDENCE),
    ("archived", "broken", EVIDENCE | {
        "report": REPORT, "standing": None, "timeline": [], "download_url": "", "parties": [it | {"when": ""} for it in PEOPLE],
    }),
    ("archived", "one of three", EVIDENCE | {"related": {
        "replaces": {"number": "TO-2026-0001", "contract": CONTRACT}, "replaced_by": {"number": "TO-2026-0003", "contract": CONTRACT},
    }}),
    ("archived", "annex", EVIDENCE | {"annex": {"report": GOOD_REPORT, "mine": False, "download_url": ""}}),
    ("archived", "own annex", EVIDENCE | {"annex": {"report": REPORT, "mine": True, "download_url": f"/archive/{CONTRACT}/annex-a.pdf"}}),
    ("verify", "first", {"report": None, "archived": None, "known": None, "faults": {}}),
    ("verify", "faulty", {"report": None, "archived": None, "known": False, "faults": {"file": "Valitse tiedosto."}}),
    ("verify", "authentic", {"report": GOOD_REPORT, "archived": ARCHIVED, "known": None, "faults": {}}),
    ("verify", "foreign", {"report": REPORT, "archived": None, "known": None, "faults": {}}),
    ("verify", "known", {"report": None, "archived": ARCHIVED, "known": True, "faults": {}}),
    ("error", "broken", {"heading": "Jokin meni vikaan", "message": "Yritä uudelleen.", "reference": "5d41402a", "back_url": "/"}),
    ("error", "missing", {"heading": "Sivua ei löytynyt", "message": "Tarkista osoite.", "reference": "", "back_url": ""}),
    *(("text", name, {"text": vars(text(name, "fi", **OPERATOR))}) for name in TEXTS),
]  # fmt: skip


def context(**changes):
    """What every page gets, and these."""
    usual = {"base_path": "", "session": None, "csrf": "token", "languages": LANGUAGES, "practice": PRACTICE}
    return usual | changes
