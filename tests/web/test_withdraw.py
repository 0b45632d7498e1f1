"""The consumer's right to withdraw on its pages: found, given notice, confirmed, acknowledged, in time."""

import re

import pytest

from chalicelib.domain.invitation import form_token
from tests.web.consumers import accepted, asked, state, steps, words
from tests.web.kept import calls_of_pages, rows
from tests.web.people import logged_in

LABEL = "Peruuta sopimus tästä"


# Found, and taken in two steps


def test_the_page_is_found_under_its_name_and_says_all_that_the_law_asks(concluded, person):
    page = person.get(f"{concluded.links['supervisee-1']}/withdraw")

    told = words(page)
    assert page.status == 200
    assert f"<h1>{LABEL}</h1>" in page.text
    assert "Voit peruuttaa sopimuksen syytä kertomatta 7.12.2026 saakka." in told
    assert re.search(r"Vahvistus sähköpostiisi h…0@kuluttaja\d+\.example", told)
    assert page.form("/withdraw").names == ["_csrf", "typed_name", "text"]
    assert dict(page.form("/withdraw").values)["typed_name"] == ""


def test_both_steps_end_in_an_acknowledgement_on_the_page_and_in_the_mail(life, owner, concluded, person):
    since = len(life.mails())

    answer = steps(person, concluded, text="Muutin mieleni.")
    page = person.get(answer.location)
    life.sweep()

    assert (answer.status, page.status) == (303, 200)
    assert "saapui 23.11.2026 klo 9.00." in words(page)
    assert "Muutin mieleni." in words(page)
    to_consumer, to_owner = sorted(
        life.mails()[since:], key=lambda mail: mail["to"] == ["omistaja@sopu.test"]
    )
    assert to_consumer["to"] == [concluded.emails["supervisee-1"]]
    assert "Muutin mieleni." in to_consumer["text"]
    assert to_owner["subject"].startswith("Kuluttaja on peruuttanut")
    assert state(owner, concluded) == ("withdrawn", {"supervisor": "accepted", "supervisee-1": "withdrawn"})


def test_the_first_step_records_nothing_and_shows_what_will_be_sent(concluded, person):
    first, before = person.get(f"{concluded.links['supervisee-1']}/withdraw"), rows()

    second = person.fill(
        first.form("/withdraw"), {"typed_name": concluded.names["supervisee-1"], "text": "Kiitos."}
    )

    assert second.status == 200
    assert "Sopimusta ei ole vielä peruutettu." in words(second)
    assert f"{concluded.names['supervisee-1']} peruuttaa työnohjaussopimuksen TO-" in words(second)
    assert "Kiitos." in words(second)
    assert rows() == before


def test_a_second_confirmation_and_a_reload_end_on_the_same_page(life, concluded, person):
    first = person.get(f"{concluded.links['supervisee-1']}/withdraw")
    second = person.fill(first.form("/withdraw"), {"typed_name": concluded.names["supervisee-1"]})
    confirm = lambda: person.fill(second.form("/withdraw/confirm"), {"withdraw": "yes"})  # noqa: E731
    page = person.get(confirm().location)
    life.sweep()
    before, since = rows(), len(life.mails())

    again = confirm()
    life.sweep()

    assert (again.status, person.get(again.location).text) == (303, page.text)
    assert (rows(), len(life.mails())) == (before, since)


def test_the_supervisor_reads_who_withdrew_and_what_they_wrote(life, owner, concluded, person):
    steps(person, concluded, text="Muutin mieleni.")

    page = words(owner.get(f"/contracts/{concluded.id}"))
    assert f"{concluded.names['supervisee-1']} peruutti sopimuksen" in page
    assert "Muutin mieleni." in page
    assert "Palauta kuluttajan maksamat summat" in page
    assert "muille osapuolille" not in page


def test_what_was_sealed_can_still_be_fetched(concluded, person):
    steps(person, concluded)

    assert (
        f"contracts/{concluded.id}/v1.pdf"
        in person.get(f"{concluded.links['supervisee-1']}/contract.pdf").location
    )


def test_a_page_costs_two_calls_and_a_confirmation_three(concluded, person):
    with calls_of_pages() as made:
        person.get(f"{concluded.links['supervisee-1']}/withdraw")
    assert len(made) == 2
    with calls_of_pages() as made:
        steps(person, concluded)
    assert len(made) == 2 + 2 + 3


def test_every_step_is_in_the_language_that_the_reader_chose(concluded, person):
    link = concluded.links["supervisee-1"]
    person.get(f"{link}/withdraw?lang=sv")

    first = person.get(f"{link}/withdraw")
    second = person.fill(first.form("/withdraw"), {"typed_name": concluded.names["supervisee-1"]})
    last = person.get(person.fill(second.form("/withdraw/confirm"), {"withdraw": "yes"}).location)

    assert all('<html lang="sv">' in page.text for page in (first, second, last))
    assert [words(page).count("euut") for page in (first, second, last)] == [0, 0, 0]


# Who, and until when


def test_for_who_is_no_consumer_there_is_no_such_page(life, owner, person, concluded):
    link = concluded.links["supervisor"]
    unknown = person.get(f"/sign/{'x' * 43}/withdraw")
    csrf = ("_csrf", form_token(link.rpartition("/")[2], "sign"))

    assert person.get(f"{link}/withdraw").body == unknown.body
    assert unknown.status == 404
    for step in ("withdraw", "withdraw/confirm"):
        assert person.post(f"{link}/{step}", [csrf]).status == 404


def test_before_accepting_there_is_nothing_to_withdraw(life, owner, person):
    it = asked(life, owner)

    answer = person.get(f"{it.links['supervisee-1']}/withdraw")

    assert (answer.status, answer.location) == (303, f"{life.base_url}{it.links['supervisee-1']}")


def test_before_conclusion_it_is_taken_back_for_everybody(life, owner, person):
    it = accepted(life, asked(life, owner, count=2), ["supervisee-1"])
    page = words(person.get(f"{it.links['supervisee-1']}/withdraw"))

    steps(person, it)
    life.sweep()

    assert "Kaikki eivät ole vielä hyväksyneet sopimusta." in page
    assert state(owner, it)[0] == "withdrawn"
    assert "eikä se nyt tule voimaan" in words(person.get(f"{it.links['supervisee-1']}/withdraw"))
    assert person.get(f"{it.links['supervisee-2']}/withdraw").status == 303


def test_one_of_two_leaves_and_the_contract_goes_on(life, owner, person):
    it = accepted(life, asked(life, owner, count=2))
    assert "Osuutesi päättyy, ja sopimus jatkuu muiden kanssa." in words(
        person.get(f"{it.links['supervisee-1']}/withdraw")
    )

    steps(person, it)

    assert state(owner, it) == (
        "sealed", {"supervisor": "accepted", "supervisee-1": "withdrawn", "supervisee-2": "accepted"},
    )  # fmt: skip
    assert person.get(f"{it.links['supervisee-2']}/withdraw").status == 200


def test_on_the_last_evening_it_is_in_time_and_a_minute_later_it_is_told_when_it_was(concluded, person, at):
    link = concluded.links["supervisee-1"]
    at("2026-12-07T23:59:00+02:00")
    second = person.fill(
        person.get(f"{link}/withdraw").form("/withdraw"), {"typed_name": concluded.names["supervisee-1"]}
    )

    at("2026-12-08T00:00:00+02:00")
    page, before = person.get(f"{link}/withdraw"), rows()
    confirmed = person.fill(second.form("/withdraw/confirm"), {"withdraw": "yes"})

    assert (second.status, page.status, confirmed.status) == (200, 410, 410)
    assert "Peruuttamisaika kesti 7.12.2026 saakka." in words(page)
    assert words(confirmed) == words(page)
    assert rows() == before


@pytest.mark.parametrize(
    ("day", "last"),
    [("2026-12-10", "28.12.2026"), ("2027-06-11", "28.6.2027")],
    ids=["Christmas", "Midsummer"],
)
def test_the_day_on_the_page_gives_way_to_holidays(life, owner, person, at, day, last):
    at(f"{day}T09:00:00+02:00")
    owner = logged_in(life, "juhlat@sopu.test")
    it = accepted(life, asked(life, owner, start_date="2027-08-02"))

    assert f"{last} saakka" in words(person.get(f"{it.links['supervisee-1']}/withdraw"))
