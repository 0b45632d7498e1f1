"""
The tried package once more, for Lambda's ARM processors: a fifth cheaper for the same time (docs/adr/0027-deploying.md).

Only what is compiled for a processor is exchanged, for the same version of the same library. Everything else is byte for
byte what the trial ran, which needs a processor like this machine's.
"""

import re
import shutil
from collections.abc import Iterator
from pathlib import Path

import yaml

from dev.packaging import contents
from dev.packaging.failure import PackageFault, run_program
from dev.packaging.python import LambdaPython
from dev.packaging.template import read

# What Lambda's images for Python 3.12 and newer have: glibc 2.34.
PLATFORMS = [f"manylinux_2_{minor}_aarch64" for minor in range(17, 35)] + ["manylinux2014_aarch64"]
ELF, ARM64 = b"\x7fELF", 183  # ELF's e_machine, of the two bytes at 18


def package_for_arm64(tried: Path, sam: Path, work: Path, python: LambdaPython) -> tuple[Path, Path]:
    """
    The unpacked package and its template, made anew under work. tried: the unpacked package of this machine's kind.

    Raises PackageFault when a library has no such wheel, or differs in more than what is compiled.
    """
    shutil.rmtree(work, ignore_errors=True)
    wheels = fetch(compiled(tried), work / "wheels", python)
    exchange(tried, wheels, work / "unpacked")
    template = read(sam)
    for resource in template["Resources"].values():
        if resource["Type"] == "AWS::Serverless::Function":
            resource["Properties"]["Architectures"] = ["arm64"]
    (work / "sam.yaml").write_text(yaml.safe_dump(template, allow_unicode=True), encoding="utf-8")
    return work / "unpacked", work / "sam.yaml"


def compiled(package: Path) -> list[str]:
    """Pins of the libraries that are made for one kind of processor, such as lxml==6.1.3."""
    return sorted(
        "==".join(wheel.parent.name.removesuffix(".dist-info").rsplit("-", 1))
        for wheel in package.glob("*.dist-info/WHEEL")
        if re.search(r"^Tag: .*_x86_64$", wheel.read_text(), re.MULTILINE)
    )


def fetch(pins: list[str], into: Path, python: LambdaPython) -> Path:
    """These libraries for ARM, unpacked side by side and pruned. Raises PackageFault when there is no such wheel."""
    version = ("--python-version", python.version, "--implementation", "cp")
    kinds = [word for platform in PLATFORMS for word in ("--platform", platform)]
    options = ("--quiet", "--disable-pip-version-check", "--no-deps", "--no-compile", "--only-binary=:all:")
    run_program(
        python.executable, "-m", "pip", "install", *options, *version, *kinds, "--target", into, *pins
    )
    shutil.rmtree(into / "bin", ignore_errors=True)  # commands, which Chalice does not pack
    contents.prune(into)
    return into


def exchange(tried: Path, wheels: Path, into: Path) -> None:
    """Copy the tried package with these libraries' compiled parts instead of its own. Raises PackageFault."""
    shutil.copytree(tried, into)
    for file in [path for path in _files(into) if _machine(path)]:
        file.unlink()
    faults = []
    for file in _files(wheels):
        name = file.relative_to(wheels)
        if _machine(file) or name.parts[0].endswith(".dist-info"):
            (into / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy(file, into / name)
        elif not (into / name).is_file() or (into / name).read_bytes() != file.read_bytes():
            faults.append(f"{name} is not the same for arm64")
    faults += [
        f"{path.relative_to(into)} is not for arm64"
        for path in _files(into)
        if _machine(path) not in (0, ARM64)
    ]
    missing = _modules(tried) - _modules(into)
    faults += [f"{name} has no compiled part for arm64" for name in sorted(missing)]
    if faults:
        raise PackageFault("\n".join(faults))


def _files(folder: Path) -> Iterator[Path]:
    yield from sorted(path for path in folder.rglob("*") if path.is_file())


def _machine(file: Path) -> int:
    """The processor that a file is compiled for, as ELF numbers them; 0 for what is not compiled."""
    with file.open("rb") as opened:
        head = opened.read(20)
    return int.from_bytes(head[18:20], "little") if head.startswith(ELF) else 0


def _modules(folder: Path) -> set[str]:
    """Compiled modules as Python imports them, by folder and name; libraries beside them go by other names."""
    found = (path for path in _files(folder) if _machine(path) and not path.parent.name.endswith(".libs"))
    return {f"{path.parent.relative_to(folder)}/{path.name.split('.')[0]}" for path in found}
