"""What each event makes of a contract: the fold's one step for every kind of event."""

from collections.abc import Callable, Mapping
from datetime import datetime
from typing import Any

from chalicelib.domain import events
from chalicelib.domain.state import State

Changes = dict[str, Any]


def changes(contract: State, event: events.Event, at: datetime) -> Changes:
    """Fields of the state that are other than before, once this has happened; the same for the same."""
    return _STEPS[type(event)](contract, event, at)


def _sent(contract: State, event: events.Sent, at: datetime) -> Changes:
    """A version begins: nobody has accepted or asked anything of it, and every link is of its first round."""
    first = event.signing_mode == "supervisor_first"
    invited = [seat.party for seat in event.seats if not first or seat.party == "supervisor"]
    return {
        "status": "sent",
        "sent": event,
        "sent_at": at,
        "sent_as": contract.length,
        "rounds": {seat.party: 1 for seat in event.seats},
        "invited": dict.fromkeys(invited, at),
        "accepted": {},
        "change_wanted_by": (),
        "renamed": (),
    }


def _accepted(contract: State, event: events.Accepted, at: datetime) -> Changes:
    """With the supervisor's offer everybody's turn begins."""
    everybody = {seat.party: at for seat in contract.seats} if event.party == "supervisor" else {}
    return {
        "accepted": {**contract.accepted, event.party: at},
        "invited": {**everybody, **contract.invited},
    }


def _change_requested(contract: State, event: events.ChangeRequested, at: datetime) -> Changes:
    return {"change_wanted_by": (*contract.change_wanted_by, event.party)}


def _next_round(
    contract: State, event: events.AddressCorrected | events.NameCorrected, at: datetime
) -> Changes:
    """Invited again, if it was their turn at all."""
    invited: Mapping[str, datetime] = contract.invited
    if event.party in invited:
        invited = {**invited, event.party: at}
    return {"rounds": {**contract.rounds, event.party: event.round}, "invited": invited}


def _name_corrected(contract: State, event: events.NameCorrected, at: datetime) -> Changes:
    others = (party for party in contract.renamed if party != event.party)
    return _next_round(contract, event, at) | {"renamed": (*others, event.party)}


def _link_renewed(contract: State, event: events.LinkRenewed, at: datetime) -> Changes:
    return {
        "rounds": {**contract.rounds, event.party: event.round},
        "renewed": {**contract.renewed, event.party: at},
    }


def _sealed(contract: State, event: events.Sealed, at: datetime) -> Changes:
    """What was withdrawn from or superseded meanwhile stays so."""
    status = "sealed" if contract.status == "completed" else contract.status
    return {"status": status, "sealed": event.documents, "sealed_at": at}


def _withdrawn(contract: State, event: events.Withdrawn, at: datetime) -> Changes:
    """
    Before everybody has accepted there will be no contract. Afterwards it ends with its last supervisee, and for one
    of several their own part ends (contract text, K20). What another contract has replaced ended so.
    """
    over = contract.status != "superseded" and not contract.goes_on_without(event.party)
    ended = {"status": "withdrawn", "ended_at": at, "ended_by": event.party} if over else {}
    return {"withdrawn": {**contract.withdrawn, event.party: at}, **ended}


def _superseded(contract: State, event: events.Superseded, at: datetime) -> Changes:
    return {"status": "superseded", "ended_at": at, "superseded_by": event.by}


_STEPS: dict[type[events.Event], Callable[[State, Any, datetime], Changes]] = {
    events.Sent: _sent,
    events.Accepted: _accepted,
    events.Completed: lambda contract, event, at: {"status": "completed", "completed_at": at},
    events.Declined: lambda contract, event, at: {
        "status": "declined",
        "ended_at": at,
        "ended_by": event.party,
    },
    events.ChangeRequested: _change_requested,
    events.AddressCorrected: _next_round,
    events.NameCorrected: _name_corrected,
    events.Cancelled: lambda contract, event, at: {"status": "cancelled", "ended_at": at},
    events.Expired: lambda contract, event, at: {"status": "expired", "ended_at": at},
    events.Sealed: _sealed,
    events.LinkRenewed: _link_renewed,
    events.Withdrawn: _withdrawn,
    events.Superseded: _superseded,
}
