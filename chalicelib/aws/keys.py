"""Keys that never leave KMS: one that makes links or login codes, and the organisation's seal."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from chalicelib.aws.failures import Wait, patiently

if TYPE_CHECKING:
    from mypy_boto3_kms import KMSClient

LONGEST_MESSAGE = 4096  # of both GenerateMac and Sign


class KmsMacKey:
    """An HMAC_256 key. The same message gives the same bytes, however often it is asked."""

    def __init__(self, client: Callable[[], "KMSClient"], key_id: str, wait: Wait) -> None:
        self._client, self._key_id, self._wait = client, key_id, wait

    def mac(self, message: bytes) -> bytes:
        """HMAC-SHA256 of 1 to 4096 bytes: 32 bytes. Raises Busy when KMS does not answer."""

        def generate() -> bytes:
            return self._client().generate_mac(
                KeyId=self._key_id, Message=message, MacAlgorithm="HMAC_SHA_256"
            )["Mac"]

        return patiently(generate, self._wait)


class KmsSealKey:
    """The P-256 key that seals; certificates as DER, the first is the one that seals now."""

    def __init__(
        self, client: Callable[[], "KMSClient"], key_id: str, certificates: tuple[bytes, ...], wait: Wait
    ) -> None:
        self._client, self._key_id, self._wait = client, key_id, wait
        self._certificates = certificates

    @property
    def certificates(self) -> tuple[bytes, ...]:
        return self._certificates

    def sign(self, data: bytes) -> bytes:
        """
        ECDSA over SHA-256 of data, as DER; it differs at each call.

        data: at most 4096 bytes, hashed by KMS itself. Raises ValueError for more, Busy when KMS does not answer.
        """
        if len(data) > LONGEST_MESSAGE:
            raise ValueError(f"KMS signs at most {LONGEST_MESSAGE} bytes, not {len(data)}")

        def sign() -> bytes:
            answer = self._client().sign(
                KeyId=self._key_id, Message=data, MessageType="RAW", SigningAlgorithm="ECDSA_SHA_256"
            )
            return answer["Signature"]

        return patiently(sign, self._wait)
