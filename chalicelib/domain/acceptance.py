"""What a party says when accepting, and whether the typed name is theirs."""

import unicodedata

from chalicelib.domain.canonical import sha256
from chalicelib.domain.events import Seat

# By id and language; what has a box of its own to tick is a sentence of its own. Words once used are never edited,
# only followed by another number.
STATEMENTS = {
    ("self/1", "fi"): (
        "Olen lukenut sopimuksen {number}, version {version}, ja hyväksyn sen itseäni sitovaksi.",
    ),
    ("organisation/1", "fi"): (
        "Olen lukenut sopimuksen {number}, version {version}, ja hyväksyn sen edustamani organisaation puolesta.",
        "Vakuutan, että minulla on oikeus hyväksyä sopimus organisaationi puolesta.",
    ),
}


def statement_of(seat: Seat) -> str:
    """Id of the sentence that this party ticks."""
    return "organisation/1" if seat.acts_for_organisation else "self/1"


def ticks(statement: str, language: str, number: str, version: int) -> tuple[str, ...]:
    """
    What stands beside each box: first the acceptance, then, for an organisation, the right to act for it.

    Raises KeyError for a statement that does not exist in that language, as the two below do.
    """
    return tuple(it.format(number=number, version=version) for it in STATEMENTS[statement, language])


def sentence(statement: str, language: str, number: str, version: int) -> str:
    """Everything that is ticked, as printed in the acceptance record."""
    return " ".join(ticks(statement, language, number, version))


def sentence_digest(statement: str, language: str, number: str, version: int) -> str:
    """SHA-256 of the sentence in UTF-8, as the trail keeps it."""
    return sha256(sentence(statement, language, number, version).encode())


def same_name(typed: str, name: str) -> bool:
    """Whether the typed name is the party's, regardless of case, marks, spacing and punctuation."""
    return bool(_letters(typed)) and _letters(typed) == _letters(name)


def _letters(text: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKD", text.casefold()) if c.isalnum())
