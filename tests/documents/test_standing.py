"""Sentences that follow where a contract stands: what now, how each party stands, and what was done."""

from dataclasses import replace

import pytest

from chalicelib.documents.findings import finding_words, verdict_words
from chalicelib.documents.standing import (
    STATUS,
    party_state,
    reminded,
    status_words,
    time_to_withdraw,
    what_now,
)
from chalicelib.documents.timeline import told
from chalicelib.domain import events
from chalicelib.domain.acceptance import EARLY_START
from chalicelib.domain.dossier import Dossier, Head, Person
from chalicelib.domain.parties import Role
from chalicelib.domain.report import Finding, Report
from tests.builders import CONTRACT, NOW, a_contract, a_sent, a_trail, an_accepted, seats
from tests.documents.finnish import finnish_in

NAMES = {"supervisor": "Ulla Wäinölä", "supervisee-1": "Aino Mäki", "manager": "Marjatta Hyvönen"}
DECLINED = events.Declined(version=1, party="supervisee-1", commitment="f" * 64)
WITHDRAWN = events.Withdrawn(version=1, party="supervisee-1", commitment="f" * 64)
ENDS = {
    "declined": DECLINED, "cancelled": events.Cancelled(version=1), "expired": events.Expired(version=1),
}  # fmt: skip
CONCLUDED = (
    a_sent(),
    *map(an_accepted, ("supervisor", "supervisee-1", "manager")),
    events.Completed(version=1),
)
LATER = {"withdrawn": WITHDRAWN, "superseded": events.Superseded(version=1, by="c0ffee")}


def a_dossier(*happened):
    contract = a_contract(*happened)
    people = tuple(Person(party=party, role=party, name=name) for party, name in NAMES.items())
    head = Head(
        contract=CONTRACT, author="a@b.fi", number="TO-2026-0001", title="Mallila", people=people, status=contract.status,
        created_at=NOW, touched_at=NOW, since=NOW,
    )  # fmt: skip
    return Dossier(contract=contract, head=head, entries=a_trail(*happened))


def test_the_supervisor_who_has_not_accepted_is_told_first_and_that_the_others_wait_for_it():
    assert what_now(a_dossier(a_sent())) == (
        "Hyväksy sopimus vielä itse: linkki on sähköpostissasi. Muut saavat linkkinsä heti sen jälkeen."
    )


def test_when_all_are_asked_at_once_the_others_are_named_too():
    told_ = what_now(a_dossier(a_sent(signing_mode="parallel")))

    assert told_.startswith("Hyväksy sopimus vielä itse")
    assert told_.endswith("Lisäksi odotetaan: Aino Mäki ja Marjatta Hyvönen.")


def test_afterwards_only_the_others_are_awaited():
    assert (
        what_now(a_dossier(a_sent(), an_accepted())) == "Odottaa hyväksyntää: Aino Mäki ja Marjatta Hyvönen."
    )


def test_a_party_says_in_a_word_or_two_how_it_stands():
    contract = a_contract(a_sent())

    assert party_state(contract, "supervisor") == (
        "awaited",
        "odottaa",
        "linkki lähetetty 23.11.2026 klo 9.00",
    )
    assert party_state(contract, "manager")[:2] == ("later", "ei vielä linkkiä")


@pytest.mark.parametrize("end", ENDS)
def test_after_an_end_only_who_did_is_said_to_have_declined_and_only_an_expiry_to_have_been_missed(end):
    contract = a_contract(a_sent(), an_accepted(), ENDS[end])
    silent = "ei ehtinyt vastata" if end == "expired" else "ei vastannut"
    supervisee = "ei hyväksynyt" if end == "declined" else silent

    assert [party_state(contract, party)[1] for party in NAMES] == [
        "hyväksyi",
        supervisee,
        silent,
    ]


def test_who_was_never_asked_is_said_to_have_been_so():
    assert party_state(a_contract(a_sent(), ENDS["cancelled"]), "manager")[1] == "ei saanut linkkiä"


def test_who_withdrew_is_said_to_have_and_when():
    contract = a_contract(*CONCLUDED, WITHDRAWN)

    assert party_state(contract, "supervisee-1") == ("withdrawn", "peruutti", "23.11.2026 klo 9.05")
    assert party_state(contract, "manager")[0] == "accepted"


def test_a_withdrawal_tells_the_supervisor_what_is_theirs_to_do():
    last, early = (
        a_dossier(*CONCLUDED, WITHDRAWN),
        a_dossier(a_sent(), an_accepted("supervisee-1"), WITHDRAWN),
    )
    two = (a_sent(seats=seats(supervisees=2)), *CONCLUDED[1:])

    assert "joten se on päättynyt. Kerro peruuttamisesta muille" in what_now(last)
    assert "sopimus jatkuu muiden kanssa. Kerro peruuttamisesta muille" in what_now(
        a_dossier(*two, WITHDRAWN)
    )
    assert all(
        "pidetty ennen ilmoitusta hänen omasta pyynnöstään" in what_now(it)
        for it in (last, a_dossier(*two, WITHDRAWN))
    )
    assert "joten sopimus ei tullut voimaan" in what_now(early)
    assert [told(it, False)[-1]["words"] for it in (last, early)] == ["Aino Mäki peruutti sopimuksen"] * 2


def with_a_consumer(*happened, supervisees=1, may_start_early=True):
    """Supervisor and consumers alone, in force, and what happened then."""
    supervisor, *others = seats(supervisees=supervisees)
    buying = [
        replace(seat, consumer=True, may_start_early=may_start_early)
        for seat in others
        if seat.role is Role.SUPERVISEE
    ]
    accepted = [an_accepted("supervisor"), *happened]
    return a_dossier(a_sent(seats=(supervisor, *buying)), *accepted)


def bought(*boxes, party="supervisee-1"):
    return replace(an_accepted(party), confirmed=boxes or None)


def test_who_was_alone_with_the_supervisor_leaves_nobody_to_be_told():
    told_ = what_now(with_a_consumer(bought(), events.Completed(version=1), WITHDRAWN))

    assert told_.startswith("Kuluttaja peruutti sopimuksen, joten se on päättynyt. Palauta")
    assert "muille" not in told_


def test_a_withdrawal_after_replacing_still_tells_what_is_to_be_paid_back():
    concluded = (bought(), events.Completed(version=1))
    after = with_a_consumer(*concluded, LATER["superseded"], WITHDRAWN)

    assert what_now(after).startswith("Uusi sopimus on tullut tämän tilalle.")
    assert "Palauta kuluttajan maksamat summat" in what_now(after)


@pytest.mark.parametrize(
    ("boxes", "asked"),
    [
        ((EARLY_START,), "Pyysi aloittamaan jo peruuttamisaikana."),
        ((), "Ei pyytänyt aloittamaan peruuttamisaikana."),
    ],
)
def test_the_supervisor_reads_what_a_consumer_asked_for_and_until_when_they_may_withdraw(boxes, asked):
    early, concluded = bought(*boxes), events.Completed(version=1)

    def said(*happened):
        return time_to_withdraw(with_a_consumer(*happened), "supervisee-1")

    assert said() == ""
    assert said(early) == asked
    assert said(early, concluded) == f"{asked} Peruuttamisajan viimeinen päivä on 7.12.2026."
    assert said(early, concluded, WITHDRAWN) == asked


def test_of_who_may_not_ask_only_the_day_is_said_and_of_others_nothing():
    later = with_a_consumer(bought(), events.Completed(version=1), may_start_early=False)

    assert time_to_withdraw(later, "supervisee-1") == "Peruuttamisajan viimeinen päivä on 7.12.2026."
    assert time_to_withdraw(later, "supervisor") == ""
    assert time_to_withdraw(a_dossier(*CONCLUDED), "manager") == ""


def test_what_was_replaced_is_said_to_have_been():
    replaced = a_dossier(*CONCLUDED, LATER["superseded"])

    assert what_now(replaced) == "Uusi sopimus on tullut tämän tilalle. Tämä on edelleen arkistossa."
    assert told(replaced, False)[-1]["words"] == "Uusi sopimus tuli tämän tilalle"


def test_sending_is_told_without_saying_that_everybody_got_a_link():
    [sent] = told(a_dossier(a_sent()), private=False)

    assert sent["words"] == "Versio\u00a01 lähetettiin hyväksyttäväksi"


@pytest.mark.parametrize(
    ("count", "whom"), [("1", "yhdelle osapuolelle"), ("2", "2 osapuolelle"), ("33", "33 osapuolelle")]
)
def test_a_reminder_says_how_many_it_goes_to(count, whom):
    assert reminded(count).startswith(f"Muistutus on matkalla {whom}.")


@pytest.mark.parametrize("language", ["sv", "en"])
@pytest.mark.parametrize(
    "happened",
    [
        (a_sent(),),
        (a_sent(), an_accepted()),
        *((a_sent(), end) for end in ENDS.values()),
        *((*CONCLUDED, end) for end in LATER.values()),
        (a_sent(), an_accepted("supervisee-1"), WITHDRAWN),
    ],
)
def test_another_language_has_words_for_every_standing(happened, language):
    dossier = a_dossier(*happened)
    steps = " ".join(step["words"] for step in told(dossier, False, language))
    states = [word for party in NAMES for word in party_state(dossier.contract, party, language)[1:]]
    said = " ".join(
        [what_now(dossier, language), status_words(dossier.contract.status, language), steps, *states]
    )

    assert said
    assert finnish_in(said) == set()
    assert status_words(dossier.contract.status, language) != status_words(dossier.contract.status)


@pytest.mark.parametrize(("count", "whom"), [("1", "till en part"), ("2", "till 2 parter")])
def test_a_reminder_is_counted_in_swedish_too(count, whom):
    assert reminded(count, "sv").startswith(f"En påminnelse är på väg {whom}.")


@pytest.mark.parametrize("count", ["", "0", "-1", "999", "1\n", "٣", "<b>", "{whom}"])
def test_a_count_that_we_did_not_write_says_nothing(count):
    assert reminded(count) == ""


@pytest.mark.parametrize("code", ["not_a_pdf", "no_seal"])
def test_a_file_that_was_never_ours_is_said_to_be_so(code):
    report = Report(findings=(Finding(code=code, result="bad", where="file"),), sha256="a" * 64)

    assert verdict_words(report).startswith("Tämä ei ole Sopun sinetöimä sopimus.")


@pytest.mark.parametrize(("count", "times"), [(1, "yhden kerran"), (3, "3 kertaa")])
def test_how_often_a_file_was_saved_is_said_in_words(count, times):
    finding = Finding(code="other_revisions", result="bad", where="file", params={"count": count})

    assert (
        finding_words(finding)
        == f"Tiedosto on tallennettu {times}. Sinetöity asiakirja on tallennettu tasan kaksi kertaa."
    )


def test_every_status_of_a_contract_has_its_words():
    reached = {a_contract(a_sent(), end).status for end in ENDS.values()} | {a_contract(a_sent()).status}
    reached |= {a_contract(*CONCLUDED, end).status for end in LATER.values()} | {
        a_contract(*CONCLUDED).status
    }

    assert reached | {"draft", "sealed"} == set(STATUS)
