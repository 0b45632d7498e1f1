import pytest

from dev.life import Life
from tests.running import CLOCK, running_service

service = pytest.fixture(scope="package")(running_service)


@pytest.fixture
def life(service):
    """People in front of the service; the clock stands where every story begins, and no mail of another one is under way."""
    service.clock.write_text(CLOCK, encoding="ascii")
    service.rest()
    return Life(service.base_url)


@pytest.fixture
def at(service):
    """Move the clock: at("2026-12-08T00:00:00+02:00")."""
    return lambda instant: service.clock.write_text(instant, encoding="ascii")
