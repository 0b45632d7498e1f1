"""Where a party's link leads once there is nothing to accept: accepted, waiting, in force, over."""

from collections.abc import Mapping
from contextlib import suppress
from typing import Any

from chalice.app import Blueprint, Response

from chalicelib import wiring
from chalicelib.documents.link_ends import ENDS, link_end, next_words, way
from chalicelib.documents.words import role_words
from chalicelib.domain.contract import Contract
from chalicelib.domain.errors import ContractError, FormForged, NotFound, NotLoggedIn
from chalicelib.domain.invitation import form_token
from chalicelib.domain.parties import Role
from chalicelib.web.cookies import cookie
from chalicelib.web.http import TooLarge, base_path, party, party_form, show
from chalicelib.web.language import language
from chalicelib.workflow.login import session_of
from chalicelib.workflow.view import Invited

_WRITTEN = ("text", "reason")  # fields in which a party may write at length
_TOO_LATE = frozenset({"deadline_passed", "accepted_already", "contract_closed"})  # acts, not links
_STATES = {"sent": "waiting", "completed": "completed", "sealed": "sealed"}
# Whoever did it, the other parties hear only that there will be no contract.
_THEIR_BUSINESS = frozenset({"declined", "cancelled", "withdrawn"})


def ended(routes: Blueprint, invited: Invited, token: str) -> Response | None:
    """The page for this party's end of the matter; None while there is a contract to accept."""
    contract, seat, now = invited.dossier.contract, invited.seat, wiring.services().now()
    if contract.link_asleep(seat.party, now):
        return renewal(routes, invited, token)
    late = contract.is_open and contract.deadline is not None and now >= contract.deadline
    bound = seat.party in contract.accepted and seat.party not in contract.withdrawn
    if bound and contract.status in _STATES and not late:
        return _signed(routes, invited, token)
    if not contract.is_open or late:
        status = _how_it_ended(contract, seat.party)
        code = 410 if status == "expired" else 200
        return _over(
            routes, invited, status, code, pdf_url=_copy(contract, token), **_withdrawing(invited, token)
        )
    return None if seat.party in contract.invited else _over(routes, invited, "not_your_turn", 200)


def _how_it_ended(contract: Contract, party: str) -> str:
    """The key of ENDS for what this party may know of the end."""
    if party in contract.withdrawn:
        return "withdrawn_by_you"
    if contract.ended_by == party:
        return "declined_by_you"
    if contract.status == "withdrawn" and contract.completed_at:
        return "withdrawn_later"
    if contract.status in _THEIR_BUSINESS and party != "supervisor":
        return "ended"
    return "expired" if contract.is_open else contract.status


def _withdrawing(invited: Invited, token: str) -> Mapping[str, Any]:
    """Where a consumer reads their notice again, or can still give it: a right outlives being replaced."""
    contract, party, page = (
        invited.dossier.contract,
        invited.seat.party,
        f"{base_path()}/sign/{token}/withdraw",
    )
    may = contract.may_withdraw(party, wiring.services().now())
    return {
        "notice_url": page if party in contract.withdrawn else "",
        "withdraw_url": page if may else "", "withdraw_until": contract.can_withdraw_until(party),
    }  # fmt: skip


def _copy(contract: Contract, token: str) -> str:
    """Where the party's sealed copy is; "" when there is none, because nothing was concluded or it is not sealed yet."""
    return f"{base_path()}/sign/{token}/contract.pdf" if contract.sealed else ""


def _signed(routes: Blueprint, invited: Invited, token: str) -> Response:
    head, contract, seat = invited.dossier.head, invited.dossier.contract, invited.seat
    state, here, read = _STATES[contract.status], f"{base_path()}/sign/{token}", language(routes)
    own = seat.role is Role.SUPERVISOR
    first = own and state == "waiting" and contract.offer.signing_mode == "supervisor_first"
    comes = "others_invited" if first else state
    return show(
        routes, "signed", number=head.number, supervisor=head.name("supervisor"), state=state, own=own,
        accepted_count=len(contract.accepted), total=len(contract.seats), accepted_at=contract.accepted[seat.party],
        deadline=contract.deadline, way=way(comes, read), next_words=next_words(comes, read),
        pdf_url=f"{here}/contract.pdf", annex_url=f"{here}/annex-a.pdf" if seat.signs_annex else "",
        withdraw_url=f"{here}/withdraw" if contract.may_withdraw(seat.party, wiring.services().now()) else "",
        withdraw_until=contract.can_withdraw_until(seat.party), people=_people(invited, read),
        contract_url=f"{base_path()}/contracts/{contract.id}" if own and _is_author(routes, invited) else "",
    )  # fmt: skip


def _is_author(routes: Blueprint, invited: Invited) -> bool:
    """Whether the browser has a live session of the contract's author; without a session nothing is read for it."""
    secret = cookie(routes, "session")
    try:
        return bool(secret) and session_of(wiring.services(), secret).email == invited.dossier.head.author
    except NotLoggedIn:
        return False


def renewal(
    routes: Blueprint, invited: Invited, token: str, faults: Mapping[str, str] | None = None
) -> Response:
    """The page of a link to the sealed copy that has had its time; faults: the form for a fresh one lacks something."""
    renew_url, csrf = f"{base_path()}/sign/{token}/renew", form_token(token, "sign")
    code = 422 if faults else 410
    return _over(routes, invited, "asleep", code, renew_url=renew_url, csrf=csrf, faults=faults or {})


def stopped(routes: Blueprint, error: ContractError, code: int, back_url: str) -> Response | None:
    """The page of a link that leads nowhere, or of an act that came too late; None for an error that is not about these."""
    end = error.code
    if isinstance(error, NotFound):
        end = "link_unknown" if routes.current_request.path == "/sign/{token}" else ""
    elif error.params.get("renewed"):
        end = "link_renewed"
    if end not in ENDS:
        return None
    known = _known(routes) if end in _TOO_LATE else {"number": "", "supervisor": "", "own": False}
    return _told(routes, end, code, **known, back_url="" if end == "deadline_passed" else back_url)


def _known(routes: Blueprint) -> dict[str, Any]:
    """Of what contract and whose, as far as this link still tells."""
    try:
        invited = party(routes, (routes.current_request.uri_params or {}).get("token", ""))
    except ContractError:
        return {"number": "", "supervisor": "", "own": False}
    head, own = invited.dossier.head, invited.seat.role is Role.SUPERVISOR
    return {"number": head.number, "supervisor": head.name("supervisor"), "own": own}


def _over(routes: Blueprint, invited: Invited, end: str, code: int, **form: Any) -> Response:
    head, own = invited.dossier.head, invited.seat.role is Role.SUPERVISOR
    contract_url = f"{base_path()}/contracts/{invited.dossier.contract.id}" if own else ""
    return _told(
        routes, end, code, number=head.number, supervisor=head.name("supervisor"), own=own, contract_url=contract_url,
        **form,
    )  # fmt: skip


def _told(routes: Blueprint, end: str, code: int, **told: Any) -> Response:
    nothing = dict.fromkeys(
        ("renew_url", "pdf_url", "notice_url", "withdraw_url", "contract_url", "back_url"), ""
    )
    return show(
        routes, "ended", code, end=link_end(end, language(routes)), typed=_typed(routes),
        **{**nothing, "faults": {}, **told},
    )  # fmt: skip


def _typed(routes: Blueprint) -> tuple[str, ...]:
    """
    What they had written into the form that came too late, for them alone to copy: nobody else gets it.

    Nothing of a form that our page of this link did not make: no other site puts its words into ours.
    """
    if routes.current_request.method != "POST":
        return ()
    with suppress(FormForged, TooLarge):
        given = party_form(routes, (routes.current_request.uri_params or {}).get("token", ""))
        return tuple(given[name] for name in _WRITTEN if given[name].strip())
    return ()


def _people(invited: Invited, read: str) -> list[dict[str, Any]]:
    """All parties; when each accepted, once all have."""
    head, contract = invited.dossier.head, invited.dossier.contract
    when = contract.accepted if contract.completed_at else {}
    return [
        {"name": head.name(it.party), "role_words": role_words(it, read), "accepted_at": when.get(it.party)}
        for it in contract.seats
    ]
