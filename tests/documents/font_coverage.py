"""
Makes chalicelib/documents/fonts/coverage.txt: `python -m tests.documents.font_coverage`.

Letters are in every text font, each in each style; signs are in one font that stands behind them all, cut by
`pyftsubset NotoSansMath-Regular.ttf --unicodes=2190-21FF,2200-22FF,27F5-27FF`, and for NotoSansSymbols2-Regular.ttf
`--unicodes=25A0-25FF,2605,2606,2610-2612,2660-2667,2713-2718,2794,2798-27AF`, both with
`--no-hinting --layout-features= --drop-tables+=MATH,DSIG`.
"""

from itertools import groupby

from fontTools.ttLib import TTFont

from chalicelib.documents.printable import COVERAGE

SIGNS = {"NotoSansMath-Regular", "NotoSansSymbols2-Regular"}


def characters():
    """Code points that can be typeset in every style, without NUL and the like, which no text may hold."""
    maps = {path.stem: set(TTFont(path).getBestCmap()) for path in COVERAGE.parent.glob("*.ttf")}
    letters = set.intersection(*(codes for name, codes in maps.items() if name not in SIGNS))
    return sorted(code for code in letters.union(*(maps[name] for name in SIGNS)) if code >= 0x20)


def coverage():
    """The same as lines of ranges: first and last code point in hexadecimal."""
    runs = (list(run) for _, run in groupby(enumerate(characters()), key=lambda it: it[1] - it[0]))
    return "".join(f"{run[0][1]:04x}-{run[-1][1]:04x}\n" for run in runs)


if __name__ == "__main__":
    COVERAGE.write_text(coverage(), "ascii")
