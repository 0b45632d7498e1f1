"""Every mail as a mail program shows it: it fits a phone, and can be read in the light and in the dark."""

from itertools import groupby

import pytest

from dev.chromium import SCREENS
from dev.mail_previews import as_in
from dev.mail_samples import samples
from tests.browser.axe import violations
from tests.browser.layout import faults
from tests.browser.pictures import OF_TESTS, take
from tests.browser.rendered import LANGUAGES, expect_nothing

KINDS = {
    kind: list(them) for kind, them in groupby(sorted(samples(), key=lambda it: it.kind), lambda it: it.kind)
}
SMALLEST = 320  # CSS pixels
PHONE = SCREENS["phone"]["viewport"]
# A mail is shown inside of a program's own page, with its landmarks and its heading.
OF_PAGES = {"region", "landmark-one-main", "page-has-heading-one", "bypass"}


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("kind", KINDS)
def test_mail_fits_a_phone(rendered, kind, language):
    found = {}
    for sample in KINDS[kind]:
        rendered.show(sample.words(language).html, headers={})
        found[f"{sample.role} {sample.case}"] = faults(rendered.page, SMALLEST)

    expect_nothing(found)


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("kind", KINDS)
def test_mail_can_be_read(rendered, kind, scheme):
    """In each scheme by itself, as not every program follows the system's."""
    found = {}
    for sample in KINDS[kind]:
        rendered.show(as_in(scheme, sample.words("fi").html), headers={})
        found[f"{sample.role} {sample.case}"] = violations(rendered.page, [scheme], but=OF_PAGES)
    rendered.page.set_viewport_size(PHONE)

    expect_nothing(found)
    assert take(rendered.page, OF_TESTS / "mails", kind, scheme).exists()
