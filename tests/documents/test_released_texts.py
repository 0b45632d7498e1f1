"""A contract text that was once used is never edited: the register has its digests."""

import json
import subprocess
import sys

import pytest

from chalicelib.documents import contract_text
from chalicelib.documents.contract_text import TEMPLATE
from chalicelib.domain.report import AUTHENTIC
from chalicelib.workflow.verify import verify
from dev.release_texts import SUPERVISION, broken, release, versions
from tests.workflow.terms import TWO
from tests.workflow.world import World


@pytest.fixture
def folder(tmp_path):
    """A released version and the next one, which is still written."""
    for version in ("v1", "v2"):
        (tmp_path / version).mkdir()
        (tmp_path / version / "fi.xhtml").write_text(f"<p>Sopimus {version}</p>")
        (tmp_path / version / "README.md").write_text("notes")
    (tmp_path / "versions.json").write_text('{"v1": null}')
    release(tmp_path)
    (tmp_path / "versions.json").write_text(json.dumps(versions(tmp_path) | {"v2": None}))
    return tmp_path


def test_every_released_text_is_as_it_was_released():
    assert broken(SUPERVISION) == ()


def test_the_text_of_new_contracts_is_a_version_of_the_register():
    assert TEMPLATE.removeprefix("supervision/") in versions(SUPERVISION)


def test_a_version_that_is_not_released_may_be_edited_and_notes_always(folder):
    (folder / "v2" / "fi.xhtml").write_text("<p>Parempi</p>")
    (folder / "v1" / "README.md").write_text("other notes")

    assert broken(folder) == ()


@pytest.mark.parametrize(
    ("act", "named"),
    [
        (lambda v1: (v1 / "fi.xhtml").write_text("<p>Sopimus v1.</p>"), "v1/fi.xhtml"),
        (lambda v1: (v1 / "fi.xhtml").unlink(), "v1/fi.xhtml"),
        (lambda v1: (v1 / "sv.xhtml").write_text("<p>Avtal</p>"), "v1/sv.xhtml"),
        (lambda v1: (v1.parent / "v3").mkdir(), "v3"),
    ],
    ids=["edited", "taken away", "added", "a version that is in no register"],
)
def test_a_released_text_that_was_touched_is_named(folder, act, named):
    act(folder / "v1")

    assert broken(folder) == (named,)


def test_releasing_freezes_what_is_new_and_leaves_what_was_released(folder):
    before = versions(folder)["v1"]

    assert release(folder) == ("v2",)
    assert release(folder) == ()
    assert versions(folder)["v1"] == before
    assert versions(folder)["v2"].keys() == {"fi.xhtml"}


def test_an_archived_contract_is_verified_without_any_template(monkeypatch):
    world = World()
    world.sent(TWO)
    world.everybody_accepts()
    ((_, pdf, _),) = world.archive.archive.values()

    def gone(language):
        raise AssertionError("a template was asked for")

    monkeypatch.setattr(contract_text, "templates", gone)
    found = verify(world.services, pdf)

    assert found.report.verdict == AUTHENTIC


def test_whoever_verifies_does_not_even_load_what_reads_templates():
    code = "import sys, chalicelib.tools.audit, chalicelib.workflow.verify; print('jinja2' in sys.modules, 'typst' in sys.modules)"

    run = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True, check=True)

    assert run.stdout.split() == ["False", "False"]
