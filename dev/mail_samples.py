"""One made-up letter of every kind that Sopu sends, to each who may get it: for the page of mails, and for the tests."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

from chalicelib.documents.mails import Words, letter
from chalicelib.domain.practice import Practice

Context = dict[str, Any]

BASE = "https://sopu.example"
LINK = f"{BASE}/sign/{'aB3-_' * 8}xyz"
PAGE = f"{BASE}/contracts/5d41402abc4b2a76b9719d911017c592"
WITHDRAW = f"{LINK}/withdraw"
SITE = Practice(
    name="Työnohjaus Aalto Oy", email="toimisto@aalto.example", phone="+358 40 123456", address="Rantakatu 3, 00100 Helsinki"
)  # fmt: skip
NOW = datetime(2026, 11, 23, 7, 0, tzinfo=UTC)
DEADLINE = datetime(2026, 12, 7, 22, 0, tzinfo=UTC)  # 24:00 in Helsinki on 7 December
FIRST_FREE_DAY = date(2026, 12, 8)

USUAL: Context = {
    "url": LINK, "base_url": BASE, "practice": SITE, "number": "TO-2026-0001", "supervisor": "Ulla-Maija Wäinölä",
    "supervisor_email": "ohjaaja@sopu.test", "recipient": "Aino Lehtimäki", "deadline": DEADLINE, "status": "sent",
    "role": "supervisee", "concluded": False, "consumer": False, "version": 2, "asked_before": True, "link_replaced": False, "needs_code": False,
    "consumers": None, "others": False, "successor": "TO-2026-0007", "calendar": "sopimus-TO-2026-0001.ics",
    "whose": "supervisee", "trouble": "bounced", "others_wait": False,
}  # fmt: skip
CONSUMER: Context = {
    "consumer": True, "concluded": True, "withdraw_url": WITHDRAW, "withdraw_until": DEADLINE, "early_start": False,
    "not_before": None,
}  # fmt: skip
NOTICE: Context = CONSUMER | {
    "withdrawn_at": NOW, "typed_name": "aino lehtimäki", "words": "Muutin mieleni.\n\n\nKiitos!", "goes_on": False,
    "others": False, "superseded": False, "replaces": "",
}  # fmt: skip
CONSUMERS: Context = {"count": 1, "until": DEADLINE, "early": False, "not_before": None}
WAITING: Context = CONSUMERS | {"not_before": FIRST_FREE_DAY}
OWN: Context = {"role": "supervisor", "recipient": "Ulla-Maija Wäinölä", "url": PAGE}

PARTIES = ("supervisor", "supervisee", "manager", "managers_manager", "client_representative")
_TO: dict[str, Context] = {role: {"role": role} for role in PARTIES} | {
    "supervisor": {"role": "supervisor", "recipient": "Ulla-Maija Wäinölä"}
}
_NEVER_TO_SUPERVISORS = {"ended", "left_out"}
TO_PARTIES = (
    "invitation", "reminder", "new_version", "left_out", "completed", "renewed", "ended", "superseded",
)  # fmt: skip
TO_AUTHOR = ("change_requested", "declined", "expired", "withdrawn", "undelivered")


@dataclass(frozen=True)
class Sample:
    """A letter before it is written; case: what is special about it, "" for the everyday one."""

    kind: str
    role: str
    case: str
    context: Context

    def words(self, language: str) -> Words:
        return letter(self.kind, language, **USUAL | self.context)


def samples() -> Iterator[Sample]:
    """Every kind, to every role that gets it, and then its cases."""
    for kind in TO_PARTIES:
        for role in PARTIES:
            if role != "supervisor" or kind not in _NEVER_TO_SUPERVISORS:
                yield Sample(kind, role, "", _TO[role])
    for kind in TO_AUTHOR:
        yield Sample(kind, "supervisor", "", OWN)
    for kind, role, case, context in _CASES:
        yield Sample(kind, role, case, _TO[role] | context)
    yield Sample("login", "", "", {"code": "012345"})


_CASES: tuple[tuple[str, str, str, Context], ...] = (
    ("invitation", "supervisee", "with a code", {"needs_code": True, "version": 1}),
    ("invitation", "supervisee", "with a fresh link", {"link_replaced": True, "version": 1}),
    ("new_version", "supervisee", "with a fresh link, never asked before", {"asked_before": False, "link_replaced": True}),
    ("invitation", "supervisor", "who goes first", {"others_wait": True, "version": 1}),
    ("invitation", "supervisor", "with a code", {"needs_code": True, "version": 1}),
    ("new_version", "supervisee", "with a code", {"needs_code": True}),
    ("new_version", "supervisee", "never asked before", {"asked_before": False}),
    ("completed", "supervisee", "a consumer", CONSUMER),
    ("completed", "supervisee", "a consumer who waits", CONSUMER | {"not_before": FIRST_FREE_DAY}),
    ("completed", "supervisee", "a consumer who begins early", CONSUMER | {"early_start": True}),
    ("completed", "supervisor", "of a consumer", {"consumers": WAITING}),
    ("completed", "supervisor", "of consumers who wait", {"consumers": WAITING | {"count": 2}}),
    ("completed", "supervisor", "of consumers who begin early", {"consumers": CONSUMERS | {"count": 2, "early": True}}),
    ("withdrawn", "supervisor", "in force", OWN | {"concluded": True}),
    ("withdrawn", "supervisor", "in force, with others", OWN | {"concluded": True, "others": True}),
    ("withdrawal_received", "supervisee", "", NOTICE),
    ("withdrawal_received", "supervisee", "without words", NOTICE | {"words": ""}),
    ("withdrawal_received", "supervisee", "with others", NOTICE | {"others": True}),
    ("withdrawal_received", "supervisee", "it goes on", NOTICE | {"goes_on": True, "others": True}),
    ("withdrawal_received", "supervisee", "it was replaced", NOTICE | {"superseded": True}),
    ("withdrawal_received", "supervisee", "it had replaced", NOTICE | {"replaces": "TO-2026-0007"}),
    ("withdrawal_received", "supervisee", "after beginning", NOTICE | {"early_start": True}),
    ("withdrawal_received", "supervisee", "before conclusion", NOTICE | {"concluded": False}),
    *(("undelivered", "supervisor", f"to the {whose}", OWN | {"whose": whose}) for whose in PARTIES),
    *(("undelivered", "supervisor", f"to the {whose}, unsent", OWN | {"whose": whose, "trouble": "unsent"}) for whose in PARTIES[:2]),
    *(("undelivered", "supervisor", f"to the {whose}, complained", OWN | {"whose": whose, "trouble": "complained"}) for whose in PARTIES),
    ("undelivered", "supervisor", "in force, unsent", OWN | {"status": "sealed", "concluded": True, "trouble": "unsent"}),
    ("undelivered", "supervisor", "in force, complained", OWN | {"status": "sealed", "concluded": True, "trouble": "complained"}),
    ("undelivered", "supervisor", "in force", OWN | {"status": "sealed", "concluded": True}),
    ("undelivered", "supervisor", "to the supervisor, in force", OWN | {"whose": "supervisor", "status": "sealed", "concluded": True}),
    ("undelivered", "supervisor", "never in force", OWN | {"status": "declined"}),
)  # fmt: skip
