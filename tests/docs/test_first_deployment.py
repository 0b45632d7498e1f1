"""The runbook of the first deployment does what it says, as far as that can be seen without an account."""

import os
import re
import shlex
import ssl
import subprocess
import sys
from contextlib import contextmanager

import boto3
import botocore.session
import pytest
from botocore import xform_name

from dev.deploying.order import read, variable
from dev.deploying.parameters import Learnt, settle
from dev.embedded_aws import EmbeddedAws
from dev.provision import provision
from dev.template import Template
from tests.docs.runbook import ROOT, calls, script, stand_ins
from tests.tools import require_tool

SCRIPT = script("first-deployment")
OF_EVERY_COMMAND = {"query", "output"}
ADDRESS = "https://sopu.example.fi"
OF_THE_COMMAND = {"STAGE"}  # what is no parameter of the template


@contextmanager
def embedded_aws():
    """An AWS with what the first deployment made; its environment and the functions' own."""
    before = dict(os.environ)
    aws = EmbeddedAws(lambda service, action: None)
    try:
        os.environ.update(aws.environment() | {"AWS_DEFAULT_REGION": "eu-north-1"})
        boto3.setup_default_session()
        yield aws.environment(), provision(Template(), ADDRESS)
    finally:
        os.environ.clear()
        os.environ.update(before)
        aws.stop()


def left_by_make_deploy(place, made):
    """The two files that tests/deploying shows `make deploy` to leave."""
    left = place / "build" / "deploy" / "production"
    left.mkdir(parents=True)
    (left / "seal.pem").write_text(ssl.DER_cert_to_PEM_cert(made.seal_certificate))
    lines = [f"export {name}={shlex.quote(value)}\n" for name, value in made.environment.items()]
    (left / "environment.sh").write_text("".join(lines))


@pytest.fixture(scope="module")
def gone_through(tmp_path_factory):
    """The runbook run from top to bottom: what was called, and what was printed."""
    require_tool("openssl")
    place, programs = tmp_path_factory.mktemp("deployment"), tmp_path_factory.mktemp("programs")
    (place / ".venv").symlink_to(sys.prefix)
    (place / "chalicelib").symlink_to(ROOT / "chalicelib")
    (place / "templates").symlink_to(ROOT / "templates")
    with embedded_aws() as (leading, made):
        left_by_make_deploy(place, made)
        stand_ins(programs, sys.executable, ("aws", "make", "curl"), [])
        environment = {"PATH": f"{programs}:{os.environ['PATH']}", "HOME": str(place), **leading}
        done = subprocess.run(
            ["bash", "-c", SCRIPT], cwd=place, env=environment, capture_output=True, text=True
        )
    assert done.returncode == 0, done.stdout + done.stderr
    return calls(programs), done.stdout


@pytest.fixture(scope="module")
def variables(gone_through):
    """What the runbook's only make command is told."""
    ((_, target, *given),) = [words for words in gone_through[0] if words[0] == "make"]
    assert target == "deploy"
    return dict(each.split("=", 1) for each in given)


def test_every_aws_command_is_one_that_aws_knows(gone_through):
    commands = [words[1:] for words in gone_through[0] if words[0] == "aws"]

    unknown = {
        (service, operation, word)
        for service, operation, *rest in commands
        for word in rest
        if word.startswith("--") and word[2:] not in options_of(service, operation) | OF_EVERY_COMMAND
    }
    assert unknown == set()
    assert len(commands) == 2


def options_of(service, operation):
    """The members of the operation's input, as the command line spells them."""
    model = botocore.session.get_session().get_service_model(service)
    name = {xform_name(each, "-"): each for each in model.operation_names}[operation]
    return {xform_name(member, "-") for member in model.operation_model(name).input_shape.members}


def test_every_variable_is_one_of_the_template_and_nothing_is_left_to_say(variables):
    text = Template()
    given = read(variables, text.parameters()).given

    assert set(variables) - OF_THE_COMMAND == {variable(name) for name in given}
    settled = settle(dict.fromkeys(text.parameters()) | text.defaults(), {}, given, Learnt())
    assert settled["BaseUrl"] == ADDRESS
    assert settled["SealHolder"] == "Practice Oy"


def test_the_address_that_is_asked_is_the_one_that_was_told(gone_through):
    ((*_, asked),) = [words for words in gone_through[0] if words[0] == "curl"]

    assert asked == f"{ADDRESS}/login"


def test_the_certificate_can_be_read(gone_through):
    assert re.search(r"^subject=.*sinetti", gone_through[1], re.MULTILINE)
    assert "notAfter=" in gone_through[1]


def test_the_first_people_have_accounts(gone_through):
    said = gone_through[1]

    assert "ohjaaja@example.fi: supervisor" in said
    assert "arkisto@example.fi: auditor" in said
