"""From the mail to an acceptance in three acts: open the link, tick and type the name, press the button."""

import pytest
from lxml import html

from tests.documents.html import words
from tests.web.client import Client
from tests.web.seats import ANNEX, REPRESENTED, offered
from tests.workflow.terms import CONSUMER


class Person(Client):
    """Somebody whose acts are counted: what they open or press, and each form that they fill in; a browser follows by itself."""

    def __init__(self, base_url):
        super().__init__(base_url)
        self.acts = []

    def get(self, path, **headers):
        self.acts.append("open")
        return super().get(path, **headers)

    def fill(self, form, typed=()):
        self.acts += ["fill in", "press"]
        answer = super().fill(form, typed)
        return super().get(answer.location) if answer.status == 303 else answer


def needed(page):
    """Names of what must be ticked or typed in the form that accepts: all that is shown there, but for what it calls voluntary."""
    [form] = page.xpath("//form[contains(@action, '/accept')]")
    asked = form.xpath(".//input[@type != 'hidden']")
    return [it.get("name") for it in asked if "vapaaehtoista" not in words(it.getparent())]


@pytest.mark.parametrize(
    ("given", "party"),
    [
        (REPRESENTED | ANNEX, "supervisor"),
        (REPRESENTED | ANNEX, "supervisee-1"),
        (REPRESENTED | ANNEX, "client_representative"),
        (CONSUMER, "supervisee-1"),
    ],
    ids=["the supervisor", "with an annex", "for an organisation", "a consumer"],
)
def test_three_acts_lead_from_the_mail_to_an_acceptance(life, owner, given, party):
    contract = offered(life, owner, given)
    person = Person(life.base_url)

    opened = person.get(contract.links[party])
    typed = dict.fromkeys(needed(html.document_fromstring(opened.text)), "yes")
    done = person.fill(opened.form("/accept"), typed | {"typed_name": contract.names[party]})

    assert person.acts == ["open", "fill in", "press"]
    assert (done.status, "hyväksyntäsi on tallessa" in done.text) == (200, True)


def test_a_mail_has_one_link_to_the_page_that_accepts(life, owner):
    before = len(life.mails())
    contract = offered(life, owner, CONSUMER)

    for link in contract.links.values():
        mails = [it for it in life.mails()[before:] if any(link in url for url in it["links"])]
        assert [sum(link in url for url in it["links"]) for it in mails] == [1]


def test_to_decline_and_to_ask_for_a_change_take_as_many(life, owner):
    contract = offered(life, owner, CONSUMER)
    one, other = Person(life.base_url), Person(life.base_url)

    wish = one.fill(one.get(contract.links["supervisor"]).form("/change-request"), {"text": "Myöhemmin."})
    no = other.fill(other.get(contract.links["supervisee-1"]).form("/decline"), {"decline": "yes"})

    assert one.acts == other.acts == ["open", "fill in", "press"]
    assert "pyytää muutosta" in wish.text
    assert "Et hyväksynyt sopimusta" in no.text
