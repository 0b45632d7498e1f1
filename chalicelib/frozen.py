"""
`dataclass(frozen=True)` without its cost at the start.

The standard library compiles six methods for each class. A function that starts makes eighty classes, which took it as
long as a third of all the framework. Here the methods are the same for every class and look up its fields, once it has
an instance. Everything else is the standard library's: field, fields, replace, asdict and match work as ever.
"""

import dataclasses
from collections.abc import Callable
from functools import cache
from operator import attrgetter
from typing import TYPE_CHECKING, Any, Literal, NamedTuple

if TYPE_CHECKING:
    from dataclasses import dataclass as dataclass
else:

    def dataclass(*, frozen: Literal[True], kw_only: bool = False) -> Callable[[type], type]:
        """
        As dataclasses.dataclass, of which these two are known. What a class defines itself is left to it.

        Raises TypeError for what the shared methods would pass over: __post_init__, fields that are not compared or given.
        """

        def made(cls: type) -> type:
            own = {name: it for name, it in METHODS.items() if name not in vars(cls)}
            dataclasses.dataclass(init=False, repr=False, eq=False, kw_only=kw_only)(cls)
            plain = all(it.init and it.compare for it in dataclasses.fields(cls))  # type: ignore[arg-type]
            if not plain or hasattr(cls, "__post_init__"):
                raise TypeError(f"{cls.__qualname__}: only dataclasses.dataclass can do that")
            for name, method in own.items():
                setattr(cls, name, method)
            return cls

        return made


class _Shape(NamedTuple):
    """The fields of a class. positional: those that may be given without a name; compared: their values as a tuple."""

    names: tuple[str, ...]
    positional: tuple[str, ...]
    defaults: dict[str, Any]
    factories: dict[str, Callable[[], Any]]
    shown: tuple[str, ...]
    compared: Callable[[Any], Any]


@cache
def _shape(cls: Any) -> _Shape:
    known = dataclasses.fields(cls)
    names = tuple(it.name for it in known)
    return _Shape(
        names=names,
        positional=tuple(it.name for it in known if not it.kw_only),
        defaults={it.name: it.default for it in known if it.default is not dataclasses.MISSING},
        factories={
            it.name: it.default_factory for it in known if it.default_factory is not dataclasses.MISSING
        },
        shown=tuple(it.name for it in known if it.repr),
        compared=attrgetter(*names) if names else lambda _: (),
    )


def _shape_of(instance: Any) -> _Shape:
    kind: Any = type(instance)
    return _shape(kind)


def _init(self: Any, /, *values: Any, **given: Any) -> None:
    shape = _shape_of(self)
    if values:
        given = _named(shape, values, given)
    if len(given) < len(shape.names):
        made = {name: make() for name, make in shape.factories.items() if name not in given}
        given = shape.defaults | made | given
    if given.keys() != set(shape.names):
        raise TypeError(
            f"{type(self).__qualname__}: {sorted(given.keys() ^ set(shape.names))} missing or unknown"
        )
    state = self.__dict__
    for name in shape.names:
        state[name] = given[name]


def _named(shape: _Shape, values: tuple[Any, ...], given: dict[str, Any]) -> dict[str, Any]:
    first = dict(zip(shape.positional, values, strict=False))
    if len(first) < len(values) or not first.keys().isdisjoint(given):
        raise TypeError(f"too many values for {shape.positional}, or one given twice")
    return first | given


def _eq(self: Any, other: Any) -> Any:
    if type(self) is not type(other):
        return NotImplemented
    compared = _shape_of(self).compared
    return compared(self) == compared(other)


def _hash(self: Any) -> int:
    return hash(_shape_of(self).compared(self))


def _repr(self: Any) -> str:
    values = (f"{name}={getattr(self, name)!r}" for name in _shape_of(self).shown)
    return f"{type(self).__qualname__}({', '.join(values)})"


def _setattr(self: Any, name: str, value: Any) -> None:
    raise dataclasses.FrozenInstanceError(f"cannot assign to field {name!r}")


def _delattr(self: Any, name: str) -> None:
    raise dataclasses.FrozenInstanceError(f"cannot delete field {name!r}")


METHODS = {
    "__init__": _init,
    "__eq__": _eq,
    "__hash__": _hash,
    "__repr__": _repr,
    "__setattr__": _setattr,
    "__delattr__": _delattr,
}
