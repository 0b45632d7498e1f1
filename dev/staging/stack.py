"""The package deployed by CloudFormation, as docs/runbooks/first-deployment.md does it."""

import base64
import contextlib
import io
import os
import ssl
from pathlib import Path
from typing import Any

import boto3
import yaml

from chalicelib.tools import seal_certificate
from dev.embedded_aws import ACCOUNT
from dev.packaging.build import REGION
from dev.packaging.request import STAGE
from dev.packaging.template import read
from dev.provision import MAIL_FROM
from dev.staging.adapted import adapted

STACK, UPLOADS = "sopu", "uploads"
HOLDER = "Sopu, koekäyttö"


class Stack:
    """
    The stack of the template in `package`; deploy() makes it and, again, updates it.

    package: a folder with deployment.zip and sam.yaml.
    """

    def __init__(self, package: Path) -> None:
        s3: Any = boto3.client("s3")
        s3.create_bucket(Bucket=UPLOADS, CreateBucketConfiguration={"LocationConstraint": REGION})
        s3.upload_file(str(package / "deployment.zip"), UPLOADS, "deployment.zip")
        template = yaml.safe_dump(adapted(read(package / "sam.yaml"), f"s3://{UPLOADS}/deployment.zip"))
        s3.put_object(Bucket=UPLOADS, Key="packaged.yaml", Body=template.encode())
        self._aws: Any = boto3.client("cloudformation")
        self._told: dict[str, str] = {}

    def deploy(self, **parameters: str) -> None:
        """As `aws cloudformation deploy --parameter-overrides`: what is not named keeps its value."""
        verb = "update" if self._told else "create"
        self._told |= parameters
        getattr(self._aws, f"{verb}_stack")(
            StackName=STACK,
            TemplateURL=f"{os.environ['AWS_ENDPOINT_URL']}/{UPLOADS}/packaged.yaml",  # too large to go with the call
            Parameters=[{"ParameterKey": key, "ParameterValue": value} for key, value in self._told.items()],
            Capabilities=["CAPABILITY_IAM", "CAPABILITY_AUTO_EXPAND"],
        )
        waiter = self._aws.get_waiter(f"stack_{verb}_complete")
        waiter.wait(StackName=STACK, WaiterConfig={"Delay": 1, "MaxAttempts": 120})

    def output(self, name: str) -> str:
        """One of the template's outputs. Raises KeyError."""
        (stack,) = self._aws.describe_stacks(StackName=STACK)["Stacks"]
        outputs: dict[str, str] = {each["OutputKey"]: each["OutputValue"] for each in stack["Outputs"]}
        return outputs[name]

    def environment(self) -> dict[str, str]:
        """What the functions were told, which is what the operator's tools want too."""
        told: Any = boto3.client("lambda").get_function_configuration(
            FunctionName=self.output("APIHandlerName")
        )
        variables: dict[str, str] = told["Environment"]["Variables"]
        return variables

    def delete(self) -> None:
        """Take the stack down; what the template retains stays."""
        self._aws.delete_stack(StackName=STACK)
        waiter = self._aws.get_waiter("stack_delete_complete")
        waiter.wait(StackName=STACK, WaiterConfig={"Delay": 1, "MaxAttempts": 120})


def deployed(package: Path, endpoint: str, pem: Path) -> Stack:
    """
    The stack with its own address and its seal's certificate, in two deployments.

    endpoint: the emulator's. pem: where the certificate is left for the audit.
    """
    stack = Stack(package)
    mail = {"MailFrom": MAIL_FROM, "MailDomain": "sopu.test", "AlarmMail": "ops@sopu.test"}
    keeper = f"arn:aws:iam::{ACCOUNT}:root"
    stack.deploy(BaseUrl="https://not-yet.example", SealHolder=HOLDER, SealKeeper=keeper, **mail)
    _lock(stack.output("Bucket"))
    api = f"{endpoint}/_aws/execute-api/{stack.output('RestAPIId')}/{STAGE}"
    stack.deploy(BaseUrl=api, SealCertificates=_certificate(stack.output("SealKey"), pem), SealKeeper="")
    return stack


def _lock(bucket: str) -> None:
    """Its CloudFormation overlooks ObjectLockEnabled, and then S3 refuses every sealed file."""
    enabled: Any = {"ObjectLockEnabled": "Enabled"}
    boto3.client("s3").put_object_lock_configuration(Bucket=bucket, ObjectLockConfiguration=enabled)


def _certificate(key: str, pem: Path) -> str:
    """The line that SealCertificates takes, by the operator's own command."""
    with contextlib.redirect_stdout(io.StringIO()) as printed:
        seal_certificate.main(["--key", key, "--holder", HOLDER])
    line = printed.getvalue().strip()
    pem.write_text(ssl.DER_cert_to_PEM_cert(base64.b64decode(line)), encoding="ascii")
    return line
