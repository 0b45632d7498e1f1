"""What really lies in the table: the documented keys and no others, the exact bytes, and no person where none belongs."""

import re
from datetime import timedelta
from pathlib import Path

import pytest

from chalicelib.domain.dossier import Mail, Private, Seal, Supersede
from chalicelib.domain.invitation import KeptLink, Link
from tests.builders import NOW, an_accepted
from tests.ports.made import PEOPLE, PRIVATE, append, archived, minutes, sent, the_draft, the_head
from tests.ports.test_accounts import ATTEMPT, HOUR, MAIJA, SESSION
from tests.ports.test_api_keys import KEY, REQUEST
from tests.ports.test_typed import a_form

CONTRACT = "5d41402abc4b2a76b9719d911017c592"
DOCUMENTED = Path(__file__).parents[2] / "docs" / "adr" / "0004-one-table.md"
MAIL = Mail(party="supervisee-1", kind="invitation", round="1.1")
EVIDENCE = Private(salt="k" * 43, data={"ip": "192.0.2.77", "reason": "Sairastuin"}, expires_at=minutes(60))
FORMS = {
    "<id>": r"[0-9a-f]{32}", "<page>": "[0-9a-f]{32}", "<000001>": r"\d{6}", "<party>": r"[a-z_]+(-\d+)?", "<kind>": "[a-z_]+", "<round>": r"[\d.-]+",
    "<digest>": "[0-9a-f]{64}", "<letter>": r"\w", "<word>": r"\w+", "<month>": r"\d{4}-\d{2}", "<year>": r"\d{4}",
    "<instant>": r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ", "<email>": r"[^#@]+@[^#@]+", "<window>": r"\d+",
}  # fmt: skip


@pytest.fixture
def items(aws):
    """The table's items after a little of everything."""
    contracts, accounts = aws.contracts, aws.accounts
    contract = sent(contracts, CONTRACT)
    append(contracts, contract, an_accepted(commitment=EVIDENCE.digest), EVIDENCE)
    contracts.save_draft(the_draft("0" * 32), the_head("0" * 32))
    link = Link(contract=CONTRACT, party="supervisee-1", version=1, round=1)
    kept = KeptLink(digest="d" * 64, until=minutes(9))
    contracts.keep_link(link, kept)
    contracts.claim(CONTRACT, MAIL, NOW, timedelta(minutes=1), kept)
    contracts.ask(CONTRACT, [Seal()], NOW)
    contracts.finish(CONTRACT, Supersede(), NOW, {})
    contracts.make_findable(archived(CONTRACT, documents=_documents()))
    accounts.save(MAIJA)
    accounts.next_number(MAIJA.email, 2026)
    accounts.save_attempt(ATTEMPT)
    accounts.save_session(SESSION)
    accounts.within("code-from:192.0.2.77", 1, HOUR, NOW)
    aws.typed.keep(a_form(email=MAIJA.email))
    aws.api_keys.add(KEY)
    aws.api_keys.ask(REQUEST, NOW)
    return aws.items()


def rows(items, kind):
    return [
        item
        for item in items
        if item["sk"]["S"].startswith(kind) and item["pk"]["S"] == f"CONTRACT#{CONTRACT}"
    ]


def documented_keys():
    lines = DOCUMENTED.read_text(encoding="utf-8").splitlines()
    return [match.groups() for line in lines if (match := re.match(r"\| `([^`]+)` \| `([^`]+)` \|", line))]


def fits(documented, key):
    """Whether a key such as CONTRACT#5d41… has the documented form CONTRACT#<id>."""
    pattern = re.escape(documented)
    for name, form in FORMS.items():
        pattern = pattern.replace(re.escape(name), form)
    return re.fullmatch(pattern, key) is not None


def test_the_documented_keys_are_the_keys_in_the_table(items):
    stored = [(item["pk"]["S"], item["sk"]["S"]) for item in items]
    described = {
        key: [(pk, sk) for pk, sk in documented_keys() if fits(pk, key[0]) and fits(sk, key[1])]
        for key in stored
    }

    assert [key for key, found in described.items() if len(found) != 1] == []
    assert {found for (found,) in described.values()} == set(documented_keys())


def test_an_entry_is_kept_as_its_exact_canonical_bytes(aws, items):
    entries = aws.contracts.load(CONTRACT).entries

    assert [item["entry"]["B"] for item in rows(items, "ENTRY#")] == [entry.bytes for entry in entries]


def test_no_name_address_reason_or_ip_is_in_any_entry(items):
    persons = [person.name for person in PEOPLE] + list(PRIVATE.data["addresses"].values())
    secrets = [*persons, *EVIDENCE.data.values(), PRIVATE.salt, EVIDENCE.salt]

    for item in rows(items, "ENTRY#"):
        assert set(item) == {"pk", "sk", "kind", "entry"}
        assert [secret for secret in secrets if secret.encode() in item["entry"]["B"]] == []


def test_no_ip_is_kept_but_in_private_rows(items):
    elsewhere = [item for item in items if not item["sk"]["S"].startswith("PRIVATE#")]

    assert "192.0.2.77" not in str(elsewhere)


def test_only_what_may_be_forgotten_expires(items):
    expiring = {
        item["pk"]["S"].partition("#")[0] + "/" + item["sk"]["S"] for item in items if "expires_at" in item
    }

    assert {key for key in expiring if key.startswith("CONTRACT")} == {"CONTRACT/PRIVATE#000002"}
    assert {key[:13] for key in expiring if key.startswith("ACCOUNT")} == {"ACCOUNT/TYPED", "ACCOUNT/REQUE"}
    assert {key.partition("/")[0] for key in expiring} == {
        "ACCOUNT",
        "CONTRACT",
        "LINK",
        "LOGIN",
        "SESSION",
        "THROTTLE",
    }
    assert all(item["expires_at"].keys() == {"N"} for item in items if "expires_at" in item)


def test_only_rows_of_contracts_are_in_an_index_and_only_what_is_due_in_that_of_the_clock(items):
    by_author = [item["sk"]["S"] for item in items if {"author", "since"} <= set(item)]
    by_due = [item["pk"]["S"] for item in items if {"due_shard", "due_at"} & set(item)]

    assert by_author == ["HEAD", "HEAD"]
    assert by_due == [f"CONTRACT#{CONTRACT}"]


def _documents():
    return tuple(type(each)(**vars(each) | {"sha256": "1" * 64}) for each in archived(CONTRACT).documents)
