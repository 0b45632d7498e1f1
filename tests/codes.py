"""Every code of a fault or an error that the product's source can yield, with the names of its parameters."""

import ast
from pathlib import Path

PRODUCT = Path(__file__).parent.parent / "chalicelib"


def fault_codes(path):
    """(code, parameter names) of each Fault and each pydantic error that a file makes."""
    for call in _calls(path):
        name = getattr(call.func, "id", getattr(call.func, "attr", ""))
        place = {"Fault": 1, "PydanticCustomError": 0}.get(name)
        if place is not None and len(call.args) > place:
            given = call.args[2] if len(call.args) > 2 else ast.Dict(keys=[], values=[])
            for code in _texts(call.args[place]):
                yield code, frozenset(key.value for key in getattr(given, "keys", []))


def raised(path, names):
    """(class name, parameter names) of each of these errors that a file raises with parameters of its own."""
    for call in _calls(path):
        name = getattr(call.func, "id", getattr(call.func, "attr", ""))
        if name in names:
            yield name, frozenset(word.arg for word in call.keywords)


def _calls(path):
    return [node for node in ast.walk(ast.parse(path.read_text())) if isinstance(node, ast.Call)]


def _texts(node):
    """The texts that an expression may be: a plain one, or either branch of a choice."""
    if isinstance(node, ast.IfExp):
        return [*_texts(node.body), *_texts(node.orelse)]
    return [node.value] if isinstance(node, ast.Constant) else []
