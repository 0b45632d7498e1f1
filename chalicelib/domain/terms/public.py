"""The terms as every party may have them in a file: without addresses."""

from typing import Any

from chalicelib.domain.canonical import canonical
from chalicelib.domain.terms.model import Terms

_ADDRESSES = {"email", "contact", "postal_address"}


def public_terms(terms: Terms) -> bytes:
    """Canonical JSON of the terms without anybody's address: terms.json in the sealed file. Same terms, same bytes."""
    return canonical(_without(terms.model_dump(mode="json")))


def _without(value: Any) -> Any:
    if isinstance(value, dict):
        return {key: _without(item) for key, item in value.items() if key not in _ADDRESSES}
    return [_without(item) for item in value] if isinstance(value, list) else value
