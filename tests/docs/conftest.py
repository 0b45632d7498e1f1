"""Where the runbooks are gone through."""

import boto3
import pytest

from dev.upgrading.begin import seal_key
from tests.docs.sandbox import erase, sandbox

WAITS = "completed, not sealed"


@pytest.fixture
def unsealed(tmp_path):
    """A place where a contract waits for its seal, whose key is disabled."""
    with sandbox(tmp_path) as made:
        yield made


@pytest.fixture
def place(unsealed):
    """A place where nothing waits and every key works."""
    erase(unsealed.made.resources["Table"].ref, unsealed.left.pop(WAITS).contract)
    boto3.client("kms").enable_key(KeyId=seal_key())
    return unsealed
