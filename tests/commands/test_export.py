"""The archive taken away: every sealed file whole, a list of them, gone on with after a break, and nothing passed over in silence."""

import csv
import errno
import hashlib
import json
import ssl
from datetime import UTC, datetime

import boto3
import pytest
from botocore.exceptions import ClientError

from chalicelib.aws import clients
from chalicelib.tools import audit, export
from tests.moto_aws import mocked_aws
from tests.workflow import terms
from tests.workflow.world import World

UNTIL = datetime(2040, 1, 1, tzinfo=UTC)


@pytest.fixture(scope="module")
def lived():
    """Two contracts, one with an annex: (keys and bytes of their files, the seal's certificate)."""
    world, files = World(), {}
    for given in (terms.TWO, terms.TWO | {"goals_annex_used": True, "goals_supervisees": "Uskallan kysyä."}):
        world.sent(given)
        world.everybody_accepts()
        files |= {it.key: world.archive.archived(it.key, it.version_id) for it in world.state.sealed}
    return files, ssl.DER_cert_to_PEM_cert(world.services.seal_key.certificates[0])


@pytest.fixture
def archive(lived):
    """The same in a bucket: its address."""
    with mocked_aws() as aws:
        for key, data in lived[0].items():
            aws.archive.put_once(key, data, UNTIL)
        aws.archive.offer("a" * 32, "b" * 64, "pdf", b"%PDF-offered")
        yield f"s3://{aws.name('Bucket')}"


@pytest.fixture
def fetched():
    """Keys that are downloaded from here on."""
    keys = []
    clients.s3().meta.events.register(
        "provide-client-params.s3.GetObject", lambda params, **_: keys.append(params["Key"])
    )
    return keys


def name(archive):
    return archive.removeprefix("s3://")


def index(folder):
    return [json.loads(line) for line in (folder / "index.jsonl").read_text("utf-8").splitlines()]


def test_every_sealed_file_is_there_with_its_line_and_nothing_else(lived, archive, tmp_path, capsys):
    assert export.main([archive, str(tmp_path / "out")]) == 0

    out = tmp_path / "out"
    files = {str(it.relative_to(out)): it.read_bytes() for it in out.rglob("*") if it.is_file()}
    assert {path: data for path, data in files.items() if path.endswith(".pdf")} == lived[0]
    assert files.keys() - lived[0].keys() == {"index.jsonl", "index.csv"}
    assert f"{len(lived[0])} files" in capsys.readouterr().out
    lines = index(out)
    assert [line["path"] for line in lines] == sorted(lived[0])
    assert sorted(line["document"] for line in lines) == ["annex_a", "main", "main"]
    for line in lines:
        assert line["path"].startswith(f"contracts/{line['contract']}/v{line['version']}")
        assert {it["role"] for it in line["parties"]} == {"supervisor", "supervisee"}
        assert all(it["name"] for it in line["parties"])
        assert line["number"].startswith("TO-2026-000")
        assert line["concluded_at"].startswith("2026-")


def test_the_table_for_a_spreadsheet_says_the_same(archive, tmp_path):
    export.main([archive, str(tmp_path)])

    with (tmp_path / "index.csv").open(encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    for row, line in zip(rows, index(tmp_path), strict=True):
        assert row["parties"] == "; ".join(it["name"] for it in line["parties"])
        assert {key: row[key] for key in row if key != "parties"} == {
            key: str(line[key]) for key in row if key != "parties"
        }


def test_a_cell_is_never_a_formula(tmp_path):
    line = {**dict.fromkeys(export.COLUMNS, "x"), "parties": [{"name": '=HYPERLINK("http://evil.example")'}]}
    export._write(tmp_path, [line])

    assert "'=HYPERLINK" in (tmp_path / "index.csv").read_text("utf-8-sig")


def test_what_was_exported_verifies(lived, archive, tmp_path, capsys):
    export.main([archive, str(tmp_path / "out")])
    (tmp_path / "seal.pem").write_text(lived[1], encoding="ascii")

    assert audit.main(["--trust", str(tmp_path / "seal.pem"), str(tmp_path / "out")]) == 0


def test_begun_again_it_downloads_only_what_is_not_there(lived, archive, tmp_path, fetched):
    export.main([archive, str(tmp_path)])
    before = index(tmp_path)
    first, second, _ = sorted(lived[0])
    (tmp_path / first).unlink()
    (tmp_path / second).write_bytes(b"changed on this disk")
    fetched.clear()

    assert export.main([archive, str(tmp_path)]) == 0
    assert fetched == [first, second]
    assert (tmp_path / second).read_bytes() == lived[0][second]
    assert index(tmp_path) == before


def test_after_a_break_in_the_middle_it_goes_on(lived, archive, tmp_path, fetched):
    last = max(lived[0])

    def break_off(params, **_):
        if params["Key"] == last:
            raise KeyboardInterrupt

    clients.s3().meta.events.register("provide-client-params.s3.GetObject", break_off, unique_id="cut")
    with pytest.raises(KeyboardInterrupt):
        export.main([archive, str(tmp_path)])
    clients.s3().meta.events.unregister("provide-client-params.s3.GetObject", break_off, unique_id="cut")
    with (tmp_path / "index.jsonl").open("a") as file:
        file.write('{"path": "contra')
    fetched.clear()

    assert export.main([archive, str(tmp_path)]) == 0
    assert fetched == [last]
    assert [line["path"] for line in index(tmp_path)] == sorted(lived[0])


@pytest.mark.parametrize(
    "problem",
    [ClientError({"Error": {"Code": "AccessDenied"}}, "GetObject"), ConnectionError("the line is cut")],
    ids=["AccessDenied", "cut"],
)
def test_a_file_that_cannot_be_read_is_told_and_the_others_are_exported(
    lived, archive, tmp_path, capsys, problem
):
    first, *others = sorted(lived[0])

    def refuse(params, **_):
        if params["Key"] == first:
            raise problem

    clients.s3().meta.events.register("provide-client-params.s3.GetObject", refuse, unique_id="refuse")
    assert export.main([archive, str(tmp_path)]) == 1
    clients.s3().meta.events.unregister("provide-client-params.s3.GetObject", refuse, unique_id="refuse")

    told = capsys.readouterr()
    assert f"{first}: {problem}; not exported" in told.err
    assert "1 problems" in told.out
    assert [line["path"] for line in index(tmp_path)] == others
    assert export.main([archive, str(tmp_path)]) == 0
    assert [line["path"] for line in index(tmp_path)] == sorted(lived[0])


def test_a_full_disk_ends_it(archive, tmp_path, fetched, monkeypatch, capsys):
    def full(*_):
        raise OSError(errno.ENOSPC, "No space left on device")

    monkeypatch.setattr(export.os, "replace", full)

    assert export.main([archive, str(tmp_path)]) == 2
    assert len(fetched) == 1
    assert "No space left" in capsys.readouterr().err


def test_bytes_that_are_not_those_of_their_digest_are_told_and_not_exported(archive, tmp_path, capsys):
    boto3.client("s3").put_object(
        Bucket=name(archive), Key="contracts/x/v1.pdf", Body=b"%PDF-other", Metadata={"sha256": "0" * 64}
    )

    assert export.main([archive, str(tmp_path)]) == 1
    assert "contracts/x/v1.pdf: not the bytes" in capsys.readouterr().err
    assert not (tmp_path / "contracts" / "x").exists()
    assert "contracts/x/v1.pdf" not in {line["path"] for line in index(tmp_path)}


def test_a_key_that_was_written_or_deleted_again_gives_its_first_version_and_is_told(
    lived, archive, tmp_path, capsys
):
    rewritten, deleted, _ = sorted(lived[0])
    s3 = boto3.client("s3")
    s3.put_object(Bucket=name(archive), Key=rewritten, Body=b"%PDF-later")
    s3.delete_object(Bucket=name(archive), Key=deleted)

    assert export.main([archive, str(tmp_path)]) == 1
    told = capsys.readouterr().err
    assert {key for key in (rewritten, deleted) if f"{key}: written or deleted 1 times more" in told} == {
        rewritten,
        deleted,
    }
    assert all((tmp_path / key).read_bytes() == lived[0][key] for key in (rewritten, deleted))


def test_a_key_that_leads_out_of_the_folder_is_told_and_not_exported(archive, tmp_path, capsys):
    key, data = "contracts/../../../outside.pdf", b"%PDF-"
    boto3.client("s3").put_object(
        Bucket=name(archive), Key=key, Body=data, Metadata={"sha256": hashlib.sha256(data).hexdigest()}
    )

    assert export.main([archive, str(tmp_path / "a" / "b")]) == 1
    assert "leads out of" in capsys.readouterr().err
    assert list(tmp_path.rglob("outside.pdf")) == []


def test_a_file_that_says_nothing_of_itself_is_listed_all_the_same(archive, tmp_path):
    data = b"%PDF-1.7 nothing"
    boto3.client("s3").put_object(
        Bucket=name(archive),
        Key="contracts/y/v1.pdf",
        Body=data,
        Metadata={"sha256": hashlib.sha256(data).hexdigest()},
    )

    assert export.main([archive, str(tmp_path)]) == 0
    (line,) = (it for it in index(tmp_path) if it["path"] == "contracts/y/v1.pdf")
    assert (line["number"], line["parties"], line["size"]) == ("", [], len(data))


def test_a_bucket_that_is_not_there_cannot_be_exported(tmp_path, capsys):
    with mocked_aws():
        assert export.main(["s3://nowhere", str(tmp_path)]) == 2
    assert "NoSuchBucket" in capsys.readouterr().err
