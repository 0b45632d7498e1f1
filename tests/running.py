"""One running service for the stories of a folder: real HTTP, real background, AWS by moto."""

from dev import serve
from tests.embedded import own_environment

CLOCK = "2026-11-23T09:00:00+02:00"


def running_service(tmp_path_factory):
    """The service, with a clock that a story may move through its file; one at a time in a process."""
    clock = tmp_path_factory.mktemp("clock") / "now"
    clock.write_text(CLOCK, encoding="ascii")
    with own_environment(SOPU_CLOCK=str(clock)), serve.start() as running:
        running.clock = clock
        yield running
