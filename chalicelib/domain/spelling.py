"""Whether two names can be one human's: written wrong, not somebody else's."""

from difflib import SequenceMatcher

from chalicelib.domain.acceptance import same_name

_ALIKE = (
    0.6  # of the letters, in their order: "Virtnen" and "Virtanen" are, "Virtanen" and "Korhonen" are not
)


def may_be_misspelt(before: str, now: str) -> bool:
    """
    Whether `now` may be the right spelling of `before`: alike as a whole, or of one first name, as after a marriage.

    A guard against a slip, no proof: who accepts under the name says that it is theirs.
    """
    one, other = before.casefold(), now.casefold()
    given_names = same_name(one.split()[0], other.split()[0]) if one.split() and other.split() else False
    return given_names or same_name(before, now) or SequenceMatcher(None, one, other).ratio() >= _ALIKE
