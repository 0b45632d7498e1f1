"""
Verify archived PDFs: files, folders or s3://bucket/prefix. Needs neither table nor secret, and no network for files.

    python -m chalicelib.tools.audit [--trust CERT.pem] [--json] PATH…

Exit status: 0 all authentic, 1 something is not or cannot be told, 2 could not run.
"""

import argparse
import json
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path

from cryptography.x509 import load_der_x509_certificate

from chalicelib import seals
from chalicelib.documents.findings import finding_words, verdict_words
from chalicelib.domain.report import AUTHENTIC, Report
from chalicelib.workflow.verify import report_on


class CannotRun(Exception):
    """The call's words are off, or there is nothing to read; the message is for people."""


def main(arguments: Sequence[str] | None = None) -> int:
    """Print a verdict with its reasons for each file; returns the exit status."""
    options = _options(arguments)
    try:
        trusted = [certificate for path in options.trust for certificate in certificates(Path(path))]
        verdicts = [_told(path, pdf, trusted, options.json) for path, pdf in _files(options.paths)]
    except CannotRun as problem:
        print(problem, file=sys.stderr)
        return 2
    if not verdicts:
        print("Ei yhtään PDF-tiedostoa.", file=sys.stderr)
        return 2
    if not options.json:
        print(f"\n{len(verdicts)} tiedostoa, joista aitoja {verdicts.count(AUTHENTIC)}.")
    return 0 if all(verdict == AUTHENTIC for verdict in verdicts) else 1


def certificates(path: Path) -> list[bytes]:
    """The DER certificates of a PEM file. Raises CannotRun."""
    try:
        found = seals.read(path.read_text(encoding="utf-8"))
        for der in found:
            load_der_x509_certificate(der)
    except (OSError, ValueError) as error:
        raise CannotRun(f"Varmennetta ei voi lukea: {path} ({error})") from error
    if not found:
        raise CannotRun(f"Tiedostossa ei ole varmennetta: {path}")
    return found


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m chalicelib.tools.audit", description="Verify archived contracts and their annexes."
    )
    parser.add_argument("paths", nargs="+", metavar="PATH", help="file, folder or s3://bucket/prefix")
    parser.add_argument(
        "--trust", action="append", default=[], metavar="CERT.pem", help="certificate of the seal"
    )
    parser.add_argument("--json", action="store_true", help="one line of JSON for each file")
    return parser.parse_args(arguments)


def _files(paths: Sequence[str]) -> Iterator[tuple[str, bytes]]:
    for path in paths:
        if path.startswith("s3://"):
            from chalicelib.aws.listing import objects_under  # boto3 only when it is asked for

            yield from _within(path, objects_under(path))
        elif Path(path).is_dir():
            found = sorted(file for file in Path(path).rglob("*.pdf") if file.is_file())
            yield from ((str(file), _bytes(str(file))) for file in found)
        else:
            yield path, _bytes(path)


def _within(address: str, objects: Iterator[tuple[str, bytes]]) -> Iterator[tuple[str, bytes]]:
    try:
        yield from ((name, data) for name, data in objects if name.endswith(".pdf"))
    except OSError as error:
        raise CannotRun(f"Osoitetta ei voi lukea: {address} ({error})") from error


def _bytes(path: str) -> bytes:
    try:
        return Path(path).read_bytes()
    except OSError as error:
        raise CannotRun(f"Tiedostoa ei voi lukea: {path} ({error.strerror})") from error


def _told(path: str, pdf: bytes, trusted: Sequence[bytes], as_json: bool) -> str:
    report = report_on(pdf, trusted)
    if as_json:
        print(json.dumps(_line(path, report), ensure_ascii=False))
        return report.verdict
    print(f"{path}\n  {verdict_words(report)}")
    marks = {"good": "+", "open": "?", "bad": "!"}
    for finding in report.findings:
        print(f"  {marks[finding.result]} {finding_words(finding)}")
    return report.verdict


def _line(path: str, report: Report) -> dict[str, object]:
    findings = [
        {"code": it.code, "where": it.where, "message": finding_words(it), "result": it.result}
        for it in report.findings
    ]
    return {
        "path": path, "verdict": report.verdict, "findings": findings, "sha256": report.sha256,
        "contract": report.contract,
    }  # fmt: skip


if __name__ == "__main__":
    sys.exit(main())
