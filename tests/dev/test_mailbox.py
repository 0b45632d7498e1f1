from email.message import EmailMessage, Message

import pytest

from chalicelib.aws.mailer import mime
from chalicelib.workflow.ports import Letter
from dev.http import Request
from dev.local_pages import LocalPages, finnish_time, linked
from dev.mailbox import Captured, Mailbox, parse

TEXT = "Hyvä Äijälä,\n\navaa http://127.0.0.1:8000/sign/abc-_1 (tai https://sopu.test/verify?x=1&y=2).\n"


def a_mail(text=TEXT, html="<p>Hyvä Äijälä</p>", **headers):
    message = EmailMessage()
    message["From"] = '"Ulla-Maija Wäinölä" <sopu@sopu.test>'
    message["Reply-To"] = "ulla@example.org"
    message["To"] = '"Äijälä, Åke" <Ake@Example.org>'
    message["Subject"] = "Työnohjaussopimus odottaa sinua"
    for name, value in headers.items():
        message[name] = value
    message.set_content(text)
    if html:
        message.add_alternative(html, subtype="html")
    return message


def captured(message, mail_id="1", destinations=("ake@example.org", '"Äijälä, Åke" <Ake@Example.org>')):
    return Captured(mail_id, destinations, message.as_bytes().decode())


def test_a_mail_of_two_parts_reads_as_its_receiver_sees_it():
    mail = parse(captured(a_mail(Date="Mon, 23 Nov 2026 09:00:00 +0200")))

    assert mail.to == ["ake@example.org"]
    assert mail.sender == "Ulla-Maija Wäinölä <sopu@sopu.test>"
    assert mail.reply_to == "ulla@example.org"
    assert mail.subject == "Työnohjaussopimus odottaa sinua"
    assert mail.text == TEXT
    assert mail.html == "<p>Hyvä Äijälä</p>\n"
    assert mail.sent_at == "2026-11-23T09:00:00+02:00"
    assert mail.links == ["http://127.0.0.1:8000/sign/abc-_1", "https://sopu.test/verify?x=1&y=2"]


def test_a_long_sender_is_read_whole():
    """As it is sent: folded in two encoded words, which belong together."""
    name = "Nguyễn Thị Hồng Ánh Äijälä-Öhman von Hällfors (Sopu)"
    letter = Letter(to="a@b.example", sender=name, reply_to="", subject="", text="", html="", language="fi")

    assert parse(captured(mime(letter, "sopu@sopu.test"))).sender == f"{name} <sopu@sopu.test>"


def test_a_mail_without_a_date_has_the_products_time(monkeypatch):
    monkeypatch.setenv("SOPU_CLOCK", "2026-11-23T09:00:00+02:00")

    assert parse(captured(a_mail())).sent_at == "2026-11-23T09:00:00+02:00"


def test_a_mail_of_text_alone_has_no_html():
    mail = parse(captured(a_mail(html="")))

    assert (mail.text, mail.html) == (TEXT, "")


def test_json_says_from_as_promised():
    assert set(parse(captured(a_mail())).as_json()) == {
        "id", "to", "from", "reply_to", "subject", "text", "html", "sent_at", "links",
        "attachments",
    }  # fmt: skip


def with_file(data=b"%PDF-1.7 ...", name="sopimus-Äijälä.pdf"):
    message = a_mail()
    message.add_attachment(data, maintype="application", subtype="pdf", filename=name)
    return captured(message, "7")


def test_json_names_what_came_with_a_mail_and_where_it_opens():
    mail = parse(with_file())

    assert mail.as_json()["attachments"] == [
        {"name": "sopimus-Äijälä.pdf", "size": 12, "link": "/_local/mail/7/1"}
    ]
    assert (mail.text, mail.html) == (TEXT, "<p>Hyvä Äijälä</p>\n")
    assert parse(captured(a_mail())).as_json()["attachments"] == []


def test_the_page_links_the_file_and_the_link_gives_its_very_bytes():
    pages = LocalPages(Mailbox(lambda: [with_file()]), {}, lambda: None)

    shown = pages(Request("GET", "/_local/mail", Message(), b"", "127.0.0.1")).body.decode()
    file = pages(Request("GET", "/_local/mail/7/1", Message(), b"", "127.0.0.1"))

    assert '<a href="/_local/mail/7/1">sopimus-Äijälä.pdf</a> (1 kt)' in shown
    assert (file.status, file.body) == (200, b"%PDF-1.7 ...")
    assert dict(file.headers)["Content-Type"] == "application/pdf"
    for absent in ("/_local/mail/7/2", "/_local/mail/8/1", "/_local/mail/7/0"):
        assert pages(Request("GET", absent, Message(), b"", "127.0.0.1")) is None


def test_the_box_only_grows_and_keeps_its_order():
    sent = [captured(a_mail(), "1")]
    box = Mailbox(lambda: sent)
    first = box.mails()

    sent.append(captured(a_mail(), "2"))

    assert [mail.id for mail in box.mails()] == ["1", "2"]
    assert box.mails()[:1] == first
    assert box.find("2").id == "2"
    assert box.find("3") is None


@pytest.mark.parametrize(
    ("text", "html"),
    [
        ("Avaa http://a.test/b.", 'Avaa <a href="http://a.test/b">http://a.test/b</a>.'),
        ("<b> & http://a.test/?x=1&y=2", '&lt;b&gt; &amp; <a href="http://a.test/?x=1&amp;y=2">http://a.test/?x=1&amp;y=2</a>'),
        ('"http://a.test"', '&#34;<a href="http://a.test">http://a.test</a>&#34;'),
        ("javascript:alert(1)", "javascript:alert(1)"),
        ("", ""),
    ],
)  # fmt: skip
def test_addresses_in_a_text_are_clickable_and_nothing_else_is_markup(text, html):
    assert str(linked(text)) == html


def test_the_page_tells_times_as_a_finn_writes_them():
    assert finnish_time("2026-11-23T07:05:00+00:00") == "23.11.2026 klo 9.05"
    assert finnish_time("2026-07-01T12:30:00+03:00") == "1.7.2026 klo 12.30"
