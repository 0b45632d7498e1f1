"""The stylesheet and the script: how pages link to them, and colours that can be told apart."""

import gzip
import re

import pytest

from chalicelib.documents.pages import LOOK, packed, page, script, script_path, stylesheet
from chalicelib.documents.templating import TEMPLATES
from tests.documents.html import parsed
from tests.documents.page_contexts import CASES, context
from tests.documents.page_values import FORM

every_case = pytest.mark.parametrize(
    ("name", "given"), [pytest.param(name, given, id=f"{name}-{case}") for name, case, given in CASES]
)
# The one page that is a tool: everything that a contract can say stands in it at once.
PARTS = [part for parts in LOOK.values() for part in parts]
LIGHTEST = {"contract_form": 110_000}


def test_who_is_not_logged_in_needs_nothing_of_the_desk():
    desk, style = (set(re.findall(r"\.([a-z][\w-]*)", stylesheet(it)[0])) for it in ("desk", "style"))
    used = {
        (name, each)
        for name, _, given in CASES
        if not given.get("session")
        for names in parsed(page(name, **context(**given))).xpath("//@class")
        for each in names.split()
    }

    assert {(name, each) for name, each in used if each in desk - style} == set()


def test_version_of_the_stylesheet_follows_its_text():
    text, version = stylesheet()

    assert text.count("@media print") >= 1
    assert sorted(PARTS) == sorted(file.stem for file in (TEMPLATES / "look").glob("*.css"))
    assert re.fullmatch("[0-9a-f]{16}", version)
    assert version != script("form")[1]


def test_pages_name_the_versions_they_were_made_with():
    root = parsed(page("contract_form", **context(**FORM)))

    assert root.xpath("//link[@rel='stylesheet']/@href") == [
        f"/style.css?v={stylesheet()[1]}",
        f"/desk.css?v={stylesheet('desk')[1]}",
    ]
    assert root.xpath("//script/@src") == [script_path("form"), script_path("form_keep")]


@pytest.mark.parametrize(
    ("css", "fewer"),
    [
        ("/* Why */\na {\n  color : red;\n  margin: 0 1rem;\n}\n", "a{color :red;margin:0 1rem}"),
        ('.role::before { content: ", "; }', '.role::before{content:", "}'),
        ('a { content: "\u2713" / ""; }', 'a{content:"\u2713" / ""}'),
        ("main :is(h2, h3) > a, b + c { }", "main :is(h2,h3)>a,b + c{}"),
        ("a { left: calc(-1 * (1rem - 7px)); }", "a{left:calc(-1 * (1rem - 7px))}"),
        (
            "@media (max-width: 44rem) and (print) { a { top: 0 } }",
            "@media (max-width:44rem) and (print){a{top:0}}",
        ),
    ],
)
def test_the_stylesheet_is_sent_without_what_means_nothing(css, fewer):
    assert packed(css) == fewer
    assert packed(fewer) == fewer


@every_case
def test_no_script_blocks_and_nothing_is_written_into_the_page(name, given):
    root = parsed(page(name, **context(**given)))

    assert root.xpath("//script[not(@src) or not(@defer)] | //style | //*[@style]") == []


@pytest.mark.parametrize("name", dict.fromkeys(name for name, _, _ in CASES))
def test_a_page_with_its_style_and_scripts_is_light(name):
    """Raw bytes, in its typical case; what travels is a third of that."""
    text = page(name, **context(**next(given for each, _, given in CASES if each == name)))
    styles = [stylesheet(it)[0] for it in re.findall(r"/(\w+)\.css", text)]
    scripts = [script(it)[0] for it in re.findall(r"/scripts/(\w+)\.js", text)]
    weight = sum(len(it.encode()) for it in (text, *styles, *scripts))

    assert weight < LIGHTEST.get(name, 60_000)
    assert sum(len(gzip.compress(it.encode())) for it in (text, *styles, *scripts)) < 30_000  # as it travels


@pytest.mark.parametrize("sheet", LOOK)
def test_no_rule_is_for_one_element_alone_and_none_shouts(sheet):
    """A look that hangs on an id cannot be used again; what is hidden stays hidden whatever a class says."""
    text = stylesheet(sheet)[0]
    selectors = re.findall(r"([^{}]+)\{", text)

    assert re.findall(r"([^{}]+)\{[^}]*!important", text) in ([], ["[hidden]"])
    assert [it for it in selectors if re.search(r"#[\w-]", it)] == []


def test_only_the_tokens_name_a_colour():
    others = [part for part in PARTS if part not in ("tokens", "media")]
    texts = {part: (TEMPLATES / "look" / f"{part}.css").read_text("utf-8") for part in others}

    assert {
        part for part, text in texts.items() if re.search(r"#[0-9a-f]{3,8}\b|\brgba?\(|\bhsl\(", text)
    } == set()


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_colours_are_far_enough_apart(scheme):
    """WCAG 2.2, 1.4.3 and 1.4.11: 4.5 for text, 3 for the edges of inputs and the ring of what has focus."""
    colours = _colours(scheme)
    texts = [
        (ink, ground)
        for ink in ("ink", "soft", "accent", "fault", "care")
        for ground in ("ground", "surface", "sunken")
    ]
    texts += [("accent-ink", "accent"), ("accent-ink", "accent-over")]
    texts += [(ink, f"{ink}-ground") for ink in ("fault", "care", "good")]
    close = {pair: _contrast(colours, *pair) for pair in texts if _contrast(colours, *pair) < 4.5}
    edges = [("edge", ground) for ground in ("ground", "surface")]
    edges += [("accent", f"{ink}-ground") for ink in ("fault", "care", "good", "accent")]

    assert close == {}
    assert {pair for pair in edges if _contrast(colours, *pair) < 3} == set()


def _colours(scheme):
    tokens = (TEMPLATES / "look" / "tokens.css").read_text("utf-8")
    light, dark = re.findall(r":root \{(.*?)\}", tokens, re.DOTALL)
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
