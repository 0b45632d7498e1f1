"""The unpacked zip as Lambda would have it: each function by the name Lambda calls it by, in an isolated process."""

import subprocess
from collections import Counter
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from dev.events import Event
from dev.packaging import invocation
from dev.packaging.container import Container
from dev.packaging.failure import PackageFault
from dev.packaging.invocation import EVERY_MODULE
from dev.packaging.python import LambdaPython
from dev.packaging.rights import Names, missing
from dev.packaging.template import Template, functions

AUDIT = (
    "import runpy, sys; sys.path.insert(0, sys.argv.pop(1)); sys.dont_write_bytecode = True; "
    "runpy.run_module('chalicelib.tools.audit', run_name='__main__')"
)


@dataclass
class Deployed:
    """
    task: the unpacked zip; template: its SAM template; environment: what the functions get and nothing else;
    names: what the template's names stand for. events: how many each function has handled.
    """

    task: Path
    template: Template
    environment: dict[str, str]
    names: Names
    python: LambdaPython
    events: Counter[str] = field(default_factory=Counter)
    _containers: dict[str, Container] = field(default_factory=dict)

    def invoke(self, function: str, event: Event) -> Any:
        """
        What the function returns for the event; the first one also starts it.

        Raises PackageFault with its traceback when it raised, with what Python said when it could not start, or with
        the rights that its role lacks for the calls it made.
        """
        answer = self._container(function).ask(event)
        self.events[function] += 1
        if answer["error"]:
            raise PackageFault(f"{function} failed in the package\n{answer['error']}")
        lacking = missing(self.template, function, answer["calls"], self.names)
        if lacking:
            raise PackageFault(f"{function} calls AWS without the right to\n" + "\n".join(lacking))
        return answer["returned"]

    def import_everything(self) -> None:
        """Raise PackageFault when a module of ours, or a library that it needs, does not load from the package."""
        self._start(EVERY_MODULE, EVERY_MODULE).stop()

    def audit(self, *arguments: str | Path) -> int:
        """Exit status of the package's own audit tool; it has not even boto3 beside it."""
        program = (self.python.executable, "-I", "-S", "-c", AUDIT, self.task)
        done = subprocess.run(
            [*program, *arguments], env={}, cwd="/", capture_output=True, text=True, check=False
        )
        if done.returncode not in (0, 1):
            raise PackageFault(f"the package's audit tool could not run\n{done.stdout}{done.stderr}")
        return done.returncode

    def log(self, function: str) -> str:
        """What the function has printed or logged."""
        return self._containers[function].log

    def report(self) -> Iterator[str]:
        """A line on each function that was started."""
        for function, container in self._containers.items():
            handler, imported = functions(self.template)[function], container.started["import_ms"]
            yield f"{handler}: imported in {imported} ms, handled {self.events[function]} events"

    def _container(self, function: str) -> Container:
        if function not in self._containers:
            self._containers[function] = self._start(functions(self.template)[function], function)
        return self._containers[function]

    def _start(self, handler: str, name: str) -> Container:
        program = (
            self.python.executable,
            "-I",
            "-S",
            invocation.__file__,
            self.task,
            self.python.boto3,
            handler,
        )
        container = Container(program, self.environment, self.task.with_name(f"{name}.log"))
        if container.started["error"]:
            container.stop()
            raise PackageFault(f"{handler} does not load from the package\n{container.started['error']}")
        return container

    def stop(self) -> None:
        """End every function's process."""
        for container in self._containers.values():
            container.stop()


@contextmanager
def running(deployed: Deployed) -> Iterator[Deployed]:
    """The deployed package for the length of the block."""
    try:
        yield deployed
    finally:
        deployed.stop()
