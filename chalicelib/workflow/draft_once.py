"""A draft that may be asked for again: a practice system that got no answer repeats its request and has one contract."""

import json
from collections.abc import Mapping
from typing import Any

from chalicelib.domain.api_keys import REPEATABLE, Request
from chalicelib.domain.canonical import sha256
from chalicelib.domain.dossier import Dossier
from chalicelib.domain.errors import NotFound, RequestReused
from chalicelib.workflow.draft import draft
from chalicelib.workflow.own import own_contract
from chalicelib.workflow.ports import Services


def draft_once(services: Services, author: str, given: Mapping[str, Any], name: str) -> Dossier:
    """
    Keep a draft of what was given; for seven days, the same name of the same author leads to the same contract.

    name: Idempotency-Key, any text of the sender's. Returns the contract as it stands by now, which may be further than
    a draft. Raises FormInvalid (the name is still free then, for what is mended), and RequestReused when the name has
    made a contract of something else.
    """
    now = services.now()
    mine = Request(
        email=author, name=sha256(name.encode()), body=_digest(given), contract=services.new_id(), expires_at=now + REPEATABLE,
    )  # fmt: skip
    kept = services.api_keys.ask(mine, now)
    made = _made(services, author, kept)
    if made is None and kept.body != mine.body:
        # What had faults was mended. It gets an id of its own: the one before may still be on its way to its draft.
        kept = services.api_keys.ask(mine, now, instead=kept.contract)
        made = _made(services, author, kept)
    if kept.body != mine.body:
        raise RequestReused()
    if made is None:
        draft(services, author, given, kept.contract)
        made = own_contract(services, author, kept.contract)
    return made


def _made(services: Services, author: str, kept: Request) -> Dossier | None:
    try:
        return own_contract(services, author, kept.contract)
    except NotFound:
        return None


def _digest(given: Mapping[str, Any]) -> str:
    return sha256(json.dumps(given, sort_keys=True, ensure_ascii=False).encode())
