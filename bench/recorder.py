"""
The call log: every run of a function of ours, with what it asked of AWS and the processor time it took itself.

Time is that of the thread that runs: moto works in another one, and waiting costs none. What boto3 takes, to sign and
to read answers, is told apart.
"""

import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from time import thread_time
from typing import Any

import botocore.client

from bench.read_units import read_units
from bench.rows import kind_of
from bench.write_units import Written, pending, written

# What every client inherits; its two methods are no public interface, but they see all that is asked and answered.
_Client: Any = botocore.client.BaseClient
BACKGROUND, HEAR = ("forward", "work", "seal"), "hear"


@dataclass(frozen=True)
class Call:
    """One call to AWS. kind: of the row, where it names one. sent, received: bytes of the bodies. messages: put into a queue."""

    service: str
    operation: str
    kind: str
    sent: int
    received: int
    read: float
    written: tuple[Written, ...]
    messages: int = 0

    @property
    def units(self) -> int:
        return sum(it.units for it in self.written)


@dataclass
class Turn:
    """
    One run of a function. act: what somebody was doing. function: "pages", "forward", "work", "seal", "hear" or "sweep".

    what: of a page its method and route. own, sdk: seconds of processor time, ours and boto3's. answered: bytes.
    """

    act: str
    function: str
    what: str = ""
    own: float = 0.0
    sdk: float = 0.0
    answered: int = 0
    calls: list[Call] = field(default_factory=list)


class Recorder:
    """turns: all so far, in order. act: what is being done from now on. Listens only while a function of ours runs."""

    def __init__(self) -> None:
        self.turns: list[Turn] = []
        self.act = ""
        self._running = threading.local()

    @contextmanager
    def listening(self) -> Iterator["Recorder"]:
        """Within the block boto3 is listened to."""
        ask, send = _Client._make_api_call, _Client._make_request

        def asked(client: Any, operation: str, params: dict[str, Any]) -> Any:
            turn = getattr(self._running, "turn", None)
            if turn is None:
                return ask(client, operation, params)
            return self._heard(turn, client, operation, params, ask)

        def sent(client: Any, model: Any, request: dict[str, Any], context: dict[str, Any]) -> Any:
            self._running.sent = _length(request.get("body", b""))
            return send(client, model, request, context)

        _Client._make_api_call, _Client._make_request = asked, sent
        try:
            yield self
        finally:
            _Client._make_api_call, _Client._make_request = ask, send

    @contextmanager
    def turn(self, function: str, what: str = "") -> Iterator[Turn]:
        """Within the block this function runs."""
        turn = self._running.turn = Turn(self.act, function, what)
        start = thread_time()
        try:
            yield turn
        finally:
            turn.own += thread_time() - start - turn.sdk
            self._running.turn = None
            self.turns.append(turn)

    def _heard(self, turn: Turn, client: Any, operation: str, params: dict[str, Any], ask: Any) -> Any:
        began = thread_time()
        is_table = client.meta.service_model.service_name == "dynamodb"
        before = pending(operation, params) if is_table else ()
        start = thread_time()
        answer = ask(client, operation, params)
        took = thread_time() - start
        call = Call(
            service=client.meta.service_model.service_name, operation=operation, kind=_kind(params),
            sent=self._running.sent, received=_received(answer),
            read=read_units(operation, params, answer) if is_table else 0, written=tuple(written(before)),
            messages=len(params.get("Entries", ())),
        )  # fmt: skip
        turn.calls.append(call)
        turn.own -= (thread_time() - began) - took  # what it takes to count is nobody's
        turn.sdk += took
        return answer


def _kind(params: dict[str, Any]) -> str:
    match params:
        case {"Key": {"pk": {"S": str(pk)}, "sk": {"S": str(sk)}}} | {
            "Item": {"pk": {"S": str(pk)}, "sk": {"S": str(sk)}}
        }:
            return kind_of(pk, sk)
    return ""


def _received(answer: Any) -> int:
    headers = answer.get("ResponseMetadata", {}).get("HTTPHeaders", {}) if isinstance(answer, dict) else {}
    return int(headers.get("content-length", 0))


def _length(body: Any) -> int:
    if isinstance(body, str | bytes | bytearray):
        return len(body)
    return len(body.getbuffer()) if hasattr(body, "getbuffer") else 0
