"""A wrong address on the running service: news by topic, queue and function; the supervisor is told, and mends it."""

import pytest

from dev.life import Life, expect
from dev.mail_service import SIMULATOR
from tests.life.people import example
from tests.life.test_life import api

SUPERVISOR = "ohjaaja@sopu.test"
WRONG, SPAM, RIGHT = f"bounce+aino@{SIMULATOR}", f"complaint@{SIMULATOR}", "aino.oikea@virhe.example"


def terms():
    given = example()
    people = given["supervisees"]
    changed = [people[0] | {"email": WRONG}, people[1] | {"email": SPAM}, *people[2:]]
    return given | {"signing_mode": "parallel", "supervisees": changed}


class Story:
    """One contract of which one mail bounced and another was called spam; the clock has come round once."""

    def __init__(self, life: Life, at) -> None:
        self.life, self.before = life, len(life.mails())
        self.supervisor = life.log_in(SUPERVISOR)
        self.contract = api(life, self.supervisor, terms())
        life.sweep()
        self.page_before = self.page()
        at("2026-11-23T09:02:00+02:00")
        life.sweep()

    def page(self):
        return expect(self.supervisor.get(f"{self.life.base_url}/contracts/{self.contract}"), 200)

    def told(self):
        """Subjects and texts of the mails to the account about what did not arrive."""
        mails = self.life.mails()[self.before :]
        words = ("Tarkista osapuolen osoite", "roskapostiksi")
        return [(it["subject"], it["text"]) for it in mails if any(word in it["subject"] for word in words)]


@pytest.fixture(scope="module")
def story(service):
    service.clock.write_text("2026-11-23T09:00:00+02:00", encoding="ascii")
    return Story(Life(service.base_url), lambda instant: service.clock.write_text(instant, encoding="ascii"))


def test_the_contracts_page_tells_at_once_what_became_of_each_mail(story):
    text = story.page_before.text
    first, second, *others = (person["full_name"] for person in terms()["supervisees"])

    assert f"Viesti ei mennyt perille: {first}" in text
    assert f"Viesti ilmoitettiin roskapostiksi: {second}" in text
    assert "Viesti ei mennyt perille. Tarkista osoite." in text
    assert "Viesti meni perille: " in text
    assert all(f"Viesti ei mennyt perille: {name}" not in text for name in others)


def test_the_supervisor_gets_one_mail_for_each(story):
    bounced, spam = sorted(story.told(), key=lambda it: "roskapostiksi" in it[1])

    assert "ei ole mennyt perille" in bounced[1]
    assert "on ilmoitettu roskapostiksi" in spam[1]


def test_the_list_says_that_it_wants_attention(story):
    wanting = expect(story.supervisor.get(f"{story.life.base_url}/contracts?standing=wants"), 200)

    assert story.contract in wanting.text
    assert "viestit eivät mene perille" in wanting.text


def test_a_corrected_address_gets_its_link_and_the_old_one_is_dead(story):
    old = story.life.links(story.before)[WRONG]
    story.supervisor.submit(story.page().form("/parties/supervisee-1/email"), email=RIGHT)
    story.life.sweep()

    page = story.page().text
    assert RIGHT in story.life.links(story.before)
    assert story.life.browser().get(old).status == 410
    assert "Viesti ei mennyt perille. Tarkista osoite." not in page
    assert len(story.told()) == 2
