"""The audit tool on files, folders and buckets: verdicts, reasons, and exit codes that scripts rely on."""

import json
import ssl
from io import BytesIO
from zipfile import ZipFile

import boto3
import pytest

from chalicelib.tools import audit
from tests.moto_aws import mocked_aws
from tests.workflow.terms import TWO
from tests.workflow.world import World


@pytest.fixture(scope="module")
def sealed():
    """(file, its certificate as PEM) of a whole life."""
    world = World()
    world.sent(TWO)
    world.everybody_accepts()
    document = world.state.sealed[0]
    pem = ssl.DER_cert_to_PEM_cert(world.services.seal_key.certificates[0])
    return world.archive.archived(document.key, document.version_id), pem


@pytest.fixture
def folder(tmp_path, sealed):
    (tmp_path / "seal.pem").write_text(sealed[1], encoding="ascii")
    (tmp_path / "a").mkdir()
    (tmp_path / "a" / "whole.pdf").write_bytes(sealed[0])
    return tmp_path


def run(capsys, *arguments):
    """(exit code, lines of JSON, standard error)."""
    code = audit.main(["--json", *map(str, arguments)])
    told = capsys.readouterr()
    return code, [json.loads(line) for line in told.out.splitlines()], told.err


def test_a_whole_file_is_authentic_and_exits_0(folder, capsys):
    code, [line], _ = run(capsys, "--trust", folder / "seal.pem", folder / "a" / "whole.pdf")

    assert (code, line["verdict"]) == (0, "authentic")
    assert set(line) == {"path", "verdict", "findings", "sha256", "contract"}
    assert {"code", "where", "message"} <= set(line["findings"][0])


def test_without_a_certificate_the_best_verdict_is_that_it_cannot_tell(folder, capsys):
    code, [line], _ = run(capsys, folder / "a" / "whole.pdf")

    assert (code, line["verdict"]) == (1, "cannot_tell")


def test_a_folder_is_read_through_and_one_bad_file_makes_1(folder, sealed, capsys):
    changed = bytearray(sealed[0])
    changed[len(changed) // 2] ^= 1
    (folder / "a" / "b").mkdir()
    (folder / "a" / "b" / "changed.pdf").write_bytes(changed)
    (folder / "a" / "not-a-file.pdf").mkdir()
    code, lines, _ = run(capsys, "--trust", folder / "seal.pem", folder / "a")

    assert code == 1
    assert {line["path"].rpartition("/")[2]: line["verdict"] for line in lines} == {
        "whole.pdf": "authentic",
        "changed.pdf": "not_authentic",
    }


@pytest.mark.parametrize("missing", ["nothing.pdf", "a/nothing"])
def test_what_is_not_there_cannot_be_run(folder, missing, capsys):
    code, lines, told = run(capsys, folder / missing)

    assert (code, lines) == (2, [])
    assert missing in told


def test_a_folder_without_pdfs_cannot_be_run(tmp_path, capsys):
    assert run(capsys, tmp_path)[0] == 2


@pytest.mark.parametrize(
    "text", ["", "no certificate", "-----BEGIN CERTIFICATE-----\n!\n-----END CERTIFICATE-----\n"]
)
def test_a_file_that_holds_no_certificate_cannot_be_trusted(folder, text, capsys):
    (folder / "bad.pem").write_text(text, encoding="ascii")
    code, lines, told = run(capsys, "--trust", folder / "bad.pem", folder / "a")

    assert (code, lines) == (2, [])
    assert "bad.pem" in told


def test_another_kind_of_file_is_not_authentic(tmp_path, capsys):
    archive = BytesIO()
    with ZipFile(archive, "w") as zipped:
        zipped.writestr("a", "b")
    (tmp_path / "x.pdf").write_bytes(archive.getvalue())
    code, [line], _ = run(capsys, tmp_path / "x.pdf")

    assert (code, [finding["code"] for finding in line["findings"]]) == (1, ["not_a_pdf"])


def test_a_bucket_is_read_through(folder, sealed, capsys):
    with mocked_aws():
        s3 = boto3.client("s3")
        s3.create_bucket(Bucket="old", CreateBucketConfiguration={"LocationConstraint": "eu-north-1"})
        s3.put_object(Bucket="old", Key="contracts/1/v1.pdf", Body=sealed[0])
        s3.put_object(Bucket="old", Key="other/2.pdf", Body=b"x")
        code, [line], _ = run(capsys, "--trust", folder / "seal.pem", "s3://old/contracts")

    assert (code, line["path"], line["verdict"]) == (0, "s3://old/contracts/1/v1.pdf", "authentic")


def test_a_bucket_that_is_not_there_cannot_be_run(capsys):
    with mocked_aws():
        code, lines, told = run(capsys, "s3://nowhere/x")

    assert (code, lines) == (2, [])
    assert "s3://nowhere/x" in told


def test_people_read_a_verdict_with_its_reasons(folder, capsys):
    audit.main(["--trust", str(folder / "seal.pem"), str(folder / "a")])
    told = capsys.readouterr().out

    assert "Aito: tiedosto on täsmälleen se sopimus" in told
    assert "Kaikki osapuolet (2) hyväksyivät saman version" in told
    assert "1 tiedostoa, joista aitoja 1." in told
