import re
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from chalicelib.documents.mails import letter
from chalicelib.documents.templating import TEMPLATES
from tests.builders import DEADLINE, NOW
from tests.documents.finnish import finnish_in
from tests.documents.html import parsed, words

BASE = "https://sopu.example"
LINK = f"{BASE}/sign/{'aB3-_' * 8}xyz"
PAGE = f"{BASE}/contracts/5d41402abc4b2a76b9719d911017c592"
TO_PARTIES = [
    "invitation", "reminder", "completed", "renewed", "ended", "superseded", "new_version", "left_out",
]  # fmt: skip
TO_AUTHOR = ["declined", "change_requested", "expired", "withdrawn"]
WITHDRAW = f"{LINK}/withdraw"
CONSUMER = {
    "consumer": True, "concluded": True, "withdraw_url": WITHDRAW, "withdraw_until": DEADLINE, "early_start": False,
    "not_before": None,
}  # fmt: skip
NOTICE = CONSUMER | {
    "withdrawn_at": NOW, "typed_name": "aino lehtimäki", "words": "Muutin mieleni.\n\n\nKiitos!", "goes_on": False,
    "others": False, "superseded": False, "replaces": "",
}  # fmt: skip
# What a consumer gets: kind, context, addresses.
TO_CONSUMERS = {
    "in force": ("completed", CONSUMER, [LINK, WITHDRAW]),
    "in force, waiting": ("completed", CONSUMER | {"not_before": date(2026, 12, 8)}, [LINK, WITHDRAW]),
    "in force, begun early": ("completed", CONSUMER | {"early_start": True}, [LINK, WITHDRAW]),
    "withdrawn from two": ("withdrawal_received", NOTICE, [LINK]),
    "withdrawn without words": ("withdrawal_received", NOTICE | {"words": ""}, [LINK]),
    "withdrawn from more": ("withdrawal_received", NOTICE | {"others": True}, [LINK]),
    "withdrawn from what goes on": (
        "withdrawal_received",
        NOTICE | {"goes_on": True, "others": True},
        [LINK],
    ),
    "withdrawn from what was replaced": ("withdrawal_received", NOTICE | {"superseded": True}, [LINK]),
    "withdrawn from what replaced": ("withdrawal_received", NOTICE | {"replaces": "TO-2026-0007"}, [LINK]),
    "withdrawn after beginning": ("withdrawal_received", NOTICE | {"early_start": True}, [LINK]),
    "withdrawn before conclusion": ("withdrawal_received", NOTICE | {"concluded": False}, [LINK]),
}
every_kind = pytest.mark.parametrize(
    ("kind", "role", "url"),
    [(kind, role, LINK) for kind in TO_PARTIES for role in ("supervisor", "supervisee", "manager")]
    + [(kind, "supervisor", PAGE) for kind in TO_AUTHOR],
)
to_a_consumer = pytest.mark.parametrize(
    ("kind", "told", "addresses"), TO_CONSUMERS.values(), ids=TO_CONSUMERS
)


def a_letter(kind, language="fi", **changes):
    usual = {
        "url": LINK, "base_url": BASE, "number": "TO-2026-0001", "supervisor": "Ulla-Maija Wäinölä",
        "supervisor_email": "ohjaaja@sopu.test", "recipient": "Aino Lehtimäki", "deadline": DEADLINE, "status": "sent",
        "role": "supervisee", "concluded": False, "consumer": False, "version": 2, "asked_before": True, "needs_code": False,
        "consumers": None, "others": False, "successor": "TO-2026-0007",
    }  # fmt: skip
    return letter(kind, language, **usual | changes)


def a_login(code="012345", language="fi"):
    return letter("login", language, code=code, base_url=BASE)


def test_every_folder_of_mails_is_tried_here():
    folders = {path.name for path in (TEMPLATES / "mails").iterdir() if path.is_dir()}

    assert folders == {*TO_PARTIES, *TO_AUTHOR, "withdrawal_received", "login"}


@every_kind
def test_text_has_one_address_and_the_page_one_link(kind, role, url):
    made = a_letter(kind, role=role, url=url)

    assert re.findall(r"https?://\S+", made.text) == [url]
    assert f"\n{url}\n" in made.text
    assert parsed(made.html).xpath("//@href") == [url]


@every_kind
def test_subject_is_one_line_that_names_the_contract(kind, role, url):
    subject = a_letter(kind, role=role, url=url).subject

    assert "TO-2026-0001" in subject
    assert subject == subject.strip()
    assert "\n" not in subject


@every_kind
def test_text_and_html_say_the_same(kind, role, url):
    made = a_letter(kind, role=role, url=url)
    assert words(parsed(made.html).find("body")) == plain(made.text, [url])


@to_a_consumer
def test_what_a_consumer_gets_is_whole_in_both_forms(kind, told, addresses):
    made = a_letter(kind, **told)

    assert re.findall(r"https?://\S+", made.text) == addresses
    assert parsed(made.html).xpath("//@href") == addresses
    assert words(parsed(made.html).find("body")) == plain(made.text, addresses)
    assert not re.search(r"\{\{|\{%|None|Undefined|%\(|  |[a-zäö0-9][.!?][A-ZÄÖ]|\n{3}", made.text)


@pytest.mark.parametrize("language", ["sv", "en"])
@to_a_consumer
def test_a_consumer_reads_it_in_their_own_language(kind, told, addresses, language):
    made = a_letter(kind, language, **told)

    mine = {told["words"], told["typed_name"]} if kind == "withdrawal_received" else set()
    assert finnish_in(f"{made.subject} {made.text}", but=mine) == set()
    assert made.subject != a_letter(kind, **told).subject


def plain(text, addresses):
    """The words of a mail's text, as its HTML has them: a button is its label."""
    for url in sorted(addresses, key=len, reverse=True):
        text = text.replace(f":\n{url}", "")
    return " ".join(text.replace("--\n", "").split())


def test_a_consumer_is_told_how_and_until_when_to_withdraw():
    made = a_letter("completed", **CONSUMER)

    assert "Voit peruuttaa sopimuksen syytä kertomatta 7.12.2026 saakka." in made.text
    assert f"\nPeruuta sopimus tästä:\n{WITHDRAW}\n" in made.text
    assert parsed(made.html).xpath(f"//a[@href='{WITHDRAW}']/text()") == ["Peruuta sopimus tästä"]
    assert "peruuttaa" not in a_letter("completed").text


def test_who_did_not_ask_for_an_early_start_is_told_what_waits():
    waiting = a_letter("completed", **CONSUMER | {"not_before": date(2026, 12, 8)}).text
    begun = a_letter("completed", **CONSUMER | {"early_start": True}).text

    assert "tapaamisia pidetään aikaisintaan 8.12.2026" in waiting
    assert "maksat ennen sitä pidetyistä tapaamisista" in begun
    assert "8.12.2026" not in begun + a_letter("completed", **CONSUMER).text


def test_the_acknowledgement_repeats_the_notice_with_its_day_and_hour():
    text = a_letter("withdrawal_received", **NOTICE).text

    assert "TO-2026-0001 saapui 23.11.2026 klo 9.00." in text
    assert "aino lehtimäki peruuttaa työnohjaussopimuksen TO-2026-0001.\n\nMuutin mieleni.\n\nKiitos!" in text


CONSUMERS = {"count": 1, "until": DEADLINE, "early": False, "not_before": None}
WAITING = CONSUMERS | {"not_before": date(2026, 12, 8)}
OF_CONSUMERS = {
    "one asked": (CONSUMERS | {"early": True}, "7.12.2026 saakka. Hän on pyytänyt aloittamaan jo sitä ennen."),
    "one did not": (WAITING, "Hän ei ole pyytänyt aloittamaan sitä ennen, joten tapaamisia voi pitää aikaisintaan 8.12.2026"),
    "all asked": (CONSUMERS | {"count": 2, "early": True}, "He kaikki ovat pyytäneet"),
    "not all asked": (WAITING | {"count": 2}, "Kaikki heistä eivät ole pyytäneet"),
    "begins later": (CONSUMERS, "Kuluttaja voi peruuttaa sopimuksen 7.12.2026 saakka."),
}  # fmt: skip


@pytest.mark.parametrize(("consumers", "said"), OF_CONSUMERS.values(), ids=OF_CONSUMERS)
def test_the_supervisor_is_told_until_when_consumers_may_withdraw_and_whether_sessions_wait(consumers, said):
    made = a_letter("completed", role="supervisor", consumers=consumers)

    assert said in made.text
    assert words(parsed(made.html).find("body")) == plain(made.text, [LINK])
    for language in ("sv", "en"):
        assert (
            finnish_in(a_letter("completed", language, role="supervisor", consumers=consumers).text) == set()
        )


def test_the_supervisor_is_told_to_inform_others_only_where_there_are_some():
    for concluded, told, others in (
        (True, "Palauta kuluttajan maksamat summat", "Kerro peruuttamisesta muille osapuolille."),
        (False, "Sopimus ei tullut voimaan.", "Muille osapuolille kerrottiin vain"),
    ):
        alone = a_letter("withdrawn", role="supervisor", url=PAGE, concluded=concluded)
        several = a_letter("withdrawn", role="supervisor", url=PAGE, concluded=concluded, others=True)
        assert told in alone.text
        assert told in several.text
        assert ("uille" in alone.text, others in several.text) == (False, True)
        assert words(parsed(several.html).find("body")) == plain(several.text, [PAGE])


def test_what_was_replaced_names_the_number_that_replaced_it():
    assert "uusi sopimus TO-2026-0007 on tullut sen tilalle" in a_letter("superseded").text


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ({"concluded": False}, "eikä se tule nyt voimaan"),
        ({"goes_on": True}, "Osuutesi sopimuksesta on päättynyt."),
        ({"others": True}, "Työnohjaaja kertoo peruuttamisesta muille"),
        ({}, "Et maksa mitään, ellet ole myöhemmin kirjallisesti pyytänyt"),
        (
            {"early_start": True},
            "maksat ennen ilmoitusta pidetyistä tapaamisista sovitun hinnan sekä matkakulut, jos niistä on sovittu.",
        ),
        ({"superseded": True}, "Peruuttaminen koskee vain tätä sopimusta, ei uutta."),
        ({"replaces": "TO-2026-0007"}, "Aiempi sopimus TO-2026-0007 on päättynyt"),
        (
            {"replaces": "TO-2026-0007", "concluded": False},
            "Aiempaan sopimukseen TO-2026-0007 tämä ei vaikuta.",
        ),
    ],
)
def test_the_acknowledgement_says_what_follows(told, said):
    assert said in a_letter("withdrawal_received", **NOTICE | told).text


@every_kind
def test_nothing_is_left_unsaid_or_run_together(kind, role, url):
    made = a_letter(kind, role=role, url=url)

    assert not re.search(r"\{\{|\{%|None|Undefined|%\(|  ", made.text)
    assert not re.search(r"[a-zäö0-9][.!?][A-ZÄÖ]|\n{3}", made.text)


@every_kind
def test_mail_tells_who_it_is_from_and_how_to_know_it(kind, role, url):
    made = a_letter(kind, role=role, url=url)

    assert "sopu.example." in made.text
    assert ("ohjaaja@sopu.test" in made.text) == (role != "supervisor")


@pytest.mark.parametrize("kind", ["invitation", "reminder"])
def test_deadline_is_the_last_day_that_counts(kind):
    assert "7.12.2026" in a_letter(kind).text
    assert "7.12.2026" not in a_letter(kind, deadline=datetime(2026, 12, 7, 21, 59, tzinfo=UTC)).text.replace(
        "7.12.2026", "", 1
    )


@pytest.mark.parametrize("kind", ["invitation", "reminder", "completed", "renewed"])
def test_personal_link_is_called_personal(kind):
    assert "Linkki on henkilökohtainen" in a_letter(kind).text


ASKING = ["invitation", "reminder", "new_version"]


@pytest.mark.parametrize("version", [1, 2])
@pytest.mark.parametrize("kind", ASKING)
def test_who_will_be_asked_for_a_code_learns_from_whom_they_get_it(kind, version):
    made = a_letter(kind, needs_code=True, version=version)

    assert "tarvitset myös koodin. Työnohjaaja kertoo sen sinulle puhelimessa tai tavatessanne." in made.text
    assert ("Uudella versiolla on uusi koodi." in made.text) == (version == 2)
    assert words(parsed(made.html).find("body")) == plain(made.text, [LINK])
    assert not re.search(r"  |[a-zäö0-9][.!?][A-ZÄÖ]|\n{3}", made.text)


@pytest.mark.parametrize("kind", ASKING)
def test_a_supervisor_who_needs_a_code_is_told_where_it_stands(kind):
    text = a_letter(kind, needs_code=True, role="supervisor").text

    assert "Näet sen sopimuksen sivulla, kun kirjaudut sisään." in text
    assert "kertoo sen sinulle" not in text


@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize("role", ["supervisor", "manager"])
@pytest.mark.parametrize("kind", ASKING)
def test_the_code_is_spoken_of_in_every_language(kind, role, language):
    text = a_letter(kind, language, needs_code=True, role=role).text

    assert finnish_in(text) == set()
    assert len(text) > len(a_letter(kind, language, role=role).text) + 80


@pytest.mark.parametrize("kind", [*TO_PARTIES, *TO_AUTHOR])
def test_who_needs_no_code_hears_of_none(kind):
    assert "oodi" not in a_letter(kind, role="supervisor").text + a_letter(kind).text


def test_supervisor_is_invited_in_other_words():
    assert (
        a_letter("invitation", role="supervisor").subject == "Hyväksy tekemäsi työnohjaussopimus TO-2026-0001"
    )
    assert a_letter("invitation").subject.startswith("Ulla-Maija Wäinölä pyytää sinua")


def test_end_is_told_without_names_or_reasons():
    made = a_letter("ended", status="declined")
    told = made.text.partition("--")[0]

    assert "Wäinölä" not in told
    assert made == a_letter("ended", status="cancelled")


def test_what_people_are_called_stays_text():
    made = a_letter(
        "invitation", supervisor="<b>Åke</b>\nBcc: kaikki@koti.example", recipient="<i>O'Neill</i> & Øy"
    )

    assert parsed(made.html).xpath("//b | //i") == []
    assert "<i>O'Neill</i> & Øy" in made.text
    assert made.subject.startswith("<b>Åke</b> Bcc: kaikki@koti.example pyytää")


def test_code_is_the_only_six_digit_number_of_a_login():
    made = a_login()

    assert re.findall(r"\d{6}", made.text) == re.findall(r"\d{6}", made.html) == ["012345"]
    assert "012345" not in made.subject
    assert "\n012345\n" in made.text


def test_login_has_nothing_to_click():
    made = a_login()

    assert "http" not in made.text
    assert parsed(made.html).xpath("//a") == []


@pytest.mark.parametrize("language", ["sv", "en"])
@every_kind
def test_another_language_says_all_of_it(kind, role, url, language):
    made, finnish = a_letter(kind, language, role=role, url=url), a_letter(kind, role=role, url=url)

    assert finnish_in(f"{made.subject} {made.text} {words(parsed(made.html))}") == set()
    assert f'<html lang="{language}"' in made.html
    assert made.subject != finnish.subject
    assert len(made.text.splitlines()) == len(finnish.text.splitlines())


@pytest.mark.parametrize("language", ["sv", "en"])
def test_a_login_in_another_language_has_the_same_code_and_no_finnish(language):
    made = a_login(language=language)

    assert finnish_in(f"{made.subject} {made.text} {words(parsed(made.html))}") == set()
    assert re.findall(r"\d{6}", made.text) == ["012345"]
    assert made.subject != a_login().subject


def test_html_needs_nothing_from_elsewhere():
    root = parsed(a_letter("invitation").html)

    assert root.xpath("//img | //link | //script | //style | //@src") == []
    assert Path(TEMPLATES / "mails" / "_layout.html").exists()
