"""Makes chalicelib/documents/fonts/coverage.txt: `python -m tests.documents.font_coverage`."""

from itertools import groupby

from fontTools.ttLib import TTFont

from chalicelib.documents.printable import COVERAGE


def characters():
    """Code points that every shipped font has, without NUL and the like, which no text may hold."""
    maps = [set(TTFont(path).getBestCmap()) for path in sorted(COVERAGE.parent.glob("*.ttf"))]
    return sorted(code for code in set.intersection(*maps) if code >= 0x20)


def coverage():
    """The same as lines of ranges: first and last code point in hexadecimal."""
    runs = (list(run) for _, run in groupby(enumerate(characters()), key=lambda it: it[1] - it[0]))
    return "".join(f"{run[0][1]:04x}-{run[-1][1]:04x}\n" for run in runs)


if __name__ == "__main__":
    COVERAGE.write_text(coverage(), "ascii")
