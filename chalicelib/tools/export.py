"""
Take the archive away: every sealed file of a bucket, with a list of them. Needs no table and no secret.

    python -m chalicelib.tools.export s3://BUCKET DIR

Writes DIR/contracts/…/v1.pdf and so on, each checked against the digest that was put with it, and DIR/index.jsonl and
DIR/index.csv. Begun again, it downloads only what is not there yet. Exit status: 0 everything is there and whole, 1
something is not, 2 could not run: the bucket cannot be listed, or the folder takes no more.
"""

import argparse
import csv
import errno
import hashlib
import json
import os
import sys
from collections.abc import Iterator, Sequence
from io import StringIO
from pathlib import Path, PurePosixPath
from typing import Any

from chalicelib.aws.sealed_objects import NotWhole, SealedObject, bytes_of, sealed_objects
from chalicelib.domain.spreadsheet import cell
from chalicelib.domain.told_by_file import told_by
from chalicelib.workflow.verify import looked_at

COLUMNS = ("path", "number", "version", "document", "concluded_at", "parties", "contract", "sha256", "size", "version_id", "language")  # fmt: skip
_FULL = (errno.ENOSPC, errno.EDQUOT, errno.EROFS)  # whatever the file: the next one would not fit either
Line = dict[str, Any]


def main(arguments: Sequence[str] | None = None) -> int:
    """Download what is missing, write both lists, and tell what is not as it should be; returns the exit status."""
    options = _options(arguments)
    folder, bucket = Path(options.folder), options.bucket.removeprefix("s3://").strip("/")
    try:
        folder.mkdir(parents=True, exist_ok=True)
        lines, problems = _exported(bucket, folder)
        _write(folder, lines)
    except OSError as problem:
        print(problem, file=sys.stderr)
        return 2
    for told in problems:
        print(told, file=sys.stderr)
    print(
        f"{len(lines)} files, {sum(line['size'] for line in lines)} bytes in {folder}; {len(problems)} problems"
    )
    return 1 if problems else 0


def _options(arguments: Sequence[str] | None) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="python -m chalicelib.tools.export", description="Download every sealed file of an archive."
    )
    parser.add_argument("bucket", metavar="s3://BUCKET")
    parser.add_argument("folder", metavar="DIR")
    return parser.parse_args(arguments)


def _exported(bucket: str, folder: Path) -> tuple[list[Line], list[str]]:
    """A line of the index for each file, and what is wrong. Each line is on disk before the next file is asked for."""
    kept, lines, problems = _kept(folder), [], []
    with (folder / "index.jsonl").open("a", encoding="utf-8") as index:
        for found in sealed_objects(bucket):
            if found.others:
                problems.append(
                    f"{found.key}: written or deleted {found.others} times more; the first version is exported"
                )
            try:
                line = kept.get((found.key, found.version_id)) or _taken(found, folder)
            except NotWhole:
                problems.append(f"{found.key}: not the bytes whose digest was put with them; not exported")
                continue
            except OSError as problem:
                if problem.errno in _FULL:
                    raise
                problems.append(f"{found.key}: {problem}; not exported")
                continue
            index.write(_json(line))
            index.flush()
            lines.append(line)
    return lines, problems


def _taken(found: SealedObject, folder: Path) -> Line:
    """The file, whole on disk, and its line. A file that was begun and not ended has another name."""
    data = bytes_of(found)
    path = _place(folder, found.key)
    path.parent.mkdir(parents=True, exist_ok=True)
    begun = path.with_name(f"{path.name}.part")
    begun.write_bytes(data)
    os.replace(begun, path)
    facts, _ = looked_at(data, ())
    return {
        "path": found.key,
        "version_id": found.version_id,
        "size": found.size,
        "sha256": facts.sha256,
        **told_by(facts.attachments),
    }


def _place(folder: Path, key: str) -> Path:
    """Where the object lies in the folder. Raises OSError for a key that leads out of it: none of ours does."""
    if ".." in PurePosixPath(key).parts or "\\" in key:
        raise OSError(f"{key} leads out of {folder}")
    return folder / key


def _kept(folder: Path) -> dict[tuple[str, str], Line]:
    """Lines of an earlier run whose files are there as they were, by key and version id."""
    index = folder / "index.jsonl"
    told = index.read_text(encoding="utf-8").splitlines() if index.exists() else []
    lines = {(line["path"], line["version_id"]): line for line in _read(told)}
    return {
        key: line for key, line in lines.items() if _sha256(_place(folder, line["path"])) == line["sha256"]
    }


def _read(told: Sequence[str]) -> Iterator[Line]:
    for text in told:
        try:
            yield json.loads(text)
        except ValueError:  # the last line of a run that was ended in the middle of it
            continue


def _sha256(path: Path) -> str:
    return hashlib.sha256(path.read_bytes()).hexdigest() if path.is_file() else ""


def _write(folder: Path, lines: Sequence[Line]) -> None:
    """Both lists anew, in the order of paths."""
    table = StringIO()
    rows = csv.writer(table)
    rows.writerow(COLUMNS)
    for line in lines:
        told = line | {"parties": "; ".join(it["name"] for it in line["parties"])}
        rows.writerow(cell(str(told[name])) for name in COLUMNS)
    (folder / "index.jsonl").write_text("".join(map(_json, lines)), encoding="utf-8")
    (folder / "index.csv").write_text(table.getvalue(), encoding="utf-8-sig", newline="")


def _json(line: Line) -> str:
    return json.dumps(line, ensure_ascii=False) + "\n"


if __name__ == "__main__":
    sys.exit(main())
