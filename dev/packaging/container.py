"""A process that answers lines of JSON with lines of JSON: one function of the package, kept warm."""

import json
import subprocess
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

from dev.packaging.failure import PackageFault


class Container:
    """
    Runs from its making to stop(). log: the file that gets what the process says besides its answers.

    Raises PackageFault with that log when the process ends before it has answered.
    """

    def __init__(self, command: Sequence[str | Path], environment: Mapping[str, str], log: Path) -> None:
        self._log = log
        with log.open("wb") as file:
            self._process = subprocess.Popen(
                command,
                env=environment,
                stdin=subprocess.PIPE,
                stdout=subprocess.PIPE,
                stderr=file,
                text=True,
            )
        self.started = self._answer()

    @property
    def log(self) -> str:
        """What the process has said so far."""
        return self._log.read_text(encoding="utf-8", errors="replace")

    def ask(self, event: Any) -> dict[str, Any]:
        """The answer to one event."""
        assert self._process.stdin  # noqa: S101 - a pipe, as asked for above
        self._process.stdin.write(json.dumps(event) + "\n")
        self._process.stdin.flush()
        return self._answer()

    def stop(self) -> None:
        """End the process; it has nothing to tidy up."""
        self._process.kill()
        self._process.communicate()

    def _answer(self) -> dict[str, Any]:
        assert self._process.stdout  # noqa: S101
        line = self._process.stdout.readline()
        if not line:
            raise PackageFault(f"{self._log.stem} ended without an answer\n{self.log}")
        answer: dict[str, Any] = json.loads(line)
        return answer
