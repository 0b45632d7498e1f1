"""The terms of a contract: what was agreed, read from a form or from JSON by the same rules."""

from chalicelib.domain.terms.model import Terms
from chalicelib.domain.terms.reading import Reading, read_terms

__all__ = ["Reading", "Terms", "read_terms"]
