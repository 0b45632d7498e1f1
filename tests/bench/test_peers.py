"""The peers' libraries: pinned, from nowhere in particular; and a round of every pipeline where Node.js is."""

import json
import re

import pytest

from bench import pdf_files, pipelines
from bench.life import TWO, Lives, read
from bench.measured import measured_service
from tests.tools import require_tool

PACKAGE = json.loads((pipelines.PEERS / "package.json").read_text(encoding="utf-8"))
LOCK = json.loads((pipelines.PEERS / "package-lock.json").read_text(encoding="utf-8"))


def test_each_is_pinned_to_one_version_and_locked_at_it():
    locked = {name: LOCK["packages"][f"node_modules/{name}"]["version"] for name in PACKAGE["dependencies"]}

    assert locked == PACKAGE["dependencies"]
    assert all(re.fullmatch(r"\d+\.\d+\.\d+", version) for version in locked.values())


def test_the_lock_names_no_registry():
    assert [name for name, it in LOCK["packages"].items() if "resolved" in it] == []
    assert all("integrity" in it for name, it in LOCK["packages"].items() if name)


def test_without_node_there_is_a_clear_line_or_with_tools_required_a_failure(monkeypatch, capsys):
    monkeypatch.setenv("PATH", "")
    monkeypatch.delenv("SOPU_REQUIRE_TOOLS", raising=False)

    assert not pipelines._peers_installed()
    assert "Node.js" in capsys.readouterr().err
    monkeypatch.setenv("SOPU_REQUIRE_TOOLS", "1")
    with pytest.raises(pipelines.NoNode):
        pipelines._peers_installed()


@pytest.mark.slow
def test_every_pipeline_signs_the_same_contract(tmp_path, monkeypatch):
    require_tool("node")
    for name in ("WARM_UP", "ROUNDS", "COLD_ROUNDS"):
        monkeypatch.setattr(pipelines, name, 1)
    with measured_service() as service:
        pdf_files.write_files(service, Lives(service), read(TWO), tmp_path)

    made = {it.name: it for it in pipelines.timed(tmp_path)}

    assert set(made) == {job.name for job in (*pipelines.OURS, *pipelines.THEIRS, pipelines.VERIFYING)}
    assert made["Sopu: record and seal"].untouched
    assert (tmp_path / "sopu verify.pdf").read_text() == "authentic"
