"""
The upgrade drill: contracts begun by one release are finished by the tree at hand, on one AWS: `make upgrade-drill FROM=v1.0`.

FROM: a tag, branch or commit; the last tag when not given, and HEAD where there is none yet. Its tree is taken out of git as it
is, uncommitted changes not included. Where its requirements are others, it gets an environment of its own.
"""

import os
import socket
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from dev.embedded_aws import EmbeddedAws
from dev.serve import REGION

ROOT = Path(__file__).parents[2]
REQUIREMENTS = ("requirements.txt", "requirements-dev.txt")
HALF = Path("dev/upgrading/half.py")


def main() -> int:
    """Exit status 0 when every contract came to its end, 1 when one did not, 2 when the drill cannot be run."""
    name = os.environ.get("FROM") or _last_tag() or "HEAD"
    with tempfile.TemporaryDirectory(prefix="sopu-drill-") as place:
        before, notes = Path(place) / "before", Path(place) / "notes"
        notes.mkdir()
        try:
            commit = _taken_out(name, before)
        except subprocess.CalledProcessError as error:
            print(f"{name}: {error.stderr.decode().strip()}", file=sys.stderr)
            return 2
        if not (before / HALF).exists():
            print(f"{name} is older than the drill: it has no {HALF}.", file=sys.stderr)
            return 2
        print(f"* begun by {name} ({commit[:10]})", flush=True)
        with _shared_aws() as environment:
            for half, tree in (("begin", before), ("finish", ROOT)):
                python = _python(tree)
                call = [python, "-m", "dev.upgrading.half", half, str(notes)]
                if subprocess.run(call, cwd=tree, env=environment, check=False).returncode:
                    print(f"UPGRADE DRILL FAILED: {half} by {name if tree == before else 'this tree'}")
                    return 1
        print(f"* finished by this tree: the upgrade from {name} keeps every contract alive")
    return 0


def _last_tag() -> str:
    """The newest tag that this history has; "" before the first release."""
    done = subprocess.run(
        ["git", "describe", "--tags", "--abbrev=0"], cwd=ROOT, capture_output=True, check=False
    )
    return done.stdout.decode().strip()


def _taken_out(name: str, folder: Path) -> str:
    """The tree of this name, in a folder; its commit. git's own notes of worktrees stay as they are."""
    folder.mkdir()
    commit = _git("rev-parse", "--verify", f"{name}^{{commit}}").decode().strip()
    subprocess.run(["tar", "-x", "-C", str(folder)], input=_git("archive", commit), check=True)
    return commit


def _git(*words: str) -> bytes:
    return subprocess.run(["git", *words], cwd=ROOT, capture_output=True, check=True).stdout


def _python(tree: Path) -> str:
    """This environment's Python where the tree asks for the same packages, else one of its own."""
    if all((tree / name).read_bytes() == (ROOT / name).read_bytes() for name in REQUIREMENTS):
        return sys.executable
    print("* its requirements are others: making an environment for it", flush=True)
    subprocess.run([sys.executable, "-m", "venv", ".venv"], cwd=tree, check=True)
    install = [".venv/bin/python", "-m", "pip", "install", "--quiet", "-r", "requirements-dev.txt"]
    subprocess.run(install, cwd=tree, check=True)
    return str(tree / ".venv/bin/python")


@contextmanager
def _shared_aws() -> Iterator[dict[str, str]]:
    """The environment of both halves: one AWS, one address, so that a link opens before and after."""
    aws = EmbeddedAws(heard=lambda service, action: None)
    port = _free_port()
    try:
        yield {
            **{name: value for name, value in os.environ.items() if not name.startswith(("AWS_", "SOPU_"))},
            **aws.environment(), "AWS_DEFAULT_REGION": REGION,
            "PORT": str(port), "BASE_URL": f"http://127.0.0.1:{port}",
        }  # fmt: skip
    finally:
        aws.stop()


def _free_port() -> int:
    with socket.socket() as asking:
        asking.bind(("127.0.0.1", 0))
        return int(asking.getsockname()[1])


if __name__ == "__main__":
    status = main()
    sys.stdout.flush()
    os._exit(status)
