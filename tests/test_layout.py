"""The layout that docs/adr and the folders promise: who may import what, and what may stand nowhere."""

import ast
import re
import subprocess
import sys
from pathlib import Path

import pytest

ROOT = Path(__file__).parent.parent
PRODUCT = sorted((ROOT / "chalicelib").rglob("*.py"))
OURS = sorted(
    [
        *PRODUCT,
        ROOT / "app.py",
        *(file for folder in ("bench", "dev", "tests") for file in (ROOT / folder).rglob("*.py")),
    ]
)
TEMPLATES = sorted(path for path in (ROOT / "templates").rglob("*") if path.is_file())
DOCUMENTS = sorted(
    path for path in ROOT.rglob("*.md") if not {".venv", "build"} & set(path.relative_to(ROOT).parts)
)

PURE = {"pydantic", "pydantic_core", "annotated_types", "stdnum", "dateutil", "rfc8785", "email_validator"}
DRAWING = {
    "jinja2",
    "markupsafe",
    "babel",
    "typst",
    "pyhanko",
    "pyhanko_certvalidator",
    "asn1crypto",
    "segno",
    "icalendar",
}
MAY_USE = {
    "domain": PURE,
    "documents": PURE | DRAWING | {"cryptography"},
    "workflow": {"pydantic", "markupsafe"},
    "aws": {"boto3", "botocore", "mypy_boto3_dynamodb", "mypy_boto3_kms", "mypy_boto3_s3", "mypy_boto3_sesv2"}
    | {"mypy_boto3_sqs", "pythonjsonlogger"},
}
NO_WORLD = {
    "asyncio",
    "http",
    "multiprocessing",
    "os",
    "shutil",
    "smtplib",
    "socket",
    "ssl",
    "subprocess",
    "tempfile",
}
NO_WORLD |= {"threading", "time", "urllib.request"}
MAY_NOT_USE = {
    "domain": NO_WORLD | {"io", "logging", "pathlib"},
    "documents": NO_WORLD - {"os", "threading"},
    "workflow": NO_WORLD,
}


def test_the_layers_hold():
    done = subprocess.run(
        [Path(sys.executable).with_name("lint-imports"), "--no-cache"],
        cwd=ROOT,
        capture_output=True,
        text=True,
    )

    assert done.returncode == 0, done.stdout + done.stderr


@pytest.mark.parametrize("folder", MAY_USE)
def test_a_folder_uses_only_the_libraries_of_its_question(folder):
    strangers = {
        f"{file.relative_to(ROOT)}: {module}"
        for file in (ROOT / "chalicelib" / folder).rglob("*.py")
        for module in imports(file)
        if module.split(".")[0] not in MAY_USE[folder] | {"chalicelib"} | sys.stdlib_module_names
    }

    assert strangers == set()


@pytest.mark.parametrize("folder", MAY_NOT_USE)
def test_what_decides_and_what_draws_never_touches_the_world(folder):
    touching = {
        f"{file.relative_to(ROOT)}: {module}"
        for file in (ROOT / "chalicelib" / folder).rglob("*.py")
        for module in imports(file)
        if {module, module.split(".")[0]} & MAY_NOT_USE[folder]
    }

    assert touching == set()


def test_only_settings_and_wiring_read_the_environment():
    readers = {
        str(file.relative_to(ROOT))
        for file in PRODUCT
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.Attribute) and node.attr in {"environ", "getenv"}
    }

    assert readers <= {"chalicelib/settings.py", "chalicelib/wiring.py"}


def test_nothing_has_a_name_that_says_nothing():
    empty = {"utils", "util", "helpers", "helper", "common", "base", "service", "misc"}
    files = {str(file.relative_to(ROOT)) for file in OURS if file.stem in empty or file.parent.name in empty}
    classes = {
        node.name
        for file in OURS
        for node in ast.walk(ast.parse(file.read_text(encoding="utf-8")))
        if isinstance(node, ast.ClassDef) and re.search(r"(.Manager|Helper|Utils?)$", node.name)
    }

    assert files | classes == set()


def test_files_fit_a_sitting():
    longest = {
        str(file.relative_to(ROOT))
        for file in OURS
        if len(file.read_text(encoding="utf-8").splitlines()) > 400
    }

    assert longest == set()


def test_no_template_switches_escaping_off_or_fetches_a_package():
    sources = [*TEMPLATES, *(ROOT / "chalicelib").rglob("*.typ")]
    found = {
        f"{file.relative_to(ROOT)}: {match[0]}"
        for file in sources
        for match in re.finditer(r"\|\s*safe\b|autoescape false|@preview", file.read_text(encoding="utf-8"))
    }

    assert found == set()


def test_templates_reach_the_package_through_vendor():
    assert (ROOT / "vendor" / "templates").resolve() == ROOT / "templates"


@pytest.mark.parametrize("document", DOCUMENTS, ids=lambda path: str(path.relative_to(ROOT)))
def test_every_link_of_a_document_leads_somewhere(document):
    text = re.sub(r"```.*?```|`[^`]*`", "", document.read_text(encoding="utf-8"), flags=re.DOTALL)
    targets = re.findall(r"\]\(([^)\s]+)", text)
    dead = {
        target
        for target in targets
        if not re.match(r"[a-z]+:|#", target) and not (document.parent / target.split("#")[0]).exists()
    }

    assert dead == set()


def test_documents_that_the_code_names_exist():
    named = {
        name
        for file in [*OURS, ROOT / ".chalice" / "resources.yaml", ROOT / "requirements.txt"]
        for name in re.findall(r"\bdocs/[\w./-]+\.md\b", file.read_text(encoding="utf-8"))
    }

    assert {name for name in named if not (ROOT / name).exists()} == set()


def imports(file):
    """Full names of the modules that a file imports, anywhere in it."""
    for node in ast.walk(ast.parse(file.read_text(encoding="utf-8"))):
        if isinstance(node, ast.Import):
            yield from (name.name for name in node.names)
        elif isinstance(node, ast.ImportFrom):
            yield node.module or ""
