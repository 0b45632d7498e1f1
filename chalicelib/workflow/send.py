"""Sending: the text is made once, kept, and bound by its digests; the trail begins, or goes on with another version."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from typing import Any

from chalicelib.documents.contract_text import TEMPLATE
from chalicelib.domain.calendar import end_of_day, today_in_helsinki
from chalicelib.domain.canonical import sha256
from chalicelib.domain.confidential import together
from chalicelib.domain.contract import Contract
from chalicelib.domain.dossier import Dossier, Draft, Private
from chalicelib.domain.errors import Busy, ChangedMeanwhile, ContractChanged, ContractClosed, NotFound
from chalicelib.domain.events import AddressCorrected, Confidential, Document, NameCorrected, Seat, Sent
from chalicelib.domain.parties import ANNEX, MAIN
from chalicelib.domain.terms import Terms
from chalicelib.domain.terms.seats import agreement
from chalicelib.domain.terms.signers import signers
from chalicelib.domain.trail import extended
from chalicelib.domain.withdrawal import last_day_to_withdraw
from chalicelib.frozen import dataclass
from chalicelib.workflow.change import TRIES, head_after
from chalicelib.workflow.compare import compare
from chalicelib.workflow.difference import Difference
from chalicelib.workflow.draft import checked, row_of
from chalicelib.workflow.make import Made, make
from chalicelib.workflow.own import own_contract, present_draft
from chalicelib.workflow.ports import Services
from chalicelib.workflow.telling import tell


def send(services: Services, author: str, contract: str, mark: str = "") -> None:
    """
    Send the draft to its parties; the stream mails the links. mark: of the save that was previewed, "" for any.

    A later version voids the acceptances of the one before; an address that was corrected in that one is not forgotten.
    A second call finds no draft and is content. Raises FormInvalid when the draft no longer passes today's rules (a
    start date may have gone by), ContractChanged when another window saved it meanwhile or began another, or an address
    is corrected at this very moment, NotFound, and ContractClosed when the version before was accepted by everybody or
    has ended: its draft stays, and another contract can begin from it.
    """
    dossier = own_contract(services, author, contract)
    if dossier.draft is None:
        return
    draft = present_draft(dossier)
    if mark not in ("", draft.mark):
        raise ContractChanged()
    _, terms, replaced = checked(services, author, draft.given, draft)
    difference = _difference(services, dossier, draft, terms)
    made = make(services, terms, draft.number, draft.version)
    _keep(services, contract, made)
    going_out = _Sending(
        seen=dossier.contract, draft=draft, terms=terms, made=made, difference=difference,
        replaced=replaced.contract.id if replaced else None,
    )  # fmt: skip
    _append(services, going_out)


@dataclass(frozen=True, kw_only=True)
class _Sending:
    """
    What goes out. seen: the contract when its addresses were read. replaced: id of the contract that ends with this one.
    difference: None in a first version.
    """

    seen: Contract
    draft: Draft
    terms: Terms
    made: Made
    replaced: str | None
    difference: Difference | None


def _difference(services: Services, dossier: Dossier, draft: Draft, terms: Terms) -> Difference | None:
    if draft.version == 1:
        return None
    if not dossier.contract.is_open:
        raise ContractClosed(status=dossier.contract.status)
    return compare(services, dossier, draft, terms)


def _keep(services: Services, contract: str, made: Made) -> None:
    services.archive.offer(contract, sha256(made.pdf), "pdf", made.pdf)
    services.archive.offer(contract, sha256(made.text), "xhtml", made.text)
    if annex := made.annex:
        services.archive.offer(contract, annex.salted_sha256, "pdf", annex.pdf)
        services.archive.offer(contract, annex.salted_sha256, "xhtml", annex.text)
        services.archive.offer(contract, together(annex.salted_sha256), "xhtml", made.text + annex.text)


def _append(services: Services, it: _Sending) -> None:
    draft = it.draft
    for attempt in range(TRIES):
        before = _before(services, it)
        if before.version >= draft.version:
            return None  # a twin of this call was quicker
        at = services.now()
        private = _private(services, it)
        happened = before.send(_sent(it, private, at))
        entries = extended(before.id, before.length, before.tip, happened, at)
        row = head_after(row_of(draft, it.terms), before.after(entries), at)
        try:
            services.contracts.append(before, entries, row, private, draft)
            return tell(services, before, entries)
        except ChangedMeanwhile:
            if _sent_already(services, draft):
                return None
            services.wait(attempt)
    raise Busy()


def _before(services: Services, it: _Sending) -> Contract:
    """The contract as it is now. Raises ContractChanged when a name or an address was corrected since this version was made."""
    if it.draft.version == 1:
        return it.seen
    dossier = services.contracts.load(it.draft.id)
    since = dossier.entries[it.seen.length :]
    if dossier.contract.version < it.draft.version and any(
        isinstance(entry.event, AddressCorrected | NameCorrected) for entry in since
    ):
        raise ContractChanged()
    return dossier.contract


def _sent_already(services: Services, draft: Draft) -> bool:
    """Whether a twin of this call was quicker; if the draft is still there, a party has acted. Raises ContractChanged."""
    try:
        if services.contracts.draft(draft.id).mark == draft.mark:
            return False
    except NotFound:
        if services.contracts.load(draft.id).contract.version >= draft.version:
            return True
    raise ContractChanged()


def _sent(it: _Sending, private: Private, at: datetime) -> Sent:
    draft, terms, made = it.draft, it.terms, it.made
    last_day = today_in_helsinki(at) + timedelta(days=terms.signing_deadline_days)
    deadline = end_of_day(last_day)
    document = Document(
        kind=MAIN, pdf_sha256=sha256(made.pdf), pdf_bytes=len(made.pdf), text_sha256=sha256(made.text),
        terms_sha256=sha256(made.terms),
    )  # fmt: skip
    hidden = Confidential(kind=ANNEX, salted_sha256=made.annex.salted_sha256) if made.annex else None
    return Sent(
        version=draft.version, number=draft.number, template=TEMPLATE, language=terms.contract_language,
        constellation=terms.constellation, signing_mode=terms.signing_mode, deadline=deadline,
        documents=(document,), seats=_seats(terms, last_day),
        commitment=private.digest, confidential=(hidden,) if hidden else None, supersedes=it.replaced,
    )  # fmt: skip


def _seats(terms: Terms, last_day: date) -> tuple[Seat, ...]:
    """Those of the terms; a consumer is asked about an early start where it may come before they can no longer withdraw."""
    early = terms.start_date <= last_day_to_withdraw(last_day)
    return tuple(
        replace(seat, may_start_early=True) if early and seat.consumer else seat
        for seat in agreement(terms).seats
    )


def _private(services: Services, it: _Sending) -> Private:
    """What mails and pages need, terms.json for the sealed file, and what the supervisor gave, where a later version starts."""
    parties = signers(it.terms)
    data: dict[str, Any] = {
        "names": {party.id: party.name for party in parties},
        "addresses": {party.id: party.email for party in parties},
        "languages": {party.id: party.language for party in parties},
        # The confidential words stay in their own document alone; a later version reads them there.
        "given": {key: value for key, value in it.draft.given.items() if key != "goals_supervisees"},
        "terms": it.made.terms.decode(),
    }
    if it.difference:
        data |= it.difference.kept
    if annex := it.made.annex:
        data["annex"] = {"salt": annex.salt, "text_sha256": sha256(annex.text)}
    return Private(salt=services.new_token(), data=data)
