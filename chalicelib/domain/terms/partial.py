"""As much of the terms as is sound, so that one bad value hides no fault of another."""

from functools import cache
from typing import Annotated, Any, get_args, get_origin

from pydantic import TypeAdapter, ValidationError

from chalicelib.domain.terms.model import Shape


@cache
def adapters(shape: type[Shape]) -> dict[str, TypeAdapter[Any]]:
    """What reads each field of a shape by itself."""
    return {
        name: TypeAdapter(
            Annotated[field.annotation, *field.metadata] if field.metadata else field.annotation
        )
        for name, field in shape.model_fields.items()
    }


def sound_part(kind: Any, value: Any) -> Any:
    """
    What is left of an unsound value of a field: its shape with None for each part that is not sound by itself.

    kind: the field's annotation. None when nothing is left. What comes out is for rules to read, never to keep.
    """
    shape = next((each for each in (kind, *get_args(kind)) if _is_shape(each)), None)
    if shape is None:
        return None
    if get_origin(kind) is tuple:
        return tuple(_part(shape, row) for row in value) if isinstance(value, (list, tuple)) else None
    return _part(shape, value)


def _part(shape: type[Shape], value: Any) -> Any:
    if not isinstance(value, dict):
        return None
    read = {name: _value(shape, name, value[name]) for name in shape.model_fields if name in value}
    missing = {name for name, field in shape.model_fields.items() if field.is_required()} - read.keys()
    return shape.model_construct(**read, **dict.fromkeys(missing))


def _value(shape: type[Shape], name: str, value: Any) -> Any:
    try:
        return adapters(shape)[name].validate_python(value)
    except ValidationError:
        return sound_part(shape.model_fields[name].annotation, value)


def _is_shape(kind: Any) -> bool:
    return isinstance(kind, type) and issubclass(kind, Shape)
