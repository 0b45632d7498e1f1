"""Documents: offered ones by the digest in the trail, sealed ones once."""

from hashlib import sha256

import pytest

from chalicelib.domain.errors import NotFound
from tests.ports.made import at_once, minutes

KEY = "contracts/c0ffee/v1.pdf"
PDF = b"%PDF-1.7 " + bytes(range(256)) * 400


def offer(archive, data, suffix="pdf"):
    digest = sha256(data).hexdigest()
    archive.offer("c0ffee", digest, suffix, data)
    return digest


@pytest.mark.parametrize("suffix", ["pdf", "xhtml"])
def test_an_offered_document_comes_back_by_its_digest(archive, suffix):
    digest = offer(archive, PDF, suffix)

    assert archive.offered("c0ffee", digest, suffix) == PDF


def test_offering_again_changes_no_bytes(archive):
    digest = offer(archive, PDF)

    assert offer(archive, PDF) == digest
    assert archive.offered("c0ffee", digest, "pdf") == PDF


def test_what_is_confidential_is_kept_under_a_name_that_is_not_its_digest(archive):
    """Page and PDF have one name, the salted digest: whoever lists keys learns nothing to compare a guess with."""
    salted, page = "5a" * 32, b"<article>secret</article>"
    archive.offer("c0ffee", salted, "pdf", PDF)
    archive.offer("c0ffee", salted, "xhtml", page)

    assert (archive.offered("c0ffee", salted, "pdf"), archive.offered("c0ffee", salted, "xhtml")) == (
        PDF,
        page,
    )
    with pytest.raises(NotFound):
        archive.offered("c0ffee", sha256(PDF).hexdigest(), "pdf")


def test_documents_of_other_contracts_and_kinds_are_not_found(archive):
    digest = offer(archive, PDF)

    for contract, sha, suffix in (
        ("other", digest, "pdf"),
        ("c0ffee", "0" * 64, "pdf"),
        ("c0ffee", digest, "xhtml"),
    ):
        with pytest.raises(NotFound):
            archive.offered(contract, sha, suffix)


def test_the_archive_is_put_once_and_who_comes_later_gets_the_first_ones_bytes(archive):
    version_id, kept = archive.put_once(KEY, PDF, minutes(60))

    assert kept == PDF
    assert archive.put_once(KEY, PDF + b"another signature", minutes(90)) == (version_id, PDF)
    assert archive.archived(KEY, version_id) == PDF


def test_twenty_who_archive_at_once_all_get_the_same(archive):
    outcomes = at_once(20, lambda caller: archive.put_once(KEY, PDF + bytes([caller]), minutes(60)))

    assert len(set(outcomes)) == 1
    version_id, kept = outcomes[0]
    assert archive.archived(KEY, version_id) == kept


def test_each_key_is_archived_by_itself(archive):
    first, _ = archive.put_once(KEY, PDF, minutes(60))
    second, kept = archive.put_once("contracts/c0ffee/v2.pdf", b"%PDF two", minutes(60))

    assert kept == b"%PDF two"
    assert archive.archived(KEY, first) == PDF
    assert archive.archived("contracts/c0ffee/v2.pdf", second) == b"%PDF two"


def test_a_version_or_a_key_that_never_was_is_not_found(archive):
    archive.put_once(KEY, PDF, minutes(60))

    for key, version_id in ((KEY, "no-such-version"), ("contracts/none/v1.pdf", "version-1")):
        with pytest.raises(NotFound):
            archive.archived(key, version_id)
