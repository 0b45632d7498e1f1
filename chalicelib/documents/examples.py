"""Whole contracts as JSON, for whoever writes a client of the API: templates/examples, which the tests know too."""

import json
from typing import Any

from chalicelib.documents.templating import TEMPLATES


def examples() -> dict[str, dict[str, Any]]:
    """By name: summary, and value as it may be sent; the notes of the files, whose keys begin with _, are left out."""
    files = {
        file.stem: json.loads(file.read_bytes()) for file in sorted((TEMPLATES / "examples").glob("*.json"))
    }
    return {name: {"summary": told["_tests"], "value": _without_notes(told)} for name, told in files.items()}


def _without_notes(told: dict[str, Any]) -> dict[str, Any]:
    return {key: value for key, value in told.items() if not key.startswith("_")}
