"""What mails say, in both of their forms and in every language: to each who gets one, in every case."""

import re
from datetime import UTC, date, datetime

import pytest

from chalicelib.documents.templating import TEMPLATES
from dev.mail_samples import (
    CONSUMER,
    CONSUMERS,
    LINK,
    NOTICE,
    PAGE,
    TO_AUTHOR,
    TO_PARTIES,
    WAITING,
    WITHDRAW,
)  # fmt: skip
from tests.documents.finnish import finnish_in
from tests.documents.html import parsed, words
from tests.documents.letters import (
    HOW,
    SAMPLES,
    a_letter,
    a_login,
    addresses_of,
    every_letter,
    every_mail,
    plain,
    shown,
)


def test_every_kind_of_mail_is_among_the_samples():
    folders = {path.name for path in (TEMPLATES / "mails").iterdir() if path.is_dir()}

    assert folders == {it.kind for it in SAMPLES.values()}


@every_letter
def test_text_has_one_address_for_each_act_and_no_other(sample):
    made, addresses = sample.words("fi"), addresses_of(sample)

    assert re.findall(r"https?://\S+", made.text) == addresses
    assert all(f"\n{url}\n" in made.text for url in addresses)


@every_letter
def test_html_opens_the_same_and_the_page_that_explains(sample):
    root = parsed(sample.words("fi").html)

    assert root.xpath("//@href") == [*addresses_of(sample), HOW]


@every_letter
def test_subject_is_one_line_that_names_the_contract(sample):
    subject = sample.words("fi").subject

    assert "TO-2026-0001" in subject
    assert subject == " ".join(subject.split())


@every_mail
def test_text_and_html_say_the_same(sample):
    made = sample.words("fi")

    assert shown(made.html) == plain(made.text, addresses_of(sample))


@every_mail
def test_nothing_is_left_unsaid_or_run_together(sample):
    made = sample.words("fi")

    assert not re.search(r"\{\{|\{%|None|Undefined|%\(|  |[a-zäö0-9][.!?][A-ZÄÖ]|\n{3}", made.text)
    assert made.text == made.text.strip() + "\n"


@every_mail
def test_lists_of_mails_show_a_line_that_the_subject_does_not_say(sample):
    made = sample.words("fi")

    (line,) = (words(it) for it in parsed(made.html).xpath("//*[@data-preheader]"))
    assert 15 < len(line) < 90
    assert line not in made.subject


@pytest.mark.parametrize("language", ["sv", "en"])
@every_mail
def test_another_language_says_all_of_it(sample, language):
    made, finnish = sample.words(language), sample.words("fi")
    quoted = {sample.context[it] for it in ("words", "typed_name") if it in sample.context}

    assert finnish_in(f"{made.subject} {made.text} {words(parsed(made.html))}", but=quoted) == set()
    assert f'<html lang="{language}"' in made.html
    assert made.subject != finnish.subject
    assert len(made.text.splitlines()) == len(finnish.text.splitlines())


def test_a_consumer_is_told_how_and_until_when_to_withdraw():
    made = a_letter("completed", **CONSUMER)

    assert "Voit peruuttaa sopimuksen syytä kertomatta 7.12.2026 saakka." in made.text
    assert f"\nPeruuta sopimus tästä:\n{WITHDRAW}\n" in made.text
    assert parsed(made.html).xpath(f"//a[@href='{WITHDRAW}']/text()") == ["Peruuta sopimus tästä"]
    assert "peruuttaa" not in a_letter("completed").text


def test_who_did_not_ask_for_an_early_start_is_told_what_waits():
    waiting = a_letter("completed", **CONSUMER | {"not_before": date(2026, 12, 8)}).text
    begun = a_letter("completed", **CONSUMER | {"early_start": True}).text

    assert "Tapaamisia pidetään siksi aikaisintaan 8.12.2026" in waiting
    assert "maksat ennen sitä pidetyistä tapaamisista" in begun
    assert "8.12.2026" not in begun + a_letter("completed", **CONSUMER).text


def test_the_acknowledgement_repeats_the_notice_with_its_day_and_hour():
    text = a_letter("withdrawal_received", **NOTICE).text

    assert "TO-2026-0001 saapui 23.11.2026 klo 9.00." in text
    assert "aino lehtimäki peruuttaa työnohjaussopimuksen TO-2026-0001.\n\nMuutin mieleni.\n\nKiitos!" in text


OF_CONSUMERS = {
    "one asked": (CONSUMERS | {"early": True}, "7.12.2026 saakka. Hän on pyytänyt aloittamaan jo sitä ennen."),
    "one did not": (WAITING, "Hän ei ole pyytänyt aloittamaan sitä ennen. Pidä tapaamisia aikaisintaan 8.12.2026"),
    "all asked": (CONSUMERS | {"count": 2, "early": True}, "He kaikki ovat pyytäneet"),
    "not all asked": (WAITING | {"count": 2}, "Kaikki heistä eivät ole pyytäneet"),
    "begins later": (CONSUMERS, "Kuluttaja voi peruuttaa sopimuksen 7.12.2026 saakka."),
}  # fmt: skip


@pytest.mark.parametrize(("consumers", "said"), OF_CONSUMERS.values(), ids=OF_CONSUMERS)
def test_the_supervisor_is_told_until_when_consumers_may_withdraw_and_whether_sessions_wait(consumers, said):
    made = a_letter("completed", role="supervisor", consumers=consumers)

    assert said in " ".join(made.text.split())
    assert shown(made.html) == plain(made.text, [LINK])


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
        assert shown(several.html) == plain(several.text, [PAGE])


def test_what_was_replaced_names_the_number_that_replaced_it():
    assert "uusi sopimus TO-2026-0007 on tullut sen tilalle" in a_letter("superseded").text


@pytest.mark.parametrize(
    ("told", "said"),
    [
        ({"concluded": False}, "eikä se nyt tule voimaan"),
        ({"goes_on": True}, "Osuutesi sopimuksesta on päättynyt."),
        ({"others": True}, "Työnohjaaja kertoo peruuttamisesta muille"),
        ({}, "Et maksa mitään, ellet ole myöhemmin kirjallisesti pyytänyt"),
        (
            {"early_start": True},
            "maksat ennen ilmoitusta pidetyistä tapaamisista sovitun hinnan sekä matkakulut, jos niistä on sovittu.",
        ),
        ({"superseded": True}, "Peruuttaminen koskee vain tätä sopimusta, ei uutta."),
        ({"replaces": "TO-2026-0007"}, "Aiempi sopimus TO-2026-0007 päättyi"),
        (
            {"replaces": "TO-2026-0007", "concluded": False},
            "Aiempaan sopimukseen TO-2026-0007 tämä ei vaikuta.",
        ),
    ],
)
def test_the_acknowledgement_says_what_follows(told, said):
    assert said in a_letter("withdrawal_received", **NOTICE | told).text


@pytest.mark.parametrize("kind", ["invitation", "reminder", "new_version"])
def test_deadline_is_the_last_day_that_counts_in_the_subject_too(kind):
    made = a_letter(kind, deadline=datetime(2026, 12, 7, 22, 0, tzinfo=UTC))
    earlier = a_letter(kind, deadline=datetime(2026, 12, 7, 21, 59, tzinfo=UTC))

    assert made.subject.endswith("ja vastaa 7.12.2026 mennessä")
    assert "7.12.2026" in made.text
    assert "8.12.2026" not in made.text + made.html
    assert earlier == made


@pytest.mark.parametrize("kind", ["invitation", "reminder", "new_version"])
def test_without_a_deadline_none_is_told(kind):
    made = a_letter(kind, deadline=None)

    assert not re.search(r"\d\.\d+\.20|saakka|mennessä|viimeistään", made.subject + made.text + made.html)


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
    assert shown(made.html) == plain(made.text, [LINK])


@pytest.mark.parametrize("kind", ASKING)
def test_a_supervisor_who_needs_a_code_is_told_where_it_stands(kind):
    text = a_letter(kind, needs_code=True, role="supervisor").text

    assert "Näet sen sopimuksen sivulla, kun kirjaudut sisään." in text
    assert "kertoo sen sinulle" not in text


@pytest.mark.parametrize("kind", [*TO_PARTIES, *TO_AUTHOR])
def test_who_needs_no_code_hears_of_none(kind):
    assert "oodi" not in a_letter(kind, role="supervisor").text + a_letter(kind).text


@pytest.mark.parametrize(
    ("kind", "subject"),
    [
        ("invitation", "Hyväksy tekemäsi työnohjaussopimus TO-2026-0001"),
        ("new_version", "Hyväksy muuttamasi työnohjaussopimus TO-2026-0001"),
        ("reminder", "Muistutus: hyväksy tekemäsi työnohjaussopimus TO-2026-0001"),
    ],
)
def test_supervisor_is_asked_in_other_words(kind, subject):
    assert a_letter(kind, role="supervisor").subject == subject
    assert a_letter(kind).text.count("Ulla-Maija Wäinölä") == 2
    assert a_letter(kind, role="supervisor").text.count("Ulla-Maija Wäinölä") == 0


@pytest.mark.parametrize("kind", ["invitation", "new_version", "reminder"])
def test_a_supervisor_for_whom_the_others_wait_is_told_so(kind):
    waited = a_letter(kind, role="supervisor", others_wait=True)

    assert "Muut saavat linkkinsä, kun olet hyväksynyt. Voit hyväksyä" in waited.text
    assert "linkkinsä" not in a_letter(kind, role="supervisor").text


def test_who_was_never_asked_is_invited_to_what_is_another_version_for_others():
    assert a_letter("new_version", asked_before=False).subject == a_letter("invitation").subject
    assert "versio" not in a_letter("new_version", asked_before=False).text


@pytest.mark.parametrize("kind", ["invitation", "new_version"])
def test_a_fresh_link_says_that_the_earlier_one_is_dead(kind):
    said = "se ei enää toimi"

    assert said in a_letter(kind, asked_before=False, link_replaced=True).text
    assert said not in a_letter(kind, asked_before=False).text


@every_letter
def test_only_a_first_mail_warns_who_did_not_expect_it(sample):
    """Whoever has answered already expects to hear how it ended."""
    warned = "Jos et odottanut viestiä" in sample.words("fi").text

    assert warned == (sample.kind in ("invitation", "new_version") and sample.role != "supervisor")


def test_end_is_told_without_names_or_reasons():
    made = a_letter("ended", status="declined")
    told = made.text.partition("--")[0]

    assert "Wäinölä" not in told
    assert made == a_letter("ended", status="cancelled")


def test_a_number_is_never_broken_over_two_lines():
    root = parsed(a_letter("superseded").html)

    whole = root.xpath("//*[@role='article']//*[contains(@style, 'nowrap')]")
    assert [words(it) for it in whole] == ["TO-2026-0001", "TO-2026-0007"]
    assert "nowrap" not in root.findtext("head/title")


def test_what_people_are_called_stays_text():
    made = a_letter(
        "invitation", supervisor="<b>Åke</b>\nBcc: kaikki@koti.example", recipient="<i>O'Neill</i> & Øy"
    )

    assert parsed(made.html).xpath("//b | //i") == []
    assert "<i>O'Neill</i> & Øy" in made.text
    assert "<b>Åke</b> Bcc: kaikki@koti.example pyytää" in made.text


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
def test_a_login_in_another_language_has_the_same_code_and_no_finnish(language):
    made = a_login(language=language)

    assert finnish_in(f"{made.subject} {made.text} {words(parsed(made.html))}") == set()
    assert re.findall(r"\d{6}", made.text) == ["012345"]
    assert made.subject != a_login().subject
