"""An account in which nothing was deployed yet: moto, a CloudFormation that remembers, and a package."""

import json
import os

import boto3
import pytest

from dev.deploying.__main__ import deploy
from tests.deploying.cloudformation import CloudFormation, answered
from tests.moto_aws import mocked_aws

ENDPOINT = "https://abcdef1234.execute-api.eu-north-1.amazonaws.com/sopu/"
PARAMETERS = {
    name: {"Type": "String"} | default
    for name, default in {
        "BaseUrl": {},
        "MailFrom": {},
        "MailDomain": {},
        "AlarmMail": {},
        "Domain": {"Default": ""},
        "HostedZone": {"Default": ""},
        "PracticeName": {"Default": ""},
        "SealHolder": {"Default": "Sopu"},
        "SealCertificates": {"Default": ""},
        "SealKeeper": {"Default": ""},
    }.items()
}
RESOURCES = {
    "Table": {"Type": "AWS::DynamoDB::Table"},
    "Bucket": {"Type": "AWS::S3::Bucket"},
    "SealKey": {"Type": "AWS::KMS::Key"},
    "Pages": {"Type": "AWS::Serverless::Function", "Properties": {"CodeUri": "./deployment.zip"}},
}
TOLD = {"SOPU_TABLE": {"Ref": "Table"}, "SOPU_SEAL_CERTIFICATES": {"Ref": "SealCertificates"}}
TEMPLATE = {
    "Parameters": PARAMETERS,
    "Globals": {"Function": {"Environment": {"Variables": TOLD}}},
    "Resources": RESOURCES,
}


class Account:
    """What a test does in the account, and what it looks at afterwards."""

    def __init__(self, aws, folder):
        self.aws, self.folder = aws, folder
        physical = {name: aws.name(name) for name in ("Table", "Bucket", "SealKey", "MailIdentity")}
        outputs = {"EndpointURL": ENDPOINT, "SealKey": physical["SealKey"], "APIHandlerName": pages()}
        self.cloudformation = CloudFormation(physical, outputs)
        self.in_sandbox = True
        boto3.DEFAULT_SESSION.events.register_first("before-call.sesv2.GetAccount", self._ses)
        self.write(TEMPLATE)

    def _ses(self, **_):
        """What moto does not know of SES."""
        return answered({"ProductionAccessEnabled": not self.in_sandbox})

    def write(self, template):
        """Put another package where deploy looks for it."""
        package = self.folder / "package"
        package.mkdir(exist_ok=True)
        (package / "sam.yaml").write_text(json.dumps(template))
        (package / "deployment.zip").write_bytes(b"a zip")

    def deploy(self, asked=True, **variables):
        """`make deploy` with these variables; asked: what the operator answers."""
        given = {"STAGE": "test", **variables}
        os.environ.update(given)
        try:
            deploy(self.folder / "package", pause=0, agreed=lambda question: asked)
        finally:
            for name in given:
                del os.environ[name]


def pages():
    """A function with an environment, as the tools read it."""
    nobody = json.dumps({"Version": "2012-10-17", "Statement": []})
    role = boto3.client("iam").create_role(RoleName="pages", AssumeRolePolicyDocument=nobody)["Role"]
    boto3.client("lambda").create_function(
        FunctionName="pages",
        Runtime="python3.13",
        Role=role["Arn"],
        Handler="app.app",
        Code={"ZipFile": b"zip"},
        Environment={
            "Variables": {
                "BASE_URL": "https://sopu.aalto.test",
                "SOPU_TABLE": "a table",
                "SOPU_SEAL_HOLDER": "Aalto Oy",
            }
        },
    )
    return "pages"


@pytest.fixture
def account(tmp_path):
    with mocked_aws() as aws:
        yield Account(aws, tmp_path)
