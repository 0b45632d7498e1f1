"""Programs by others that tests ask for a second opinion."""

import os
import shutil
import subprocess

import pytest


def require_tool(name):
    """
    Path of a program, like pdfsig.

    Skips the test where the program is missing; with SOPU_REQUIRE_TOOLS=1 in the environment it fails instead.
    """
    path = shutil.which(name)
    if path is None:
        say = pytest.fail if os.environ.get("SOPU_REQUIRE_TOOLS") == "1" else pytest.skip
        say(f"needs the program {name}, which is not installed")
    return path


def output_of(name, *arguments):
    """What a program prints, standard error included; requires the program, and its success."""
    run = subprocess.run(
        [require_tool(name), *map(str, arguments)],
        stdout=subprocess.PIPE,
        stderr=subprocess.STDOUT,
        check=False,
    )
    text = run.stdout.decode(errors="replace")
    assert run.returncode == 0, text
    return text
