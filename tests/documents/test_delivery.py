"""Whether mails reach their people, as the supervisor reads it: in the story, beside a party, and in what now."""

from dataclasses import replace
from datetime import timedelta

import pytest

from chalicelib.documents.delivery import arrived, trouble_words, unreached
from chalicelib.documents.next_act import next_act
from chalicelib.documents.timeline import told
from chalicelib.domain.dossier import Claim, Mail
from chalicelib.domain.mail_news import News
from chalicelib.domain.undelivered import BOUNCED, COMPLAINED, UNSENT
from tests.builders import NOW, a_sent, an_accepted
from tests.documents.test_standing import a_dossier

MINUTE = timedelta(minutes=1)


def heard(*news, happened=None):
    """A dossier with these news: (party, News, minutes after it was sent), and another kind and round if given."""
    claims = {}
    for party, what, minutes, *more in news:
        mail = Mail(party=party, kind=more[0] if more else "invitation", round=more[1] if more else "1.1")
        sent_at = NOW + minutes * MINUTE
        claims[mail] = Claim(job=mail, state="done", at=sent_at, news=what, news_at=NOW + minutes * MINUTE)
    return replace(a_dossier(*(happened or (a_sent(), an_accepted()))), claims=claims)


def words(dossier, private=True):
    return [step["words"] for step in told(dossier, private)]


def test_what_arrived_together_is_one_step_of_the_story():
    dossier = heard(("supervisee-1", News.DELIVERED, 2), ("manager", News.DELIVERED, 3))

    (line,) = [it for it in words(dossier) if it.startswith("Viesti")]
    names = f"{dossier.head.name('supervisee-1')} ja {dossier.head.name('manager')}"
    assert line == f"Viesti meni perille: {names}"


def test_bad_news_are_of_one_person_each_and_stand_at_their_time():
    dossier = heard(
        ("supervisee-1", News.HARD_BOUNCE, 2),
        ("manager", News.SOFT_BOUNCE, 1),
        ("supervisor", News.COMPLAINT, 3),
    )

    assert words(dossier)[-3:] == [
        f"Viesti ei mennyt perille: {dossier.head.name('manager')}",
        f"Viesti ei mennyt perille: {dossier.head.name('supervisee-1')}",
        f"Viesti ilmoitettiin roskapostiksi: {dossier.head.name('supervisor')}",
    ]


def test_a_reminder_of_another_day_is_a_step_of_its_own():
    dossier = heard(
        ("supervisee-1", News.DELIVERED, 2),
        ("supervisee-1", News.DELIVERED, 4 * 24 * 60, "reminder", "1.1.1"),
    )

    assert len([it for it in words(dossier) if it.startswith("Viesti meni")]) == 2


def test_the_steps_are_in_the_order_of_time():
    times = [
        step["at"]
        for step in told(heard(("supervisee-1", News.DELIVERED, -1), ("manager", News.COMPLAINT, 9)), True)
    ]

    assert times == sorted(times)


def test_nobody_but_the_supervisor_reads_of_mails():
    assert not [
        it for it in words(heard(("supervisee-1", News.HARD_BOUNCE, 2)), private=False) if "Viesti" in it
    ]


def test_what_now_names_who_was_not_reached_and_how():
    dossier = heard(("supervisee-1", News.HARD_BOUNCE, 2))
    name = dossier.head.name("supervisee-1")

    assert unreached(dossier) == f"Viesti ei mennyt perille: {name}. Tarkista osoite ja korjaa se."
    assert next_act(dossier, True) == "correct"
    assert unreached(heard(("supervisee-1", News.DELIVERED, 2))) == ""


@pytest.mark.parametrize("trouble", [UNSENT, BOUNCED, COMPLAINED])
def test_who_can_no_longer_be_corrected_is_not_told_to_be(trouble):
    assert "osoite" in trouble_words(trouble, True).lower()
    assert "osoite" not in trouble_words(trouble, False).lower()
    assert trouble_words("", True) == ""


def test_a_party_is_reached_when_their_server_took_a_mail_that_they_need():
    assert arrived(heard(("supervisee-1", News.DELIVERED, 2)), "supervisee-1")
    assert not arrived(heard(("supervisee-1", News.HARD_BOUNCE, 2)), "supervisee-1")
    assert not arrived(heard(("manager", News.DELIVERED, 2)), "supervisee-1")
    assert not arrived(heard(("supervisee-1", News.DELIVERED, 2, "invitation", "1.2")), "supervisee-1")
