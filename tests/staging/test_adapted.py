"""What is reworded for the emulator is what docs/staging.md says, and nothing else of the template changes."""

import copy
import json
from pathlib import Path

import pytest

from dev.staging.adapted import adapted
from tests.package.conftest import sam, sam_file  # noqa: F401 - fixtures: the template as Chalice makes it

DOCUMENT = (Path(__file__).parents[2] / "docs" / "staging.md").read_text(encoding="utf-8")


@pytest.fixture
def made(sam):  # noqa: F811
    return adapted(sam)


def of(template, kind):
    return {name: it["Properties"] for name, it in template["Resources"].items() if it["Type"] == kind}


def statements(template):
    return {
        each["Sid"]: each
        for each in template["Resources"]["BucketPolicy"]["Properties"]["PolicyDocument"]["Statement"]
    }


def rights(template, role):
    (policy,) = template["Resources"][role]["Properties"]["Policies"]
    return policy["PolicyDocument"]["Statement"]


def test_the_template_that_is_deployed_stays_as_it_was(sam):  # noqa: F811
    before = copy.deepcopy(sam)

    adapted(sam)

    assert sam == before


def test_no_resource_is_left_out(sam, made):  # noqa: F811
    assert made["Resources"].keys() == sam["Resources"].keys()


def test_of_the_bucket_policy_two_rules_are_left_out_and_both_are_told(sam, made):  # noqa: F811
    left_out = statements(sam).keys() - statements(made).keys()

    assert left_out == {"TheArchiveIsPutOnce", "TheArchiveIsLocked"}
    assert all(name in DOCUMENT for name in left_out)
    assert all(statements(made)[name] == statements(sam)[name] for name in statements(made))


def test_a_key_lets_in_the_sessions_of_the_roles_that_the_template_lets_in(sam, made):  # noqa: F811
    for name, key in of(sam, "AWS::KMS::Key").items():
        as_told = json.dumps(made["Resources"][name]["Properties"]["KeyPolicy"])

        assert ":iam::${AWS::AccountId}:role/" not in as_told
        assert as_told.replace(
            ":sts::${AWS::AccountId}:assumed-role/", ":iam::${AWS::AccountId}:role/"
        ) == json.dumps(key["KeyPolicy"])


def test_a_role_gets_nothing_but_batches_and_another_senders_name(sam, made):  # noqa: F811
    changed = {
        (role, action)
        for role in of(sam, "AWS::IAM::Role")
        if "Policies" in sam["Resources"][role]["Properties"]
        for before, after in zip(rights(sam, role), rights(made, role), strict=True)
        if before != after
        for action in before["Action"]
    }

    assert {action for _, action in changed} <= {"sqs:SendMessage", "ses:SendEmail", "ses:SendRawEmail"}
    assert {"sqs:SendMessage", "ses:SendEmail"} <= {action for _, action in changed}


def test_the_api_says_twice_which_bodies_are_binary(made):
    api = made["Resources"]["RestAPI"]["Properties"]

    assert "multipart/form-data" in api["BinaryMediaTypes"]
    assert api["BinaryMediaTypes"] == api["DefinitionBody"]["x-amazon-apigateway-binary-media-types"]
