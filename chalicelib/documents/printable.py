"""
Which characters can be printed: those that a shipped font has. It leaves typesetting to contract_pdf.

A form asks this of each text before a contract is made of it, so it needs neither a font library nor Typst.
"""

from functools import cache
from pathlib import Path

COVERAGE = Path(__file__).parent / "fonts" / "coverage.txt"
WHITE_SPACE = frozenset("\t\n\r")


class Unprintable(ValueError):
    """
    A text holds characters that no shipped font has, or that XML forbids.

    characters: each such character once, in the order in which the text holds them.
    """

    def __init__(self, characters: tuple[str, ...]) -> None:
        super().__init__(", ".join(f"U+{ord(it):04X}" for it in characters))
        self.characters = characters


def unprintable(text: str) -> tuple[str, ...]:
    """
    The characters of a text that a contract cannot show: emoji, Chinese, control characters and so on.

    Returns each of them once, in the order in which the text holds them; empty when all can be printed.
    Source: fonts/coverage.txt, made from the shipped fonts by tests/documents/font_coverage.py.
    """
    return tuple(it for it in dict.fromkeys(text) if it not in _printable())


@cache
def _printable() -> frozenset[str]:
    lines = COVERAGE.read_text("ascii").split()
    ranges = ((int(first, 16), int(last, 16)) for first, last in (line.split("-") for line in lines))
    return WHITE_SPACE.union(chr(code) for first, last in ranges for code in range(first, last + 1))
