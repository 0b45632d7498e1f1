"""
`make package`: build what Lambda gets, judge it, try it, and only then leave it in build/package/.

Leaves deployment.zip and sam.yaml, and both once more for Lambda's ARM processors in build/package-arm64/, which is what
`make deploy` takes. A second run starts afresh and gives the same bytes.
"""

import shutil
import sys
from pathlib import Path

from dev.packaging import arm64, contents, template, trial
from dev.packaging.archive import write_zip
from dev.packaging.build import build, copy_source
from dev.packaging.failure import PackageFault
from dev.packaging.python import LambdaPython

ROOT = Path(__file__).parents[2]
WORK = ROOT / "build" / "packaging"
OUT = ROOT / "build" / "package"
OUT_ARM64 = ROOT / "build" / "package-arm64"


def main() -> None:
    """Exit code 0 only when the zip runs and both templates are clean."""
    try:
        make_package()
    except PackageFault as fault:
        sys.exit(f"make package: {fault}")


def make_package() -> None:
    """Raise PackageFault with the first thing that is wrong; then nothing is left."""
    for out in (OUT, OUT_ARM64):
        shutil.rmtree(out, ignore_errors=True)
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

    exchanged, sam_arm64 = arm64.package_for_arm64(unpacked, sam, WORK / "arm64", python)
    zipped_arm64 = write_zip(exchanged, WORK / "arm64" / "deployment.zip")
    _leave(OUT, zipped, sam)
    _leave(OUT_ARM64, zipped_arm64, sam_arm64)
    print(f"{OUT_ARM64.relative_to(ROOT)}/ is ready to deploy.")


def _leave(out: Path, *made: Path) -> None:
    out.mkdir(parents=True)
    for file in made:
        shutil.copy(file, out)


def _megabytes(size: int) -> str:
    return f"{size / 1_000_000:.1f} MB"


if __name__ == "__main__":
    main()
