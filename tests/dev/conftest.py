import pytest

from dev.provision import provision
from dev.template import Template
from tests.embedded import embedded_aws


@pytest.fixture(scope="module")
def aws():
    """An embedded AWS of its own for each test file; boto3 leads to it."""

    def tell(service, action):
        embedded.heard.append((service, action))
        if embedded.listener:
            embedded.listener(service, action)

    with embedded_aws(tell) as embedded:
        embedded.heard, embedded.listener = [], None
        yield embedded


@pytest.fixture(scope="module")
def template():
    return Template()


@pytest.fixture(scope="module")
def made(aws, template):
    return provision(template, "http://127.0.0.1:8000")
