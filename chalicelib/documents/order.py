"""What a consumer orders, in one look above the button: read from the contract's own text, so that the two never differ."""

from xml.etree.ElementTree import Element

from chalicelib.documents.essentials import lines, words
from chalicelib.frozen import dataclass

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


def order_of(article: Element, name: str) -> Order:
    """The order of the party of that name. article: the contract's text, which marks what belongs here (class "order")."""
    summary = lines(article)
    bought = [line.is_order for line in summary]
    found = {_amounts(row) for row in article.iterfind(_SHARES) if row.findtext(_PAYER) == name}
    share, travel, grand = found.pop() if len(found) == 1 else ("", "", "")
    return Order(
        lines=tuple((line.name, line.words) for line in summary if line.is_order),
        priced=bought.index(False) if False in bought else len(bought),
        share=share, travel=travel, grand=grand,
    )  # fmt: skip


def _amounts(row: Element) -> tuple[str, str, str]:
    cells = {cell.get("class"): words(cell) for cell in row}
    share, travel, grand = (cells.get(each, "") for each in _AMOUNTS)
    return share, travel, grand
