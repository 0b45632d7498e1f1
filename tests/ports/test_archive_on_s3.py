"""What S3 itself is told: locks, digests, types, and addresses that live for minutes."""

from datetime import UTC, datetime
from hashlib import sha256
from urllib.parse import parse_qs, urlsplit

import pytest
from botocore.exceptions import ClientError

from chalicelib.aws import clients
from chalicelib.aws.archive import S3Archive
from tests.moto_aws import wait

KEY = "contracts/c0ffee/v1.pdf"
PDF = b"%PDF-1.7 sealed"
UNTIL = datetime(2035, 12, 31, 22, 0, tzinfo=UTC)


def described(aws, key, **version):
    return clients.s3().head_object(Bucket=aws.name("Bucket"), Key=key, ChecksumMode="ENABLED", **version)


def test_an_archived_object_is_locked_encrypted_and_carries_its_digest(aws):
    version_id, _ = aws.archive.put_once(KEY, PDF, UNTIL)

    found = described(aws, KEY, VersionId=version_id)
    assert found["ObjectLockMode"] == "GOVERNANCE"
    assert found["ObjectLockRetainUntilDate"] == UNTIL
    assert found["ServerSideEncryption"] == "AES256"
    assert found["ContentType"] == "application/pdf"
    assert found["Metadata"] == {"sha256": sha256(PDF).hexdigest()}
    assert found["ChecksumSHA256"]


def test_nobody_deletes_an_archived_version(aws):
    version_id, _ = aws.archive.put_once(KEY, PDF, UNTIL)

    with pytest.raises(ClientError, match="AccessDenied"):
        clients.s3().delete_object(Bucket=aws.name("Bucket"), Key=KEY, VersionId=version_id)

    assert aws.archive.archived(KEY, version_id) == PDF


def test_the_lock_can_be_one_that_nobody_shortens(aws):
    strict = S3Archive(clients.s3, aws.name("Bucket"), wait, lock="COMPLIANCE")
    strict.put_once(KEY, PDF, UNTIL)

    assert described(aws, KEY)["ObjectLockMode"] == "COMPLIANCE"


def test_an_offered_document_is_not_locked_and_has_its_type(aws):
    digest = sha256(PDF).hexdigest()
    aws.archive.offer("c0ffee", digest, "xhtml", PDF)

    found = described(aws, f"offered/c0ffee/{digest}.xhtml")
    assert "ObjectLockMode" not in found
    assert found["Metadata"] == {"sha256": digest}
    assert found["ContentType"] == "application/xhtml+xml; charset=utf-8"


def test_what_is_offered_again_lasts_from_then(aws):
    """Its 90 days are counted from the latest put: of a sending that failed weeks ago the page may lie there already."""
    digest = sha256(PDF).hexdigest()
    key = f"offered/c0ffee/{digest}.xhtml"
    aws.archive.offer("c0ffee", digest, "xhtml", PDF)
    first = described(aws, key)["VersionId"]

    aws.archive.offer("c0ffee", digest, "xhtml", PDF)

    assert described(aws, key)["VersionId"] != first
    assert aws.archive.offered("c0ffee", digest, "xhtml") == PDF


@pytest.mark.parametrize("where", ["offered", "archived"])
def test_a_signed_address_lives_five_minutes_and_gives_the_pdf_under_its_name(aws, where):
    digest = sha256(PDF).hexdigest()
    if where == "offered":
        aws.archive.offer("c0ffee", digest, "pdf", PDF)
        url = aws.archive.offered_url("c0ffee", digest, "TO-2026-0001 työ.pdf")
    else:
        version_id, _ = aws.archive.put_once(KEY, PDF, UNTIL)
        url = aws.archive.archived_url(KEY, version_id, "TO-2026-0001 työ.pdf")

    told = parse_qs(urlsplit(url).query)
    shown = "inline" if where == "offered" else "attachment"
    assert told["X-Amz-Expires"] == ["300"]
    assert told["X-Amz-Algorithm"] == ["AWS4-HMAC-SHA256"]
    assert told["response-content-type"] == ["application/pdf"]
    assert told["response-content-disposition"] == [f"{shown}; filename*=UTF-8''TO-2026-0001%20ty%C3%B6.pdf"]
    assert told.get("versionId") == (None if where == "offered" else [version_id])


def test_signed_addresses_name_the_regions_own_host(monkeypatch):
    """A new bucket's global address redirects for hours, and a signature holds for one host only."""
    monkeypatch.setenv("AWS_DEFAULT_REGION", "eu-north-1")
    monkeypatch.setenv("AWS_ACCESS_KEY_ID", "nobody")
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "nothing")
    monkeypatch.delenv("AWS_ENDPOINT_URL", raising=False)
    clients.forget()
    url = S3Archive(clients.s3, "bucket", wait).archived_url(
        "contracts/1/v1.pdf", "version", "TO-2026-0001.pdf"
    )
    clients.forget()

    assert url.startswith("https://bucket.s3.eu-north-1.amazonaws.com/contracts/1/v1.pdf?")
