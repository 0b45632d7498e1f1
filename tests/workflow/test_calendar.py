"""The days of a contract that came into force, in the calendar of everybody who is bound by it."""

from datetime import date

import pytest
from icalendar import Calendar

from chalicelib.workflow.letters import letter_of
from tests.workflow.consumers import AINOS, ULLAS, lived
from tests.workflow.terms import CONSUMER, TEAM, TWO

SOON = CONSUMER | {"start_date": "2026-12-01", "end_date": "2027-11-30"}


def entries(letter):
    """(title, day) of what the letter brings into a calendar."""
    (file,) = [it for it in letter.enclosures if it.media_type == "text/calendar"]
    return [
        (str(it["summary"]), it.decoded("dtstart")) for it in Calendar.from_ical(file.data).walk("VEVENT")
    ]


def copies(world):
    """The letters that say that the contract is in force, by address: those that carry something."""
    return {it.to: it for it in world.mailer.letters if it.enclosures}


def test_everybody_gets_the_days_with_the_news_that_the_contract_is_in_force():
    world = lived(TEAM)

    told = copies(world)
    assert len(told) == 6
    for letter in told.values():
        assert entries(letter) == [
            ("Työnohjaus alkaa (TO-2026-0001)", date(2027, 1, 18)),
            ("Työnohjauksen väliarviointi (TO-2026-0001)", date(2027, 7, 18)),
            ("Työnohjauksen loppuarviointi ja päättyminen (TO-2026-0001)", date(2027, 12, 13)),
        ]
        assert "Avaa liite sopimus-TO-2026-0001.ics, niin saat tärkeät päivät kalenteriisi." in letter.text
        assert letter.subject == "Työnohjaussopimus TO-2026-0001 on voimassa"


def test_the_file_tells_no_address_no_link_and_of_people_the_supervisor_alone():
    world = lived(TWO)

    for letter in copies(world).values():
        (file,) = letter.enclosures
        text = file.data.decode().replace("\r\n ", "")
        assert "Työnohjaaja on Ulla Wäinölä." in text
        assert not any(
            word in text for word in ("Aino", "Keksittykatu", "91", "oma.example", "/sign/", "http")
        )


def test_the_same_mail_is_the_same_letter_at_each_try():
    world = lived(TWO)
    (mail,) = [
        job
        for job in world.dossier.claims
        if getattr(job, "kind", "") == "completed" and job.party == "supervisor"
    ]

    first = letter_of(world.services, world.dossier, mail, "https://sopu.test/sign/x")
    world.pass_time(days=3)

    assert letter_of(world.services, world.dossier, mail, "https://sopu.test/sign/x") == first
    assert [it.media_type for it in first.enclosures] == ["text/calendar"]


@pytest.mark.parametrize(("asked", "first"), [(False, date(2026, 12, 8)), (True, date(2026, 12, 1))])
def test_where_sessions_wait_for_a_consumer_the_first_day_does_too(asked, first):
    told = copies(lived(SOON, early_start_request=asked))

    assert {entries(told[to])[0][1] for to in (AINOS, ULLAS)} == {first}


def test_what_came_into_force_after_its_agreed_start_begins_that_day(world):
    world.sent(TWO | {"start_date": "2026-11-25"})
    world.clock.forward(days=10)

    world.everybody_accepts()

    assert entries(copies(world)[AINOS])[0][1] == date(2026, 12, 3)


def test_a_party_reads_the_entries_in_the_language_of_their_mails():
    told = copies(lived(TWO | {"supervisees": [{**TWO["supervisees"][0], "language": "sv"}]}))

    assert b"PRODID:-//Sopu//Sopu//SV" in told[AINOS].enclosures[0].data
