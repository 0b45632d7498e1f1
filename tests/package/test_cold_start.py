"""What a function loads before its first event: names that cannot vary, and processor time beside an empty application."""

import subprocess
import sys
from pathlib import Path

import pytest

from app import app
from chalicelib.web.app import PAGES, views_of
from dev.packaging.cold_start import AUTHORING, EMPTY, cold_start, importing
from dev.packaging.template import functions

ROOT = Path(__file__).parents[2]
LOADED = "import sys\n{}\nprint(*sys.modules)"
LIGHT = {"rfc8785", "pythonjsonlogger"}
TERMS = {"pydantic", "pydantic_core", "annotated_types", "typing_extensions", "typing_inspection", "stdnum"}
SEALING = {"pyhanko", "asn1crypto", "cryptography", "segno"}
# Imported by what formats, typesets, encloses, reads an address.
LATER = {"babel", "typst", "icalendar", "email_validator", "holidays"}
NOT_OF_A_PARTY = {"chalicelib.domain.terms", "chalicelib.web.authoring", "chalicelib.documents.contract_text"}


def run(program):
    done = subprocess.run(
        [sys.executable, "-c", program], cwd=ROOT, capture_output=True, text=True, check=True
    )
    return done.stdout


def modules(start):
    return set(run(LOADED.format(start)).split())


def opening(word):
    return f"from chalicelib.web.front import pages; pages.open('/{word}')"


@pytest.fixture(scope="module")
def libraries():
    """What somebody else wrote and a program loads, beyond an empty application."""

    def named(start):
        names = {module.partition(".")[0] for module in modules(start)}
        return {name for name in names if not name.startswith("_")} - sys.stdlib_module_names

    empty = named(EMPTY) | {"chalicelib"}
    return lambda start: named(start) - empty


@pytest.mark.parametrize("function", ["APIHandler", "Forward", "Work", "Sweep", "Hear"])
def test_a_function_starts_without_the_terms_and_without_what_seals(sam, libraries, function):
    assert libraries(importing(functions(sam)[function])) == LIGHT


def test_only_the_seal_function_starts_with_what_seals(sam, libraries):
    loaded = libraries(importing(functions(sam)["Seal"]))

    assert loaded >= LIGHT | TERMS | SEALING
    assert not loaded & LATER


@pytest.mark.parametrize("word", ["login", "archive", "how", "style.css"])
def test_the_pages_of_those_who_write_no_contract_need_no_more(libraries, word):
    assert libraries(opening(word)) == LIGHT


def test_authors_load_the_terms_and_nothing_that_typesets(libraries):
    assert libraries(AUTHORING) == LIGHT | TERMS


def test_a_party_waits_for_nothing_of_an_author(sam):
    loaded = modules(importing(functions(sam)["APIHandler"]))

    assert "chalicelib.web.signing" in loaded
    assert not loaded & NOT_OF_A_PARTY


COMPILED = """
import dataclasses
from chalicelib import frozen
ours = {it for name, module in sys.modules.items() if name.startswith("chalicelib")
        for it in vars(module).values() if isinstance(it, type) and it.__module__ == name}
print(*(it.__name__ for it in ours if dataclasses.is_dataclass(it) and it.__init__ is not frozen._init))
"""


@pytest.mark.parametrize("word", ["sign", "contracts", "archive"])
def test_no_methods_are_compiled_for_the_classes_of_the_pages(word):
    compiled = run(f"import sys\n{opening(word)}\n{COMPILED}").split()

    assert compiled == ["_Line"]  # of the journal: it counts, so it changes


SOUGHT = """
import gc
from chalicelib import web
before = sum(it["collections"] for it in gc.get_stats())
{}
print(sum(it["collections"] for it in gc.get_stats()) - before)
"""


@pytest.mark.parametrize("word", ["sign", "contracts"])
def test_no_garbage_is_looked_for_at_the_start(word):
    assert int(run(SOUGHT.format(opening(word)))) == 0


def test_every_view_is_opened_by_its_own_address():
    astray = {
        (route, entry.view_function.__module__)
        for route, methods in app.routes.items()
        for entry in methods.values()
        if entry.view_function.__module__.rpartition(".")[2] not in views_of(route)
    }

    assert astray == set()
    assert set(PAGES.values()) == {views_of(route) for route in app.routes}


# Measured 1.1 and 1.7 with Python 3.11 (docs/adr/0028-cold-start.md); a busy machine gets some slack, and three tries.
@pytest.mark.parametrize(("start", "most"), [("import chalicelib.web.front", 1.5), (AUTHORING, 2.3)])
def test_a_cold_start_takes_little_more_than_an_empty_application(start, most):
    run(start)  # once before, so that there is bytecode

    assert any(cold_start(run, start).ratio < most for _ in range(3))
