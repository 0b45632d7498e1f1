"""The template as `make package` makes it, only without the libraries: they take long and are not in the template."""

import sys
from pathlib import Path

import pytest

from dev.packaging.build import build, copy_source
from dev.packaging.template import read, translate

ROOT = Path(__file__).parents[2]


@pytest.fixture(scope="session")
def sam_file(tmp_path_factory):
    place = tmp_path_factory.mktemp("package")
    source = copy_source(ROOT, place / "source")
    (source / "requirements.txt").write_text("")
    sam, _ = build(source, place / "out", Path(sys.executable).with_name("chalice"))
    return sam


@pytest.fixture(scope="session")
def sam(sam_file):
    return read(sam_file)


@pytest.fixture(scope="session")
def cloudformation(sam_file):
    return translate(read(sam_file))
