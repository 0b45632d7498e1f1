"""The emulator's process: what it is told, where it listens, and what is said when it does not come up."""

import json
import re
import socket
import sys
import time
from pathlib import Path

import pytest

from dev.packaging.failure import PackageFault
from dev.staging.emulator import REQUIREMENTS, Emulator

TELLS_ITS_ENVIRONMENT = """#!{python}
import json, os, pathlib, time
pathlib.Path("told.json.new").write_text(json.dumps(dict(os.environ)))
os.rename("told.json.new", "told.json")
time.sleep(60)
"""
ENDS_AT_ONCE = """#!{python}
print("port taken", flush=True)
"""


@pytest.fixture
def started(tmp_path):
    """Start a program in the emulator's place; it is ended afterwards."""
    emulators = []

    def start(source):
        program, folder = tmp_path / "program", tmp_path / "folder"
        program.write_text(source.format(python=sys.executable))
        program.chmod(0o755)
        folder.mkdir()
        emulators.append(Emulator(program, folder))
        return emulators[-1], folder

    yield start
    for emulator in emulators:
        emulator.stop()


def until(look):
    for _ in range(200):
        if found := look():
            return found
        time.sleep(0.05)
    raise AssertionError("waited in vain")


def test_it_gets_nothing_of_this_process(started, monkeypatch):
    monkeypatch.setenv("AWS_SECRET_ACCESS_KEY", "a real one")
    monkeypatch.setenv("SOPU_TABLE", "a real one")
    _, folder = started(TELLS_ITS_ENVIRONMENT)

    told = json.loads(until(lambda: (folder / "told.json").exists() and (folder / "told.json").read_text()))
    assert "a real one" not in told.values()
    assert told["BIND_HOST"] == "127.0.0.1"
    assert told["AUTH"] == "true"
    assert Path(told["TMPDIR"]) == folder


def test_boto3_is_led_to_the_port_that_it_was_given(started):
    emulator, folder = started(TELLS_ITS_ENVIRONMENT)
    told = json.loads(until(lambda: (folder / "told.json").exists() and (folder / "told.json").read_text()))

    assert emulator.environment()["AWS_ENDPOINT_URL"] == f"https://127.0.0.1:{told['GATEWAY_PORT']}"


def test_one_that_ends_at_once_is_told_with_its_last_words(started):
    emulator, _ = started(ENDS_AT_ONCE)

    with pytest.raises(PackageFault, match="port taken"):
        emulator.wait()


def test_stopped_it_is_gone_with_everything_that_it_wrote(started):
    emulator, folder = started(TELLS_ITS_ENVIRONMENT)
    until(lambda: (folder / "told.json").exists())

    emulator.stop()

    assert until(lambda: not folder.exists())
    with socket.socket() as caller:
        assert caller.connect_ex(("127.0.0.1", int(emulator.url.rpartition(":")[2]))) != 0


def test_everything_that_it_brings_is_pinned():
    lines = [line for line in REQUIREMENTS.read_text().splitlines() if line and not line.startswith("#")]

    assert [line for line in lines if not re.fullmatch(r"[\w-]+==[\w.]+", line)] == []
    assert "ministack" in {line.partition("==")[0] for line in lines}
