"""
Make the certificate for the seal key that KMS keeps, and print it as the deployment's parameter wants it.

    python -m chalicelib.tools.seal_certificate --key KEY_ID --holder "Practice Oy" [--years 10] [--pem]

The key only signs; it never leaves KMS. Keep what is printed: SealCertificates lists the newest certificate first
and every older one after it, so that old contracts go on verifying.
"""

import argparse
import base64
import ssl
import sys
from collections.abc import Sequence
from datetime import timedelta

from chalicelib import wiring
from chalicelib.aws.clients import kms
from chalicelib.aws.keys import KmsSealKey
from chalicelib.documents.seal_certificate import seal_certificate


def main(arguments: Sequence[str] | None = None) -> int:
    """Print the certificate on one line of base64, or as PEM; each call makes another one."""
    options = _options(arguments)
    key = KmsSealKey(kms, options.key, (), wiring.wait)
    now = wiring.clock(options.clock)
    certificate = seal_certificate(
        kms().get_public_key(KeyId=options.key)["PublicKey"],
        key.sign,
        common_name=f"{options.holder}, sinetti",
        organisation=options.holder,
        country="FI",
        not_before=now,
        not_after=now + timedelta(days=365 * options.years),
    )
    printed = ssl.DER_cert_to_PEM_cert(certificate) if options.pem else base64.b64encode(certificate).decode()
    print(printed.strip())
    return 0


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
