"""What each release has left behind is read by today's code, shown, and lived to its end."""

import json
import os
import ssl
from contextlib import ExitStack
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import boto3
import pytest

from chalicelib import wiring
from chalicelib.aws.receiving import received
from chalicelib.aws.table import ALL_PK, HEAD, contract_pk
from chalicelib.domain.finding import Query
from chalicelib.tools import sweep
from chalicelib.workflow.work import work
from dev import serve
from dev.life import Life
from dev.provision import provision
from dev.template import Template
from dev.upgrading.begin import NOW
from dev.upgrading.finish import finish
from dev.upgrading.kept import lay_out
from tests.embedded import embedded_aws

RELEASES = sorted(folder for folder in (Path(__file__).parent / "fixtures").iterdir() if folder.is_dir())
STATES = {
    "draft", "sent", "completed", "sealed", "declined", "cancelled", "expired", "superseded",
}  # fmt: skip


@pytest.fixture
def laid_out(tmp_path):
    """Start the service on what a release has kept: gives the service, its clock's file and the notes."""
    clock = tmp_path / "now"
    clock.write_text(NOW, encoding="ascii")
    with embedded_aws(SOPU_CLOCK=str(clock)), ExitStack() as running:

        def start(folder):
            left = lay_out(folder, provision(Template(), "http://127.0.0.1"))
            return running.enter_context(serve.start()), clock, left["contracts"]

        yield start


@pytest.mark.parametrize("release", RELEASES, ids=lambda folder: folder.name)
def test_what_a_release_left_is_shown_and_comes_to_its_end(laid_out, release):
    service, clock, left = laid_out(release)

    told = finish(
        Life(service.base_url),
        lambda instant: clock.write_text(instant, encoding="ascii"),
        left,
        ssl.PEM_cert_to_DER_cert(service.resources["seal_certificate_pem"]),
    )

    assert len(told) == len(left)


@pytest.mark.parametrize("release", RELEASES, ids=lambda folder: folder.name)
def test_what_was_sealed_before_other_search_rows_is_found_once_every_contract_was_asked_for(release, capsys):
    with embedded_aws(), pytest.MonkeyPatch.context() as patch:  # without anybody who reads the stream
        made = provision(Template(), "http://127.0.0.1")
        left = lay_out(release, made)["contracts"]
        os.environ.update(made.environment)
        services = replace(wiring.services(), now=lambda: datetime.fromisoformat(NOW))
        patch.setattr(wiring, "services", lambda: services)
        sealed = {each["contract"] for each in left if each["status"] in {"sealed", "superseded"}}
        as_of_old(made.resources["Table"].ref, sealed)
        assert services.contracts.find(Query()).archived == ()
        assert sealed.isdisjoint(dict(services.contracts.due(datetime.max.replace(tzinfo=UTC))))

        assert sweep.main(["--all"]) == 0
        for message, _ in received(made.environment["SOPU_JOBS_QUEUE"]):
            work(services, message)

        assert {found.contract for found in services.contracts.find(Query()).archived} == sealed
        assert capsys.readouterr().out == f"{len(left)} asked for\n"


def as_of_old(table, sealed):
    """These are over and done with, and there are none of the rows that searches read today."""
    dynamodb, all_of = boto3.client("dynamodb"), {":pk": {"S": ALL_PK}}
    asked = {"KeyConditionExpression": "pk = :pk", "ExpressionAttributeValues": all_of}
    for row in dynamodb.query(TableName=table, **asked)["Items"]:
        dynamodb.delete_item(TableName=table, Key={"pk": row["pk"], "sk": row["sk"]})
    for contract in sealed:
        key = {"pk": {"S": contract_pk(contract)}, "sk": {"S": HEAD}}
        dynamodb.update_item(TableName=table, Key=key, UpdateExpression="REMOVE findable, due_at, due_shard")


@pytest.mark.parametrize("release", RELEASES, ids=lambda folder: folder.name)
def test_a_release_keeps_a_contract_in_every_state(release):
    left = json.loads((release / "left.json").read_text(encoding="utf-8"))["contracts"]

    assert {each["status"] for each in left} >= STATES
    assert {each["then"] for each in left} >= {"accept", "send", "remind", "seal", "withdraw", "stay"}


def test_something_is_kept():
    assert RELEASES
