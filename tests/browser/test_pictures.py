"""Pictures of pages and mails, for people to look at: a few in each run, all of them by `make screenshots`."""

import struct

import pytest

from dev.chromium import SCREENS
from dev.mail_previews import as_in
from dev.mail_samples import samples
from tests.browser.pictures import OF_ALL, OF_TESTS, take
from tests.browser.rendered import ORIGIN, PAGES, Rendered

SCHEMES = ("light", "dark")


@pytest.fixture(scope="module", params=["phone", "desktop"])
def screen(browser, request):
    """A screen for looking at rendered states; its name is `screen.name`."""
    context = browser.new_context(**SCREENS[request.param], reduced_motion="reduce")
    shown = Rendered(context)
    shown.name = request.param
    yield shown
    context.close()


@pytest.mark.parametrize("name", PAGES)
def test_a_picture_of_each_page(rendered, name):
    """Its first state on a phone; it is as wide as the screen, and no wider."""
    rendered.page.set_viewport_size(SCREENS["phone"]["viewport"])
    state = next(rendered.states(name))

    picture = take(rendered.page, OF_TESTS / "pages", name, state)

    assert _width(picture) == SCREENS["phone"]["viewport"]["width"]


@pytest.mark.slow
@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("name", PAGES)
def test_pictures_of_every_state(screen, name, scheme):
    screen.page.emulate_media(color_scheme=scheme)
    for state in screen.states(name):
        assert take(screen.page, OF_ALL / "pages", name, state, screen.name, scheme).exists()


@pytest.mark.slow
@pytest.mark.parametrize("scheme", SCHEMES)
@pytest.mark.parametrize("sample", list(samples()), ids=lambda it: f"{it.kind} {it.role} {it.case}")
def test_pictures_of_every_mail(screen, sample, scheme):
    screen.show(as_in(scheme, sample.words("fi").html), headers={})
    name = (sample.kind, sample.role, sample.case or "usual", screen.name, scheme)

    assert screen.page.url == f"{ORIGIN}/"
    assert take(screen.page, OF_ALL / "mails", *name).exists()


def _width(picture):
    return struct.unpack(">I", picture.read_bytes()[16:20])[0]
