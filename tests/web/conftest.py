"""One running service for all pages of this folder; its clock stands still unless a test moves it."""

import pytest

from dev.accounts import AUDITORS_EMAIL
from dev.life import Life
from tests.running import CLOCK, running_service
from tests.web.client import Client
from tests.web.consumers import accepted, asked
from tests.web.people import logged_in

service = pytest.fixture(scope="module")(running_service)


@pytest.fixture(scope="module")
def life(service):
    """The service's mailbox and clock."""
    return Life(service.base_url)


@pytest.fixture(scope="module")
def owner(life):
    """The supervisor whose contracts the tests are about."""
    return logged_in(life, "omistaja@sopu.test")


@pytest.fixture(scope="module")
def other(life):
    """A supervisor who has nothing to do with them."""
    return logged_in(life, "toinen@sopu.test")


@pytest.fixture(scope="module")
def auditor(life):
    return logged_in(life, AUDITORS_EMAIL)


@pytest.fixture
def at(service):
    """Move the clock: at("2026-12-08T00:00:00+02:00"); afterwards it stands where it stood."""
    yield lambda instant: service.clock.write_text(instant, encoding="ascii")
    service.clock.write_text(CLOCK, encoding="ascii")


@pytest.fixture
def concluded(life, owner):
    """A consumer's contract, sealed and delivered."""
    return accepted(life, asked(life, owner))


@pytest.fixture
def person(life):
    """Somebody with a browser."""
    return Client(life.base_url)
