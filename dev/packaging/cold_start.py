"""
How much processor time a function takes to import, beside an empty application of the same framework.

Fresh processes, ours and the empty one in turn: a machine may be busy, and the ratio says the same.
"""

from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path

from dev.packaging.failure import run_program
from dev.packaging.python import LambdaPython

ROUNDS = 5
EMPTY = "import chalice, jinja2, boto3; chalice.Chalice('empty')"
# The pages' function once somebody has asked for the first page of an author's.
AUTHORING = "from chalicelib.web.front import pages; pages.open('/contracts')"
ISOLATED = "import sys; sys.path[:0] = sys.argv[1:]; sys.dont_write_bytecode = True\n"
TIMED = "import time; start = time.process_time()\n{}\nprint(1000 * (time.process_time() - start))"

Run = Callable[[str], str]  # a program in a fresh process → what it prints


@dataclass(frozen=True, kw_only=True)
class ColdStart:
    """Milliseconds of processor time: ours, and the empty application's."""

    ours: float
    empty: float

    @property
    def ratio(self) -> float:
        return self.ours / self.empty


def cold_starts(task: Path, python: LambdaPython, handlers: Mapping[str, str]) -> Iterator[str]:
    """A line on each function of the package; handlers: as the template names them."""
    program = (python.executable, "-I", "-S", "-c")
    starts = {name: importing(handler) for name, handler in handlers.items()} | {"authoring": AUTHORING}
    for name, start in starts.items():
        it = cold_start(
            lambda code: run_program(*program, ISOLATED + code, task, python.boto3, env={}), start
        )
        yield f"{name} starts with {it.ours:.0f} ms, an empty application with {it.empty:.0f}: {it.ratio:.2f} ×"


def importing(handler: str) -> str:
    """What Lambda does before the first event."""
    return f"import {handler.rpartition('.')[0]}"


def cold_start(run: Run, start: str, rounds: int = ROUNDS) -> ColdStart:
    """The best of some fresh processes each, taken in turn. start: a program."""
    pairs = [(float(run(TIMED.format(start))), float(run(TIMED.format(EMPTY)))) for _ in range(rounds)]
    ours, empty = zip(*pairs, strict=True)
    return ColdStart(ours=min(ours), empty=min(empty))
