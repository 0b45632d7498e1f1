"""
The Python that packages: Chalice takes the Lambda runtime, the wheels and the bytecode from whoever runs it.

3.12 is the oldest that will do: older runtimes have a glibc for which some wheels exist no more, and Chalice would
then quietly compile them against this machine's libraries (docs/adr/0003-libraries.md).
"""

import os
import re
import shutil
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from dev.packaging.failure import PackageFault, run_program

REQUIREMENTS = Path(__file__).parents[2] / "requirements.txt"
VERSIONS = ("3.13", "3.12", "3.14")
INSTALLED = ("~/.pyenv/versions/{}*/bin", "~/.local/share/uv/python/cpython-{}*/bin", "/opt/python/{}*/bin")


@dataclass(frozen=True)
class LambdaPython:
    """
    An environment of its own, for packaging only.

    executable: the Python in it; chalice: the command; boto3: a folder holding what Lambda itself brings.
    It has the run-time libraries too, because Chalice imports the application to learn its routes.
    """

    version: str
    executable: Path
    chalice: Path
    boto3: Path

    @classmethod
    def prepared(cls, work: Path) -> "LambdaPython":
        """Make the environment under `work`, or take the one that an earlier run made with the same pins."""
        version, found = _found()
        home = work / f"python{version}"
        python = cls(version, home / "bin" / "python", home / "bin" / "chalice", home / "boto3")
        chalice, boto3 = (f"{name}=={pinned(name)}" for name in ("chalice", "boto3"))
        wanted = f"{chalice}\n{boto3}\n{REQUIREMENTS.read_text()}"
        ready = home / "ready"
        if not ready.exists() or ready.read_text() != wanted:
            shutil.rmtree(home, ignore_errors=True)
            run_program(found, "-m", "venv", home)
            install = (python.executable, "-m", "pip", "install", "--quiet", "--disable-pip-version-check")
            run_program(*install, chalice, boto3, "--requirement", REQUIREMENTS)
            run_program(*install, "--target", python.boto3, boto3)
            ready.write_text(wanted)
        return python


def pinned(name: str) -> str:
    """Version of a package in requirements-dev.txt."""
    laptop = REQUIREMENTS.with_name("requirements-dev.txt").read_text()
    match = re.search(rf"^{re.escape(name)}==(\S+)", laptop, re.MULTILINE)
    if not match:
        raise PackageFault(f"requirements-dev.txt does not pin {name}")
    return match[1]


def _found() -> tuple[str, Path]:
    for version in VERSIONS:
        for candidate in _candidates(version):
            if _works(candidate):
                return version, candidate
    raise PackageFault(
        "it needs Python 3.12 or newer beside the one you have. "
        "Install one, for instance with `pyenv install 3.13` or `uv python install 3.13`, and run it again."
    )


def _candidates(version: str) -> Iterator[Path]:
    for folder in _folders():
        first, _, rest = os.path.expanduser(folder.format(version)).partition("*")
        yield from sorted(Path("/").glob(f"{first}*{rest}/python{version}".removeprefix("/")), reverse=True)
    on_path = shutil.which(f"python{version}")
    if on_path:
        yield Path(on_path)


def _folders() -> Iterator[str]:
    yield from INSTALLED
    pyenv = shutil.which("pyenv")
    if pyenv:  # its shims stand on PATH, but start only the version that is chosen at the moment
        yield f"{Path(pyenv).resolve().parents[1]}/versions/{{}}*/bin"


def _works(candidate: Path) -> bool:
    """A version manager's shim may stand on PATH for a Python that is not there; Debian's may lack venv."""
    done = subprocess.run([candidate, "-c", "import ensurepip, venv"], capture_output=True, check=False)
    return done.returncode == 0
