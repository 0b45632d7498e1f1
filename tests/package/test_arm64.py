"""What is deployed to ARM is what was tried, but for what is compiled."""

import pytest

from dev.packaging.arm64 import compiled, exchange
from dev.packaging.failure import PackageFault

X86, ARM = (b"\x7fELF" + bytes(14) + bytes([machine, 0]) for machine in (62, 183))
WHEEL = "Wheel-Version: 1.0\nTag: cp313-cp313-manylinux_2_28_{}\n"


def write(folder, files):
    for name, data in files.items():
        path = folder / name
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data if isinstance(data, bytes) else data.encode())
    return folder


@pytest.fixture
def tried(tmp_path):
    files = {
        "app.py": "ours",
        "lxml/etree.cpython-313-x86_64-linux-gnu.so": X86,
        "lxml/__init__.py": "theirs",
        "lxml/__pycache__/__init__.cpython-313.pyc": "bytecode",
        "lxml.libs/libz-1.so": X86,
        "lxml-6.1.3.dist-info/WHEEL": WHEEL.format("x86_64"),
        "segno-1.6.6.dist-info/WHEEL": "Tag: py3-none-any\n",
    }
    return write(tmp_path / "tried", files)


@pytest.fixture
def wheels(tmp_path):
    files = {
        "lxml/etree.cpython-313-aarch64-linux-gnu.so": ARM,
        "lxml/__init__.py": "theirs",
        "lxml-6.1.3.dist-info/WHEEL": WHEEL.format("aarch64"),
    }
    return write(tmp_path / "wheels", files)


def test_only_what_is_compiled_is_exchanged(tried, wheels, tmp_path):
    exchange(tried, wheels, tmp_path / "made")

    made = {
        str(it.relative_to(tmp_path / "made")): it for it in (tmp_path / "made").rglob("*") if it.is_file()
    }
    assert made.pop("lxml/etree.cpython-313-aarch64-linux-gnu.so").read_bytes() == ARM
    assert "aarch64" in made.pop("lxml-6.1.3.dist-info/WHEEL").read_text()
    assert {name: it.read_text() for name, it in made.items()} == {
        "app.py": "ours",
        "lxml/__init__.py": "theirs",
        "lxml/__pycache__/__init__.cpython-313.pyc": "bytecode",
        "segno-1.6.6.dist-info/WHEEL": "Tag: py3-none-any\n",
    }


@pytest.mark.parametrize(
    ("changed", "fault"),
    [
        ({"lxml/__init__.py": "others"}, "lxml/__init__.py is not the same"),
        ({"lxml/more.py": "new"}, "lxml/more.py is not the same"),
        ({"lxml/objectify.so": X86}, "lxml/objectify.so is not for arm64"),
    ],
)
def test_what_would_not_be_the_tried_package_is_refused(tried, wheels, tmp_path, changed, fault):
    write(wheels, changed)

    with pytest.raises(PackageFault, match=fault):
        exchange(tried, wheels, tmp_path / "made")


def test_a_compiled_part_that_is_missing_is_named(tried, wheels, tmp_path):
    write(tried, {"lxml/objectify.cpython-313-x86_64-linux-gnu.so": X86})

    with pytest.raises(PackageFault, match="lxml/objectify has no compiled part for arm64"):
        exchange(tried, wheels, tmp_path / "made")


def test_compiled_libraries_are_known_by_their_wheels(tried):
    assert compiled(tried) == ["lxml==6.1.3"]
