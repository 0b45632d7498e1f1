"""Text in the cells of a spreadsheet."""

# What a spreadsheet would calculate (OWASP, CSV injection).
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def cell(text: str) -> str:
    """The text for a cell of a CSV file: one that a spreadsheet would take for a formula gets an apostrophe in front."""
    return f"'{text}" if text.startswith(_FORMULA) else text
