"""
Compare the archive with the table, after one of them was restored: `python -m chalicelib.tools.reconcile`.

Reads all of both as the environment names them (SOPU_TABLE may name a restored table) and changes nothing; it needs the right to scan
the table. One line for each difference; exit status 0 when there is none, else 1. docs/runbooks/restore-the-table.md says what to do
about each.
"""

import sys
from collections import defaultdict

from chalicelib import wiring
from chalicelib.aws.listing import contracts_in, versions_under
from chalicelib.workflow.reconcile import Difference, reconcile

WORDS = {
    "unknown": "in the archive, unknown to the table",
    "unsealed": "in the archive, not yet in its trail",
    "other_version": "in the archive in another version than its trail names",
    "missing": "named by its trail, not in the archive",
    "waiting": "accepted by all, nothing in the archive",
    "broken": "its trail in the table cannot be read",
}


def main() -> int:
    """Print every difference, and how many there are."""
    told = wiring.settings()
    known, kept = set(contracts_in(told.table)), defaultdict(set)
    for key, version_id in versions_under(f"s3://{told.bucket}/contracts/"):
        kept[key].add(version_id)
    found = 0
    for each in reconcile(wiring.services(), known, kept):
        if not _arrived(each, told.bucket):
            found += 1
            print(_line(each))
    print(f"{len(known)} contracts in the table; {len(kept)} files in the archive; {found} differences.")
    return 1 if found else 0


def _arrived(difference: Difference, bucket: str) -> bool:
    """A file that was sealed after the archive was listed, beside a running service, is not missing."""
    return difference.kind == "missing" and any(versions_under(f"s3://{bucket}/{difference.key}"))


def _line(difference: Difference) -> str:
    told = [WORDS[difference.kind], difference.contract, difference.key, difference.status]
    return "\t".join(word for word in told if word)


if __name__ == "__main__":
    sys.exit(main())
