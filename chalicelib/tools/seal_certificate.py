"""
Make the certificate for the seal key that KMS keeps, and print it as the deployment's parameter wants it.

    python -m chalicelib.tools.seal_certificate --key KEY_ID --holder "Practice Oy" [--years 10] [--pem]

The key only signs; it never leaves KMS. Keep what is printed: SealCertificates lists the newest certificate first
and every older one after it, so that old contracts go on verifying.
"""

import argparse
import base64
import sys
from collections.abc import Callable, Sequence
from datetime import datetime, timedelta
from typing import TYPE_CHECKING

from chalicelib import seals, wiring
from chalicelib.aws.clients import kms
from chalicelib.aws.keys import KmsSealKey
from chalicelib.documents.seal_certificate import seal_certificate

if TYPE_CHECKING:
    from mypy_boto3_kms import KMSClient


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the certificate on one line of base64, or as PEM; each call makes another one."""
    options = _options(arguments)
    certificate = make(kms, options.key, options.holder, options.years, wiring.clock(options.clock))
    printed = seals.written([certificate]) if options.pem else base64.b64encode(certificate).decode()
    print(printed.strip())
    return 0


def make(client: Callable[[], "KMSClient"], key_id: str, holder: str, years: int, now: datetime) -> bytes:
    """
    A certificate (DER) of the key, valid from now for so many years; each call makes another one.

    holder: who runs the service. Raises ClientError when KMS does not let this caller sign with the key.
    """
    return seal_certificate(
        client().get_public_key(KeyId=key_id)["PublicKey"],
        KmsSealKey(client, key_id, (), wiring.wait).sign,
        common_name=f"{holder}, sinetti",
        organisation=holder,
        country="FI",
        not_before=now,
        not_after=now + timedelta(days=365 * years),
    )


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(prog="python -m chalicelib.tools.seal_certificate")
    parser.add_argument(
        "--key", required=True, help="id, ARN or alias of the KMS key (ECC_NIST_P256, SIGN_VERIFY)"
    )
    parser.add_argument("--holder", required=True, help="who runs the service, as every seal names them")
    parser.add_argument("--years", type=int, default=10, help="how long it may seal")
    parser.add_argument("--clock", default="", help="the instant it begins, ISO 8601; now when not given")
    parser.add_argument("--pem", action="store_true", help="PEM instead of one line")
    return parser.parse_args(arguments)


if __name__ == "__main__":
    sys.exit(main())
