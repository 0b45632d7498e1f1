"""The journal's lines for what Chalice is asked: one for each page, one for each job of the background."""

import re
from collections.abc import Callable, Mapping
from contextlib import AbstractContextManager
from typing import Any

from chalice.app import BaseLambdaEvent, Chalice, Request, Response

from chalicelib import wiring
from chalicelib.journal import Metric

_ID = re.compile(r"[0-9a-f]{32}")


def tell_pages(app: Chalice) -> None:
    """
    A line for each page, under the pattern of its address: the address itself may hold a token, or what a stranger typed.

    Its trace is API Gateway's id of the request, which the access log has too.
    """

    @app.middleware("http")
    def tell(event: Request, get_response: Callable[[Request], Response]) -> Response:
        journal, kind = wiring.journal(), f"{event.method} {event.path}"
        contract = (event.uri_params or {}).get("contract", "")
        request, trace = _request(event.lambda_context), event.context.get("requestId", "")
        known = contract if _ID.fullmatch(contract) else ""
        with journal.line(kind, Metric.PAGES_FAILED, known, request, trace):
            response = get_response(event)
            journal.notice(outcome=response.status_code)
            if response.status_code >= 500:
                journal.count(Metric.PAGES_FAILED)
            return response


def told(
    kind: str, contract: str = "", event: BaseLambdaEvent | None = None, intent: bool = False
) -> AbstractContextManager[None]:
    """A line for a job of the background; event: what Lambda brought, or one record of it. intent: see Journal.line."""
    request = _request(event.context) if event else ""
    return wiring.journal().line(kind, Metric.JOBS_FAILED, contract, request, _trace(event), intent)


def kind_of(message: Mapping[str, Any]) -> str:
    """What a message of the queue asks for, in a word or two."""
    return "login" if "login" in message else "attend"


def _request(context: Any) -> str:
    """Lambda's id of this invocation, as its own lines have it."""
    return str(context.aws_request_id)


def _trace(event: BaseLambdaEvent | None) -> str:
    """What a message carries of the request that caused it; "" where nobody told."""
    attributes = event.to_dict().get("messageAttributes", {}) if event else {}
    return str(attributes.get("trace", {}).get("stringValue", ""))
