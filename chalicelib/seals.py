"""Certificates of the seal as files hold them: PEM, one after the other, with any text between them."""

import base64
import re
from collections.abc import Iterable
from functools import cache
from pathlib import Path

OLD = Path(__file__).with_name("old_seals.pem")
_PEM = re.compile("-----BEGIN CERTIFICATE-----(.*?)-----END CERTIFICATE-----", re.DOTALL)


@cache
def old() -> tuple[bytes, ...]:
    """Those in the package, as DER; they verify, and none of them seals."""
    return tuple(read(OLD.read_text(encoding="utf-8")))


def read(text: str) -> list[bytes]:
    """Each certificate in the text, as DER. Raises ValueError for one that is no base64."""
    return [base64.b64decode("".join(lines.split()), validate=True) for lines in _PEM.findall(text)]


def written(certificates: Iterable[bytes]) -> str:
    """DER as PEM, in lines of 64 (RFC 7468)."""
    return "".join(_pem(base64.b64encode(each).decode()) for each in certificates)


def _pem(text: str) -> str:
    lines = [text[start : start + 64] for start in range(0, len(text), 64)]
    return "\n".join(["-----BEGIN CERTIFICATE-----", *lines, "-----END CERTIFICATE-----", ""])
