"""The drill runs: contracts begun by one tree out of git are finished by this one, on an AWS that both share."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from tests.tools import require_tool

ROOT = Path(__file__).parents[2]


def git(*words):
    return subprocess.run([require_tool("git"), *words], cwd=ROOT, capture_output=True, text=True)


def drill(**environment):
    if git("rev-parse", "HEAD").returncode:
        pytest.skip("there is no history here")
    return subprocess.run(
        [sys.executable, "-m", "dev.upgrading"],
        cwd=ROOT,
        env=os.environ | environment,
        capture_output=True,
        text=True,
    )


def test_what_head_begins_this_tree_finishes():
    done = drill(FROM="HEAD")

    assert done.returncode == 0, done.stdout + done.stderr
    assert "a draft: draft -> sealed" in done.stdout
    assert "completed, not sealed: completed -> sealed" in done.stdout


def test_a_name_that_git_does_not_know_cannot_be_drilled():
    done = drill(FROM="no-such-release")

    assert done.returncode == 2
    assert "no-such-release" in done.stderr


def test_a_tree_from_before_the_drill_is_refused_by_name():
    first = git("rev-list", "--max-parents=0", "HEAD").stdout.split()
    if not first or git("cat-file", "-e", f"{first[0]}:dev/upgrading/half.py").returncode == 0:
        pytest.skip("this history does not go back so far")
    done = drill(FROM=first[0])

    assert done.returncode == 2
    assert "older than the drill" in done.stderr
