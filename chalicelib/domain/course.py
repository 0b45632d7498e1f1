"""
Could it have happened so? A trail is lawful when each entry is what the contract itself would have decided then.

The decisions are those of domain/contract, asked again: there is no second list of rules that could differ from them.
"""

from collections.abc import Sequence

from chalicelib.domain import events
from chalicelib.domain.acceptance import said
from chalicelib.domain.contract import LEVELS, Contract
from chalicelib.domain.errors import (
    AcceptedAlready,
    ContractChanged,
    ContractError,
    DeadlinePassed,
    NotYourTurn,
)
from chalicelib.domain.events import Accepted, Event, Sent
from chalicelib.domain.statements import LANGUAGES
from chalicelib.domain.trail import Entry
from chalicelib.frozen import dataclass

SOMETHING_ELSE, IMPOSSIBLE = "acceptance_of_something_else", "act_impossible"
_REFUSED: dict[type[ContractError], str] = {
    AcceptedAlready: "accepted_twice",
    DeadlinePassed: "accepted_too_late",
    NotYourTurn: "accepted_out_of_turn",
    ContractChanged: SOMETHING_ELSE,
}


@dataclass(frozen=True, kw_only=True)
class Course:
    """
    What the entries come to. contract: the fold of the lawful ones alone, so nothing else counts.

    unlawful: (number, code) of every other entry, in their order; the codes are those of documents/findings.py.
    """

    contract: Contract
    unlawful: tuple[tuple[int, str], ...]


def course(entries: Sequence[Entry]) -> Course:
    """Go through entries that begin with a Sent, one act at a time. Never raises; their chain is another's question."""
    contract = Contract(id=entries[0].contract).after(entries[:1])
    unlawful: list[tuple[int, str]] = []
    for entry in entries[1:]:
        code = _fault(contract, entry)
        if code:
            unlawful.append((entry.number, code))
        else:
            contract = contract.after((entry,))
    return Course(contract=contract, unlawful=tuple(unlawful))


def _fault(contract: Contract, entry: Entry) -> str:
    """Why the act was not possible at this point; "" when it was."""
    if not contract.is_open:
        return "trail_goes_on" if contract.status == "completed" else "act_after_end"
    accepted = isinstance(entry.event, Accepted)
    if isinstance(entry.event, Accepted) and not _binding(entry.event, contract.offer):
        return SOMETHING_ELSE
    try:
        decided = _decided(contract, entry)
    except ContractError as refused:
        return _REFUSED.get(type(refused), IMPOSSIBLE) if accepted else IMPOSSIBLE
    except KeyError:  # an act of somebody who is no party
        return IMPOSSIBLE
    if entry.event in decided:
        return ""
    return SOMETHING_ELSE if accepted else IMPOSSIBLE


def _decided(contract: Contract, entry: Entry) -> tuple[Event, ...]:
    """What the contract, asked for this act at this time, would have put into its trail."""
    match entry.event:
        case Accepted() as it:
            seen = tuple(document.pdf_sha256 for document in it.documents)
            seen += tuple(document.salted_sha256 for document in it.confidential or ())
            return contract.accept(it.party, seen, said(it), it.identified, it.commitment, entry.at)[:1]
        case events.Completed():
            return _completion(contract)
        case events.Declined() as it:
            return contract.decline(it.party, it.commitment, entry.at)
        case events.ChangeRequested() as it:
            return contract.request_change(it.party, it.commitment, entry.at)
        case events.AddressCorrected() | events.NameCorrected() as it:
            return _correction(contract, it)
        case events.Cancelled():
            return contract.cancel()
        case events.Expired():
            return contract.expire(entry.at)
    return ()  # a second sending, or what only follows completion


def _correction(contract: Contract, it: events.AddressCorrected | events.NameCorrected) -> tuple[Event, ...]:
    correct = contract.correct_name if isinstance(it, events.NameCorrected) else contract.correct_address
    return correct(it.party, it.commitment)


def _completion(contract: Contract) -> tuple[Event, ...]:
    """The last acceptance brings it along; a contract without seats is never complete."""
    everybody = {seat.party for seat in contract.seats}
    complete = bool(everybody) and everybody == set(contract.accepted)
    return (events.Completed(version=contract.version),) if complete else ()


def _binding(accepted: Accepted, sent: Sent) -> bool:
    """The acceptance names the documents that were sent, and the sentences that this party had to accept."""
    seat = {seat.party: seat for seat in sent.seats}.get(accepted.party)
    statement = said(accepted)
    if seat is None or accepted.documents != sent.documents:
        return False
    if {accepted.identified, seat.level or LEVELS[0]} - set(LEVELS):
        return False
    if {accepted.language, sent.language} - LANGUAGES.keys() or not statement.suits(seat, sent):
        return False
    return accepted.version == sent.version and statement.sha256(sent) == accepted.statement_sha256
