"""The drill runs: contracts begun by one tree out of git are finished by this one, on an AWS that both share."""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from dev.upgrading.__main__ import main
from tests.tools import require_tool

ROOT = Path(__file__).parents[2]


@pytest.fixture(autouse=True)
def history():
    """Git's history; without it nothing can be drilled, which is a fault where every tool is asked for."""
    if git("rev-parse", "HEAD").returncode:
        say = pytest.fail if os.environ.get("SOPU_REQUIRE_TOOLS") == "1" else pytest.skip
        say(
            "the upgrade drill needs git's history, and this tree has none (an archive, or a copy without .git)"
        )


def git(*words):
    return subprocess.run([require_tool("git"), *words], cwd=ROOT, capture_output=True, text=True)


def refused(monkeypatch, capsys, name):
    """What the drill says of a name by which it cannot begin."""
    monkeypatch.setenv("FROM", name)
    assert main() == 2
    return capsys.readouterr().err


def test_what_head_begins_this_tree_finishes():
    done = subprocess.run(
        [sys.executable, "-m", "dev.upgrading"],
        cwd=ROOT,
        env=os.environ | {"FROM": "HEAD"},
        capture_output=True,
        text=True,
    )

    assert done.returncode == 0, done.stdout + done.stderr
    assert "a draft: draft -> sealed" in done.stdout
    assert "completed, not sealed: completed -> sealed" in done.stdout


def test_a_name_that_git_does_not_know_cannot_be_drilled(monkeypatch, capsys):
    assert "no-such-release" in refused(monkeypatch, capsys, "no-such-release")


def test_a_tree_from_before_the_drill_is_refused_by_name(monkeypatch, capsys):
    first = git("rev-list", "--max-parents=0", "HEAD").stdout.split()
    if not first or git("cat-file", "-e", f"{first[0]}:dev/upgrading/half.py").returncode == 0:
        pytest.skip("this history does not go back to before the drill: a shallow clone, or one commit")

    assert "older than the drill" in refused(monkeypatch, capsys, first[0])
