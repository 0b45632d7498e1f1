"""Letters: what one mail says to its reader and what it carries, from a contract and what has happened to it."""

from collections.abc import Mapping
from typing import Any

from chalicelib.documents.mails import letter
from chalicelib.documents.words import file_name
from chalicelib.domain.calendar import today_in_helsinki
from chalicelib.domain.dossier import Dossier, Mail
from chalicelib.domain.earlier import LEFT_OUT, Asked, left_out_by, was_asked
from chalicelib.domain.parties import MAIN
from chalicelib.workflow.access_code import NEEDS_CODE
from chalicelib.workflow.ports import Enclosure, Letter, Services
from chalicelib.workflow.supersede import replaced_number


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
        mail.kind, language, url=url, base_url=services.base_url, number=head.number, supervisor=supervisor,
        supervisor_email=dossier.email("supervisor"), recipient=head.name(reader), deadline=contract.deadline,
        status=contract.status, role=contract.seat(reader).role.value, concluded=contract.completed_at is not None,
        version=contract.version, asked_before=was_asked(dossier, reader),
        needs_code=contract.seat(reader).level == NEEDS_CODE, **_to_consumer(dossier, reader, url), **_withdrawal(services, dossier, mail),
        consumers=_consumers(dossier) if reader == "supervisor" else None, **_successor(services, dossier, mail),
    )  # fmt: skip
    return Letter(
        to=dossier.email(mail.party), sender="Sopu" if mail.party == "author" else supervisor, language=language,
        reply_to=dossier.email("supervisor"), subject=words.subject, text=words.text, html=words.html,
        enclosures=_enclosed(services, dossier, mail),
    )  # fmt: skip


def _language(services: Services, dossier: Dossier, mail: Mail, reader: str) -> str:
    """The supervisor's account has a language of its own; as a party they read the one that the contract gives them."""
    account = services.accounts.account(dossier.head.author) if mail.party == "author" else None
    return account.language if account else str(dossier.offered["languages"][reader])


def _farewell(services: Services, dossier: Dossier, former: Asked, url: str) -> Letter:
    """To somebody who had a link to an earlier version and is no party of the present one."""
    supervisor, answers = dossier.head.name("supervisor"), dossier.email("supervisor")
    words = letter(
        LEFT_OUT, former.language, url=url, base_url=services.base_url, number=dossier.head.number, supervisor=supervisor,
        supervisor_email=answers, recipient=former.name, role=former.role.value,
    )  # fmt: skip
    return Letter(
        to=former.email, sender=supervisor, language=former.language, reply_to=answers, subject=words.subject,
        text=words.text, html=words.html,
    )  # fmt: skip


def _to_consumer(dossier: Dossier, reader: str, url: str) -> Mapping[str, Any]:
    """The right to withdraw: how, until when, and what it means for sessions within that time."""
    contract, seat = dossier.contract, dossier.contract.seat(reader)
    if not seat.consumer:
        return {"consumer": False}
    until, asked = contract.can_withdraw_until(reader), dossier.asked_for_early_start(reader)
    waits = until if seat.may_start_early and not asked else None
    return {
        "consumer": True, "withdraw_url": f"{url}/withdraw", "withdraw_until": until, "early_start": asked,
        "not_before": today_in_helsinki(waits) if waits else None,
    }  # fmt: skip


def _consumers(dossier: Dossier) -> Mapping[str, Any] | None:
    """
    For the supervisor: until when consumers may withdraw, and whether sessions may begin before that. Nobody's name.

    count, until, early (everybody who may ask for it has asked), not_before (a day; None when nothing waits). None
    where nobody is a consumer, or is one any more.
    """
    contract = dossier.contract
    consumers = [seat for seat in contract.seats if seat.consumer and seat.party not in contract.withdrawn]
    until = contract.can_withdraw_until(consumers[0].party) if consumers else None
    if until is None:
        return None
    asked = [dossier.asked_for_early_start(seat.party) for seat in consumers if seat.may_start_early]
    waits = bool(asked) and not all(asked)
    return {
        "count": len(consumers), "until": until, "early": bool(asked) and all(asked),
        "not_before": today_in_helsinki(until) if waits else None,
    }  # fmt: skip


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
        "replaces": replaced_number(services, dossier.contract),
    } | others  # fmt: skip


def _enclosed(services: Services, dossier: Dossier, mail: Mail) -> tuple[Enclosure, ...]:
    """A consumer gets the contract itself, in a form that lasts (kuluttajansuojalaki 6 luku 13 §); never its annex."""
    if mail.kind != "completed" or not dossier.contract.seat(mail.party).consumer:
        return ()
    return tuple(
        Enclosure(
            name=file_name(dossier.head.number, MAIN), pdf=services.archive.archived(it.key, it.version_id)
        )
        for it in dossier.contract.sealed
        if it.kind == MAIN
    )
