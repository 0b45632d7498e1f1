"""Somebody at a page with a keyboard and nothing else."""

from tests.browser.layout import stop

MOST = 400  # no page of ours has so many stops


def walk(page):
    """Press Tab until the page's end; each stop on the way."""
    page.evaluate("() => document.activeElement.blur()")
    for _ in range(MOST):
        page.keyboard.press("Tab")
        if not (here := stop(page)):
            return
        yield here
    raise AssertionError(f"after {MOST} stops the page has not ended")


def faults(stops):
    """A line for each stop of which nobody sees that the keyboard is there."""
    found = []
    for here in stops:
        found += [] if here["ringed"] else [f"no ring: {here['told']}"]
        found += [] if here["free"] else [f"covered: {here['told']}"]
    return found


def tab_to(page, name, value=None):
    """Press Tab until the field of this name, or the button of this name and value, has the keyboard."""
    for _ in range(MOST):
        page.keyboard.press("Tab")
        here = stop(page)
        if here and here["name"] == name and value in (None, here["value"]):
            assert faults([here]) == []
            return
    raise AssertionError(f"the keyboard never comes to {name}")


def follow(page, words):
    """Press Tab until the link that says so has the keyboard, and go where it leads."""
    said = next(here for here in walk(page) if words in here["told"])
    assert faults([said]) == []
    with page.expect_navigation():
        page.keyboard.press("Enter")


def choose(page, name, value):
    """Go to a group of radio buttons or to a list, and press the arrow until it says this."""
    tab_to(page, name)
    for _ in range(20):
        if stop(page)["value"] == value:
            return page.keyboard.press("Space")
        page.keyboard.press("ArrowDown")
    raise AssertionError(f"{name} never says {value}")


def write(page, name, text):
    tab_to(page, name)
    page.keyboard.insert_text(text)
