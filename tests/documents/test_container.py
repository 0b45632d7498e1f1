from hashlib import sha256

import pytest
from asn1crypto import algos, cms

from chalicelib.documents.container import P256_ORDER, RESERVED_BYTES, container, only_form, signed_attributes
from tests.seal_key import SealKey

KEY = SealKey()
DIGEST = sha256(b"a contract").digest()


def made():
    return container(DIGEST, KEY.certificate(), KEY.sign(signed_attributes(DIGEST, KEY.certificate())))


def test_an_independent_encoder_makes_the_same_bytes():
    parsed = cms.ContentInfo.load(made(), strict=True)
    parsed.native  # noqa: B018  reads all of it, so that the next line encodes it anew

    assert parsed.dump(force=True) == made()


def test_the_container_holds_one_certificate_one_signer_and_four_attributes():
    signed = cms.ContentInfo.load(made())["content"]
    signer = signed["signer_infos"][0]

    assert [it.dump() for it in signed["certificates"]] == [KEY.certificate()]
    assert len(signed["signer_infos"]) == 1
    assert signer["unsigned_attrs"].native is None
    assert {it["type"].dotted for it in signer["signed_attrs"]} == {
        "1.2.840.113549.1.9.3",
        "1.2.840.113549.1.9.4",
        "1.2.840.113549.1.9.16.2.47",
        "1.2.840.113549.1.9.52",
    }


def test_the_signed_attributes_are_those_in_the_container():
    signer = cms.ContentInfo.load(made())["content"]["signer_infos"][0]

    assert signer["signed_attrs"].untag().dump() == signed_attributes(DIGEST, KEY.certificate())


def test_the_container_leaves_half_of_its_place_for_longer_names():
    assert len(made()) < RESERVED_BYTES / 2


def test_a_signature_and_its_mirror_have_one_form():
    r, s = 7, P256_ORDER - 5

    assert only_form(pair(r, s)) == only_form(pair(r, 5)) == pair(r, 5)


@pytest.mark.parametrize("r_s", [(0, 1), (1, 0), (P256_ORDER, 1), (1, P256_ORDER), (-1, 1)])
def test_numbers_outside_the_curve_are_no_signature(r_s):
    with pytest.raises(ValueError, match="P-256"):
        only_form(pair(*r_s))


@pytest.mark.parametrize("junk", [b"", b"\x30", b"\x30\x00", b"abc", b"\x30\x06\x02\x01\x01\x02\x01\x01\x00"])
def test_junk_is_no_signature(junk):
    with pytest.raises(ValueError):  # noqa: PT011  the parser words it in many ways
        only_form(junk)


def pair(r, s):
    return algos.DSASignature({"r": r, "s": s}).dump()
