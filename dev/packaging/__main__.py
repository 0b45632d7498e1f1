"""
`make package`: build what Lambda gets, judge it, try it, and only then leave it in build/package/.

Leaves deployment.zip and sam.yaml. A second run starts afresh and gives the same bytes.
"""

import shutil
import sys
from pathlib import Path

from dev.packaging import contents, template, trial
from dev.packaging.archive import write_zip
from dev.packaging.build import build, copy_source
from dev.packaging.failure import PackageFault
from dev.packaging.python import LambdaPython

ROOT = Path(__file__).parents[2]
WORK = ROOT / "build" / "packaging"
OUT = ROOT / "build" / "package"


def main() -> None:
    """Exit code 0 only when the zip runs and both templates are clean."""
    try:
        make_package()
    except PackageFault as fault:
        sys.exit(f"make package: {fault}")


def make_package() -> None:
    """Raise PackageFault with the first thing that is wrong; then build/package/ is left empty."""
    shutil.rmtree(OUT, ignore_errors=True)
    python = LambdaPython.prepared(WORK)
    print(f"Building with Python {python.version}.", flush=True)
    source = copy_source(ROOT, WORK / "source")
    sam, unpacked = build(source, WORK / "chalice", python.chalice)

    contents.prune(unpacked)
    contents.compile_bytecode(unpacked, python.executable)
    contents.compile_templates(unpacked, python.executable)
    contents.require_sound(unpacked, source)
    template.require_clean(sam, WORK / "cloudformation.json")

    zipped = write_zip(unpacked, WORK / "deployment.zip")
    print(
        f"deployment.zip {_megabytes(zipped.stat().st_size)}, unzipped {_megabytes(contents.size(unpacked))}"
    )
    for line in trial.run(zipped, sam, python):
        print(line, flush=True)

    OUT.mkdir(parents=True)
    for made in (zipped, sam):
        shutil.copy(made, OUT)
    print(f"{OUT.relative_to(ROOT)}/ is ready to deploy.")


def _megabytes(size: int) -> str:
    return f"{size / 1_000_000:.1f} MB"


if __name__ == "__main__":
    main()
