"""Templates that `make package` has compiled: Lambda's first page does not wait for Jinja's compiler."""

from pathlib import Path

from jinja2 import BytecodeCache
from jinja2.bccache import Bucket

# Beside templates/ in the package; a checkout has none, and compiles what it reads.
FOLDER = Path(__file__).resolve().parents[2] / "compiled"


class Compiled(BytecodeCache):
    """
    The bytecode of one environment's templates, by their names; only read.

    environment: its folder, because what one environment escapes another does not. What is missing, of another source
    or for another Python is compiled anew by Jinja, and not kept.
    """

    def __init__(self, environment: str) -> None:
        self.folder = FOLDER / environment

    def get_cache_key(self, name: str, filename: str | None = None) -> str:
        """The template's name: the package is built in another place than it runs."""
        return name

    def load_bytecode(self, bucket: Bucket) -> None:
        file = self.folder / bucket.key
        if file.is_file():
            with file.open("rb") as bytecode:
                bucket.load_bytecode(bytecode)

    def dump_bytecode(self, bucket: Bucket) -> None:
        """The package is read-only, and a checkout reads its sources."""
