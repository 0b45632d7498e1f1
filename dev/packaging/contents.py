"""What is in the package: what is taken out, what is added, and what must never be there."""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

from dev.packaging import compiling
from dev.packaging.failure import PackageFault, run_program

LARGEST = 250_000_000  # bytes unzipped; Lambda's own limit
LOCALES = {"root", "en", "fi", "fi_FI", "sv", "sv_FI"}
USELESS_FOLDERS = {"__pycache__", "tests", "test"}
USELESS_FILES = {".pyi", ".pyx", ".pxd", ".pxi", ".c", ".h"}
TEMPLATES = {".html", ".txt", ".xhtml"}
FORBIDDEN = {
    "_pytest", "boto3", "botocore", "dev", "hypothesis", "moto", "mypy", "pip", "pkg_resources", "pytest",
    "setuptools", "tests", "wheel",
}  # fmt: skip


def prune(folder: Path) -> None:
    """Take out what no function reads: tests, sources of compiled parts, stubs, the world's other locales and numbers."""
    for path in sorted(folder.rglob("*"), reverse=True):
        if path.is_dir() and (path.name in USELESS_FOLDERS or path.suffix == ".data"):
            shutil.rmtree(path)
        elif path.is_file() and path.suffix in USELESS_FILES:
            path.unlink()
    for locale in (folder / "babel" / "locale-data").glob("*.dat"):
        if locale.stem not in LOCALES:
            locale.unlink()
    for country in {*(folder / "stdnum").glob("*/")} - {folder / "stdnum" / "fi"}:
        shutil.rmtree(country)
    for record in folder.glob("*.dist-info/RECORD"):  # it lists what is no longer there
        record.unlink()


def compile_bytecode(folder: Path, python: Path) -> None:
    """
    Put bytecode beside each source file: /var/task is read-only, so Lambda would compile at every cold start.

    Unchecked, because nothing changes there; named as in Lambda, so that tracebacks read the same everywhere.
    """
    unchecked = ("--invalidation-mode", "unchecked-hash")
    named = ("-s", folder.resolve(), "-p", "/var/task")
    run_program(python, "-m", "compileall", "-q", *unchecked, *named, folder.resolve())


def compile_templates(folder: Path, python: Path) -> None:
    """Put their bytecode beside the templates: compiling those of one form takes longer than everything else a page does."""
    run_program(python, "-I", "-S", compiling.__file__, folder.resolve())


def require_sound(folder: Path, source: Path) -> None:
    """Raise PackageFault with everything that is missing from the package or should not be in it."""
    faults = [*_strangers(folder), *_missing(folder, source), *_foreign_wheels(folder), *_uncompiled(folder)]
    if size(folder) > LARGEST:
        faults.append(f"unzipped it is {size(folder)} bytes, more than the {LARGEST} that Lambda takes")
    if faults:
        raise PackageFault("\n".join(faults))


def size(folder: Path) -> int:
    """Bytes of all files in a folder."""
    return sum(path.stat().st_size for path in folder.rglob("*") if path.is_file())


def _strangers(folder: Path) -> Iterator[str]:
    for path in sorted(folder.iterdir()):
        if path.name.split("-")[0].removesuffix(".py") in FORBIDDEN:
            yield f"{path.name} does not belong in the package"


def _missing(folder: Path, source: Path) -> Iterator[str]:
    """Everything of ours, and each library in its pinned version; a Windows checkout turns vendor's link to a file."""
    ours = [
        path for part in ("chalicelib", "templates") for path in (source / part).rglob("*") if path.is_file()
    ]
    for file in [source / "app.py", *ours]:
        if not (folder / file.relative_to(source)).is_file():
            yield f"{file.relative_to(source)} did not get into the package"
    packed_versions = {path.name.removesuffix(".dist-info") for path in folder.glob("*.dist-info")}
    pins = {f"{name.replace('-', '_').lower()}-{version}" for name, version in _pins(source)}
    for absent in sorted(pins - packed_versions):
        yield f"{absent} is required but not in the package"
    for unpinned in sorted(packed_versions - pins):
        yield f"{unpinned} is in the package but not pinned in requirements.txt"


def _pins(source: Path) -> list[tuple[str, str]]:
    return re.findall(r"^([\w.-]+)==(\S+)", (source / "requirements.txt").read_text(), re.MULTILINE)


def _foreign_wheels(folder: Path) -> Iterator[str]:
    """A bare linux_ tag means compiled on this machine, for this machine's libraries."""
    for wheel in sorted(folder.glob("*.dist-info/WHEEL")):
        for tag in re.findall(r"^Tag: \S+-(\S+)$", wheel.read_text(), re.MULTILINE):
            if not re.fullmatch(r"any|manylinux\w*_x86_64", tag):
                yield f"{wheel.parent.name} is for {tag}, not for Lambda"


def _uncompiled(folder: Path) -> Iterator[str]:
    for file in sorted(folder.rglob("*.py")):
        if not any((file.parent / "__pycache__").glob(f"{file.stem}.cpython-*.pyc")):
            yield f"{file.relative_to(folder)} has no bytecode"
    compiled = {path.relative_to(folder / "compiled").parts[1:] for path in (folder / "compiled").rglob("*")}
    for file in sorted(path for path in (folder / "templates").rglob("*") if path.suffix in TEMPLATES):
        parts = file.relative_to(folder / "templates").parts
        if not {parts, parts[1:] or parts} & compiled:  # those of contracts are named from their own folder
            yield f"{file.relative_to(folder)} has no bytecode"
