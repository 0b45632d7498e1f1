"""docs/api.md: its example runs against the service as it stands there, and what it lists is what there is."""

import hashlib
import json
import os
import re
import subprocess
import sys
from pathlib import Path

import pytest

from app import app
from chalicelib import wiring
from chalicelib.domain.accounts import SUPERVISOR
from chalicelib.domain.api_keys import MOST, READ, REPEATABLE, SCOPES
from chalicelib.web.openapi import document
from chalicelib.web.openapi_answers import ERRORS_OF, STATUSES
from chalicelib.workflow.accounts import add_account
from chalicelib.workflow.api_keys import PER_HOUR, REFUSED_PER_HOUR, make_key
from chalicelib.workflow.verify import verify
from dev.accounts import SUPERVISORS_PROFILE
from dev.life import Life
from tests.running import running_service
from tests.web.people import accept, name_of, terms

TEXT = (Path(__file__).parents[2] / "docs" / "api.md").read_text(encoding="utf-8")
EXAMPLE = re.search(r"^```python\n(.*?)^```$", TEXT, re.MULTILINE | re.DOTALL)[1]
EMAIL = "jarjestelma@sopu.test"

service = pytest.fixture(scope="module")(running_service)


@pytest.fixture(scope="module")
def life(service):
    add_account(wiring.services(), EMAIL, SUPERVISOR, SUPERVISORS_PROFILE)
    return Life(service.base_url)


@pytest.fixture
def folder(tmp_path):
    """Where the example lies, as it stands in the page."""
    (tmp_path / "example.py").write_text(EXAMPLE, encoding="utf-8")
    return tmp_path


def started(life, folder, given, name, scopes=SCOPES):
    """The example at work on these terms, with a key of this name."""
    (folder / "terms.json").write_text(json.dumps(given), encoding="utf-8")
    key = make_key(wiring.services(), EMAIL, name, scopes)
    environment = {
        "SOPU_URL": life.base_url,
        "SOPU_KEY": key,
        "SOPU_EVERY": "0.2",
        "PATH": os.environ["PATH"],
    }
    return subprocess.Popen(
        [sys.executable, "-I", "example.py", "terms.json", "sealed.pdf"], cwd=folder, env=environment,
        stdout=subprocess.PIPE, stderr=subprocess.PIPE, text=True,
    )  # fmt: skip


def test_the_example_is_thirty_lines_of_the_standard_library():
    imported = re.findall(r"^(?:import|from) (.+)$", EXAMPLE, re.MULTILINE)

    assert len(EXAMPLE.splitlines()) <= 30
    assert {it.strip().partition(".")[0] for it in imported[0].split(",")} <= sys.stdlib_module_names


def test_the_example_makes_a_contract_waits_for_its_parties_and_has_the_sealed_file(life, folder):
    given, before = terms(), len(life.mails())
    people = {
        given["supervisor"]["contact"]["email"]: "supervisor", given["supervisees"][0]["email"]: "supervisee",
        given["manager"]["email"]: "manager",
    }  # fmt: skip
    program = started(life, folder, given, "koko matka")
    links = life.wait_for(lambda: (it := life.links(before)).keys() >= people.keys() and it, "links")

    for email, role in people.items():
        assert accept(life.base_url, links[email], name_of(given, role)).status == 303
    told, wrong = program.communicate(timeout=120)

    assert (program.returncode, wrong) == (0, "")
    pdf = (folder / "sealed.pdf").read_bytes()
    assert re.fullmatch(rf"TO-2026-\d{{4}} {hashlib.sha256(pdf).hexdigest()}\n", told)
    assert verify(wiring.services(), pdf).report.verdict == "authentic"


def test_the_example_says_what_is_wrong_with_a_contract(life, folder):
    program = started(life, folder, terms() | {"price_amount": "?"}, "vika ehdoissa")
    _, wrong = program.communicate(timeout=60)

    assert program.returncode == 1
    assert '"field": "price_amount"' in wrong


def test_the_example_says_what_its_key_lacks(life, folder):
    program = started(life, folder, terms(), "vain luku", {READ})
    _, wrong = program.communicate(timeout=60)

    assert program.returncode == 1
    assert "scope_missing" in wrong


def test_the_scopes_are_those_of_the_description():
    told = {scope: set(re.findall(r"`((?:GET|POST) [^`]+)`", routes)) for scope, routes in re.findall(r"^\| `(\w+:\w+)` \| (.+) \|$", TEXT, re.MULTILINE)}  # fmt: skip
    described = {scope: set() for scope in SCOPES}
    for path, methods in document("x", "x")["paths"].items():
        for method, operation in methods.items():
            for scope in (
                operation["security"][0]["key"] if method != "parameters" and operation["security"] else ()
            ):
                described[scope].add(f"{method.upper()} {path.replace('{contract}', '{id}')}")

    assert told == described


def test_every_route_that_is_named_exists():
    for method, path in set(re.findall(r"`(GET|POST) (/[^`]+)`", TEXT)):
        assert method in app.routes[path.replace("{id}", "{contract}")]


def test_every_error_that_is_described_is_told_in_words():
    codes = {code for _, told in ERRORS_OF.values() for code in told}

    assert {
        code
        for code in codes - {"not_logged_in", "form_forged"}
        if f"`{code}`" not in TEXT and f'"{code}"' not in TEXT
    } == set()
    assert {it for it in STATUSES if f"`{it}`" not in TEXT} == set()


def test_the_numbers_are_those_of_the_code():
    assert f"at most {MOST} keys" in TEXT
    assert f"{PER_HOUR:,} requests of an account or {REFUSED_PER_HOUR} refused" in TEXT
    assert REPEATABLE.days == 7
    assert "for seven days the same body" in TEXT
