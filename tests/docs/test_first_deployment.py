"""The runbook of the first deployment does what it says, as far as that can be seen without an account."""

import re
import shlex
import ssl

import pytest

from dev.deploying.order import read, variable
from dev.deploying.parameters import Learnt, settle
from dev.template import Template
from tests.docs.sandbox import blocks, checked, script

ADDRESS = "https://sopu.example.fi"
OF_THE_COMMAND = {"STAGE"}  # what is no parameter of the template


@pytest.fixture
def variables(tmp_path):
    """What the runbook's only make command is told."""
    first = next(blocks("first-deployment"))
    command, target, *given = checked(first.text, tmp_path).said.splitlines()
    assert (command, target) == ("make", "deploy")
    return dict(each.split("=", 1) for each in given)


def test_every_variable_is_one_of_the_template_and_nothing_is_left_to_say(variables):
    text = Template()
    given = read(variables, text.parameters()).given

    assert set(variables) - OF_THE_COMMAND == {variable(name) for name in given}
    settled = settle(dict.fromkeys(text.parameters()) | text.defaults(), {}, given, Learnt())
    assert settled["BaseUrl"] == ADDRESS
    assert settled["SealHolder"] == "Practice Oy"


def test_with_what_make_deploy_has_left_the_first_people_come_and_the_service_answers(place):
    with place.service() as desk:
        left_by_make_deploy(place, place.made.environment | {"BASE_URL": desk.life.base_url})
        done = place.go(script("first-deployment", shell=False))

    assert done.status == 0, done.all
    assert re.search(r"^subject=.*sinetti", done.said, re.MULTILINE)
    assert "notAfter=" in done.said
    assert "ohjaaja@example.fi: supervisor" in done.said
    assert "arkisto@example.fi: auditor" in done.said


def left_by_make_deploy(place, environment):
    """The two files that tests/deploying shows `make deploy` to leave."""
    left = place.checkout / "build" / "deploy" / "production"
    left.mkdir(parents=True)
    (left / "seal.pem").write_text(ssl.DER_cert_to_PEM_cert(place.made.seal_certificate))
    lines = [f"export {name}={shlex.quote(value)}\n" for name, value in environment.items()]
    (left / "environment.sh").write_text("".join(lines))
