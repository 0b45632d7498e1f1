import os

import boto3
import pytest

from dev.embedded_aws import EmbeddedAws
from dev.provision import provision
from dev.template import Template


@pytest.fixture(scope="module")
def aws():
    """An embedded AWS of its own for each test file; boto3 leads to it."""
    before = dict(os.environ)
    embedded = EmbeddedAws(heard=lambda service, action: tell(service, action))
    embedded.heard, embedded.listener = [], None

    def tell(service, action):
        embedded.heard.append((service, action))
        if embedded.listener:
            embedded.listener(service, action)

    os.environ.update({**embedded.environment(), "AWS_DEFAULT_REGION": "eu-north-1"})
    boto3.setup_default_session()
    yield embedded
    embedded.stop()
    os.environ.clear()
    os.environ.update(before)


@pytest.fixture(scope="module")
def template():
    return Template()


@pytest.fixture(scope="module")
def made(aws, template):
    return provision(template, "http://127.0.0.1:8000")
