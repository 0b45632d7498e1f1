"""From the working tree to Chalice's package, unpacked: a copy of the source, and one run of Chalice on it."""

import os
import shutil
import zipfile
from pathlib import Path

from dev.packaging.failure import PackageFault, run_program

PARTS = ("app.py", "chalicelib", "templates", "vendor", "requirements.txt")
STAGE = "production"
REGION = "eu-north-1"  # Chalice wants one named; nothing in the template depends on which


def copy_source(root: Path, into: Path) -> Path:
    """
    Copy what Chalice packs, and nothing that lies beside it.

    A copy, because Chalice ships stray bytecode, and keeps earlier zips by a name that a renamed template does not
    change: in a fresh folder it finds neither.
    """
    shutil.rmtree(into, ignore_errors=True)
    into.mkdir(parents=True)
    strays = shutil.ignore_patterns("__pycache__", "*.pyc", ".*")
    for part in PARTS:
        if (root / part).is_dir():
            shutil.copytree(root / part, into / part, symlinks=True, ignore=strays)
        else:
            shutil.copy(root / part, into / part)
    shutil.copytree(
        root / ".chalice", into / ".chalice", ignore=shutil.ignore_patterns("deploy*", "__pycache__")
    )
    return into


def build(source: Path, out: Path, chalice: Path) -> tuple[Path, Path]:
    """
    Run `chalice package` and return sam.yaml and the folder with what is in its zip.

    Raises PackageFault when a library could not be had: Chalice itself only mentions that and ends well.
    """
    shutil.rmtree(out, ignore_errors=True)
    merge = ("--merge-template", ".chalice/resources.yaml")
    region = os.environ | {"AWS_DEFAULT_REGION": REGION}
    said = run_program(chalice, "package", "--stage", STAGE, *merge, out.resolve(), cwd=source, env=region)
    if "Could not install" in said:
        raise PackageFault(said)
    with zipfile.ZipFile(out / "deployment.zip") as archive:
        archive.extractall(out / "unpacked")
    return out / "sam.yaml", out / "unpacked"
