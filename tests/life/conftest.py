"""One running service for the stories of this folder: real HTTP, real background, AWS by moto."""

import os

import pytest

from dev import serve
from dev.life import Life

CLOCK = "2026-11-23T09:00:00+02:00"


@pytest.fixture(scope="session")
def service(tmp_path_factory):
    """The service, with a clock that a story may move through its file."""
    clock = tmp_path_factory.mktemp("clock") / "now"
    clock.write_text(CLOCK, encoding="ascii")
    before = dict(os.environ)
    os.environ["SOPU_CLOCK"] = str(clock)
    with serve.start() as running:
        running.clock = clock
        yield running
    os.environ.clear()
    os.environ.update(before)


@pytest.fixture
def life(service):
    """People in front of the service; the clock stands where every story begins."""
    service.clock.write_text(CLOCK, encoding="ascii")
    return Life(service.base_url)


@pytest.fixture
def at(service):
    """Move the clock: at("2026-12-08T00:00:00+02:00")."""
    return lambda instant: service.clock.write_text(instant, encoding="ascii")
