"""The one way in which making the package ends early."""

import subprocess
from collections.abc import Mapping
from pathlib import Path


class PackageFault(Exception):
    """What is wrong with the package or its making, as a sentence for whoever ran the command."""


def run_program(*command: str | Path, cwd: Path | None = None, env: Mapping[str, str] | None = None) -> str:
    """Run a program to its end and return what it printed; raise PackageFault with all it said when it fails."""
    done = subprocess.run(command, cwd=cwd, env=env, capture_output=True, text=True, check=False)
    if done.returncode:
        raise PackageFault(f"{Path(command[0]).name} failed\n{done.stdout}{done.stderr}")
    return done.stdout
