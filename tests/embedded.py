"""What tests change of their process, and give back: its environment, and the AWS to which that leads."""

import os
from contextlib import contextmanager

from chalicelib import wiring
from dev import aws_clients
from dev.embedded_aws import EmbeddedAws
from dev.serve import REGION


@contextmanager
def own_environment(**more):
    """The block has these variables too, and may change any; afterwards all are as they were, and the product reads them anew."""
    before = dict(os.environ)
    os.environ.update(more)
    wiring.forget()
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(before)
        wiring.forget()


@contextmanager
def embedded_aws(heard=lambda service, action: None, **more):
    """An empty AWS for the length of the block; environment and boto3 lead to it. heard, more: of EmbeddedAws, of the environment."""
    aws = EmbeddedAws(heard)
    try:
        with own_environment(**aws.environment(), AWS_DEFAULT_REGION=REGION, **more):
            aws_clients.new_session()
            yield aws
    finally:
        aws.stop()
