"""Stream and clock of the emulated AWS held up in turn, so that one life shows that either alone finishes everything."""

import time
from collections.abc import Iterator
from contextlib import contextmanager
from typing import Any

import boto3

from chalicelib.workflow.change import DUE_AFTER
from dev.staging.life import Background

MARGIN_SECONDS = 2


class HeldUp(Background):
    """The background of the one stack in the emulator: its mapping of the stream, and its rule of the clock."""

    def __init__(self) -> None:
        self._lambda: Any = boto3.client("lambda")
        self._events: Any = boto3.client("events")
        mappings = self._lambda.list_event_source_mappings()["EventSourceMappings"]
        rules = self._events.list_rules()["Rules"]
        (self._stream,) = [it["UUID"] for it in mappings if ":dynamodb:" in it["EventSourceArn"]]
        (self._clock,) = [it["Name"] for it in rules if it.get("ScheduleExpression") == "rate(1 minute)"]

    @contextmanager
    def stream_stopped(self) -> Iterator[None]:
        """Its records wait, and so does the clock until it is told to look; at the end both go on."""
        self._let_stream(False)
        self._events.disable_rule(Name=self._clock)
        try:
            yield
        finally:
            self._events.enable_rule(Name=self._clock)
            self._let_stream(True)

    def clock_looks(self) -> None:
        """
        At the full minute after the next, when the last act is due. A rule that was held up for longer than its minute
        is run at once: without the hold, the emulator would take up to two minutes.
        """
        due_after = DUE_AFTER.total_seconds()
        until_full_minute = 60 - (time.time() + due_after) % 60
        time.sleep(due_after + until_full_minute + MARGIN_SECONDS)
        self._events.enable_rule(Name=self._clock)

    def _let_stream(self, go_on: bool) -> None:
        self._lambda.update_event_source_mapping(UUID=self._stream, Enabled=go_on)
