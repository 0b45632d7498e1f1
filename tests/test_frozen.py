"""Our frozen dataclasses do what the standard library's do, but for compiling."""

import copy
import dataclasses
import pickle
from collections.abc import Mapping
from dataclasses import FrozenInstanceError, asdict, astuple, field, fields, replace
from functools import cached_property

import pytest

from chalicelib import frozen


def classes(decorator):
    @decorator(frozen=True)
    class Named:
        name: str
        size: int = 3

        @cached_property
        def twice(self) -> int:
            return 2 * self.size

    @decorator(frozen=True, kw_only=True)
    class Child(Named):
        """One that knows more."""

        key: str = field(repr=False)
        more: Mapping[str, int] = field(default_factory=dict)

    @decorator(frozen=True)
    class Empty:
        pass

    @decorator(frozen=True)
    class Loud:
        name: str

        def __repr__(self) -> str:
            return self.name.upper()

    return {made.__name__: made for made in (Named, Child, Empty, Loud)}


STANDARD, OURS = classes(dataclasses.dataclass), classes(frozen.dataclass)


@pytest.fixture(params=["standard", "ours"])
def made(request):
    return {"standard": STANDARD, "ours": OURS}[request.param]


class Afterwards:
    name: str

    def __post_init__(self):
        """Never called."""


class Uncompared:
    __annotations__ = {"name": str}
    name = field(default="", compare=False)


class Ungiven:
    __annotations__ = {"name": str}
    name = field(default="", init=False)


@pytest.mark.parametrize("kind", [Afterwards, Uncompared, Ungiven])
def test_what_ours_would_pass_over_is_refused(kind):
    with pytest.raises(TypeError, match=kind.__name__):
        frozen.dataclass(frozen=True)(kind)


def test_values_come_by_place_or_by_name(made):
    named = made["Named"]

    assert named("a", 4) == named(name="a", size=4) == named("a", size=4)
    assert (named("a").name, named("a").size) == ("a", 3)
    assert made["Empty"]() == made["Empty"]()
    assert made["Child"]("a", key="k").size == 3


@pytest.mark.parametrize(
    ("kind", "values", "given"),
    [
        ("Named", (), {}),
        ("Named", (), {"size": 1}),
        ("Named", ("a", 1, 2), {}),
        ("Named", ("a",), {"name": "b"}),
        ("Named", ("a",), {"colour": "red"}),
        ("Child", ("a", 1, "k"), {}),
        ("Child", ("a",), {}),
        ("Empty", (1,), {}),
        ("Empty", (), {"a": 1}),
    ],
)
def test_what_is_missing_unknown_or_given_twice_is_refused(made, kind, values, given):
    with pytest.raises(TypeError):
        made[kind](*values, **given)


def test_each_gets_a_default_of_its_own(made):
    one, other = (made["Child"]("a", key="k") for _ in range(2))
    one.more["x"] = 1

    assert other.more == {}


def test_nothing_can_be_set_or_deleted(made):
    it = made["Named"]("a")

    with pytest.raises(FrozenInstanceError):
        it.name = "b"
    with pytest.raises(FrozenInstanceError):
        it.colour = "red"
    with pytest.raises(FrozenInstanceError):
        del it.name


def test_a_property_that_is_kept_changes_neither_equality_nor_the_fields(made):
    one, other = made["Named"]("a"), made["Named"]("a")

    assert one.twice == 6
    assert one == other
    assert hash(one) == hash(other)
    assert asdict(one) == {"name": "a", "size": 3}


def test_equal_are_those_of_one_class_with_equal_fields(made):
    named = made["Named"]

    assert named("a") != named("b")
    assert made["Child"]("a", key="k") != named("a")
    assert made["Loud"]("a") != named("a")
    assert named("a") != "a"
    assert len({named("a"), named("a", 3), named("b")}) == 2
    with pytest.raises(TypeError, match="unhashable"):
        hash(made["Child"]("a", key="k"))


def test_it_tells_its_fields_but_for_the_hidden_ones(made):
    told = repr(made["Child"]("a", key="secret"))

    assert told.endswith("Child(name='a', size=3, more={})")
    assert repr(made["Loud"]("a")) == "A"


def test_the_tools_of_the_standard_library_work(made):
    it = made["Child"]("a", key="k", more={"x": 1})

    assert [each.name for each in fields(it)] == ["name", "size", "key", "more"]
    assert replace(it, size=5) == made["Child"]("a", 5, key="k", more={"x": 1})
    assert astuple(it) == ("a", 3, "k", {"x": 1})
    assert list(vars(made["Child"](more={}, key="k", size=1, name="a"))) == ["name", "size", "key", "more"]
    assert copy.deepcopy(it) == it
    assert made["Child"].__match_args__ == ("name", "size")


@frozen.dataclass(frozen=True)
class Kept:
    name: str
    size: int = 3


def test_it_can_be_kept_and_brought_back():
    assert pickle.loads(pickle.dumps(Kept("a"))) == Kept("a")
    match Kept("a", 4):
        case Kept(name, size):
            assert (name, size) == ("a", 4)


def test_its_methods_are_the_same_for_every_class():
    assert Kept.__init__ is OURS["Named"].__init__ is OURS["Child"].__init__
    assert Kept.__eq__ is OURS["Empty"].__eq__
