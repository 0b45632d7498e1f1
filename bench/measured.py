"""The local service with its clock and queues at rest, so that the same acts make the same calls in the same order."""

import os
import re
from collections.abc import Iterator
from contextlib import contextmanager
from datetime import datetime, timedelta
from pathlib import Path
from tempfile import TemporaryDirectory

from botocore.config import Config

from bench.recorder import Recorder
from chalicelib.aws import clients
from dev.events import Event
from dev.http import Request, Response
from dev.serve import LocalService
from dev.sources import Handler

MORNING = datetime.fromisoformat("2026-11-23T09:00:00+02:00")
OPAQUE = re.compile(r"(?<=/)(?:[0-9a-f]{32}|[A-Za-z0-9_-]{43})(?=/|$)")


class MeasuredService(LocalService):
    """Pages answer over HTTP; what follows from them happens in work_off(), and what the clock starts in pass_time()."""

    def __init__(self, recorder: Recorder, clock: Path) -> None:
        self.recorder, self._clock = recorder, clock
        self._at = MORNING
        # moto with many rows on a busy machine is slower than DynamoDB ever is.
        clients._CONFIGS["dynamodb"] = clients._CONFIGS["dynamodb"].merge(Config(read_timeout=60))
        super().__init__(0)

    def work_off(self) -> None:
        """Carry out what waits in the stream and the queues."""
        self._pump.drain()

    def pass_time(self, **time: float) -> None:
        """Move the clock, and let it start what is due by then. time: as of timedelta."""
        self._at += timedelta(**time)
        self._clock.write_text(self._at.isoformat(), encoding="ascii")
        self._pump.settle()

    def _begin(self) -> None:
        self._server.start()

    def _page(self, request: Request) -> Response:
        path = OPAQUE.sub("…", request.target.partition("?")[0])
        with self.recorder.turn("pages", f"{request.method} {path}") as turn:
            answer = super()._page(request)
            turn.answered = len(answer.body)
        return answer

    def _handler(self, name: str) -> Handler:
        handle = super()._handler(name)

        def measured(event: Event) -> object:
            with self.recorder.turn(name):
                return handle(event)

        return measured


@contextmanager
def measured_service() -> Iterator[MeasuredService]:
    """A new service on an empty AWS, one at a time in a process, its clock at nine in the morning of 23 November 2026."""
    before = dict(os.environ)
    with TemporaryDirectory() as folder, Recorder().listening() as recorder:
        clock = Path(folder) / "now"
        clock.write_text(MORNING.isoformat(), encoding="ascii")
        os.environ["SOPU_CLOCK"] = str(clock)
        try:
            with MeasuredService(recorder, clock) as service:
                yield service
        finally:
            os.environ.clear()
            os.environ.update(before)
