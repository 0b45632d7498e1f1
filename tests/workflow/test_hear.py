"""What follows from the news of a mail: the supervisor is told once, mends it, and nobody else waits for it."""

from datetime import timedelta

import pytest

from chalicelib.domain.dossier import Mail
from chalicelib.domain.mail_events import MailEvent
from chalicelib.domain.mail_news import News
from chalicelib.domain.undelivered import BOUNCED, COMPLAINED, troubles
from chalicelib.workflow.correct_address import correct_address
from chalicelib.workflow.correct_name import correct_name
from chalicelib.workflow.hear import hear
from chalicelib.workflow.remind import remind
from tests.workflow.terms import TEAM, TWO
from tests.workflow.test_undelivered import CHECK, LOST, told
from tests.workflow.world import AUTHOR, World

PARALLEL = {"signing_mode": "parallel"}
AINO, INVITED = "supervisee-1", "1.1"
BAD = [News.SOFT_BOUNCE, News.HARD_BOUNCE, News.COMPLAINT]


@pytest.fixture
def mailed():
    """Everybody is invited at once, and all mails were taken."""
    world = World()
    world.sent(TWO | PARALLEL)
    return world


def news(world, what, kind="invitation", round_=INVITED, party=AINO):
    """It came, whatever message it is about; returns whether there is such a mail."""
    mail = Mail(party=party, kind=kind, round=round_)
    claim = world.dossier.claims.get(mail)
    message = claim.outcome["message_id"] if claim and claim.outcome else "message-0"
    at = world.clock.at
    event = MailEvent(contract=world.contract, mail=mail, message_id=message, news=what, at=at)
    return hear(world.services, event)


def reminders(world, start):
    return [subject for _, subject in world.letters(start) if subject.startswith("Muistutus")]


@pytest.mark.parametrize("bad", BAD)
def test_the_supervisor_is_told_within_two_minutes_and_once(mailed, bad):
    for _ in range(3):
        assert news(mailed, bad)
    mailed.pass_time(minutes=2)
    for _ in range(3):
        news(mailed, bad)
    mailed.pass_time(days=1)

    assert told(mailed) == [CHECK]
    assert mailed.dossier.head.undelivered


def test_the_mail_says_what_happened_to_which_role_and_names_nobody(mailed):
    news(mailed, News.HARD_BOUNCE)
    mailed.pass_time(minutes=2)

    (letter,) = [it for it in mailed.mailer.letters if it.to == AUTHOR]
    assert (
        "Ohjattavalle lähetetty viesti työnohjaussopimuksesta TO-2026-0001 ei ole mennyt perille"
        in letter.text
    )
    assert "lähetä sopimuksen sivulta muistutus" in letter.text
    assert "voit odottaa" not in letter.text
    assert not any(word in letter.text + letter.html for word in ("Aino", "aino@oma.example"))


def test_a_delivery_is_told_to_nobody(mailed):
    news(mailed, News.DELIVERED)
    mailed.pass_time(days=1)

    assert told(mailed) == []
    assert troubles(mailed.dossier) == {}


def test_an_answer_from_a_holiday_after_the_delivery_is_told_to_nobody(mailed):
    news(mailed, News.DELIVERED)
    news(mailed, News.SOFT_BOUNCE)
    mailed.pass_time(days=1)

    assert told(mailed) == []


def test_a_delivery_after_a_soft_bounce_heals_it_in_the_list_too(mailed):
    news(mailed, News.SOFT_BOUNCE)
    mailed.pass_time(minutes=2)
    assert mailed.dossier.head.undelivered

    news(mailed, News.DELIVERED)
    mailed.pass_time(minutes=2)

    assert not mailed.dossier.head.undelivered
    assert troubles(mailed.dossier) == {}


def test_a_hard_bounce_after_the_delivery_is_told(mailed):
    news(mailed, News.DELIVERED)
    news(mailed, News.HARD_BOUNCE)
    mailed.pass_time(minutes=2)

    assert told(mailed) == [CHECK]


def test_a_reminder_that_arrives_shows_that_the_mailbox_was_mended(mailed):
    news(mailed, News.HARD_BOUNCE)
    mailed.pass_time(days=1)
    remind(mailed.services, AUTHOR, mailed.contract)
    mailed.settle()

    day = mailed.clock.at.date().isoformat()
    assert news(mailed, News.DELIVERED, "reminder", f"{INVITED}.{day}")
    assert troubles(mailed.dossier) == {}


# Mending it


@pytest.mark.parametrize("bad", BAD)
def test_a_corrected_address_begins_anew(mailed, bad):
    news(mailed, bad)
    mailed.pass_time(minutes=2)

    correct_address(mailed.services, AUTHOR, mailed.contract, AINO, "uusi@oma.example")
    mailed.settle()

    assert [to for to, _ in mailed.letters()].count("uusi@oma.example") == 1
    assert troubles(mailed.dossier) == {}
    mailed.pass_time(minutes=3)
    assert not mailed.dossier.head.undelivered


@pytest.mark.parametrize("late", News)
def test_late_news_of_the_old_address_change_nothing_of_the_new_one(mailed, late):
    correct_address(mailed.services, AUTHOR, mailed.contract, AINO, "uusi@oma.example")
    mailed.settle()
    before = mailed.letters()

    assert news(mailed, late)
    mailed.pass_time(minutes=5)

    assert troubles(mailed.dossier) == {}
    assert mailed.letters() == before
    assert mailed.dossier.claims[Mail(party=AINO, kind="invitation", round="1.2")].news is None


def test_another_wrong_address_is_told_again(mailed):
    news(mailed, News.HARD_BOUNCE)
    mailed.pass_time(minutes=2)
    correct_address(mailed.services, AUTHOR, mailed.contract, AINO, "vaara@oma.example")
    mailed.settle()

    news(mailed, News.HARD_BOUNCE, round_="1.2")
    mailed.pass_time(minutes=2)

    assert told(mailed) == [CHECK, CHECK]


def test_who_has_accepted_needs_no_mail_and_is_no_trouble(mailed):
    mailed.accept(AINO)
    news(mailed, News.HARD_BOUNCE)
    mailed.pass_time(hours=1)

    assert told(mailed) == []


# Complaints


def test_nobody_is_reminded_at_an_address_that_complained(mailed):
    news(mailed, News.COMPLAINT)
    start = len(mailed.mailer.letters)
    mailed.pass_time(days=5)
    reminded = remind(mailed.services, AUTHOR, mailed.contract)
    mailed.settle()
    mailed.pass_time(days=12)

    assert list(reminded) == ["supervisor"]
    assert {to for to, subject in mailed.letters(start) if subject.startswith("Muistutus")} == {
        "ulla@kaarnalaiva.example"
    }


def test_a_reminder_that_was_asked_for_before_the_complaint_is_dropped(mailed):
    remind(mailed.services, AUTHOR, mailed.contract)
    news(mailed, News.COMPLAINT)
    start = len(mailed.mailer.letters)
    mailed.settle()

    assert len(reminders(mailed, start)) == 1


def test_a_fresh_link_to_the_address_that_complained_goes_out_but_no_reminder(mailed):
    news(mailed, News.COMPLAINT)
    correct_name(mailed.services, AUTHOR, mailed.contract, AINO, "Aino Lehtimäki-Ek")
    mailed.settle()
    start = len(mailed.mailer.letters)

    mailed.pass_time(days=5)

    assert troubles(mailed.dossier) == {AINO: COMPLAINED}
    assert len(reminders(mailed, start)) == 1


def test_another_address_is_reminded(mailed):
    news(mailed, News.COMPLAINT)
    correct_address(mailed.services, AUTHOR, mailed.contract, AINO, "uusi@oma.example")
    mailed.settle()
    start = len(mailed.mailer.letters)

    mailed.pass_time(days=5)

    assert len(reminders(mailed, start)) == 2


# Everybody else


def test_one_bad_address_delays_nobody_else():
    healthy, broken = World(), World()
    for world in (healthy, broken):
        world.sent(TEAM | PARALLEL)
    news(broken, News.HARD_BOUNCE)
    for world in (healthy, broken):
        world.pass_time(days=5)

    assert [it for it in broken.letters() if it[0] != AUTHOR] == healthy.letters()
    assert troubles(broken.dossier) == {AINO: BOUNCED}


def test_the_clock_rests_while_nothing_changes(mailed):
    news(mailed, News.HARD_BOUNCE)
    mailed.pass_time(minutes=5)

    assert mailed.dossier.head.due_at - mailed.clock.at > timedelta(hours=1)


def test_a_copy_that_never_came_is_told_in_other_words(mailed):
    mailed.everybody_accepts()
    completed = next(
        mail
        for mail in mailed.dossier.claims
        if getattr(mail, "kind", "") == "completed" and mail.party == AINO
    )

    assert news(mailed, News.HARD_BOUNCE, "completed", completed.round)
    mailed.pass_time(minutes=5)

    assert told(mailed) == [LOST]
    assert "Lähetystä yritetään silti" not in mailed.mailer.letters[-1].text


# No circle


def test_mails_to_the_account_are_sent_without_tags_and_so_without_news(mailed):
    news(mailed, News.HARD_BOUNCE)
    mailed.pass_time(minutes=2)

    tags = {it.to: bool(it.tags) for it in mailed.mailer.letters}
    assert tags == {"ulla@kaarnalaiva.example": True, "aino@oma.example": True, AUTHOR: False}


def test_a_bounce_of_the_mail_that_tells_of_a_bounce_is_told_to_nobody(mailed):
    """Were it tagged, or an event forged for it: only parties are told of."""
    news(mailed, News.HARD_BOUNCE)
    mailed.pass_time(minutes=2)
    before = mailed.letters()

    assert news(mailed, News.HARD_BOUNCE, "undelivered", f"{AINO}.1.1.sent", party="author")
    mailed.pass_time(hours=2)

    assert mailed.letters() == before


def test_no_tag_holds_an_address_a_name_or_a_token(mailed):
    secrets = {"aino", "lehtim", "@", "oma.example", mailed.token(AINO)}

    for letter in mailed.mailer.letters:
        assert not [it for it in secrets if it in " ".join(letter.tags.values()).lower()]
