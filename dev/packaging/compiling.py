"""
Templates to bytecode, once for all cold starts. A program of its own, for the package's Python with -I -S.

Argument: the unpacked zip. It gets a folder `compiled` beside `templates`, which documents/compiled.py reads. Each
environment compiles for itself, because what one escapes another does not.
"""

import sys
from collections.abc import Callable, Iterator
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from jinja2 import Environment

IN_LAMBDA = "/var/task/templates"  # tracebacks read the same everywhere, and so do the package's bytes
Belongs = Callable[[str], bool]


def main(task: str) -> None:
    """Write the bytecode of every template, for every environment that renders it."""
    sys.path.insert(0, task)
    sys.dont_write_bytecode = True
    for environment, belongs in _environments():
        for name in environment.list_templates(filter_func=belongs):
            _compile(environment, name)


def _environments() -> Iterator[tuple["Environment", Belongs]]:
    documents = {
        name: import_module(f"chalicelib.documents.{name}")
        for name in ("templating", "mails", "contract_text", "record_pdf", "translations")
    }
    yield documents["templating"].environment(), _in("pages", "texts", "mails")
    yield documents["mails"].marked_up(), _in("mails")
    for language in documents["translations"].LANGUAGES:
        yield documents["contract_text"].templates(language), _of(language, record=False)
        yield documents["record_pdf"].templates(language), _of(language, record=True)


def _in(*folders: str) -> Belongs:
    return lambda name: name.partition("/")[0] in folders


def _of(language: str, record: bool) -> Belongs:
    """fi.xhtml, annex-a.fi.xhtml; record.fi.xhtml."""

    def belongs(name: str) -> bool:
        file = Path(name).name
        return f".{file}".endswith(f".{language}.xhtml") and file.startswith("record.") is record

    return belongs


def _compile(environment: "Environment", name: str) -> None:
    loader, compiled = environment.loader, environment.bytecode_cache
    assert loader  # noqa: S101 - each of ours has both
    assert compiled  # noqa: S101
    source, _, _ = loader.get_source(environment, name)
    bucket = compiled.get_bucket(environment, name, None, source)
    bucket.code = environment.compile(source, name, f"{IN_LAMBDA}/{name}")
    file: Path = compiled.folder / bucket.key  # type: ignore[attr-defined]  # documents.compiled.Compiled
    file.parent.mkdir(parents=True, exist_ok=True)
    with file.open("wb") as bytecode:
        bucket.write_bytecode(bytecode)


if __name__ == "__main__":
    main(*sys.argv[1:])
