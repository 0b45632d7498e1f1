"""Reading HTML the way a browser and a person do."""

from copy import deepcopy
from html.parser import HTMLParser

from lxml import html

VOID = {"br", "hr", "img", "input", "link", "meta", "wbr"}


class _Nesting(HTMLParser):
    """Raises AssertionError for an end tag that does not belong to the last open element."""

    def __init__(self):
        super().__init__()
        self.open = []

    def handle_starttag(self, tag, attributes):
        names = [name for name, _ in attributes]
        assert len(names) == len(set(names)), f"<{tag}> has an attribute twice: {names}"
        if tag not in VOID:
            self.open.append(tag)

    def handle_startendtag(self, tag, attributes):
        assert tag in VOID or "svg" in self.open

    def handle_endtag(self, tag):
        assert self.open[-1:] == [tag], f"</{tag}> ends <{self.open[-1:]}> at {self.getpos()}"
        self.open.pop()


def parsed(text):
    """The document's tree, its nesting checked."""
    nesting = _Nesting()
    nesting.feed(text)
    nesting.close()
    assert nesting.open == []
    return html.document_fromstring(text)


def words(tree):
    """What a person reads, blanks made single; a line break is one."""
    told = deepcopy(tree)
    for end in told.iter("br"):
        end.text = "\n"
    return " ".join("".join(told.itertext()).split())


def sent(form):
    """The pairs that a browser without script sends for this form when its own button is pressed."""
    pairs = []
    for field in form.xpath(".//*[@name][not(ancestor::template)]"):
        if field.tag == "textarea":
            pairs.append((field.get("name"), (field.text or "").removeprefix("\n")))
        elif field.tag == "select":
            chosen = field.xpath("option[@selected]") or field.xpath("option")
            pairs.append((field.get("name"), chosen[0].get("value")))
        elif field.tag == "input" and (
            field.get("type") not in ("radio", "checkbox") or field.get("checked") is not None
        ):
            pairs.append((field.get("name"), field.get("value")))
    return pairs
