"""What a verification says: findings, and the verdict that follows from them."""

from dataclasses import field

from chalicelib.domain.parties import MAIN
from chalicelib.frozen import dataclass

AUTHENTIC, CANNOT_TELL, NOT_AUTHENTIC = "authentic", "cannot_tell", "not_authentic"


@dataclass(frozen=True)
class Finding:
    """
    One thing that was looked at.

    result: "good", "open" (cannot be told here) or "bad". code: key of the sentence in documents/findings.py.
    where: "file", "seal", "trail", "terms", "annex" or "entry 3"; "archive" for what only a comparison with the table
    tells.
    """

    result: str
    code: str
    where: str
    params: dict[str, object] = field(default_factory=dict)


@dataclass(frozen=True, kw_only=True)
class Report:
    """
    The verdict with its findings. sha256: of the file.

    contract, number: as the file says, "" when it does not. kind: which document of the contract it is.
    """

    findings: tuple[Finding, ...]
    sha256: str
    contract: str = ""
    number: str = ""
    kind: str = MAIN

    @property
    def verdict(self) -> str:
        results = {finding.result for finding in self.findings}
        return NOT_AUTHENTIC if "bad" in results else CANNOT_TELL if "open" in results else AUTHENTIC


def finding(good: bool, code: str, bad: str, where: str, **params: object) -> Finding:
    """The finding that things are as they must be, or the one that they are not."""
    return Finding("good" if good else "bad", code if good else bad, where, params)
