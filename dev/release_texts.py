"""
Freezing the contract's texts: what was once released is never edited, only followed by another version.

    python -m dev.release_texts      write the digests of every version that was not released yet; commit the result

templates/contracts/supervision/versions.json has, by version, the SHA-256 of each of its texts; null while nobody has
been sent a contract of it. A test compares them with the files, so that a comma cannot change unnoticed.
"""

import json
import sys
from hashlib import sha256
from pathlib import Path

SUPERVISION = Path(__file__).parents[1] / "templates" / "contracts" / "supervision"
Versions = dict[str, dict[str, str] | None]


def texts(version: Path) -> dict[str, str]:
    """SHA-256, hex, of each text of a version, by its file name."""
    return {file.name: sha256(file.read_bytes()).hexdigest() for file in sorted(version.glob("*.xhtml"))}


def versions(folder: Path) -> Versions:
    """The register. Raises FileNotFoundError without one."""
    found: Versions = json.loads((folder / "versions.json").read_text(encoding="utf-8"))
    return found


def broken(folder: Path) -> tuple[str, ...]:
    """What is not as it was released ("v1/fi.xhtml"), and versions that the register does not name or has no files of."""
    register = versions(folder)
    there = {path.name for path in folder.iterdir() if path.is_dir()}
    wrong = sorted(there ^ set(register))
    for version, released in register.items():
        if released is not None:
            changed = released.items() ^ texts(folder / version).items()
            wrong += [f"{version}/{name}" for name in sorted({name for name, _ in changed})]
    return tuple(wrong)


def release(folder: Path) -> tuple[str, ...]:
    """Freeze every version that is not released yet; which those were. Again: none. What is released stays as it is."""
    register = versions(folder)
    new = tuple(version for version, released in register.items() if released is None)
    register |= {version: texts(folder / version) for version in new}
    written = json.dumps(register, indent=1, ensure_ascii=False, sort_keys=True)
    (folder / "versions.json").write_text(f"{written}\n", encoding="utf-8")
    return new


def main() -> int:
    """Exit status 1 when a released text was edited, and nothing is written then."""
    if wrong := broken(SUPERVISION):
        print(
            "Released texts were changed; make another version of them:", *wrong, sep="\n  ", file=sys.stderr
        )
        return 1
    print("Released:", ", ".join(release(SUPERVISION)) or "nothing new")
    return 0


if __name__ == "__main__":
    sys.exit(main())
