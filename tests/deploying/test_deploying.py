"""`make deploy`, from an empty account on: what is shown, what is done, and what is never done."""

import base64
import re

import boto3
import pytest
from cryptography import x509
from cryptography.hazmat.primitives.serialization import load_der_public_key

from chalicelib import seals
from dev.deploying.failure import DeployFault
from tests.deploying.conftest import ENDPOINT, RESOURCES, TEMPLATE

FIRST = {"MAIL_FROM": "Sopu <sopu@sopu.test>", "PRACTICE_NAME": "Aalto Oy"}


def certificate(parameters):
    return x509.load_der_x509_certificate(base64.b64decode(parameters["SealCertificates"], validate=True))


def test_one_command_makes_a_service_that_knows_its_address_and_can_seal(account):
    account.deploy(**FIRST)

    first, second = account.cloudformation.executed
    assert first["SealKeeper"].startswith("arn:aws:")
    assert (first["SealCertificates"], second["SealKeeper"]) == ("", "")
    assert second["BaseUrl"] == ENDPOINT.rstrip("/")
    assert certificate(second).subject.rfc4514_string() == "CN=Aalto Oy\\, sinetti,O=Aalto Oy,C=FI"
    key = boto3.client("kms").get_public_key(KeyId=account.aws.name("SealKey"))["PublicKey"]
    assert certificate(second).public_key() == load_der_public_key(key)


def test_a_second_run_changes_nothing(account, capsys):
    account.deploy(**FIRST)
    account.deploy()

    assert len(account.cloudformation.executed) == 2
    assert "sopu-test is as asked for: nothing to change." in capsys.readouterr().out


def test_a_domain_is_the_address_from_the_start_and_its_records_are_told(account, capsys):
    proof = boto3.client("acm").request_certificate(DomainName="sopu.example.fi", ValidationMethod="DNS")
    account.cloudformation.outputs |= {
        "DomainCertificate": proof["CertificateArn"],
        "DomainTarget": "d-1.execute-api.eu-north-1.amazonaws.com",
    }

    account.deploy(DOMAIN="sopu.example.fi", **FIRST)

    told = capsys.readouterr().out
    assert {done["BaseUrl"] for done in account.cloudformation.executed} == {"https://sopu.example.fi"}
    assert "sopu.example.fi CNAME d-1.execute-api.eu-north-1.amazonaws.com\n" in told
    assert re.search(r"^_\S+\.sopu\.example\.fi CNAME \S+\.acm-validations\.aws$", told, re.MULTILINE)


def test_records_of_a_hosted_zone_are_left_to_the_stack(account, capsys):
    account.deploy(DOMAIN="sopu.example.fi", HOSTED_ZONE="Z1", **FIRST)

    assert "sopu.example.fi CNAME" not in capsys.readouterr().out


def test_the_records_of_mail_are_told(account, capsys):
    account.deploy(ALARM_MAIL="ops@sopu.test", **FIRST)

    told = capsys.readouterr().out
    assert 'sopu.test TXT "v=spf1 include:amazonses.com ~all"\n' in told
    assert '_dmarc.sopu.test TXT "v=DMARC1; p=none; rua=mailto:ops@sopu.test"\n' in told
    assert "_report._dmarc" not in told


@pytest.mark.parametrize(
    ("reader", "asked"),
    [("elsewhere.test", True), ("notsopu.test", True), ("mail.sopu.test", False), ("test", False)],
)
def test_reports_to_another_domain_need_its_consent(account, capsys, reader, asked):
    account.deploy(ALARM_MAIL=f"ops@{reader}", **FIRST)

    consent = f'sopu.test._report._dmarc.{reader} TXT "v=DMARC1"\n'
    assert (consent in capsys.readouterr().out) is asked


def test_what_would_change_is_shown_before_anybody_is_asked(account, capsys):
    with pytest.raises(DeployFault, match=r"Nothing was changed"):
        account.deploy(asked=False, **FIRST)

    shown = capsys.readouterr().out
    assert "Add     SealKey     AWS::KMS::Key              -" in shown
    assert "PracticeName = Aalto Oy" in shown


def test_who_says_no_leaves_nothing_behind(account):
    with pytest.raises(DeployFault):
        account.deploy(asked=False, **FIRST)

    assert account.cloudformation.executed == []
    assert account.cloudformation.change_sets == {}
    assert {it["StackStatus"] for it in account.cloudformation.stacks.values()} == {"DELETE_COMPLETE"}


@pytest.mark.parametrize("in_sandbox", [True, False])
def test_a_new_account_is_told_that_it_may_mail_to_nobody_yet(account, capsys, in_sandbox):
    account.in_sandbox = in_sandbox

    account.deploy(**FIRST)

    assert ("SES is in its sandbox" in capsys.readouterr().out) is in_sandbox


def test_nobody_is_asked_who_said_yes_beforehand(account):
    account.deploy(asked=False, YES="1", **FIRST)

    assert len(account.cloudformation.executed) == 2


@pytest.mark.parametrize("kept", ["Table", "Bucket", "SealKey"])
def test_no_table_bucket_or_key_is_ever_replaced(account, kept):
    account.deploy(**FIRST)
    account.cloudformation.replaced = {kept}

    with pytest.raises(DeployFault, match=f"Modify {kept}"):
        account.deploy(YES="1", PRACTICE_NAME="Another")

    assert len(account.cloudformation.executed) == 2
    assert account.cloudformation.change_sets == {}


def test_no_table_leaves_the_stack(account):
    account.deploy(**FIRST)
    rest = {name: resource for name, resource in RESOURCES.items() if name != "Table"}
    account.write(TEMPLATE | {"Resources": rest})

    with pytest.raises(DeployFault, match="Remove Table"):
        account.deploy(YES="1")


def test_why_it_failed_is_told_and_who_only_stood_by_is_not(account):
    account.deploy(**FIRST)
    account.cloudformation.failing = [{"Pages": "Role is not there"}]

    with pytest.raises(DeployFault) as told:
        account.deploy(PRACTICE_NAME="Another")

    assert str(told.value).splitlines() == [
        "The stack is UPDATE_ROLLBACK_COMPLETE.",
        "Pages: Role is not there",
    ]


def test_after_a_failure_the_next_run_goes_on_from_there(account):
    account.deploy(**FIRST)
    account.cloudformation.failing = [{"Pages": "Role is not there"}]
    with pytest.raises(DeployFault):
        account.deploy(PRACTICE_NAME="Another")

    account.deploy(PRACTICE_NAME="Another")

    assert account.cloudformation.executed[-1]["PracticeName"] == "Another"


def test_a_first_deployment_that_failed_is_cleared_away_by_the_next(account):
    account.cloudformation.failing = [{"Pages": "Role is not there"}]
    with pytest.raises(DeployFault):
        account.deploy(**FIRST)
    orphan = account.cloudformation.outputs["SealKey"]
    kms = boto3.client("kms")
    another = kms.create_key(KeySpec="ECC_NIST_P256", KeyUsage="SIGN_VERIFY")["KeyMetadata"]["KeyId"]
    account.cloudformation.outputs["SealKey"] = another

    account.deploy(**FIRST)

    assert len(account.cloudformation.executed) == 2
    assert boto3.client("dynamodb").list_tables()["TableNames"] == []
    assert all("uploads" in name for name in buckets())
    assert kms.describe_key(KeyId=orphan)["KeyMetadata"]["KeyState"] == "PendingDeletion"


def test_a_run_that_broke_off_between_is_completed_with_the_same_certificate(account):
    account.cloudformation.failing = [{}, {"Pages": "interrupted"}]
    with pytest.raises(DeployFault):
        account.deploy(**FIRST)
    (kept,) = uploads("certificates/").values()

    account.deploy()

    last = account.cloudformation.executed[-1]
    assert last["SealKeeper"] == ""
    assert certificate(last) == x509.load_pem_x509_certificate(kept.encode())
    assert list(uploads("certificates/").values()) == [kept]
    (budget,) = boto3.client("budgets").describe_budgets(AccountId="123456789012")["Budgets"]
    assert budget["BudgetName"] == "sopu-test"


def test_the_shell_of_another_stage_gives_no_address(account):
    account.deploy(**FIRST, BASE_URL="https://another.example")

    assert "another" not in account.cloudformation.executed[-1]["BaseUrl"]


def test_the_same_package_is_uploaded_once(account):
    account.deploy(**FIRST)
    first = uploads("")
    account.deploy()

    assert uploads("") == first
    assert sorted(key.split("/")[0] for key in first) == ["certificates", "packages", "templates"]


def test_the_bucket_for_uploads_is_closed_to_the_public(account):
    account.deploy(**FIRST)

    (bucket,) = [name for name in buckets() if "uploads" in name]
    closed = boto3.client("s3").get_public_access_block(Bucket=bucket)["PublicAccessBlockConfiguration"]
    assert set(closed.values()) == {True}


def test_the_first_deployment_makes_a_budget_and_later_ones_leave_it(account):
    account.deploy(**FIRST)
    account.deploy(MONTHLY_BUDGET="40")
    account.deploy()

    (budget,) = boto3.client("budgets").describe_budgets(AccountId="123456789012")["Budgets"]
    assert (budget["BudgetName"], budget["BudgetLimit"]["Amount"]) == ("sopu-test", "40")


def test_what_the_tools_need_and_the_certificate_are_left_in_files(account):
    account.deploy(**FIRST)

    left = account.folder / "deploy" / "test"
    made = certificate(account.cloudformation.executed[-1])
    assert x509.load_pem_x509_certificate((left / "seal.pem").read_bytes()) == made
    assert (left / "environment.sh").read_text() == (
        "export AWS_DEFAULT_REGION=eu-north-1\nexport BASE_URL=https://sopu.aalto.test\n"
        "export SOPU_SEAL_HOLDER='Aalto Oy'\nexport SOPU_TABLE='a table'\n"
    )


def test_an_environment_that_lambda_would_refuse_is_refused_before_anything_is_done(account):
    account.deploy(**FIRST)
    done = len(account.cloudformation.executed)

    with pytest.raises(DeployFault, match=r"Lambda takes 4096: move the older ones of SEAL_CERTIFICATES"):
        account.deploy(SEAL_CERTIFICATES=",".join(["A" * 656] * 7))

    assert len(account.cloudformation.executed) == done


def test_older_certificates_of_the_package_are_published_with_the_new_one(account, monkeypatch):
    other = b"an older one"
    monkeypatch.setattr(seals, "old", lambda: (other,))

    account.deploy(**FIRST)

    left = seals.read((account.folder / "deploy" / "test" / "seal.pem").read_text(encoding="ascii"))
    assert left == [base64.b64decode(account.cloudformation.executed[-1]["SealCertificates"]), other]


def test_without_a_package_there_is_nothing_to_deploy(account):
    (account.folder / "package" / "deployment.zip").unlink()

    with pytest.raises(DeployFault, match="make package"):
        account.deploy(**FIRST)


def test_what_is_missing_is_named_all_at_once(account):
    with pytest.raises(DeployFault, match="MAIL_FROM=, MAIL_DOMAIN=, ALARM_MAIL="):
        account.deploy()


def buckets():
    return [it["Name"] for it in boto3.client("s3").list_buckets()["Buckets"]]


def uploads(prefix):
    """Texts and digests in the bucket for uploads, by key."""
    s3 = boto3.client("s3")
    (bucket,) = [name for name in buckets() if "uploads" in name]
    keys = [it["Key"] for it in s3.list_objects_v2(Bucket=bucket, Prefix=prefix).get("Contents", [])]
    return {key: s3.get_object(Bucket=bucket, Key=key)["Body"].read().decode() for key in keys}
