"""Each promise is tried on the fakes and on AWS (moto): what a fake may do and AWS does not would show here."""

import pytest

from tests.fakes import (
    MacKey,
    MemoryAccounts,
    MemoryApiKeys,
    MemoryArchive,
    MemoryContracts,
    MemoryQueue,
    MemoryTypedForms,
)
from tests.moto_aws import mocked_aws

WORLDS = ["memory", "aws"]


@pytest.fixture(scope="module")
def mocked():
    with mocked_aws() as aws:
        yield aws


@pytest.fixture
def aws(mocked):
    """AWS with nothing in it."""
    mocked.empty()
    return mocked


@pytest.fixture(params=WORLDS)
def contracts(request):
    return MemoryContracts() if request.param == "memory" else request.getfixturevalue("aws").contracts


@pytest.fixture(params=WORLDS)
def accounts(request):
    return MemoryAccounts() if request.param == "memory" else request.getfixturevalue("aws").accounts


@pytest.fixture(params=WORLDS)
def api_keys(request):
    return MemoryApiKeys() if request.param == "memory" else request.getfixturevalue("aws").api_keys


@pytest.fixture(params=WORLDS)
def typed(request):
    return MemoryTypedForms() if request.param == "memory" else request.getfixturevalue("aws").typed


@pytest.fixture(params=WORLDS)
def archive(request):
    return MemoryArchive() if request.param == "memory" else request.getfixturevalue("aws").archive


@pytest.fixture(params=WORLDS)
def key(request):
    return MacKey() if request.param == "memory" else request.getfixturevalue("aws").link_key


@pytest.fixture(params=WORLDS)
def queue(request):
    """A queue and a function that gives what waits in it."""
    if request.param == "memory":
        memory = MemoryQueue()
        return memory, lambda: memory.messages
    aws = request.getfixturevalue("aws")
    return aws.jobs, aws.waiting
