"""What anybody may read about the service: in their own language, with or without a session, from every page's foot."""

import pytest
from lxml import html

from chalicelib.documents.texts import TEXTS, text
from chalicelib.domain.practice import Practice
from dev.accounts import SUPERVISORS_EMAIL
from tests.web.client import Client
from tests.web.people import logged_in

LANGUAGES = ("fi", "sv", "en")


def heading(answer):
    return html.document_fromstring(answer.text).findtext(".//h1")


def written(name, language):
    """The heading that the text's own file has."""
    facts = {"base_path": "", "site": "", "operator": "", "practice": Practice()}
    return str(text(name, language, **facts).title)


@pytest.mark.parametrize("language", LANGUAGES)
@pytest.mark.parametrize("name", TEXTS)
def test_a_stranger_reads_it_in_the_browsers_language(person, name, language):
    answer = person.get(f"/{name}", accept_language=language)

    assert answer.status == 200
    assert html.document_fromstring(answer.text).get("lang") == language
    assert heading(answer) == written(name, language)


@pytest.mark.parametrize("name", TEXTS)
def test_the_foot_changes_its_language(person, name):
    switched = person.get(f"/{name}?lang=sv")

    assert switched.status == 303
    assert switched.location.endswith(f"/{name}")
    assert heading(person.get(f"/{name}")) == written(name, "sv")


def test_who_is_logged_in_stays_so_on_these_pages(life):
    supervisor = logged_in(life, SUPERVISORS_EMAIL)

    for name in TEXTS:
        page = supervisor.get(f"/{name}")
        assert page.form("/logout")
        assert 'href="/contracts"' in page.text


def test_a_dead_session_reads_them_like_anybody(life):
    stale = Client(life.base_url)
    stale.cookies = {"session": "a" * 43}

    assert [stale.get(f"/{name}").status for name in TEXTS] == [200] * len(TEXTS)


def test_every_text_is_linked_from_the_foot_of_a_page(person):
    foot = html.document_fromstring(person.get("/login").text).find(".//footer")

    assert {f"/{name}" for name in TEXTS} <= set(foot.xpath(".//@href"))


def test_it_names_who_runs_the_service_and_its_address(life, person):
    notice = person.get("/privacy").text
    how = person.get("/how").text

    assert life.base_url in how
    assert html.document_fromstring(notice).xpath("//main//address/strong/text()")
