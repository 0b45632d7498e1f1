"""A change set as a table, and which changes are never made."""

import pytest

from dev.deploying.changes import Change, require_nothing_lost, table
from dev.deploying.failure import DeployFault
from dev.deploying.following import told
from tests.deploying.conftest import RESOURCES

KEPT = [kind for kind in (it["Type"] for it in RESOURCES.values()) if "Serverless" not in kind]


def test_the_table_has_four_columns_and_begins_with_what_would_be_lost():
    changes = [
        Change("Modify", "Work", "AWS::Lambda::Function", "False"),
        Change("Add", "Alarm", "AWS::CloudWatch::Alarm"),
        Change("Remove", "Table", "AWS::DynamoDB::Table"),
    ]

    assert table(changes).splitlines() == [
        "action  logical id  type                    replacement",
        "Remove  Table       AWS::DynamoDB::Table    -",
        "Add     Alarm       AWS::CloudWatch::Alarm  -",
        "Modify  Work        AWS::Lambda::Function   False",
    ]


@pytest.mark.parametrize("kind", KEPT)
@pytest.mark.parametrize(
    ("action", "replacement", "settled_at_birth"),
    [("Remove", "", False), ("Modify", "True", False), ("Modify", "Conditional", True)],
)
def test_what_is_kept_for_ever_is_never_lost(kind, action, replacement, settled_at_birth):
    with pytest.raises(DeployFault, match=r"parts? with"):
        require_nothing_lost([Change(action, "It", kind, replacement, settled_at_birth)])


@pytest.mark.parametrize(
    "change",
    [
        Change("Add", "It", "AWS::DynamoDB::Table"),
        Change("Modify", "It", "AWS::DynamoDB::Table", "False"),
        Change("Modify", "It", "AWS::KMS::Key", "Conditional", settled_at_birth=False),
        Change("Modify", "It", "AWS::ApiGateway::RestApi", "True"),
        Change("Remove", "It", "AWS::SQS::Queue"),
    ],
)
def test_everything_else_may_change(change):
    require_nothing_lost([change])

    assert not change.loses_what_is_kept


def test_the_record_that_a_certificate_waits_for_is_told_while_it_waits(account):
    waiting = "Content of DNS Record is: {Name: _1.sopu.fi., Type: CNAME, Value: _2.acm-validations.aws.}"
    stack = {"StackName": "sopu-test", "StackId": "arn", "events": []}
    for reason in ("", waiting):
        account.cloudformation.event(stack, "DomainCertificate", "CREATE_IN_PROGRESS", reason)

    lines = [told(event) for event in reversed(stack["events"])]

    assert lines == ["", f"09:00:00  CREATE_IN_PROGRESS  DomainCertificate  {waiting}"]
