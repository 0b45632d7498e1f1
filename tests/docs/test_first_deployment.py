"""The runbook of the first deployment does what it says, as far as that can be seen without an account."""

import base64
import json
import os
import re
import subprocess
import sys
from contextlib import contextmanager

import boto3
import botocore.session
import pytest
from botocore import xform_name
from cryptography import x509

from dev.embedded_aws import EmbeddedAws
from dev.provision import provision
from dev.template import Template
from tests.docs.runbook import ROOT, calls, script, stand_ins
from tests.tools import require_tool

SCRIPT = script("first-deployment")
OWN_COMMANDS = {  # of the command line itself, in no description of a service: AWS CLI Command Reference, v2
    ("cloudformation", "package"): {"template-file", "s3-bucket", "output-template-file"},
    ("cloudformation", "deploy"): {
        "template-file",
        "stack-name",
        "s3-bucket",
        "capabilities",
        "parameter-overrides",
    },
}
OF_EVERY_COMMAND = {"query", "output"}
TEMPLATE = (ROOT / ".chalice" / "resources.yaml").read_text(encoding="utf-8")
ADDRESS = "https://abcdef1234.execute-api.eu-north-1.amazonaws.com/sopu"


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


@pytest.fixture(scope="module")
def gone_through(tmp_path_factory):
    """The runbook run from top to bottom: what was called, what was printed, the folder it ran in."""
    require_tool("openssl")
    place, programs = tmp_path_factory.mktemp("deployment"), tmp_path_factory.mktemp("programs")
    (place / ".venv").symlink_to(sys.prefix)
    (place / "chalicelib").symlink_to(ROOT / "chalicelib")
    (place / "templates").symlink_to(ROOT / "templates")
    with embedded_aws() as (leading, made):
        outputs = {
            "EndpointURL": f"{ADDRESS}/",
            "APIHandlerName": "pages",
            "SealKey": made.resources["SealKey"].ref,
        }
        answers = [(f"OutputKey=='{name}'", f"{value}\n") for name, value in outputs.items()]
        answers.append(("lambda get-function-configuration", json.dumps(made.environment)))
        stand_ins(programs, sys.executable, ("aws", "make", "curl"), answers)
        environment = {"PATH": f"{programs}:{os.environ['PATH']}", "HOME": str(place), **leading}
        done = subprocess.run(
            ["bash", "-c", SCRIPT], cwd=place, env=environment, capture_output=True, text=True
        )
    assert done.returncode == 0, done.stdout + done.stderr
    return calls(programs), done.stdout, place


def overrides(called):
    """The parameters of each deployment, in order."""
    for words in called:
        if words[:3] == ["aws", "cloudformation", "deploy"]:
            given = words[words.index("--parameter-overrides") + 1 :]
            yield dict(parameter.split("=", 1) for parameter in given)


def test_every_aws_command_is_one_that_aws_knows(gone_through):
    commands = [words[1:] for words in gone_through[0] if words[0] == "aws"]

    unknown = {
        (service, operation, word)
        for service, operation, *rest in commands
        for word in rest
        if word.startswith("--") and word[2:] not in options_of(service, operation) | OF_EVERY_COMMAND
    }
    assert unknown == set()
    assert {(service, operation) for service, operation, *_ in commands} > set(OWN_COMMANDS)


def options_of(service, operation):
    """Options of a command: its own, or the members of the operation's input, as the command line spells them."""
    if (service, operation) in OWN_COMMANDS:
        return OWN_COMMANDS[service, operation]
    model = botocore.session.get_session().get_service_model(service)
    name = {xform_name(each, "-"): each for each in model.operation_names}[operation]
    return {xform_name(member, "-") for member in model.operation_model(name).input_shape.members}


def test_every_parameter_and_output_that_is_named_exists(gone_through):
    parameters = TEMPLATE.partition("Parameters:\n")[2].partition("\nConditions:")[0]
    given = {name for deployment in overrides(gone_through[0]) for name in deployment}
    outputs = set(re.findall(r"\$\(output (\w+)", SCRIPT))

    assert given <= set(re.findall(r"^  (\w+):$", parameters, re.MULTILINE))
    assert outputs <= {"EndpointURL", "APIHandlerName"} | set(
        re.findall(r"^  (\w+): \{Value", TEMPLATE, re.MULTILINE)
    )


def test_the_first_deployment_gives_every_parameter_that_has_no_default(gone_through):
    parameters = re.findall(
        r"^  (\w+):\n((?:    .*\n)+)", TEMPLATE.partition("\nConditions:")[0], re.MULTILINE
    )
    needed = {name for name, properties in parameters if "Default:" not in properties}

    assert needed <= set(next(overrides(gone_through[0])))


def test_the_second_deployment_closes_the_key_and_knows_certificate_and_address(gone_through):
    first, second = overrides(gone_through[0])

    certificate = x509.load_der_x509_certificate(base64.b64decode(second["SealCertificates"], validate=True))
    assert first["SealKeeper"].startswith("arn:")
    assert second["SealKeeper"] == ""
    assert second["BaseUrl"] == ADDRESS
    assert "Practice Oy" in certificate.subject.rfc4514_string()


def test_the_certificate_is_kept_as_pem_too(gone_through):
    called, _, place = gone_through
    second = list(overrides(called))[1]

    kept = x509.load_pem_x509_certificate((place / "seal.pem").read_bytes())
    assert kept == x509.load_der_x509_certificate(base64.b64decode(second["SealCertificates"]))


def test_the_first_people_have_accounts(gone_through):
    said = gone_through[1]

    assert "ohjaaja@example.fi: supervisor" in said
    assert "arkisto@example.fi: auditor" in said
