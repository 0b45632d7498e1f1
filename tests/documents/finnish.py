"""Finding Finnish where another language is read: pieces of marked sentences that nobody says by chance."""

import re
from functools import cache

from dev.messages import sentences

_GAPS = re.compile(r"%\(\w+\)s|\{\w*\}|<[^>]*>|%%")


@cache
def pieces():
    """What stands between the placeholders and tags of each marked sentence, where that is more than two words."""
    forms = (
        form for sentence in sentences() for form in ([sentence] if isinstance(sentence, str) else sentence)
    )
    cut = (" ".join(piece.split()) for form in forms for piece in _GAPS.split(form))
    return {piece for piece in cut if len(piece.split()) > 2}


def finnish_in(text, but=()):
    """The Finnish pieces in a text; but: texts that may be quoted in it."""
    flat, quoted = " ".join(text.split()), " ".join(but)
    return {piece for piece in pieces() if piece in flat and piece not in quoted}
