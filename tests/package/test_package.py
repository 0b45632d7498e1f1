"""The package itself, built as `make package` builds it. Slow: it fetches every library, compiles them and zips twice."""

import hashlib
import subprocess
import sys
import zipfile
from pathlib import Path

import pytest

from dev.deploying.__main__ import PACKAGE
from dev.packaging.template import functions, read

ROOT = Path(__file__).parents[2]
ZIP = ROOT / "build" / "package" / "deployment.zip"

pytestmark = pytest.mark.slow


def make_package():
    done = subprocess.run([sys.executable, "-m", "dev.packaging"], cwd=ROOT, capture_output=True, text=True)

    assert done.returncode == 0, done.stdout + done.stderr
    return hashlib.sha256(ZIP.read_bytes()).hexdigest()


@pytest.fixture(scope="module")
def digest():
    return make_package()


@pytest.fixture
def names(digest):
    return set(zipfile.ZipFile(ZIP).namelist())


def test_the_same_sources_give_the_same_bytes(digest):
    assert make_package() == digest


def test_every_template_is_in_the_package(names):
    templates = {str(file.relative_to(ROOT)) for file in (ROOT / "templates").rglob("*") if file.is_file()}

    assert templates <= names


def test_nothing_of_the_laptop_is_in_the_package(names):
    strangers = {
        name for name in names if name.startswith(("dev/", "tests/", "moto/", "pytest/", "pip/", "boto3/"))
    }

    assert strangers | {name for name in names if name.endswith(".pyi")} == set()


def test_only_the_languages_of_the_product_are_in_the_package(names):
    data = {Path(name) for name in names if name.startswith("babel/locale-data/")}
    locales = {path.stem for path in data if path.suffix == ".dat"}

    assert locales == {"root", "en", "fi", "fi_FI", "sv", "sv_FI"}


def test_for_arm_it_is_the_same_but_for_what_is_compiled(names):
    tried, arm = (dict(files(folder)) for folder in ("package", "package-arm64"))

    same = {name for name in tried if tried[name] == arm.get(name)}
    assert {name for name in set(tried) - same if not is_compiled(name)} == set()
    assert {name for name in set(arm) - same if not is_compiled(name)} == set()
    assert any(name.startswith("typst/") for name in set(arm) - same)


def test_what_is_deployed_is_the_one_for_arm_in_every_function(digest):
    sam = read(PACKAGE / "sam.yaml")
    made = [it["Properties"] for it in sam["Resources"].values() if it["Type"] == "AWS::Serverless::Function"]

    assert PACKAGE == ROOT / "build" / "package-arm64"
    assert [it["Architectures"] for it in made] == [["arm64"]] * len(functions(sam))


def files(folder):
    """Digests of what is in a package's zip, by name."""
    with zipfile.ZipFile(ROOT / "build" / folder / "deployment.zip") as package:
        yield from ((name, hashlib.sha256(package.read(name)).hexdigest()) for name in package.namelist())


def is_compiled(name):
    return ".so" in name or ".dist-info/" in name
