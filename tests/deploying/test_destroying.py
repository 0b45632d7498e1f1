"""`make destroy`: nothing that is under a lock or under way is ever taken, and nothing without the stage's name."""

import os
from datetime import UTC, datetime

import boto3
import pytest

from dev.deploying.destroy import destroy
from dev.deploying.failure import DeployFault

FIRST = {"MAIL_FROM": "Sopu <sopu@sopu.test>"}
UNTIL = datetime(2099, 12, 31, tzinfo=UTC)


@pytest.fixture
def deployed(account):
    account.deploy(**FIRST)
    boto3.client("dynamodb").update_table(TableName=account.aws.name("Table"), DeletionProtectionEnabled=True)
    return account


def go(account, typed="test"):
    os.environ["STAGE"] = "test"
    try:
        destroy(ask=lambda question: typed() if callable(typed) else typed)
    finally:
        del os.environ["STAGE"]


def put(account, key, **lock):
    boto3.client("s3").put_object(Bucket=account.aws.name("Bucket"), Key=key, Body=b"a file", **lock)


def locked(account, key="contracts/1/sealed.pdf"):
    put(account, key, ObjectLockMode="GOVERNANCE", ObjectLockRetainUntilDate=UNTIL)


def begin_contract(account, contract="1", due_at="2099-01-02T03:04:05Z"):
    row = {"pk": f"CONTRACT#{contract}", "sk": "HEAD", "due_shard": "7", "due_at": due_at}
    boto3.client("dynamodb").put_item(
        TableName=account.aws.name("Table"), Item={name: {"S": value} for name, value in row.items()}
    )


def tables():
    return boto3.client("dynamodb").list_tables()["TableNames"]


def status(account):
    return [it["StackStatus"] for it in account.cloudformation.stacks.values()]


def test_what_is_under_a_lock_is_counted_and_not_touched(deployed):
    locked(deployed)
    locked(deployed, "contracts/2/sealed.pdf")
    put(deployed, "offered/1/text.pdf")

    with pytest.raises(DeployFault, match=r"2 files of the archive under a lock, until 2099-12-31"):
        go(deployed)

    assert status(deployed) == ["UPDATE_COMPLETE"]


def test_a_legal_hold_is_a_lock_without_an_end(deployed):
    put(deployed, "contracts/1/sealed.pdf", ObjectLockLegalHoldStatus="ON")

    with pytest.raises(DeployFault, match="until a legal hold is lifted"):
        go(deployed)


def test_a_contract_under_way_is_counted_and_not_touched(deployed):
    begin_contract(deployed)

    with pytest.raises(DeployFault, match="1 contracts under way, until 2099-01-02 at least"):
        go(deployed)

    assert status(deployed) == ["UPDATE_COMPLETE"]


@pytest.mark.parametrize("typed", ["", "production", "Test", "sopu-test"])
def test_without_the_stages_name_nothing_is_touched(deployed, typed):
    with pytest.raises(DeployFault, match="Nothing was touched"):
        go(deployed, typed)

    assert status(deployed) == ["UPDATE_COMPLETE"]
    assert tables() == [deployed.aws.name("Table")]


def test_what_is_sent_while_somebody_types_is_kept(deployed):
    def slowly():
        begin_contract(deployed)
        locked(deployed)
        return "test"

    with pytest.raises(DeployFault, match="1 contracts under way"):
        go(deployed, slowly)

    assert tables() == [deployed.aws.name("Table")]
    boto3.client("s3").head_object(Bucket=deployed.aws.name("Bucket"), Key="contracts/1/sealed.pdf")


def test_a_stage_that_holds_nothing_goes_with_all_that_outlives_its_stack(deployed):
    put(deployed, "offered/1/text.pdf")
    put(deployed, "offered/1/text.pdf")
    boto3.client("s3").delete_object(Bucket=deployed.aws.name("Bucket"), Key="offered/1/text.pdf")

    go(deployed)

    key = boto3.client("kms").describe_key(KeyId=deployed.aws.name("SealKey"))["KeyMetadata"]
    left = [it["Name"] for it in boto3.client("s3").list_buckets()["Buckets"]]
    assert status(deployed) == ["DELETE_COMPLETE"]
    assert tables() == []
    assert [name for name in left if "uploads" not in name] == []
    assert key["KeyState"] == "PendingDeletion"
    assert boto3.client("budgets").describe_budgets(AccountId="123456789012")["Budgets"] == []


def test_an_earlier_key_of_the_seal_goes_too(deployed):
    kms = boto3.client("kms")
    earlier = kms.create_key(KeySpec="ECC_NIST_P256", KeyUsage="SIGN_VERIFY")["KeyMetadata"]["KeyId"]
    deployed.cloudformation.physical["SealKey2"] = earlier

    go(deployed)

    assert kms.describe_key(KeyId=earlier)["KeyMetadata"]["KeyState"] == "PendingDeletion"


def test_a_second_run_goes_on_where_the_first_broke_off(deployed):
    deployed.cloudformation.event(
        next(iter(deployed.cloudformation.stacks.values())), "sopu-test", "DELETE_COMPLETE"
    )

    go(deployed)
    go(deployed)

    assert tables() == []


def test_an_account_without_such_a_stage_is_told_so(account):
    with pytest.raises(DeployFault, match="There is no stack sopu-test"):
        go(account)
