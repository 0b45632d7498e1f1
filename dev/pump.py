"""What Lambda's event source mappings and the clock do in production: hand stream, queues and minutes to the handlers."""

import logging
import threading
import time
from collections.abc import Callable, Iterable
from functools import partial

from dev.sources import Source

log = logging.getLogger("sopu.dev")

SWEEP_SECONDS = 60
LOOK_SECONDS = 1.0
ROUNDS = 30
ROUND_SECONDS = 60.0

WRITES = {
    "dynamodb": {"PutItem", "UpdateItem", "DeleteItem", "BatchWriteItem", "TransactWriteItems"},
    "sqs": {"SendMessage", "SendMessageBatch"},
    "sns": {"Publish"},
    "sesv2": {"SendEmail"},
}


class Pump:
    """
    Threads that carry every batch of the sources to its handler, from start() to stop().

    sources: the stream and the queues. sweep: one round of the clock, called once a minute and by settle().
    deaf: nobody calls heard(), so whatever was handled may have written anywhere. Nobody polls in a hurry: heard() wakes a source when something was written, and once a second each is looked at,
    for what others wrote and for messages that became visible again.
    """

    def __init__(self, sources: Iterable[Source], sweep: Callable[[], None], deaf: bool = False) -> None:
        self._sources = tuple(sources)
        self._deaf = deaf
        self._sweep = sweep
        self._sweeping = threading.Lock()
        self._counts = threading.Lock()
        self._busy = 0
        self._handled = 0
        self._stopped = threading.Event()

    def start(self) -> None:
        """Begin; the first look and the first minute start now."""
        for source in self._sources:
            for number in range(source.workers):
                self._thread(f"{source.name}-{number}", partial(self._work, source))
        self._thread("look", self._look)
        self._thread("clock", self._tick)

    def stop(self, seconds: float = 1.0) -> None:
        """Take nothing more; wait at most `seconds` for what is in work."""
        self._stopped.set()
        for source in self._sources:
            for _ in range(source.workers):
                source.ring()
        end = time.monotonic() + seconds
        while self._busy and time.monotonic() < end:
            time.sleep(0.01)

    def heard(self, service: str, action: str) -> None:
        """Something was written on AWS: wake who may want it."""
        if action in WRITES.get(service, ()):
            for source in self._sources:
                if (source.name == "stream") == (service == "dynamodb"):
                    source.ring()

    def wake(self) -> None:
        """Something may have been written: let every source look."""
        for source in self._sources:
            source.ring()

    def settle(self) -> None:
        """
        Rounds of the clock until one leaves nothing behind: stream and queues empty, all handlers idle.

        Messages that failed and wait for their visibility timeout are not waited for. Raises what the sweep
        raises, and TimeoutError when it never comes to rest.
        """
        self.drain()
        for _ in range(ROUNDS):
            before = self._handled
            self._sweep_once()
            self.drain()
            if self._handled == before:
                return
        raise TimeoutError(f"not at rest after {ROUNDS} rounds of the clock")

    def drain(self) -> None:
        """Until stream and queues are empty and all handlers idle, without the clock. Raises TimeoutError."""
        end = time.monotonic() + ROUND_SECONDS
        while time.monotonic() < end:
            before = self._handled
            taken = sum(self._turn(source) for source in self._sources)
            if not taken and not self._busy and self._handled == before:
                return
            if not taken:
                time.sleep(0.005)
        raise TimeoutError("the queues do not become empty")

    def _turn(self, source: Source) -> bool:
        with self._counts:
            self._busy += 1
        taken = False
        try:
            taken = source.turn()
        finally:
            with self._counts:
                self._handled += taken
                self._busy -= 1
        if taken and self._deaf:
            self.wake()
        return taken

    def _work(self, source: Source) -> None:
        while True:
            source.wait()
            if self._stopped.is_set():
                return
            try:
                if self._turn(source):
                    source.ring()
            except Exception:
                if not self._stopped.is_set():
                    log.exception("%s could not be read", source.name)

    def _look(self) -> None:
        while not self._stopped.wait(LOOK_SECONDS):
            self.wake()

    def _tick(self) -> None:
        while not self._stopped.wait(SWEEP_SECONDS):
            try:
                self._sweep_once()
            except Exception:
                log.exception("sweep failed")

    def _sweep_once(self) -> None:
        with self._sweeping:
            self._sweep()

    def _thread(self, name: str, run: Callable[[], None]) -> None:
        threading.Thread(target=run, name=name, daemon=True).start()
