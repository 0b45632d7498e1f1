"""A place where a runbook can be gone through: a checkout, an embedded AWS on which contracts have lived, programs that stand in."""

import os
import re
import shutil
import subprocess
import sys
from collections import namedtuple
from contextlib import contextmanager
from pathlib import Path
from types import SimpleNamespace

import boto3

from dev import serve
from dev.life import Life
from dev.provision import Stack, provision
from dev.template import Template
from dev.upgrading.begin import NOW, Begun, Desk, moving
from dev.upgrading.kept import lay_out
from tests.docs.aws_program import aws_program
from tests.embedded import embedded_aws

ROOT = Path(__file__).parents[2]
PAGES = ROOT / "docs" / "runbooks"
# What the newest release has left: contracts in every state.
LEFT = max(folder for folder in (ROOT / "tests" / "upgrade" / "fixtures").iterdir() if folder.is_dir())
Block = namedtuple("Block", "text run why")
BLOCK = re.compile(r"^( *)```sh(?: (run)| not run: ([^\n]+))?\n(.*?)^ *```$", re.MULTILINE | re.DOTALL)


def blocks(page):
    """The shell blocks of a page, in order, without the indent that a list gives them."""
    text = (PAGES / f"{page}.md").read_text(encoding="utf-8")
    for indent, run, why, body in BLOCK.findall(text):
        yield Block(re.sub(rf"^{indent}", "", body, flags=re.MULTILINE), bool(run), why)


def script(page, between=None, shell=True, **parameters):
    """
    The blocks of a page that are run, after those of README, ending at the first command that fails.

    parameters: values in the place of those that stand there, by variable. between: what happens after a block, by its number from 1.
    shell: False for a page that does not begin in README's shell.
    """
    parts = [block.text for block in blocks("README") if block.run and shell]
    for number, block in enumerate((block for block in blocks(page) if block.run), start=1):
        parts += [block.text, (between or {}).get(number, "")]
    text = "\n".join(["set -euo pipefail", *parts])
    for name, value in parameters.items():
        text, found = re.subn(rf"^{name}=\S*", f"{name}={value}", text, flags=re.MULTILINE)
        assert found == 1, f"{page}.md sets {name} {found} times"
    return text


@contextmanager
def sandbox(folder):
    """
    A place below this folder, with an AWS on which lies what the newest release has left.

    place.left: its contracts by their story. place.go(script) runs it and gives what it said, place.clock("2026-…") moves the
    clock of everything, and place.answers, by command, are of what moto does not know. `with place.service() as desk:` serves on
    it, for what is to happen before or after.
    """
    clock = folder / "now"
    moving(clock)(NOW)
    with embedded_aws(SOPU_CLOCK=str(clock)):
        left = lay_out(LEFT, provision(Template(), "http://127.0.0.1"))["contracts"]
        made = provision(Template(), "http://127.0.0.1")
        (programs := folder / "programs").mkdir()
        with aws_program(programs, answers := _unknown_to_moto(made)):
            place = _place(folder, clock, made, programs)
            place.answers, place.left = answers, {each["story"]: Begun(**each) for each in left}
            yield place


def _place(folder, clock, made, programs):
    checkout = folder / "checkout"
    for name in (".chalice", "chalicelib", "dev"):
        shutil.copytree(ROOT / name, checkout / name, ignore=shutil.ignore_patterns("__pycache__"))
    for name in ("templates", "vendor", "app.py"):
        (checkout / name).symlink_to(ROOT / name)
    (checkout / ".venv").symlink_to(sys.prefix)

    @contextmanager
    def service():
        with serve.start() as running:
            yield Desk(Life(running.base_url))
            Life(running.base_url).sweep()

    def go(text):
        leading = {name: value for name, value in os.environ.items() if name.startswith("AWS_")}
        return run(text, checkout, programs, SOPU_CLOCK=str(clock), PYTHONPATH=str(checkout), **leading)

    return SimpleNamespace(service=service, go=go, clock=moving(clock), made=made, checkout=checkout)


def run(text, where, programs, **environment):
    """What a script says, with these programs before all others."""
    environment |= {"PATH": f"{programs}:{os.environ['PATH']}", "HOME": str(where)}
    done = subprocess.run(["bash", "-c", text], cwd=where, env=environment, capture_output=True, text=True)
    return SimpleNamespace(
        status=done.returncode, said=done.stdout, told=done.stderr, all=f"{done.stdout}\n{done.stderr}"
    )


def checked(text, folder):
    """What is said to a script whose `aws` only looks whether AWS knows the words; other programs say how they were called."""
    for name in ("make", "dig"):
        (folder / name).write_text(f"#!/bin/sh\nprintf '%s\\n' {name} \"$@\"\n", encoding="ascii")
        (folder / name).chmod(0o755)
    with aws_program(folder, None):
        return run(text, folder, folder)


def rows_of(table, contract):
    """Everything of the contract that lies under its own key, as DynamoDB has it."""
    asked = {
        "KeyConditionExpression": "pk = :pk",
        "ExpressionAttributeValues": {":pk": {"S": f"CONTRACT#{contract}"}},
    }
    return boto3.client("dynamodb").query(TableName=table, **asked)["Items"]


def erase(table, contract):
    """All of that is gone."""
    for row in rows_of(table, contract):
        boto3.client("dynamodb").delete_item(TableName=table, Key={"pk": row["pk"], "sk": row["sk"]})


def _unknown_to_moto(made):
    """Answered from the template, by command."""
    return {
        "cloudformation describe-stacks": {"Stacks": [{"Outputs": list(_outputs(made))}]},
        "lambda get-function-configuration": {"Environment": {"Variables": made.environment}},
    }


def _outputs(made):
    """The outputs that runbooks name, as the template says, and Chalice's own."""
    yield from (
        {"OutputKey": key, "OutputValue": value}
        for key, value in {"APIHandlerName": "pages", "EndpointURL": "https://sopu.example/"}.items()
    )
    document = Template()._document["Outputs"]
    stack = Stack(Template(), {})
    for page in sorted(PAGES.glob("*.md")):
        for name in re.findall(r"\$\(output (\w+)\)", page.read_text(encoding="utf-8")):
            if name in document:
                yield {"OutputKey": name, "OutputValue": stack.resolve(document[name]["Value"])}
