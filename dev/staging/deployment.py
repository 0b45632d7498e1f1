"""The package deployed to the emulator, by the command that deploys it to AWS."""

import contextlib
import os
import shutil
from pathlib import Path
from typing import Any

import boto3
import yaml

from dev.deploying import stack
from dev.deploying.__main__ import deploy
from dev.deploying.order import variable
from dev.deploying.stack import Stack
from dev.packaging.request import STAGE as API_STAGE
from dev.packaging.template import Template, read
from dev.provision import MAIL_FROM
from dev.staging.adapted import adapted

STAGE = "staging"
STACK = f"sopu-{STAGE}"
PAUSE_SECONDS = 0.5


def deployed(package: Path, folder: Path, endpoint: str) -> Stack:
    """
    The stack that `make deploy` makes of package/, which then is told the address that the API has in the emulator.

    folder: gets the adapted package, what the command says (deploy.log) and what it leaves (deploy/staging/).
    endpoint: the emulator's. Raises DeployFault.
    """
    made = folder / "package"
    made.mkdir()
    shutil.copy(package / "deployment.zip", made)
    template = adapted(read(package / "sam.yaml"))
    (made / "sam.yaml").write_text(yaml.safe_dump(template), encoding="utf-8")
    _order(template)
    with (folder / "deploy.log").open("w", encoding="utf-8") as log, contextlib.redirect_stdout(log):
        deploy(made, PAUSE_SECONDS)
        outputs = _found().outputs
        _lock(outputs["Bucket"])
        os.environ["PUBLIC_URL"] = f"{endpoint}/_aws/execute-api/{outputs['RestAPIId']}/{API_STAGE}"
        deploy(made, PAUSE_SECONDS)
    return _found()


def functions_environment(deployed: Stack) -> dict[str, str]:
    """What the functions were told, which is what the operator's tools want too."""
    name = deployed.outputs["APIHandlerName"]
    told: Any = boto3.client("lambda").get_function_configuration(FunctionName=name)
    variables: dict[str, str] = told["Environment"]["Variables"]
    return variables


def _order(template: Template) -> None:
    """What is said to the command: nothing that whoever runs this has ordered for a stage of their own."""
    for name in template["Parameters"]:
        os.environ.pop(variable(name), None)
    os.environ.update({"STAGE": STAGE, "MAIL_FROM": MAIL_FROM, "YES": "1"})


def _found() -> Stack:
    found = stack.find(STACK)
    if found is None:
        raise LookupError(f"there is no stack {STACK}")
    return found


def _lock(bucket: str) -> None:
    """Its CloudFormation overlooks ObjectLockEnabled, and then S3 refuses every sealed file."""
    enabled: Any = {"ObjectLockEnabled": "Enabled"}
    boto3.client("s3").put_object_lock_configuration(Bucket=bucket, ObjectLockConfiguration=enabled)
