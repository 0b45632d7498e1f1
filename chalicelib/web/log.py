"""One JSON line in the log for each job of the background, for whoever runs the service: no address, no token."""

import json
import logging
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from time import perf_counter
from typing import Any

# Not below "sopu": Chalice prints that one itself, and Lambda's own handler adds the request's id, which leads from
# this line to the traceback.
log = logging.getLogger("job")
log.setLevel(logging.INFO)


@contextmanager
def told(kind: str, contract: str = "", intent: bool = False) -> Iterator[None]:
    """
    Tell how the job within the block ended: {"kind", "contract", "outcome", "milliseconds"}; what it raises flies on.

    outcome: "done", or the name of what was raised, with AWS's code. intent: one more line, "begins", goes before,
    for what cannot be undone.
    """
    if intent:
        _tell(kind, contract, "begins", 0)
    began, outcome = perf_counter(), "done"
    try:
        yield
    except Exception as error:
        outcome = _name(error)
        raise
    finally:
        _tell(kind, contract, outcome, round((perf_counter() - began) * 1000))


def kind_of(message: Mapping[str, Any]) -> str:
    """What a message of the queue asks for, in a word or two."""
    if "login" in message:
        return "login"
    return f"mail {message['mail'][1]}" if "mail" in message else "attend"


def _tell(kind: str, contract: str, outcome: str, milliseconds: int) -> None:
    told = {"kind": kind, "contract": contract, "outcome": outcome, "milliseconds": milliseconds}
    log.info(json.dumps(told))


def _name(error: Exception) -> str:
    """Never the error's own words: SES puts the address that it refuses into them."""
    code = getattr(error, "response", {}).get("Error", {}).get("Code", "")
    return f"{type(error).__name__} {code}".strip()
