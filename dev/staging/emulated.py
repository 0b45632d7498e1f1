"""
`make smoke-emulated`: what `make package` made, deployed by CloudFormation to an AWS that others have imitated.

The life of a contract then goes through its API, stream, queues, schedule and functions, each with the rights of its own
role, and nobody touches it but by pages and mails. Leaves build/staging/: sealed.pdf, changed.pdf, seal.pem.
Exit status 0 only if what lies in the archive is authentic. What cannot be seen here: docs/staging.md.
"""

import contextlib
import os
import shutil
import sys

from botocore.exceptions import BotoCoreError, ClientError

from chalicelib import wiring
from chalicelib.tools import accounts, audit
from dev.deploying.failure import DeployFault
from dev.embedded_aws import ACCOUNT
from dev.packaging.__main__ import OUT, WORK
from dev.packaging.failure import PackageFault
from dev.packaging.python import LambdaPython
from dev.packaging.template import read
from dev.staging import traces
from dev.staging.deployment import STAGE, deployed, functions_environment
from dev.staging.emulator import ROOT, Emulator, emulated
from dev.staging.held_up import HeldUp
from dev.staging.life import Cast, live, say
from dev.staging.people import People, from_emulator
from dev.staging.verdict import verified

FOLDER = ROOT / "build" / "staging"
FUNCTIONS = ("pages", "forward", "work", "seal", "sweep", "hear")
CAST = Cast("koe@sopu.test")


def main() -> None:
    """Exit code 0 only when all went as it should."""
    try:
        stage()
    except (DeployFault, PackageFault, AssertionError, LookupError) as fault:
        sys.exit(f"make smoke-emulated: {fault}")


def stage() -> None:
    """Deploy, live, look at what is left, take down. Raises PackageFault, AssertionError or LookupError."""
    python = _python_of_package()
    shutil.rmtree(FOLDER, ignore_errors=True)
    FOLDER.mkdir(parents=True)
    with emulated(python) as emulator:
        say(f"the emulator is up: {emulator.url}")
        try:
            _life_in(emulator)
        except BaseException:
            (FOLDER / "emulator.log").write_text(emulator.log, encoding="utf-8")
            with contextlib.suppress(BotoCoreError, ClientError):  # it may itself be what failed
                traces.leave_logs(FOLDER)
            raise
    say("everything verified")


def _python_of_package() -> LambdaPython:
    if not (OUT / "sam.yaml").exists():
        raise PackageFault("there is no package: run `make package` first")
    python = LambdaPython.prepared(WORK)
    resources = read(OUT / "sam.yaml")["Resources"].values()
    runtimes = {it["Properties"]["Runtime"] for it in resources if it["Type"] == "AWS::Serverless::Function"}
    if runtimes != {f"python{python.version}"}:
        raise PackageFault(
            f"the package is for {runtimes}, and here is {python.version}: run `make package` again"
        )
    return python


def _life_in(emulator: Emulator) -> None:
    stack = deployed(OUT, FOLDER, emulator.url)
    seal = FOLDER / "deploy" / STAGE / "seal.pem"
    os.environ.update(functions_environment(stack))
    wiring.forget()
    settings = wiring.settings()
    say(f"deployed: {settings.base_url}")
    for email, role in ((CAST.supervisor, "supervisor"), (CAST.auditor, "auditor")):
        accounts.main(["add", email, "--role", role])

    traces.news_of_a_mail(settings.mail_topic)
    people = People(settings.base_url, lambda: from_emulator(emulator.url, ACCOUNT))
    sealed = live(people, CAST, HeldUp())

    if not verified(sealed, seal, FOLDER):
        raise PackageFault("the parties' copy is not authentic, or a changed one is")
    if audit.main(["--trust", str(seal), f"s3://{settings.bucket}/contracts/"]):
        raise PackageFault("what lies in the archive is not authentic")
    say("the archive's file is authentic, with one bit changed it is not")
    _look_round(people)


def _look_round(people: People) -> None:
    settings = wiring.settings()
    tokens = [link.rpartition("/")[2] for link in people.links().values()]
    traces.require_ran(FUNCTIONS, [*tokens, CAST.supervisor, CAST.supervisee, CAST.auditor])
    traces.require_followed()
    say("their log leads from a click to its seal and its mails")
    traces.require_drained()
    locked = traces.require_locked(settings.bucket)
    say(
        f"{', '.join(FUNCTIONS)} have run and logged no secret; no job is left; {locked} locked in the archive"
    )
    traces.require_kept(settings.table, settings.bucket)
    say("the stage is not to be destroyed; without its stack, table and archive are there")


if __name__ == "__main__":
    main()
