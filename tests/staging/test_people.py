"""Codes and links come from where mail really lands: a bucket of SES, or an operator's own eyes."""

from email.message import EmailMessage

import boto3
import pytest

from dev.staging.people import Copying, Inbox, People
from tests.embedded import embedded_aws

TOKEN = "a" * 43
LINK = f"https://sopu.test/sign/{TOKEN}"
NOWHERE = "http://127.0.0.1:9"


@pytest.fixture
def bucket():
    """A bucket, empty, into which SES may receive."""
    with embedded_aws():
        s3 = boto3.client("s3")
        s3.create_bucket(Bucket="inbox", CreateBucketConfiguration={"LocationConstraint": "eu-north-1"})
        yield lambda key, raw: s3.put_object(Bucket="inbox", Key=key, Body=raw)


def a_mail(to, subject, text):
    mail = EmailMessage()
    mail["From"], mail["To"], mail["Subject"] = "sopu@sopu.test", f"Åke <{to}>", subject
    mail.set_content(text, cte="base64")
    return mail.as_bytes()


def answering(*answers):
    """An operator who pastes these, one after the other, and the questions."""
    left, asked = list(answers), []

    def ask(question):
        asked.append(question)
        return left.pop(0)

    return ask, asked


def test_a_link_is_read_from_the_bucket(bucket):
    people = People(NOWHERE, Inbox("s3://inbox/mail/"))
    bucket("mail/1", a_mail("koe+ohjattava@example.fi", "Työnohjaussopimus odottaa", f"Avaa {LINK}."))

    assert people.link("koe+ohjattava@example.fi") == LINK


def test_mails_of_an_earlier_run_are_nobodys(bucket):
    bucket("mail/0", a_mail("koe+ohjaaja@example.fi", "Koodi", "Koodisi on 111111."))
    people = People(NOWHERE, Inbox("s3://inbox/mail/"))
    bucket("other/1", a_mail("koe+ohjaaja@example.fi", "Koodi", "Koodisi on 222222."))
    bucket("mail/1", a_mail("koe+ohjaaja@example.fi", "Koodi", "Koodisi on 333333."))

    assert list(people.codes("koe+ohjaaja@example.fi")) == ["333333"]


def test_the_mail_about_the_seal_is_known_by_its_subject(bucket):
    people = People(NOWHERE, Inbox("s3://inbox/mail/"))
    later = f"https://sopu.test/sign/{'b' * 43}"
    bucket(
        "mail/1", a_mail("koe+ohjaaja@example.fi", "Työnohjaussopimus on voimassa", f"Se on täällä: {later}")
    )
    bucket("mail/2", a_mail("koe+ohjaaja@example.fi", "Työnohjaussopimus odottaa", f"Avaa {LINK}."))

    assert people.sealed_link("koe+ohjaaja@example.fi") == later


def test_an_operator_is_asked_for_a_code_until_there_is_one():
    ask, asked = answering("what?", " Koodisi on 123456 ")
    people = Copying(NOWHERE, ask)
    people.pause_seconds = 0

    code = people.wait_for(lambda: next(people.codes("koe+ohjaaja@example.fi"), ""), "a code")

    assert code == "123456"
    assert len(asked) == 2
    assert "koe+ohjaaja@example.fi" in asked[0]


def test_an_operator_is_asked_for_a_link_until_there_is_one(capsys):
    ask, asked = answering("https://sopu.test/login", f" {LINK}\n")

    assert Copying(NOWHERE, ask).link("koe+ohjattava@example.fi") == LINK
    assert len(asked) == 2
    assert "no personal link" in capsys.readouterr().out
