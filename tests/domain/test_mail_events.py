"""What travels with a mail so that its news finds back to it: the mail's own name, and nothing of a person."""

import re

import pytest

from chalicelib.domain.dossier import Mail
from chalicelib.domain.mail_events import tagged, tags_of
from chalicelib.domain.mail_news import News

CONTRACT = "5d41402abc4b2a76b9719d911017c592"
MAILS = [
    Mail(party="supervisor", kind="invitation", round="1.1"),
    Mail(party="managers_manager", kind="new_version", round="12.3"),
    Mail(party="client_representative", kind="reminder", round="1.2.1"),
    Mail(party="supervisee-30", kind="reminder", round="1.1.2026-11-23"),
    Mail(party="supervisee-1", kind="withdrawal_received", round="17"),
]


@pytest.mark.parametrize("mail", MAILS, ids=lambda mail: f"{mail.kind} {mail.round}")
def test_tags_lead_back_to_the_contract_and_the_mail(mail):
    assert tagged(tags_of(CONTRACT, mail)) == (CONTRACT, mail)


@pytest.mark.parametrize("mail", MAILS, ids=lambda mail: f"{mail.kind} {mail.round}")
def test_ses_takes_every_tag(mail):
    for name, value in tags_of(CONTRACT, mail).items():
        assert re.fullmatch("[A-Za-z0-9_-]{1,256}", name)
        assert re.fullmatch("[A-Za-z0-9_-]{1,256}", value)


def test_a_mail_to_the_account_travels_without_tags():
    """Whom should its bounce be told to? And a mail that told of it could bounce too."""
    assert tags_of(CONTRACT, Mail(party="author", kind="undelivered", round="supervisee-1.1.1.sent")) == {}


@pytest.mark.parametrize(
    "changes",
    [
        {"party": "author"},
        {"contract": ""},
        {"kind": "x" * 200},
        {"round": "1#1"},
        {"party": "supervisor#HEAD"},
        {"contract": "a/b"},
    ],
)
def test_foreign_tags_are_nobodys(changes):
    tags = {**tags_of(CONTRACT, MAILS[0]), **changes}

    assert tagged(tags) is None


def test_a_tag_that_is_missing_makes_it_nobodys():
    tags = dict(tags_of(CONTRACT, MAILS[0]))
    del tags["round"]

    assert tagged(tags) is None


def test_each_news_outdoes_those_that_say_less():
    assert News.SOFT_BOUNCE.outdone == ()
    assert News.DELIVERED.outdone == (News.SOFT_BOUNCE,)
    assert News.HARD_BOUNCE.outdone == (News.SOFT_BOUNCE, News.DELIVERED)
    assert News.COMPLAINT.outdone == (News.SOFT_BOUNCE, News.DELIVERED, News.HARD_BOUNCE)
