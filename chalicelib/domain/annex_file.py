"""What a sealed Annex A says of itself: annex.json in its file (docs/archive-format.md)."""

from dataclasses import asdict

from chalicelib.domain.canonical import canonical, parsed
from chalicelib.frozen import dataclass

NAME = "annex.json"


@dataclass(frozen=True, kw_only=True)
class AnnexFile:
    """
    Whose annex the file is, and the salt that ties it to the trail.

    salt: 43 characters base64url, as printed in the annex. contract: its id.
    """

    kind: str
    salt: str
    contract: str
    version: int

    @property
    def bytes(self) -> bytes:
        """Canonical JSON. The same annex, the same bytes."""
        return canonical(asdict(self))


def read_annex_file(data: bytes) -> AnnexFile:
    """What these bytes say. Raises ValueError unless they are exactly what is written for one annex."""
    try:
        told = parsed(data)
        shape = {"kind": str, "salt": str, "contract": str, "version": int}
        if {key: type(value) for key, value in told.items()} != shape:
            raise ValueError("shape")
        return AnnexFile(**told)
    except (TypeError, AttributeError, RecursionError) as error:
        raise ValueError("not an object") from error
