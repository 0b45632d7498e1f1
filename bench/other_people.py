"""
The same documents of other people.

Typst remembers what it has typeset. From one contract to the next that helps where the words are ours, and nowhere else:
a document typeset twice would be measured as if nobody had another name.
"""

from dataclasses import replace
from datetime import timedelta
from hashlib import sha256
from typing import TypeVar

from chalicelib.documents.record_pdf import AcceptanceRecord, RecordedAcceptance
from chalicelib.domain.terms.model import Supervisee, Supervisor, Terms

Who = TypeVar("Who", Supervisor, Supervisee)


def another_record(record: AcceptanceRecord, number: str) -> AcceptanceRecord:
    """As long as the given one; nothing in it is the same but the words that every record has."""
    later = timedelta(seconds=61 * (1 + int(_digest(number), 16) % 100_000))
    return replace(
        record, number=number, contract_id=_digest(f"id {number}")[:32],
        document_sha256=_digest(f"document {number}"), text_sha256=_digest(f"text {number}"),
        terms_sha256=_digest(f"terms {number}"), document_bytes=record.document_bytes + later.seconds % 1000,
        verify_url=record.verify_url.partition("=")[0] + "=" + _digest(f"id {number}")[:32],
        sent_at=record.sent_at + later, completed_at=record.completed_at + later,
        acceptances=tuple(_another(it, record.number, number, later) for it in record.acceptances),
    )  # fmt: skip


def another_contract(terms: Terms, number: str) -> Terms:
    """Of other people, who set themselves goals of their own."""
    return terms.model_copy(
        update={
            "supervisor": _renamed(terms.supervisor, number),
            "supervisees": tuple(_renamed(it, number) for it in terms.supervisees),
            "goals_shared": f"{_name(number)}. {terms.goals_shared}",
        }
    )


def _another(it: RecordedAcceptance, old: str, number: str, later: timedelta) -> RecordedAcceptance:
    name = f"{it.name.split()[0]} {_name(it.name + number)}"
    return replace(
        it, name=name, organisation=it.organisation and f"{it.organisation} {_name(number)}",
        masked_email=f"{name[0].lower()}…i@{_name(number).lower()}.example", accepted_at=it.accepted_at + later,
        statement=it.statement.replace(old, number),
    )  # fmt: skip


def _renamed(person: Who, number: str) -> Who:
    name = f"{person.full_name.split()[0]} {_name(person.full_name + number)}"
    return person.model_copy(update={"full_name": name})


def _name(seed: str) -> str:
    """A surname of seven letters."""
    return _digest(seed)[:7].translate(str.maketrans("0123456789", "ghijklmnop")).title()


def _digest(seed: str) -> str:
    return sha256(seed.encode()).hexdigest()
