"""Whether two names can be one human's: written wrong, not somebody else's."""

from difflib import SequenceMatcher

from chalicelib.domain.acceptance import same_name

_ALIKE = (
    0.6  # of the letters, in their order: "Virtnen" and "Virtanen" are, "Virtanen" and "Korhonen" are not
)
_SHORTEST = 3  # letters of a word that tells: more than "de" and "af"


def may_be_misspelt(before: str, now: str) -> bool:
    """
    Whether `now` may be the right spelling of `before`: alike as a whole, or with a name in common, as after a marriage.

    A guard against a slip, no proof: who accepts under the name says that it is theirs.
    """
    one, other = before.casefold(), now.casefold()
    shared = {word for word in one.split() if len(word) >= _SHORTEST} & set(other.split())
    return same_name(before, now) or bool(shared) or SequenceMatcher(None, one, other).ratio() >= _ALIKE
