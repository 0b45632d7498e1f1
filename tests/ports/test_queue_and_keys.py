"""Queues take any number of messages; keys make the same mac for the same message, and seals that verify."""

import pytest
from cryptography.hazmat.primitives import hashes, serialization
from cryptography.hazmat.primitives.asymmetric import ec

from chalicelib.aws import clients
from tests.fakes import LocalSealKey
from tests.seal_key import SealKey


@pytest.mark.parametrize("number", [0, 1, 10, 11, 37])
def test_every_message_is_put_and_comes_out_as_it_was(queue, number):
    port, waiting = queue
    messages = [
        {"contract": f"c{n}", "mail": ["supervisee-1", "invitation", "ä"], "clock": True}
        for n in range(number)
    ]
    port.send(messages)

    assert sorted(waiting(), key=str) == sorted(messages, key=str)


def test_a_key_makes_32_bytes_the_same_for_a_message_and_others_for_another(key):
    assert len(key.mac(b"one")) == 32
    assert key.mac(b"one") == key.mac(b"one")
    assert key.mac(b"one") != key.mac(b"two")


def seal_keys(world, request):
    if world == "memory":
        return LocalSealKey(), SealKey().public_key_der
    aws = request.getfixturevalue("aws")
    return aws.seal_key, clients.kms().get_public_key(KeyId=aws.name("SealKey"))["PublicKey"]


@pytest.mark.parametrize("world", ["memory", "aws"])
@pytest.mark.parametrize("length", [1, 4096])
def test_a_seal_is_ecdsa_over_sha256_and_verifies_with_the_public_key(world, length, request):
    key, public = seal_keys(world, request)
    data = bytes(length)

    serialization.load_der_public_key(public).verify(key.sign(data), data, ec.ECDSA(hashes.SHA256()))


@pytest.mark.parametrize("world", ["memory", "aws"])
def test_more_than_kms_takes_is_refused(world, request):
    key, _ = seal_keys(world, request)

    with pytest.raises(ValueError, match="4097"):
        key.sign(bytes(4097))
