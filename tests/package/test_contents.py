"""A package that would not run is refused before anybody deploys it."""

import hashlib
import sys
from pathlib import Path

import pytest

from dev.packaging.archive import write_zip
from dev.packaging.contents import compile_bytecode, prune, require_sound
from dev.packaging.failure import PackageFault

WHEEL = "Wheel-Version: 1.0\nTag: {}\n"


def write(folder, **files):
    for name, text in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_text(text)


@pytest.fixture
def source(tmp_path):
    files = {"app.py": "", "chalicelib/a.py": "", "templates/t.txt": "", "requirements.txt": "lxml==6.1.3\n"}
    write(tmp_path / "source", **files)
    return tmp_path / "source"


@pytest.fixture
def package(tmp_path):
    files = {"app.py": "", "chalicelib/a.py": "", "templates/t.txt": ""}
    compiled = {"__pycache__/app.cpython-313.pyc": "", "chalicelib/__pycache__/a.cpython-313.pyc": ""}
    compiled |= {"compiled/pages/t.txt": ""}
    wheel = {"lxml-6.1.3.dist-info/WHEEL": WHEEL.format("cp313-cp313-manylinux_2_28_x86_64")}
    write(tmp_path / "package", **files, **compiled, **wheel)
    return tmp_path / "package"


def test_a_sound_package_is_let_go(package, source):
    require_sound(package, source)


@pytest.mark.parametrize(
    ("added", "fault"),
    [
        ({"moto/__init__.pyi": ""}, "moto does not belong"),
        (
            {"pytest-9.2.0.dist-info/WHEEL": WHEEL.format("py3-none-any")},
            "pytest-9.2.0.dist-info does not belong",
        ),
        ({"lxml-6.1.3.dist-info/WHEEL": WHEEL.format("cp313-cp313-linux_x86_64")}, "is for linux_x86_64"),
        ({"lxml-6.1.3.dist-info/WHEEL": WHEEL.format("cp313-cp313-manylinux_2_28_aarch64")}, "aarch64"),
        ({"chalicelib/b.py": ""}, "chalicelib/b.py has no bytecode"),
        ({"templates/pages/b.html": ""}, "templates/pages/b.html has no bytecode"),
        (
            {"six-1.17.0.dist-info/WHEEL": WHEEL.format("py3-none-any")},
            "six-1.17.0 is in the package but not pinned",
        ),
    ],
)
def test_what_should_not_be_there_is_named(package, source, added, fault):
    write(package, **added)

    with pytest.raises(PackageFault, match=fault):
        require_sound(package, source)


@pytest.mark.parametrize("name", ["app.py", "chalicelib/a.py", "templates/t.txt"])
def test_what_is_missing_is_named(package, source, name):
    (package / name).unlink()

    with pytest.raises(PackageFault, match=f"{name} did not get into the package"):
        require_sound(package, source)


def test_a_library_in_another_version_is_named(package, source):
    write(source, **{"requirements.txt": "lxml==6.2.0\n"})

    with pytest.raises(PackageFault, match=r"lxml-6\.2\.0 is required but not in the package"):
        require_sound(package, source)


def test_pruning_takes_tests_stubs_foreign_locales_and_numbers_and_leaves_the_rest(tmp_path):
    kept = {
        "jinja2/tests.py",
        "babel/locale-data/fi.dat",
        "babel/global.dat",
        "lxml/etree.so",
        "stdnum/util.py",
        "stdnum/fi/hetu.py",
        "templates/pages/a.html",
    }
    gone = {"lxml/tests/test_a.py", "lxml/etree.pyi", "lxml/includes/a.h", "babel/locale-data/ko.dat"}
    gone |= {"stdnum/us/ssn.py"}
    gone |= {"segno-1.6.6.data/data/man.1", "lxml-6.1.3.dist-info/RECORD", "chalicelib/__pycache__/a.pyc"}
    write(tmp_path, **dict.fromkeys(kept | gone, "x"))

    prune(tmp_path)

    assert {path.relative_to(tmp_path).as_posix() for path in tmp_path.rglob("*") if path.is_file()} == kept


def test_bytecode_is_taken_without_a_look_at_its_source(tmp_path):
    """PEP 552: the second word of the header is 1. What a zip does to the times of files then does not matter."""
    write(tmp_path, **{"a.py": "told = 1"})

    compile_bytecode(tmp_path, Path(sys.executable))

    (compiled,) = (tmp_path / "__pycache__").iterdir()
    assert compiled.read_bytes()[4:8] == bytes([1, 0, 0, 0])


def test_a_zip_depends_on_nothing_but_its_contents(tmp_path):
    digests = set()
    for place in ("one", "two"):
        write(tmp_path / place, **{"b.py": "b", "a.py": "a"})
        (tmp_path / place / "a.py").chmod(0o755 if place == "one" else 0o600)
        zipped = write_zip(tmp_path / place, tmp_path / f"{place}.zip")
        digests.add(hashlib.sha256(zipped.read_bytes()).hexdigest())

    assert len(digests) == 1
