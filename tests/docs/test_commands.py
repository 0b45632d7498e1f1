"""Commands that the documents name exist."""

import re
from importlib.util import find_spec
from pathlib import Path

import pytest

ROOT = Path(__file__).parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")
OPERATIONS = (ROOT / "docs" / "operations.md").read_text(encoding="utf-8")
DOCUMENTS = README + OPERATIONS + (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
TARGETS = re.findall(r"^([a-z-]+):.*##", (ROOT / "Makefile").read_text(encoding="utf-8"), re.MULTILINE)
TOOLS = [tool.stem for tool in sorted((ROOT / "chalicelib" / "tools").glob("[a-z]*.py"))]


def test_every_make_command_that_is_named_exists():
    named = set(re.findall(r"`(?:PORT=\d+ )?make ([a-z-]+)`|^make ([a-z-]+)", DOCUMENTS, re.MULTILINE))

    assert {first or second for first, second in named} <= set(TARGETS)


def test_the_first_two_commands_are_run_and_test():
    assert re.findall(r"^make (\w+)", README, re.MULTILINE)[:2] == ["run", "test"]


def test_every_module_that_is_called_exists():
    called = set(re.findall(r"python -m ([\w.]+)", DOCUMENTS))

    assert {module for module in called if find_spec(module) is None} == set()


@pytest.mark.parametrize("tool", TOOLS)
def test_the_readme_leaves_no_tool_out(tool):
    assert f"chalicelib.tools.{tool}" in README


def test_operations_tell_every_parameter_of_the_deployment():
    template = (ROOT / ".chalice" / "resources.yaml").read_text(encoding="utf-8")
    parameters = template.partition("Parameters:\n")[2].partition("\nConditions:")[0]
    told = re.findall(r"^\| `(\w+)` \|", OPERATIONS, re.MULTILINE)

    assert sorted(told) == sorted(re.findall(r"^  (\w+):$", parameters, re.MULTILINE))
