"""What a consumer orders, in one look above the button: read from the contract's own text, so that the two never differ."""

import re
from dataclasses import dataclass
from xml.etree import ElementTree
from xml.etree.ElementTree import Element

_BLANKS = re.compile("[ \t\r\n]+")  # a hard blank stays
_BREAK = "\0"  # XML has no such character
_SHARES, _PAYER = ".//table[@class='shares']/tbody/tr", "td/strong[@class='name']"
_AMOUNTS = ("share", "travel", "grand")  # classes of the cells that are a payer's own


@dataclass(frozen=True, kw_only=True)
class Order:
    """
    lines: (what, how much) in the contract's language: form, duration, sessions, price with tax, notice.

    priced: how many of the lines stand before the contract's own line about who pays, the last of them the price.
    share: what this party pays of the whole, "" when they pay it all or two payers of one name pay differently.
    travel, grand: their part of the journeys as estimated, and both together; "" where none are estimated.
    """

    lines: tuple[tuple[str, str], ...]
    priced: int
    share: str
    travel: str
    grand: str


def order_of(text: str, name: str) -> Order:
    """The order of the party of that name. text: XHTML as contract_text makes it; marks what belongs here (class "order")."""
    article = ElementTree.fromstring(text)  # noqa: S314 - our own text, kept as it was made
    told = list(article.find("dl[@class='essentials']") or ())
    pairs = list(zip(told[::2], told[1::2], strict=True))
    bought = [what.get("class") == "order" for what, _ in pairs]
    lines = tuple((_words(what), _words(how)) for (what, how), it in zip(pairs, bought, strict=True) if it)
    found = {_amounts(row) for row in article.iterfind(_SHARES) if row.findtext(_PAYER) == name}
    share, travel, grand = found.pop() if len(found) == 1 else ("", "", "")
    priced = bought.index(False) if False in bought else len(lines)
    return Order(lines=lines, priced=priced, share=share, travel=travel, grand=grand)


def _amounts(row: Element) -> tuple[str, str, str]:
    cells = {cell.get("class"): _words(cell) for cell in row}
    share, travel, grand = (cells.get(each, "") for each in _AMOUNTS)
    return share, travel, grand


def _words(element: Element) -> str:
    """The element's words; where it breaks a line, a line of their own."""
    for line_break in element.iter("br"):
        line_break.tail = f"{_BREAK}{line_break.tail or ''}"
    lines = (_BLANKS.sub(" ", line).strip(" ") for line in "".join(element.itertext()).split(_BREAK))
    return "\n".join(filter(None, lines))
