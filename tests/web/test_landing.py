"""Where on the page a party lands after each button: without a script, the address alone decides."""

from urllib.parse import urlsplit

import pytest
from lxml import html

from tests.documents.html import words
from tests.web.client import Client
from tests.web.people import name_of, sent, terms
from tests.web.test_ends import forms, read


@pytest.fixture
def contract(life, owner):
    """A contract that was just sent: its id, its links, its terms."""
    given = terms()
    return *sent(life, owner, given), given


@pytest.fixture
def party(life):
    """Somebody with a link and a browser."""
    return Client(life.base_url)


@pytest.mark.parametrize(
    ("verb", "place"), [("accept", "main"), ("decline", "main"), ("change", "requested")]
)
def test_an_answer_leads_to_the_place_where_it_stands(contract, party, verb, place):
    """Without a fragment of its own the browser would keep that of the button's address: the form, empty again."""
    _, links, given = contract

    answer = forms(party, links["manager"])[verb](name_of(given, "manager"))
    root = html.document_fromstring(read(party, answer.location))

    assert urlsplit(answer.location).fragment == place
    assert root.get_element_by_id(place).get("tabindex") == "-1"


def test_a_wish_is_answered_first_where_the_browser_lands(contract, party):
    _, links, _ = contract

    sent = forms(party, links["manager"])["change"]()
    root = html.document_fromstring(read(party, sent.location))

    assert "Muutospyyntö on mennyt" in words(root.get_element_by_id("requested"))


def test_a_button_leads_back_to_its_own_form_when_something_is_missing(contract, party):
    _, links, _ = contract
    root = html.document_fromstring(read(party, links["manager"]))

    places = [urlsplit(it).fragment for it in root.xpath("//button/@formaction")]

    assert places == ["accepting", "changing", "declining"]
    assert [root.get_element_by_id(it).get("tabindex") for it in places] == ["-1"] * 3
