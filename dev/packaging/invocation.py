"""
One function as Lambda keeps it: imported once, then asked event by event. A program of its own, for the package's
Python with -I -S.

Arguments: the unpacked zip, the folder with Lambda's boto3, the handler's name. It finds nothing but the standard
library and those two folders. Events come as lines of JSON on standard input; standard output gets one line when the
import is done and one for each event. What the function prints goes to standard error.
"""

import importlib
import json
import os
import pkgutil
import sys
import time
import traceback
from collections.abc import Callable
from typing import Any, TextIO

EVERY_MODULE = "every module"  # instead of a handler's name: only import all that is ours

Note = list[Any]  # service, operation, parameters


class Context:
    """What a handler may read of its invocation."""

    function_name = memory_limit_in_mb = "trial"
    function_version = "$LATEST"
    aws_request_id = "c6af9ac6-7b61-11e6-9a41-93e8deadbeef"
    invoked_function_arn = "arn:aws:lambda:eu-north-1:123456789012:function:trial"

    def get_remaining_time_in_millis(self) -> int:
        """Always enough."""
        return 29_000


def main(task: str, runtime: str, handler: str) -> None:
    """Answer {"error", "import_ms"} once, then {"returned", "error", "calls"} for each event until there is none."""
    sys.path[:0] = [task, runtime]
    sys.dont_write_bytecode = True
    os.chdir("/")
    answers = os.fdopen(os.dup(1), "w", encoding="utf-8")
    os.dup2(2, 1)
    sys.stdout = sys.stderr
    started = time.perf_counter()
    try:
        function = _every_module() if handler == EVERY_MODULE else _handler(handler)
    except Exception:
        _say(answers, {"error": traceback.format_exc(), "import_ms": 0})
        return
    _say(answers, {"error": "", "import_ms": round(1000 * (time.perf_counter() - started))})
    calls: list[Note] = []
    _note_calls(calls)
    for line in sys.stdin:
        _say(answers, _outcome(function, json.loads(line)) | {"calls": calls})
        calls.clear()


def _handler(name: str) -> Callable[..., Any]:
    module, _, function = name.rpartition(".")
    found: Callable[..., Any] = getattr(importlib.import_module(module), function)
    return found


def _every_module() -> Callable[..., Any]:
    package = importlib.import_module("chalicelib")
    for module in pkgutil.walk_packages(package.__path__, "chalicelib."):
        importlib.import_module(module.name)
    return print


def _outcome(function: Callable[..., Any], event: Any) -> dict[str, Any]:
    try:
        return {"returned": function(event, Context()), "error": ""}
    except Exception:
        return {"returned": None, "error": traceback.format_exc()}


def _note_calls(calls: list[Note]) -> None:
    """Note every call of AWS, and every address that is signed for somebody else to call, with its parameters."""
    client = importlib.import_module("botocore.client").BaseClient
    emit = client._emit_api_params

    def note_and_emit(self: Any, api_params: Any, operation_model: Any, context: Any) -> Any:
        calls.append([self.meta.service_model.signing_name, operation_model.name, api_params])
        return emit(self, api_params=api_params, operation_model=operation_model, context=context)

    client._emit_api_params = note_and_emit


def _say(answers: TextIO, outcome: dict[str, Any]) -> None:
    answers.write(json.dumps(outcome, default=_readable) + "\n")
    answers.flush()


def _readable(value: Any) -> str:
    """The beginning of what JSON does not know: a mail's headers are there, a PDF's pages need not be."""
    return value[:2000].decode("latin-1") if isinstance(value, bytes) else str(value)


if __name__ == "__main__":
    main(*sys.argv[1:])
