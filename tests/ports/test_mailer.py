"""A letter as it leaves: one person, both forms, and headers that nobody's name can break."""

import traceback
from email import message_from_bytes
from email.header import decode_header, make_header
from email.policy import default

import pytest
from botocore.exceptions import ClientError
from moto.core import DEFAULT_ACCOUNT_ID
from moto.ses.models import ses_backends

from chalicelib.aws.mailer import MOST_BYTES, SesMailer, mime
from chalicelib.workflow.ports import Enclosure, Letter
from tests.moto_aws import REGION

OURS = "sopu@sopu.test"


def letter(**changes):
    usual = {
        "to": "sarka@koti.example", "sender": "Maija Meikäläinen", "reply_to": "maija@ohjaaja.example", "language": "fi",
        "subject": "Sopimus odottaa hyväksyntääsi – Šárka", "text": "Hei Šárka!\n\nhttps://sopu.test/sign/" + "a" * 43 + "\n",
        "html": '<p>Hei Šárka! <a href="https://sopu.test/sign/' + "a" * 43 + '">Lue sopimus</a></p>\n',
    }  # fmt: skip
    return Letter(**usual | changes)


def read(letter):
    return message_from_bytes(mime(letter, OURS).as_bytes(), policy=default)


def test_a_letter_goes_to_one_person_and_ses_gives_its_id(aws):
    message_id = aws.mailer.send(letter())

    (sent,) = ses_backends[DEFAULT_ACCOUNT_ID][REGION].sent_messages
    assert sent.id == message_id
    assert set(sent.destinations) == {"sarka@koti.example"}
    assert "=?utf-8?" in sent.raw_data
    assert "href=3D" in sent.raw_data


def test_a_refusal_says_why_and_names_nobody():
    """SES puts the address that it refuses into its words, and Lambda prints what a failed job raised."""

    class Ses:
        def send_email(self, **letter):
            words = "Address is not verified: sarka@koti.example"
            raise ClientError({"Error": {"Code": "MessageRejected", "Message": words}}, "SendEmail")

    with pytest.raises(ClientError) as refused:
        SesMailer(Ses, OURS).send(letter())

    told = "".join(traceback.format_exception(refused.value))
    assert refused.value.response["Error"]["Code"] == "MessageRejected"
    assert "sarka@koti.example" not in told


TAGS = {"contract": "c1", "party": "manager", "kind": "invitation", "round": "1_1"}


@pytest.mark.parametrize(
    ("sets", "tags", "sent"),
    [
        (
            ("followed", "unfollowed"),
            TAGS,
            {
                "ConfigurationSetName": "followed",
                "EmailTags": [{"Name": name, "Value": value} for name, value in TAGS.items()],
            },
        ),
        (("followed", "unfollowed"), {}, {"ConfigurationSetName": "unfollowed"}),
        ((), TAGS, {}),
        ((), {}, {}),
    ],
    ids=["to a party", "a login code", "no sets, to a party", "no sets, a login code"],
)
def test_a_mail_is_followed_where_it_has_a_name_and_else_sent_so_that_nothing_keeps_it_back(sets, tags, sent):
    asked = []

    class Ses:
        def send_email(self, **given):
            asked.append(given)
            return {"MessageId": "m"}

    SesMailer(Ses, OURS, *sets).send(letter(tags=tags))

    (given,) = asked
    assert {name: given[name] for name in given if name not in ("Destination", "Content")} == sent


def test_from_shows_the_supervisor_beside_our_address_and_answers_go_to_them():
    found = read(letter())

    (sender,) = found["From"].addresses
    assert (sender.display_name, sender.addr_spec) == ("Maija Meikäläinen", OURS)
    assert str(found["Reply-To"]) == "maija@ohjaaja.example"
    assert str(found["To"]) == "sarka@koti.example"
    assert found["Cc"] is None
    assert found["Bcc"] is None


def test_both_forms_say_their_words_in_quoted_printable_utf_8():
    found = read(letter())

    text, html = found.iter_parts()
    assert found.get_content_type() == "multipart/alternative"
    assert [part.get_content_type() for part in (text, html)] == ["text/plain", "text/html"]
    assert {part["Content-Transfer-Encoding"] for part in (text, html)} == {"quoted-printable"}
    assert text.get_content().splitlines() == letter().text.splitlines()
    assert html.get_content().splitlines() == letter().html.splitlines()


def test_the_headers_say_language_and_that_a_machine_wrote():
    found = read(letter(language="sv"))

    assert found["Content-Language"] == "sv"
    assert found["Auto-Submitted"] == "auto-generated"
    assert found["Subject"] == letter().subject


def test_an_enclosed_file_arrives_byte_for_byte_under_its_name_after_both_forms(aws):
    pdf = bytes(range(256)) * 300 + b"\r\n.\r\n%%EOF\n"
    aws.mailer.send(letter(enclosures=(Enclosure(name="TO-2026-0001.pdf", data=pdf),)))

    (sent,) = ses_backends[DEFAULT_ACCOUNT_ID][REGION].sent_messages
    found = message_from_bytes(sent.raw_data.encode(), policy=default)
    forms, file = found.iter_parts()
    assert (found.get_content_type(), forms.get_content_type()) == (
        "multipart/mixed",
        "multipart/alternative",
    )
    assert (file.get_content_type(), file.get_filename()) == ("application/pdf", "TO-2026-0001.pdf")
    assert file.get_content_disposition() == "attachment"
    assert file.get_content() == pdf
    assert found.get_body(("plain",)).get_content().splitlines() == letter().text.splitlines()
    assert (found["Content-Language"], found["Subject"]) == ("fi", letter().subject)


def test_entries_for_a_calendar_arrive_as_such_with_their_own_line_ends():
    entries = "BEGIN:VCALENDAR\r\nDESCRIPTION:Työnohjaus\r\nEND:VCALENDAR\r\n".encode()
    found = read(
        letter(enclosures=(Enclosure(name="sopimus-1.ics", data=entries, media_type="text/calendar"),))
    )

    _, file = found.iter_parts()
    assert (file.get_content_type(), file.get_filename()) == ("text/calendar", "sopimus-1.ics")
    assert (file.get_param("charset"), file.get_param("method")) == ("utf-8", "PUBLISH")
    assert file.get_content_disposition() == "attachment"
    assert file.get_payload(decode=True) == entries
    assert found.get_body(("plain",)).get_content().splitlines() == letter().text.splitlines()


def test_a_letter_that_mailboxes_refuse_is_not_sent(aws):
    file = Enclosure(name="TO-2026-0001.pdf", data=b"x" * (MOST_BYTES * 3 // 4))

    with pytest.raises(ValueError, match="bytes"):
        aws.mailer.send(letter(enclosures=(file,)))

    assert ses_backends[DEFAULT_ACCOUNT_ID][REGION].sent_messages == []


def test_a_letter_without_reply_to_has_no_such_header():
    assert read(letter(reply_to=""))["Reply-To"] is None


@pytest.mark.parametrize(
    "name",
    [
        "Meikäläinen, Maija",
        'Maija "Maikki" Öhman',
        "Nguyễn Thị Ễm",
        "a@b.example",
        "Maija <x@evil.example>",
        "M;:\\",
    ],
)
def test_any_name_is_shown_as_it_is_and_is_never_an_address(name):
    (sender,) = read(letter(sender=name))["From"].addresses

    assert (sender.display_name, sender.addr_spec) == (name, OURS)


@pytest.mark.parametrize(
    "words",
    [
        "Šárka Ylä Šárka Jääskeläinen Öhman Åke",
        "Å" * 150,
        "Maria Kristiina Åström-Öhman von Hällfors " * 4,
        "Ylä Ä " * 40 + "loppu",
    ],
)
def test_a_long_name_or_subject_is_whole_when_its_pieces_are_put_together(words):
    """By the reader of RFC 2047 that drops what folding put between two encoded words."""
    raw = message_from_bytes(mime(letter(sender=words.strip(), subject=words.strip()), OURS).as_bytes())

    assert str(make_header(decode_header(raw["Subject"]))) == words.strip()
    assert str(make_header(decode_header(raw["From"]))) == f"{words.strip()} <{OURS}>"
    assert all(len(line) <= 78 for line in f"From: {raw['From']}".splitlines())


@pytest.mark.parametrize("field", ["sender", "subject", "to", "reply_to", "language"])
@pytest.mark.parametrize(
    "line", ["\r\nBcc: x@evil.example", "\nBcc: x@evil.example", "\rBcc: x@evil.example"]
)
def test_no_line_break_becomes_a_header(field, line):
    broken = letter(**{field: getattr(letter(), field) + line})

    with pytest.raises(ValueError):  # noqa: PT011
        mime(broken, OURS).as_bytes()


@pytest.mark.parametrize(
    "email", ["a@b.example, x@evil.example", "a@b.example>", "<a@b.example", "a b@c.example"]
)
def test_two_addresses_in_one_are_one_that_nobody_has(email):
    """Whatever passes for an address, the letter never has a second reader."""
    try:
        addresses = read(letter(to=email))["To"].addresses
    except ValueError:
        return
    assert len(addresses) == 1
    assert addresses[0].addr_spec not in {"x@evil.example", "a@b.example"}


def test_a_domain_with_marks_goes_in_its_ascii_form():
    assert str(read(letter(to="aino@työnohjaus.example"))["To"]) == "aino@xn--tynohjaus-17a.example"


def test_an_address_that_ses_cannot_deliver_to_is_refused():
    with pytest.raises(ValueError, match="ascii"):
        mime(letter(to="äiti@koti.example"), OURS)
