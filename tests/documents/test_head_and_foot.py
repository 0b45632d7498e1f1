"""What stands around every page: whose service it is, where to read more, in which language."""

import pytest

from chalicelib.documents.pages import page
from chalicelib.domain.practice import Practice
from tests.documents.html import parsed, words
from tests.documents.page_contexts import context
from tests.documents.page_values import PRACTICE, SUPERVISOR

ERROR = {"heading": "Sivua ei löytynyt", "message": "Tarkista osoite.", "reference": "", "back_url": ""}


def around(**given):
    """Head and foot of a page."""
    root = parsed(page("error", **context(**ERROR | given)))
    return root.xpath("//header")[0], root.xpath("//footer")[0]


def test_practice_is_named_at_the_head_and_reached_from_the_foot():
    head, foot = around()
    [address] = foot.xpath(".//address")

    assert words(head.find_class("brand")[0]) == f"Sopu · {PRACTICE.name}"
    assert PRACTICE.name in words(address)
    assert PRACTICE.address in words(address)
    assert address.xpath(".//a/@href") == ["tel:0401234567", f"mailto:{PRACTICE.email}"]


def test_where_nobody_set_a_practice_nothing_stands_for_it():
    head, foot = around(practice=Practice())

    assert words(head.find_class("brand")[0]) == "Sopu"
    assert foot.xpath(".//address") == []


@pytest.mark.parametrize(
    "given", [{"name": "Aalto Oy"}, {"email": "a@b.test"}, {"phone": "040"}, {"address": "Katu 1"}]
)
def test_whatever_is_told_of_a_practice_is_shown_alone(given):
    _, foot = around(practice=Practice(**given))

    assert words(foot.xpath(".//address")[0]) == "".join(given.values())


@pytest.mark.parametrize("session", [None, SUPERVISOR])
def test_every_foot_leads_to_what_explains_the_service(session):
    _, foot = around(session=session, base_path="/api")
    paths = foot.xpath(".//nav[1]//a/@href")

    assert paths == [
        f"/api/{name}" for name in ("how", "glossary", "privacy", "processing", "accessibility", "verify")
    ]


def test_navigations_have_names_of_their_own():
    head, foot = around(session=SUPERVISOR)
    names = [nav.get("aria-label") for part in (head, foot) for nav in part.iter("nav")]

    assert len(set(names)) == 3
    assert None not in names


def test_whoever_is_nobody_here_has_no_menu_before_the_page():
    head, _ = around()

    assert list(head.iter("nav")) == []
