"""The stylesheet and the script: how pages link to them, and colours that can be told apart."""

import re

import pytest

from chalicelib.documents.pages import LOOK, page, script, script_path, stylesheet
from chalicelib.documents.templating import TEMPLATES
from tests.documents.html import parsed
from tests.documents.page_contexts import CASES, FORM, context


def test_version_of_the_stylesheet_follows_its_text():
    text, version = stylesheet()

    assert text.count("@media print") == 1
    assert {*LOOK} == {file.stem for file in (TEMPLATES / "look").glob("*.css")}
    assert re.fullmatch("[0-9a-f]{16}", version)
    assert version != script("form")[1]


def test_pages_name_the_versions_they_were_made_with():
    root = parsed(page("contract_form", **context(**FORM)))

    assert root.xpath("//link[@rel='stylesheet']/@href") == [f"/style.css?v={stylesheet()[1]}"]
    assert root.xpath("//script/@src") == [script_path("form"), script_path("form_keep")]


def test_only_the_contract_form_has_a_script():
    with_script = {
        name for name, _, given in CASES if parsed(page(name, **context(**given))).xpath("//script")
    }

    assert with_script == {"contract_form"}


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_colours_are_far_enough_apart(scheme):
    """WCAG 2.2, 1.4.3 and 1.4.11: 4.5 for text, 3 for the edges of inputs."""
    colours = _colours(scheme)
    texts = [
        (ink, ground)
        for ink in ("ink", "soft", "accent", "fault", "care")
        for ground in ("ground", "surface", "sunken")
    ]
    texts += [("accent-ink", "accent"), ("accent-ink", "accent-over")]
    texts += [(ink, f"{ink}-ground") for ink in ("fault", "care", "good")]
    close = {pair: _contrast(colours, *pair) for pair in texts if _contrast(colours, *pair) < 4.5}
    edges = {ground: _contrast(colours, "edge", ground) for ground in ("ground", "surface")}

    assert close == {}
    assert min(edges.values()) >= 3


def _colours(scheme):
    light, dark = re.findall(r":root \{(.*?)\}", stylesheet()[0], re.DOTALL)[:2]
    return dict(re.findall(r"--([\w-]+): (#\w{6})", light if scheme == "light" else dark))


def _contrast(colours, one, other):
    lighter, darker = sorted((_luminance(colours[one]), _luminance(colours[other])), reverse=True)
    return (lighter + 0.05) / (darker + 0.05)


def _luminance(colour):
    parts = [int(colour[at : at + 2], 16) / 255 for at in (1, 3, 5)]
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4 for part in parts
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
