"""Text that people type, made safe to keep and to show."""

import re
import unicodedata

_LINE_END = re.compile("\r\n?|[\u2028\u2029]")
# Unseen characters can make a text read otherwise than it is stored (Unicode TR 36): control, bidi, zero-width, unassigned.
_UNSEEN = {"Cc", "Cf", "Cs", "Co", "Cn"}


def clean(text: str) -> str:
    """
    Text as we keep it: NFC, Unix line ends, no control, bidi or zero-width characters, no outer blanks.

    Cleaning twice changes nothing.
    """
    lines = _LINE_END.sub("\n", text).replace("\t", " ")
    seen = "".join(c for c in lines if c == "\n" or unicodedata.category(c) not in _UNSEEN)
    return unicodedata.normalize("NFC", seen).strip()
