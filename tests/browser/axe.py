"""What axe-core has to say about a page: WCAG 2.0 to 2.2, A and AA, and its best practices."""

from axe_playwright_python.base import AXE_SCRIPT

TAGS = ["wcag2a", "wcag2aa", "wcag21a", "wcag21aa", "wcag22aa", "best-practice"]
CONTRAST = ["color-contrast", "link-in-text-block"]
RUN = """([runOnly, rules, exclude]) =>
  axe.run({include: [["html"]], exclude}, {resultTypes: ["violations"], preload: false, runOnly, rules}).then(({violations}) =>
    violations.flatMap(({help, nodes}) => nodes.map(({target, any, all, none}) =>
      [help, target.join(" "), ...[...any, ...all, ...none].map(({message}) => message).slice(0, 1)].join(": "))))"""


def violations(page, schemes=("light", "dark"), but=(), outside=()):
    """
    A line for each element that violates a rule.

    schemes: colour schemes in which to look at the colours, slowly. but: rules that do not apply. outside: selectors of
    what need not be looked at.
    """
    if not page.evaluate("() => 'axe' in window"):
        page.evaluate(AXE_SCRIPT)
    away = [[selector] for selector in outside]
    rules = {"target-size": True, "color-contrast": bool(schemes)} | dict.fromkeys(but, False)
    enabled = {rule: {"enabled": wanted} for rule, wanted in rules.items()}
    first, *others = schemes or [None]
    page.emulate_media(color_scheme=first)
    found = page.evaluate(RUN, [{"type": "tag", "values": TAGS}, enabled, away])
    for scheme in others:
        page.emulate_media(color_scheme=scheme)
        found += [f"{scheme}: {line}" for line in page.evaluate(RUN, [CONTRAST, {}, away])]
    return found
