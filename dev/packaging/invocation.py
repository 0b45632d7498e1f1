"""
One invocation of one function, as Lambda does it. A program of its own, for the package's Python with -I -S.

Arguments: the unpacked zip, the folder with Lambda's boto3, the handler's name, the event's file, the answer's file.
It imports nothing but the standard library before the handler, and finds nothing but those two folders.
"""

import importlib
import json
import os
import sys
import time
import traceback
from pathlib import Path
from typing import Any


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
    """Leave {"returned", "error", "import_ms"} in the answer's file."""
    sys.path[:0] = [task, runtime]
    sys.dont_write_bytecode = True
    os.chdir("/")
    outcome: dict[str, Any] = {"returned": None, "error": ""}
    started = time.perf_counter()
    try:
        module, _, name = handler.rpartition(".")
        function = getattr(importlib.import_module(module), name)
        outcome["import_ms"] = round(1000 * (time.perf_counter() - started))
        outcome["returned"] = function(json.loads(Path(event).read_text(encoding="utf-8")), Context())
    except Exception:
        outcome["error"] = traceback.format_exc()
    Path(answer).write_text(json.dumps(outcome), encoding="utf-8")


if __name__ == "__main__":
    main(*sys.argv[1:])
