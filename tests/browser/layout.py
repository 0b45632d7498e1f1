"""What can be measured of how a page fits a screen; measure.js does the measuring."""

from pathlib import Path

from playwright.sync_api import Error

MEASURE = Path(__file__).with_name("measure.js").read_text("utf-8")
THUMB = 44  # CSS pixels: our own rule for buttons and fields; WCAG 2.2, 2.5.8 asks 24 of everything, which axe looks at


def faults(page, width):
    """What scrolls, is cut or is too small to hit, on a screen of that many CSS pixels."""
    page.set_viewport_size({"width": width, "height": 800})
    return [f"{width} px: {it}" for it in _measured(page, f"faults({THUMB})")]


def spaced(page, width):
    """The same when the reader has set text further apart: WCAG 2.2, 1.4.12."""
    _measured(page, "spaced(true)")
    found = [f"spaced, {it}" for it in faults(page, width)]
    _measured(page, "spaced(false)")
    return found


def shortened(page):
    """Lists whose chosen words do not fit into them."""
    return [f"shortened: {it}" for it in _measured(page, "shortened()")]


def stop(page):
    """
    Where the keyboard is now; None when it is nowhere.

    told, name and value of the element; ringed: it is shown to be there; free: nothing stands before it.
    """
    return _measured(page, "stop()")


def moving(page):
    """What moves by itself or glides from one state to the next."""
    return _measured(page, "moving()")


def _measured(page, what):
    try:
        return page.evaluate(f"measure.{what}")
    except Error:  # a page that was not measured yet
        page.evaluate(MEASURE)
        return page.evaluate(f"measure.{what}")
