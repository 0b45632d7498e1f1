"""docs/archive-format.md as its readers take it: tables by their rows, and fenced blocks by their names."""

import hashlib
import re
from pathlib import Path

from chalicelib.domain.sealed_facts import SealedFacts

TEXT = (Path(__file__).parents[2] / "docs" / "archive-format.md").read_text(encoding="utf-8")


def block(name):
    """The one fenced block with this name, without its last line end."""
    found = re.findall(rf"^```{name}\n(.*?)\n```$", TEXT, flags=re.DOTALL | re.MULTILINE)
    assert len(found) == 1, f"{len(found)} blocks called {name}"
    return found[0]


def joined(name):
    """A block whose line ends mean nothing."""
    return "".join(block(name).split())


def rows(*heading):
    """The cells of the tables with this heading, without the marks of code."""
    head = re.escape(f"| {' | '.join(heading)} |")
    tables = re.findall(rf"^{head}\n\|[-|]+\|\n((?:\|.*\n)+)", TEXT, flags=re.MULTILINE)
    assert tables, f"no table {heading}"
    lines = "".join(tables).splitlines()
    return [tuple(cell.strip().strip("`") for cell in line.strip("|").split("|")) for line in lines]


PDF = b"the accepted PDF\n"
TRAIL = b'{"entries":[%s],"format":"sopu-trail/1"}' % ",".join(block("entries").splitlines()[::2]).encode()


def sha256(data):
    """With the standard library, as a stranger would."""
    return hashlib.sha256(data).hexdigest()


def facts_of(pdf, holds=True, **changes):
    """What a reader would find in a file with the example's attachments, and a seal that holds or does not."""
    usual = {
        "size": len(pdf), "sha256": sha256(pdf), "is_pdf": True, "revisions": 2, "first_revision_bytes": len(PDF),
        "signatures": 1, "covers_entire_file": holds, "intact": holds, "container_exact": holds,
        "certified_against_changes": holds, "certificate_trusted": holds, "certificate_valid_at_signing": holds,
        "attachments": {"trail.json": TRAIL, "terms.json": block("terms").encode()},
    }  # fmt: skip
    return SealedFacts(**usual | changes)
