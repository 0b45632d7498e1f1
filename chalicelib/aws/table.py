"""
The keys of the one table: the only file that knows any. docs/adr/0004-one-table.md shows them as a table.

A key is (pk, sk). What has only one item under its pk repeats the kind of thing in sk.
"""

import hashlib
from datetime import datetime

from chalicelib.domain.dossier import Claimed, Mail, Seal, Supersede
from chalicelib.domain.trail import instant

Key = tuple[str, str]

DRAFT, HEAD, ENTRY, PRIVATE = "DRAFT", "HEAD", "ENTRY#", "PRIVATE#"
ACCOUNTS = "ACCOUNTS"
SHARDS = 16


def contract_pk(contract: str) -> str:
    """Under it lies everything of a contract: ENTRY# and HEAD side by side, so that one read gives both."""
    return f"CONTRACT#{contract}"


def contract_of(pk: str) -> str:
    """The contract whose row has this pk."""
    return pk.partition("#")[2]


def draft_key(contract: str) -> Key:
    return contract_pk(contract), DRAFT


def head_key(contract: str) -> Key:
    return contract_pk(contract), HEAD


def entry_key(contract: str, number: int) -> Key:
    return contract_pk(contract), f"{ENTRY}{number:06d}"


def private_key(contract: str, number: int) -> Key:
    """Of what entry `number` commits to; each can be erased alone."""
    return contract_pk(contract), f"{PRIVATE}{number:06d}"


def claim_key(contract: str, job: Claimed) -> Key:
    match job:
        case Mail(party=party, kind=kind, round=round_):
            return contract_pk(contract), f"MAIL#{party}#{kind}#{round_}"
        case Seal():
            return contract_pk(contract), "SEAL"
        case Supersede():
            return contract_pk(contract), "SUPERSEDE"


def job_of(sk: str) -> Claimed | None:
    """The job whose claim has this sort key; None for what is no claim."""
    match sk.split("#", 3):
        case ["MAIL", party, kind, round_]:
            return Mail(party=party, kind=kind, round=round_)
        case ["SEAL"]:
            return Seal()
        case ["SUPERSEDE"]:
            return Supersede()
    return None


def contract_with_new_entry(keys: dict[str, dict[str, str]]) -> str:
    """The contract of a stream record's keys when the record is a trail entry; "" for any other row."""
    pk, sk = keys["pk"]["S"], keys["sk"]["S"]
    return contract_of(pk) if sk.startswith(ENTRY) else ""


def standing_pk(author: str, standing: str) -> str:
    """The key under which indexes hold a supervisor's contracts that stand there."""
    return f"{author}#{standing}"


def due_shard(contract: str) -> str:
    """One of "0" to "15", always the same for a contract, so that no single index key takes every write."""
    return str(hashlib.sha256(contract.encode()).digest()[0] % SHARDS)


def link_key(digest: str) -> Key:
    return f"LINK#{digest}", "LINK"


# Search: one row under each word of a name, one among all, one under the author; each a full copy for the list.


def word_pk(word: str) -> str:
    """One letter, not more: people are called Li, and a search may begin with any letter."""
    return f"FIND#PARTY#{word[:1]}"


def word_key(word: str, completed_at: datetime, contract: str) -> Key:
    return word_pk(word), f"{word}#{instant(completed_at)}#{contract}"


ALL_PK = "FIND#ALL"


def author_pk(author: str) -> str:
    return f"FIND#AUTHOR#{author}"


def moment_key(pk: str, completed_at: datetime, contract: str) -> Key:
    """Among all, or those of an author: in the order of completion."""
    return pk, f"{instant(completed_at)}#{contract}"


def sealed_key(sha256: str) -> Key:
    return f"SEALED#{sha256}", "SEALED"


# Whoever logs in.


def account_key(email: str) -> Key:
    return f"ACCOUNT#{email}", "ACCOUNT"


def number_key(email: str, year: int) -> Key:
    """The supervisor's counter of contracts."""
    return f"ACCOUNT#{email}", f"NUMBER#{year}"


def typed_key(email: str, contract: str, page: str) -> Key:
    """A form as it was typed: a row for each page on which it was opened."""
    pk, begin = typed_prefix(email, contract)
    return pk, f"{begin}{page}"


def typed_prefix(email: str, contract: str = "") -> Key:
    """The pk, and how the sk of each form begins: of one contract's forms, or of all."""
    return f"ACCOUNT#{email}", f"TYPED#{contract}#" if contract else "TYPED#"


def typed_in(sk: str) -> tuple[str, str]:
    """The contract and the page of a form's sk."""
    _, contract, page = sk.split("#")
    return contract, page


def api_key_key(digest: str) -> Key:
    """A practice system's key, found by the digest of its text."""
    return f"KEY#{digest}", "KEY"


def own_api_key_key(email: str, digest: str) -> Key:
    """A copy of it at the account, for the list; with "" as digest, how the sk of each begins."""
    return f"ACCOUNT#{email}", f"KEY#{digest}"


def request_key(email: str, name: str) -> Key:
    """A request that may be repeated. name: the digest of what its sender calls it."""
    return f"ACCOUNT#{email}", f"REQUEST#{name}"


def listed_account_key(email: str) -> Key:
    """A copy of the account where all of them lie together, for the list."""
    return ACCOUNTS, email


def attempt_key(digest: str) -> Key:
    return f"LOGIN#{digest}", "LOGIN"


def session_key(digest: str) -> Key:
    return f"SESSION#{digest}", "SESSION"


def throttle_key(key: str, window: int) -> Key:
    """
    A counter that is forgotten when its window is over.

    window: which one it is since 1970. A throttle's key may be an address or an IP, so only its digest is kept.
    """
    return f"THROTTLE#{hashlib.sha256(key.encode()).hexdigest()}", str(window)
