"""What the operator has when all is done: where it runs, what to put into DNS, and two files to go on with."""

import base64
import shlex
from collections.abc import Iterator
from pathlib import Path

from chalicelib import seals
from dev.deploying import records
from dev.deploying.account import client
from dev.deploying.failure import DeployFault
from dev.deploying.stack import Stack
from dev.packaging.build import REGION


def lines(stack: Stack, folder: Path) -> Iterator[str]:
    """Leaves seal.pem and environment.sh in the folder, which is made; they hold no secret."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / "seal.pem").write_text(pem(stack.parameters["SealCertificates"]), encoding="ascii")
    (folder / "environment.sh").write_text(_exports(stack.outputs["APIHandlerName"]), encoding="utf-8")
    yield f"\nSopu runs at {stack.parameters['BaseUrl']}"
    yield f"{folder}/seal.pem: publish it where parties and courts find it; files verify only with it"
    yield f"{folder}/environment.sh: what chalicelib.tools need to know"
    yield "\nRecords for DNS:"
    yield from records.lines(records.wanted(stack.parameters, stack.outputs))
    yield ""
    yield f"{stack.parameters['AlarmMail']} has a mail from AWS: open its link, or no alarm gets there"
    if not client("sesv2").get_account()["ProductionAccessEnabled"]:
        yield "SES is in its sandbox: it mails only to verified addresses (docs/runbooks/first-deployment.md)"


def pem(certificates: str) -> str:
    """
    Of base64 separated by commas, the newest first as the parameter has them, and those in the package.

    Raises DeployFault when there is none: whoever keeps the seal's key themselves has yet to make it.
    """
    if not certificates:
        raise DeployFault("The seal's key has no certificate yet: nothing can be sealed (docs/operations.md)")
    return seals.written([*map(base64.b64decode, certificates.split(",")), *seals.old()])


def _exports(function: str) -> str:
    """The functions' environment as a shell reads it, and the region that Lambda would add to it."""
    told = client("lambda").get_function_configuration(FunctionName=function)["Environment"]["Variables"]
    given = {"AWS_DEFAULT_REGION": REGION, **told}
    return "".join(f"export {name}={shlex.quote(value)}\n" for name, value in sorted(given.items()))
