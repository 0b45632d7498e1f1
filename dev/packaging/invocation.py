"""
One invocation of one function, as Lambda does it. A program of its own, for the package's Python with -I -S.

Arguments: the unpacked zip, the folder with Lambda's boto3, the handler's name, the event's file, the answer's file.
It finds nothing but the standard library and those two folders.
"""

import importlib
import json
import os
import pkgutil
import sys
import time
import traceback
from pathlib import Path
from typing import Any

EVERY_MODULE = "every module"  # instead of a handler's name: only import all that is ours


class Context:
    """What a handler may read of its invocation."""

    function_name = memory_limit_in_mb = "trial"
    function_version = "$LATEST"
    aws_request_id = "c6af9ac6-7b61-11e6-9a41-93e8deadbeef"
    invoked_function_arn = "arn:aws:lambda:eu-north-1:123456789012:function:trial"

    def get_remaining_time_in_millis(self) -> int:
        """Always enough."""
        return 29_000


def main(task: str, runtime: str, handler: str, event: str, answer: str) -> None:
    """Leave {"returned", "error", "raised", "import_ms", "calls"} in the answer's file."""
    sys.path[:0] = [task, runtime]
    sys.dont_write_bytecode = True
    os.chdir("/")
    outcome: dict[str, Any] = {"returned": None, "error": "", "raised": "", "import_ms": 0, "calls": []}
    started = time.perf_counter()
    try:
        if handler == EVERY_MODULE:
            _import_every_module()
        else:
            module, _, name = handler.rpartition(".")
            function = getattr(importlib.import_module(module), name)
            outcome["import_ms"] = round(1000 * (time.perf_counter() - started))
            _record_calls(outcome["calls"])
            outcome["returned"] = function(json.loads(Path(event).read_text(encoding="utf-8")), Context())
    except Exception as error:
        outcome["error"] = traceback.format_exc()
        outcome["raised"] = type(error).__name__
    Path(answer).write_text(json.dumps(outcome), encoding="utf-8")


def _import_every_module() -> None:
    package = importlib.import_module("chalicelib")
    for module in pkgutil.walk_packages(package.__path__, "chalicelib."):
        importlib.import_module(module.name)


def _record_calls(calls: list[Any]) -> None:
    """Note the service, the operation and its parts at every call of AWS."""
    client = importlib.import_module("botocore.client").BaseClient
    call = client._make_api_call

    def note_and_call(self: Any, operation: str, parameters: dict[str, Any]) -> Any:
        parts = [next(iter(part)) for part in parameters.get("TransactItems", [])]
        versioned = "VersionId" in parameters
        calls.append([self.meta.service_model.signing_name, operation, parts, versioned])
        return call(self, operation, parameters)

    client._make_api_call = note_and_call


if __name__ == "__main__":
    main(*sys.argv[1:])
