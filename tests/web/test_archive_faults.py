"""What an auditor sees when somebody has been at the archive or at the table: the page, and on it what is wrong."""

import boto3
import pytest

from chalicelib import wiring
from tests.documents.html import parsed
from tests.web import tampering
from tests.web.people import sealed


@pytest.fixture
def contract(life, owner):
    """A contract of its own for each test, which may break it."""
    return sealed(life, owner)[0]


@pytest.fixture
def broken(contract):
    with tampering.broken(contract) as spoilt:
        yield spoilt


def test_a_sound_contract_is_told_to_be_the_archived_file(auditor, contract):
    page = auditor.get(f"/archive/{contract}")

    assert page.status == 200
    assert "Aito:" in page.text
    assert "tavu tavulta se tiedosto" in page.text


def test_a_file_that_is_gone_is_told_and_not_offered(auditor, contract):
    s3, bucket = boto3.client("s3"), wiring.settings().bucket
    (gone,) = s3.list_object_versions(Bucket=bucket, Prefix=f"contracts/{contract}/")["Versions"]
    s3.delete_object(Bucket=bucket, Key=gone["Key"], VersionId=gone["VersionId"], BypassGovernanceRetention=True)  # fmt: skip

    page = auditor.get(f"/archive/{contract}")

    assert page.status == 200
    assert "Tiedostoa ei löydy arkistosta." in page.text
    assert "Mitä on tapahtunut" in page.text
    assert f"/archive/{contract}/contract.pdf" not in page.text


def test_a_broken_trail_is_told_at_its_entry_with_what_the_search_knows(auditor, owner, broken):
    for client in (auditor, owner):
        page = client.get(f"/archive/{broken}")

        assert page.status == 200
        assert "poikki merkinnän 3 kohdalla" in page.text
        assert f"contracts/{broken}/v1.pdf" in parsed(page.text).text_content()
        assert "Mitä on tapahtunut" not in page.text


def test_a_broken_trail_does_not_keep_the_file_from_its_reader(auditor, broken):
    assert auditor.get(f"/archive/{broken}/contract.pdf").status == 303


def test_a_broken_trail_opens_nothing_to_another_supervisor(other, broken):
    assert other.get(f"/archive/{broken}").status == 404
