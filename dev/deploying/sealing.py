"""The certificate of the seal's key: made once for each key, and kept where the next run finds it."""

import base64
import ssl
import time
from datetime import UTC, datetime

from botocore.exceptions import ClientError

from chalicelib.aws.failures import code
from chalicelib.tools import seal_certificate
from dev.deploying.account import client
from dev.deploying.failure import DeployFault
from dev.deploying.upload import Uploads

YEARS = 10
# A key's policy that was changed a moment ago may not be known everywhere in KMS yet.
TRIES, SECONDS = 10, 3.0


def known(uploads: Uploads, key_id: str) -> str:
    """The certificate that an earlier run made for this key, as base64; "" when none did."""
    pem = uploads.text(place(key_id))
    return base64.b64encode(ssl.PEM_cert_to_DER_cert(pem)).decode() if pem else ""


def certificate(uploads: Uploads, key_id: str, holder: str) -> str:
    """
    The key's certificate as SealCertificates takes it; made and kept at the first call, the same ever after.

    holder: who runs the service. Raises DeployFault when the operator may not sign with the key.
    """
    kept = known(uploads, key_id)
    if kept:
        return kept
    made = _made(key_id, holder)
    uploads.keep(place(key_id), ssl.DER_cert_to_PEM_cert(made))
    return base64.b64encode(made).decode()


def place(key_id: str) -> str:
    """Where in the bucket for uploads it is kept."""
    return f"certificates/{key_id}.pem"


def _made(key_id: str, holder: str) -> bytes:
    refused: ClientError | None = None
    for _ in range(TRIES):
        try:
            return seal_certificate.make(lambda: client("kms"), key_id, holder, YEARS, datetime.now(UTC))
        except ClientError as error:
            if code(error) != "AccessDeniedException":
                raise
            refused = error
        time.sleep(SECONDS)
    raise DeployFault(f"You may not sign with the seal's key {key_id}: {refused}") from refused
