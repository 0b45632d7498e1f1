"""Every mail as a mail program shows it: it fits a phone, and can be read in the light and in the dark."""

from itertools import groupby

import pytest

from dev.mail_previews import as_in
from dev.mail_samples import samples
from tests.browser.axe import violations
from tests.browser.layout import faults
from tests.browser.rendered import LANGUAGES, expect_nothing

KINDS = {
    kind: list(them) for kind, them in groupby(sorted(samples(), key=lambda it: it.kind), lambda it: it.kind)
}
PHONE, SMALLEST = 360, 320
# A mail is shown inside of a program's own page, with its landmarks and its heading.
OF_PAGES = {"region", "landmark-one-main", "page-has-heading-one", "bypass"}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", KINDS)
def test_mail_fits_and_can_be_read(rendered, kind, language):
    """Colours are looked at in Finnish, each scheme by itself: not every program follows the system's."""
    found = {}
    for sample in KINDS[kind]:
        html = sample.words(language).html
        for scheme in ("light", "dark") if language == "fi" else ("light",):
            rendered.show(as_in(scheme, html), headers={})
            found[f"{sample.role} {sample.case} {scheme}"] = [
                *faults(rendered.page, SMALLEST),
                *faults(rendered.page, PHONE),
                *violations(rendered.page, [scheme] if language == "fi" else [], but=OF_PAGES),
            ]

    expect_nothing(found)
