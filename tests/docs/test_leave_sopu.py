"""The runbook that takes everything along is run from top to bottom on an archive, and what it leaves is whole."""

import base64
import csv
import json
from datetime import UTC, datetime

import boto3
import pytest

from chalicelib.aws import clients
from chalicelib.aws.archive import S3Archive
from tests.docs.sandbox import sandbox, script
from tests.moto_aws import wait
from tests.workflow import terms
from tests.workflow.world import World

UPLOADS = "my-uploads"
ANNEXED = {"goals_annex_used": True, "goals_supervisees": "Uskallan kysyä ennen kuin päätän."}


@pytest.fixture(scope="module")
def left(tmp_path_factory):
    """The files that lay in the archive by key, the folder that it was all taken to, and what the table's export is."""
    with sandbox(tmp_path_factory.mktemp("place")) as place:
        resources, s3 = place.made.resources, boto3.client("s3")
        annexed_by_another_key(place)
        s3.create_bucket(Bucket=UPLOADS, CreateBucketConfiguration={"LocationConstraint": "eu-north-1"})
        boto3.client("dynamodb").update_continuous_backups(
            TableName=resources["Table"].ref,
            PointInTimeRecoverySpecification={"PointInTimeRecoveryEnabled": True},
        )
        done = place.go(script("leave-sopu"))
        assert done.status == 0, done.all
        bucket, table = resources["Bucket"].name, resources["Table"].attributes["Arn"]
        found = s3.list_objects_v2(Bucket=bucket, Prefix="contracts/")["Contents"]
        files = {it["Key"]: s3.get_object(Bucket=bucket, Key=it["Key"])["Body"].read() for it in found}
        exports = boto3.client("dynamodb").list_exports(TableArn=table)["ExportSummaries"]
        yield files, place.checkout / "sopu-archive", exports


def annexed_by_another_key(place):
    """A contract with its annex in the archive beside the others, sealed by a key of which only the certificate is left."""
    world = World()
    world.sent(terms.TWO | ANNEXED)
    world.everybody_accepts()
    archive = S3Archive(clients.s3, place.made.resources["Bucket"].name, wait)
    for it in world.state.sealed:
        data = world.archive.archived(it.key, it.version_id)
        archive.put_once(it.key, data, datetime(2040, 1, 1, tzinfo=UTC))
    old = base64.b64encode(world.services.seal_key.certificates[0]).decode()
    both = f"{place.made.environment['SOPU_SEAL_CERTIFICATES']},{old}"
    variables = place.made.environment | {"SOPU_SEAL_CERTIFICATES": both}
    place.answers["lambda get-function-configuration"] = {"Environment": {"Variables": variables}}


def test_every_sealed_file_is_there_and_authentic(left):
    files, folder, _ = left
    verdicts = [json.loads(line) for line in (folder / "audit.jsonl").read_text("utf-8").splitlines()]

    assert {str(it.relative_to(folder)): it.read_bytes() for it in folder.rglob("*.pdf")} == files
    assert [it["verdict"] for it in verdicts] == ["authentic"] * 5


def test_the_list_names_each_file_and_its_parties(left):
    files, folder, _ = left
    with (folder / "index.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))

    assert [row["path"] for row in rows] == sorted(files)
    assert all(row["parties"] and row["number"] and row["concluded_at"] for row in rows)


def test_every_certificate_comes_along(left):
    assert (left[1] / "seal.pem").read_text("ascii").count("BEGIN CERTIFICATE") == 2


def test_the_table_is_exported(left):
    assert [it["ExportStatus"] for it in left[2]] == ["COMPLETED"]
