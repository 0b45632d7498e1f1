"""Tools that work on an AWS: accounts, archive beside table, one round of the clock, one round of the queues, the seal's certificate."""

import base64
import os
from dataclasses import replace
from datetime import timedelta

import boto3
import pytest

from chalicelib import wiring
from chalicelib.aws.listing import contracts_in
from chalicelib.tools import accounts, reconcile, seal_certificate, sweep, work
from chalicelib.workflow.draft import draft
from chalicelib.workflow.send import send
from dev.provision import provision
from dev.template import Template
from tests.fakes import Clock
from tests.moto_aws import mocked_aws
from tests.tools import output_of
from tests.workflow.terms import TWO

CLOCK = "2026-11-23T09:00:00+02:00"


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def services(clock):
    """The product on an empty AWS, at the time that the tests' clock shows."""
    with mocked_aws(), pytest.MonkeyPatch.context() as patch:
        os.environ.update(provision(Template(), "https://sopu.example").environment)
        made = replace(wiring.services(), now=clock)
        patch.setattr(wiring, "services", lambda: made)
        yield made


def test_accounts_are_added_listed_and_disabled(services, capsys):
    assert accounts.main(["add", "Uusi@ohjaaja.example", "--role", "supervisor", "--language", "sv"]) == 0
    assert accounts.main(["add", "uusi@ohjaaja.example", "--role", "auditor"]) == 0
    assert accounts.main(["disable", "uusi@ohjaaja.example"]) == 0
    assert accounts.main(["list"]) == 0

    assert capsys.readouterr().out.splitlines() == [
        "uusi@ohjaaja.example: supervisor, sv",
        "uusi@ohjaaja.example: auditor, sv",
        "uusi@ohjaaja.example\tauditor\tsv\tdisabled",
    ]


def test_nobody_can_be_disabled_who_is_not_there(services, capsys):
    assert accounts.main(["disable", "kukaan@ohjaaja.example"]) == 1
    assert "kukaan@ohjaaja.example" in capsys.readouterr().err


def test_sweep_and_work_do_without_the_stream_what_is_due(services, clock, capsys):
    made, _ = draft(services, "tili@ohjaaja.example", TWO)
    send(services, "tili@ohjaaja.example", made.id)
    clock.forward(minutes=1)
    codes = sweep.main([]), work.main(["--once"]), work.main(["--once"])

    assert codes == (0, 0, 0)
    assert capsys.readouterr().out.splitlines() == ["1 due", "1 done, 0 failed", "0 done, 0 failed"]
    assert [claim.state for claim in services.contracts.dossier(made.id).claims.values()] == ["done"]


def test_a_job_that_fails_goes_back_to_its_queue_and_is_told(services, capsys):
    services.jobs.send([{"login": "what no code was asked for"}, {"neither": "one nor the other"}])

    assert work.main(["--once"]) == 1
    assert capsys.readouterr().out.splitlines() == ["1 done, 1 failed"]


def test_archive_and_table_are_compared_contract_by_contract(services, capsys):
    told, files = wiring.settings(), services.archive
    drafted, _ = draft(services, "tili@ohjaaja.example", TWO)
    made, _ = draft(services, "tili@ohjaaja.example", TWO)
    send(services, "tili@ohjaaja.example", made.id)
    boto3.client("dynamodb").delete_item(
        TableName=told.table, Key={"pk": {"S": f"CONTRACT#{made.id}"}, "sk": {"S": "HEAD"}}
    )
    files.put_once("contracts/0000/v1.pdf", b"%PDF-1.7", services.now() + timedelta(days=400))

    assert set(contracts_in(told.table)) == {drafted.id, made.id}
    assert reconcile.main() == 1
    *found, counted = capsys.readouterr().out.splitlines()
    assert sorted(found) == [
        "in the archive, unknown to the table\t0000\tcontracts/0000/v1.pdf",
        f"its trail in the table cannot be read\t{made.id}",
    ]
    assert counted == "2 contracts in the table; 1 files in the archive; 2 differences."


def test_a_table_that_is_not_there_cannot_be_compared(services):
    with pytest.raises(OSError, match="ResourceNotFound"):
        list(contracts_in("another"))


def test_a_certificate_is_made_for_the_key_that_kms_keeps(services, capsys, tmp_path):
    key = os.environ["SOPU_SEAL_KEY"]
    assert seal_certificate.main(["--key", key, "--holder", "Työnohjaus Oy", "--clock", CLOCK]) == 0
    line = capsys.readouterr().out.strip()
    assert seal_certificate.main(["--key", key, "--holder", "Työnohjaus Oy", "--clock", CLOCK, "--pem"]) == 0
    (tmp_path / "seal.pem").write_text(capsys.readouterr().out, encoding="ascii")

    assert b"Ty\xc3\xb6nohjaus Oy" in base64.b64decode(line)
    pem = tmp_path / "seal.pem"
    assert "OK" in output_of(
        "openssl", "verify", "-check_ss_sig", "-attime", "1796000000", "-CAfile", pem, pem
    )
    public = boto3.client("kms").get_public_key(KeyId=key)["PublicKey"]
    assert public in base64.b64decode(line)
