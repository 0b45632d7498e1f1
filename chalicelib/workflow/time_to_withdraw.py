"""The right to withdraw, as the mails about a contract in force tell it: to the consumer, and to the supervisor."""

from collections.abc import Mapping
from typing import Any

from chalicelib.domain.calendar import today_in_helsinki
from chalicelib.domain.dossier import Dossier


def to_consumer(dossier: Dossier, reader: str, url: str) -> Mapping[str, Any]:
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


def of_consumers(dossier: Dossier) -> Mapping[str, Any] | None:
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
