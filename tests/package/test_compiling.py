"""The package's templates are bytecode already: at run time nothing is left for Jinja's compiler."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from dev.packaging import compiling

ROOT = Path(__file__).parents[2]
# Each environment loads all that it may render. The program tells what it had to compile after all.
LOADING = """
import sys
sys.path.insert(0, sys.argv[1])
from jinja2 import Environment
from chalicelib.documents import contract_text, mails, record_pdf, templating

compile, loaded = Environment.compile, []
Environment.compile = lambda self, source, name, *more: print(name) or compile(self, source, name, *more)
environments = [templating.environment(), mails.marked_up()]
environments += [it(language) for language in ("fi", "sv", "en") for it in (contract_text.templates, record_pdf.templates)]
for environment in environments:
    for name in environment.list_templates(extensions=sys.argv[2:]):
        if (environment.bytecode_cache.folder / name).exists() or environment is environments[0]:
            environment.get_template(name)
"""


@pytest.fixture(scope="module")
def compiled(tmp_path_factory):
    """The product's own files as in the package, compiled; the libraries are this environment's."""
    task = tmp_path_factory.mktemp("task")
    for part in ("chalicelib", "templates"):
        shutil.copytree(ROOT / part, task / part, ignore=shutil.ignore_patterns("__pycache__"))
    subprocess.run([sys.executable, "-I", compiling.__file__, task], check=True)
    return task


def compiled_at_run_time(task, *suffixes):
    command = [sys.executable, "-I", "-B", "-c", LOADING, task, *suffixes]
    return set(subprocess.run(command, check=True, capture_output=True, text=True).stdout.split())


def test_no_page_mail_or_text_is_compiled_at_run_time(compiled):
    assert compiled_at_run_time(compiled, "html", "txt") == set()


def test_each_environment_has_what_it_renders_and_nothing_else(compiled):
    have = {
        kind.name: {file.relative_to(kind).as_posix() for file in kind.rglob("*") if file.is_file()}
        for kind in (compiled / "compiled").iterdir()
    }
    templates = compiled / "templates"
    rendered = {
        path.relative_to(templates).as_posix()
        for path in templates.rglob("*")
        if path.suffix in (".html", ".txt")
    }
    xhtml = {path.relative_to(templates / "contracts").as_posix() for path in templates.rglob("*.xhtml")}

    assert have["pages"] == rendered
    assert have["mails"] == {name for name in rendered if name.startswith("mails/")}
    assert have["records"] == {name for name in xhtml if "/record." in name}
    assert have["contracts"] == xhtml - have["records"]


def test_a_template_that_was_changed_afterwards_is_read_as_it_is_now(compiled):
    changed = compiled / "templates" / "pages" / "error.html"
    before = changed.read_text(encoding="utf-8")
    changed.write_text(before + " ", encoding="utf-8")
    try:
        assert compiled_at_run_time(compiled, "html") == {"pages/error.html"}
    finally:
        changed.write_text(before, encoding="utf-8")
