"""Every page of the product in each of its states, as its handler would show it."""

from chalicelib.documents.link_ends import ENDS, link_end, way
from chalicelib.documents.texts import TEXTS, text
from chalicelib.domain.finding import Query
from tests.builders import DEADLINE, NOW, TODAY
from tests.documents.page_values import (
    ACCOUNT,
    ANNEX,
    ARCHIVE,
    ARCHIVED,
    AUDIT,
    AUDITOR,
    BUYING,
    CHANGES,
    CHECKED,
    CONTRACT,
    DEAR,
    DRAFT,
    ENDED,
    EVIDENCE,
    FORM,
    GOOD_REPORT,
    ITEMS,
    KEYS,
    LANGUAGES,
    LIST,
    NO_QUERY,
    NOTICE,
    NUMBER,
    ONE,
    OPERATOR,
    PARTIES,
    PEOPLE,
    PRACTICE,
    REPORT,
    SIGN,
    SIGNED,
    SUPERVISOR,
    TEXT,
    UNCHECKED,
    WELCOME,
    WITHDRAW,
    _head,
    _party,
    form_values,
)

CLAIMS = [
    {"result": "bad", "words": "Sinetti on rikki."},
    {"result": "claimed", "words": "Tapahtumaketju on ehjä: 5 merkintää."},
]
LOOKED_AT = {"archived": None, "known": None, "faults": {}, "file_name": "sopimus.pdf", "checked_at": NOW}
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
            _head(), _head(undelivered=True, own_awaited=True, next_draft=True),
            _head(standing="in_force", status_words="voimassa ja arkistoitu", change_requested=False, agreed_until=TODAY),
            _head(standing="in_force", status_words="sovittu aika on päättynyt", change_requested=False, agreed_until=TODAY, time_over=True),
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
    ("account", "keys", ACCOUNT | {"done": "key_ended", "keys": KEYS}),
    ("account", "a new key", ACCOUNT | {"made": f"sopu_{'x' * 43}", "keys": KEYS[:1]}),
    ("account", "a faulty key", ACCOUNT | {"keys": KEYS, "faults": {
        "key_name": "Anna toinen nimi.", "scope-contracts-write": "Valitse, mitä avaimella saa tehdä.",
    }}),
    ("account", "faulty", ACCOUNT | {"faults": {
        "supervisor-contact-email": "Tarkista sähköpostiosoite.", "price_amount": "Kirjoita summa euroina.",
        "session_interval_weeks-1": "Anna luku väliltä 1–12.", "dissatisfaction_steps": "Kirjoita vähintään 40 merkkiä.",
    }}),
    ("welcome", "name", WELCOME), ("welcome", "business", WELCOME | {"step": "business", "number": 1}),
    ("welcome", "terms", WELCOME | {"step": "terms", "number": 2}), ("welcome", "sample", WELCOME | {"step": "sample", "number": 3}),
    ("welcome", "faulty", WELCOME | {"faults": {"supervisor-full_name": "Kirjoita nimi kirjaimin."}}),
    ("sample", "with own terms", {"session": SUPERVISOR, "text": TEXT, "number": NUMBER}),
    *(
        ("held", why, {"why": why, "action": "/contracts", "csrf": "c", "fields": [("goals_shared", "a\n<b>"), ("_page", CONTRACT)],
                        "reference": "1a2b3c4d" if why == "broken" else ""})
        for why in ("over", "anew", "busy", "broken")
    ),
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
    ("contract", "too late a version", ONE | {
        "reached": "sealed", "act": "download", "draft_version": 2, "can_revise": False, "can_replace": True,
        "download_url": "/archive/x/contract.pdf",
    }),
    ("contract", "faulty", ONE | {
        "faults": {f"{PARTIES[1].id}-email": "Tarkista sähköpostiosoite."}, "address_values": {PARTIES[1].id: "saimi@"},
    }),
    ("contract", "codes", ONE | {"parties": [
        _party(0, "awaited", "odottaa", code="0123 4567", can_renew=True), _party(1, "awaited", "odottaa", code="7654 3210", can_renew=True),
        _party(2, "later", "ei vielä linkkiä", code="0000 0001"),
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
    ("contract", "time over", ONE | {
        "reached": "sealed", "status_words": "sovittu aika on päättynyt", "time_over": True, "what_now": "Sovittu aika päättyi 30.6.2027. Sopimus on edelleen arkistossa.",
        "act": "download", "wishes": [], "can_remind": False, "can_cancel": False, "can_revise": False, "can_replace": True, "can_begin_anew": True, "download_url": "/archive/x/contract.pdf",
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
    ("ended", "an act too late, with what was written", ENDED | {
        "end": vars(link_end("version_replaced", "fi")), "supervisor": "", "number": "", "typed": ("Hyvä Maija,\n</textarea><b>hinta</b> ei sovi.",),
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
    ("verify", "authentic", LOOKED_AT | {"report": GOOD_REPORT | {"unsealed": False}, "archived": ARCHIVED}),
    ("verify", "foreign", LOOKED_AT | {"report": REPORT | {"unsealed": True}, "file_name": "<b>.pdf"}),
    ("verify", "broken", LOOKED_AT | {"report": REPORT | {"unsealed": False, "findings": CLAIMS}}),
    ("verify", "known", {"report": None, "archived": ARCHIVED, "known": True, "faults": {}}),
    ("error", "broken", {"heading": "Jokin meni vikaan", "message": "Yritä uudelleen.", "reference": "5d41402a", "back_url": "/"}),
    ("error", "missing", {"heading": "Sivua ei löytynyt", "message": "Tarkista osoite.", "reference": "", "back_url": ""}),
    *(("text", name, {"text": vars(text(name, "fi", **OPERATOR))}) for name in TEXTS),
]  # fmt: skip


def context(**changes):
    """What every page gets, and these."""
    usual = {"base_path": "", "session": None, "csrf": "token", "languages": LANGUAGES, "practice": PRACTICE}
    return usual | changes
