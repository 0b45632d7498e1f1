"""The runbook that takes everything along is run from top to bottom on an archive, and what it leaves is whole."""

import base64
import csv
import json
import os
import re
import subprocess
import sys
from contextlib import contextmanager
from datetime import UTC, datetime

import boto3
import botocore.session
import pytest
from botocore import xform_name

from chalicelib.aws import clients
from chalicelib.aws.archive import S3Archive
from dev.embedded_aws import EmbeddedAws
from dev.provision import provision
from dev.template import Template
from tests.docs.runbook import ROOT, calls, script, stand_ins
from tests.moto_aws import wait
from tests.tools import require_tool
from tests.workflow import terms
from tests.workflow.world import World

SCRIPT = script("leave-sopu")
TABLE_ARN = "arn:aws:dynamodb:eu-north-1:123456789012:table/t"
ANNEXED = {"goals_annex_used": True, "goals_supervisees": "Uskallan kysyä ennen kuin päätän."}


@pytest.fixture(scope="module")
def lived():
    """Two contracts, one with an annex: their sealed files by key, and the certificate as the functions know it."""
    world, files = World(), {}
    for given in (terms.TWO, terms.TWO | ANNEXED):
        world.sent(given)
        world.everybody_accepts()
        files |= {it.key: world.archive.archived(it.key, it.version_id) for it in world.state.sealed}
    return files, base64.b64encode(world.services.seal_key.certificates[0]).decode()


@contextmanager
def archive_of(files):
    """An AWS with these files in its archive: the environment that leads there, and what the functions know."""
    before, aws = dict(os.environ), EmbeddedAws(lambda service, action: None)
    try:
        os.environ.update(aws.environment() | {"AWS_DEFAULT_REGION": "eu-north-1"})
        boto3.setup_default_session()
        clients.forget()
        made = provision(Template(), "https://sopu.example")
        for key, data in files.items():
            S3Archive(clients.s3, made.resources["Bucket"].name, wait).put_once(
                key, data, datetime(2040, 1, 1, tzinfo=UTC)
            )
        yield aws.environment() | {"AWS_DEFAULT_REGION": "eu-north-1"}, made.environment
    finally:
        clients.forget()
        os.environ.clear()
        os.environ.update(before)
        aws.stop()


@pytest.fixture(scope="module")
def left(lived, tmp_path_factory):
    """(the folder that it was all taken to, how `aws` was called)."""
    require_tool("openssl")
    place, programs = tmp_path_factory.mktemp("home"), tmp_path_factory.mktemp("programs")
    for name, target in {
        ".venv": sys.prefix,
        "chalicelib": ROOT / "chalicelib",
        "templates": ROOT / "templates",
    }.items():
        (place / name).symlink_to(target)
    stand_ins(programs, sys.executable, ("aws",), [("describe-table", TABLE_ARN)])
    with archive_of(lived[0]) as (leading, functions):
        environment = functions | leading | {
            "PATH": f"{programs}:{os.environ['PATH']}", "HOME": str(place), "UPLOADS": "my-uploads",
            "SOPU_SEAL_CERTIFICATES": f"{lived[1]},{lived[1]}",
        }  # fmt: skip
        done = subprocess.run(
            ["bash", "-c", SCRIPT], cwd=place, env=environment, capture_output=True, text=True, check=False
        )
    assert done.returncode == 0, done.stdout + done.stderr
    return place / "sopu-archive", calls(programs)


def test_every_sealed_file_is_there_and_authentic(lived, left):
    folder = left[0]
    verdicts = [json.loads(line) for line in (folder / "audit.jsonl").read_text("utf-8").splitlines()]

    assert {str(it.relative_to(folder)): it.read_bytes() for it in folder.rglob("*.pdf")} == lived[0]
    assert [it["verdict"] for it in verdicts] == ["authentic"] * len(lived[0])


def test_the_list_names_each_file_and_its_parties(lived, left):
    with (left[0] / "index.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))

    assert [row["path"] for row in rows] == sorted(lived[0])
    assert all(row["parties"] and row["number"] and row["concluded_at"] for row in rows)


def test_every_certificate_comes_along(left):
    assert (left[0] / "seal.pem").read_text("ascii").count("BEGIN CERTIFICATE") == 2


def test_the_table_is_exported_by_words_that_aws_knows(left):
    model = botocore.session.get_session().get_service_model("dynamodb")
    known = {
        xform_name(name, "-"): {
            xform_name(member, "-") for member in model.operation_model(name).input_shape.members
        }
        for name in model.operation_names
    }

    asked = [words for words in left[1] if words[1] == "dynamodb"]
    for _, _, operation, *rest in asked:
        assert {word[2:] for word in rest if word.startswith("--")} <= known[operation] | {"query", "output"}
    assert TABLE_ARN in asked[-1]


def test_every_block_is_run_here_or_says_why_not():
    """What no suite can do for real is asked of a program that stands in for the command line of AWS."""
    text = (ROOT / "docs" / "runbooks" / "leave-sopu.md").read_text(encoding="utf-8")
    blocks = re.findall(r"^```(.*)$", text, re.MULTILINE)[::2]

    assert blocks.count("sh run") == 3
    assert set(blocks) == {"sh", "sh run"}
