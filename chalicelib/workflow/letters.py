"""Letters: what one mail says to its reader and what it carries, from a contract and what has happened to it."""

from collections.abc import Mapping
from typing import Any

from chalicelib.documents.calendar_entries import calendar_name
from chalicelib.documents.mails import letter
from chalicelib.domain.dossier import Dossier, Mail
from chalicelib.domain.earlier import LEFT_OUT, Asked, left_out_by, was_asked
from chalicelib.domain.mail_events import tags_of
from chalicelib.domain.undelivered import doubted
from chalicelib.workflow.access_code import NEEDS_CODE
from chalicelib.workflow.enclosures import enclosures
from chalicelib.workflow.ports import Letter, Services
from chalicelib.workflow.time_to_withdraw import of_consumers, to_consumer


def letter_of(services: Services, dossier: Dossier, mail: Mail, url: str) -> Letter:
    """
    The letter that is owed: to one person, in their language, with no word of what was agreed.

    url: what its button opens. dossier: with its private data. The same mail, the same letter.
    Raises what reading an enclosed file from the archive raises.
    """
    if former := left_out_by(dossier, mail):
        return _farewell(services, dossier, former, url)
    head, contract = dossier.head, dossier.contract
    reader = "supervisor" if mail.party == "author" else mail.party
    language = _language(services, dossier, mail, reader)
    supervisor = head.name("supervisor")
    words = letter(
        mail.kind, language, url=url, base_url=services.base_url, practice=services.practice, number=head.number, supervisor=supervisor,
        supervisor_email=dossier.email("supervisor"), recipient=head.name(reader), deadline=contract.deadline,
        status=contract.status, role=contract.seat(reader).role.value, concluded=contract.completed_at is not None,
        version=contract.version, asked_before=was_asked(dossier, reader),
        link_replaced=contract.rounds.get(reader, 1) > 1,
        others_wait=reader == "supervisor" and set(contract.invited) == {"supervisor"},
        needs_code=contract.seat(reader).level == NEEDS_CODE, **to_consumer(dossier, reader, url), **_withdrawal(services, dossier, mail),
        consumers=of_consumers(dossier) if reader == "supervisor" else None, **_successor(services, dossier, mail),
        calendar=calendar_name(head.number), **_doubted(dossier, mail),
    )  # fmt: skip
    return Letter(
        to=dossier.email(mail.party), sender="Sopu" if mail.party == "author" else _sender(supervisor), language=language,
        reply_to=dossier.email("supervisor"), subject=words.subject, text=words.text, html=words.html,
        enclosures=enclosures(services, dossier, mail, language), tags=tags_of(contract.id, mail),
    )  # fmt: skip


def _sender(supervisor: str) -> str:
    """Whom a party knows, and whose address it comes from: a mail from elsewhere in a person's name alone looks forged."""
    return f"{supervisor} (Sopu)"


def _language(services: Services, dossier: Dossier, mail: Mail, reader: str) -> str:
    """The supervisor's account has a language of its own; as a party they read the one that the contract gives them."""
    account = services.accounts.account(dossier.head.author) if mail.party == "author" else None
    return account.language if account else str(dossier.offered["languages"][reader])


def _farewell(services: Services, dossier: Dossier, former: Asked, url: str) -> Letter:
    """To somebody who had a link to an earlier version and is no party of the present one."""
    supervisor, answers = dossier.head.name("supervisor"), dossier.email("supervisor")
    words = letter(
        LEFT_OUT, former.language, url=url, base_url=services.base_url, practice=services.practice, number=dossier.head.number,
        supervisor=supervisor, supervisor_email=answers, recipient=former.name, role=former.role.value,
    )  # fmt: skip
    return Letter(
        to=former.email, sender=_sender(supervisor), language=former.language, reply_to=answers, subject=words.subject,
        text=words.text, html=words.html,
    )  # fmt: skip


def _successor(services: Services, dossier: Dossier, mail: Mail) -> Mapping[str, str]:
    """Number of the contract that took the place of this one."""
    if mail.kind != "superseded":
        return {}
    return {"successor": services.contracts.head(dossier.contract.superseded_by).number}


def _withdrawal(services: Services, dossier: Dossier, mail: Mail) -> Mapping[str, Any]:
    """What its acknowledgement repeats: the notice as it was given, and when."""
    others = {"others": dossier.contract.others_bound}
    if mail.kind != "withdrawal_received":
        return others
    entry = dossier.entries[int(mail.round) - 1]
    given = dossier.private[entry.number].data
    return {
        "withdrawn_at": entry.at, "typed_name": given["typed_name"], "words": given["text"],
        "goes_on": dossier.contract.in_force, "superseded": dossier.contract.status == "superseded",
        "replaces": dossier.head.replaces,
    } | others  # fmt: skip


def _doubted(dossier: Dossier, mail: Mail) -> Mapping[str, str]:
    """The role of the party whom this mail says that no mail reaches, and their trouble; "" for every other mail."""
    seat, trouble = doubted(dossier, mail) or (None, "")
    return {"whose": seat.role.value if seat else "", "trouble": trouble}
