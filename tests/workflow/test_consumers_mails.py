"""What a consumer gets by mail: the contract in a form that lasts, how to withdraw, and that a withdrawal came."""

from datetime import datetime

import pytest

from chalicelib.aws.mailer import MOST_BYTES, mime
from chalicelib.domain.accounts import SUPERVISOR, Account
from tests.workflow.consumers import AINOS, COUPLE, EINOS, RECEIVED, TOLD, ULLAS, WORDS, gone, lived, told
from tests.workflow.terms import CONSUMER, SHARING, TWO
from tests.workflow.world import AUTHOR, links_of

ENDED = "Työnohjaussopimus TO-2026-0001 ei tullut voimaan"
SOON = CONSUMER | {"start_date": "2026-12-01"}
ANNEXED = COUPLE | {
    "goals_annex_used": True,
    "goals_supervisees": "Salainen oma tavoite, joka ei kuulu muille.",
}


# The contract itself


def copies(world):
    """The mails that say that the contract is in force, by address."""
    return {it.to: it for it in world.mailer.letters if it.subject.endswith("on voimassa")}


def pdfs(letter):
    """The documents among what a letter carries."""
    return [it for it in letter.enclosures if it.media_type == "application/pdf"]


def test_a_consumers_mail_carries_the_sealed_contract(concluded):
    ((_, sealed, _),) = concluded.archive.archive.values()

    enclosed, _ = copies(concluded)[AINOS].enclosures
    assert (enclosed.name, enclosed.data) == ("TO-2026-0001.pdf", sealed)


@pytest.mark.parametrize(
    "given", [COUPLE, SHARING, ANNEXED], ids=["two consumers", "one of three", "with an annex"]
)
def test_only_consumers_get_the_contract_and_nobody_its_annex(given):
    world = lived(given)
    main = next(data for key, (_, data, _) in world.archive.archive.items() if "annex" not in key)
    consumers = {AINOS, EINOS} if given is not SHARING else {AINOS}

    carried = {to: [it.data for it in pdfs(letter)] for to, letter in copies(world).items()}
    assert carried == {
        to: [main] if to in consumers else [] for to in (ULLAS, AINOS, EINOS, "vaino@oma.example")
    }
    others = [it for it in world.mailer.letters if it not in copies(world).values()]
    assert not any(it.enclosures for it in others)


def test_the_file_costs_one_more_read_and_only_for_a_consumer():
    assert lived(COUPLE).line.calls.count("archive.archived") == 2
    assert lived(TWO).line.calls.count("archive.archived") == 0


def test_the_file_of_the_largest_contract_fits_into_any_mailbox():
    people = [
        {"full_name": f"Ohjattava {'i' * n}", "email": f"o{n}@koti.example", "pays_as": "consumer"}
        for n in range(1, 31)
    ]
    world = lived(CONSUMER | {"supervision_form": "group", "supervisees": people})

    letters = [it for it in world.mailer.letters if pdfs(it)]
    assert len(letters) == 30
    assert len(mime(letters[0], "sopu@sopu.test").as_bytes()) < MOST_BYTES / 10


def test_a_copy_that_could_not_be_read_comes_with_the_next_try():
    world = lived(CONSUMER, settle=False)
    world.line.breaks["archive.archived"] = "before"

    world.settle()
    world.pass_time(minutes=5)

    assert [len(pdfs(it)) for it in world.mailer.letters if it.to == AINOS][-1] == 1


# How to withdraw


@pytest.mark.parametrize(
    ("concluded_at", "until"),
    [
        ("2026-12-10T12:00", "2026-12-28"),
        ("2027-06-11T12:00", "2027-06-28"),
        ("2026-11-23T23:59", "2026-12-07"),
    ],
    ids=["over Christmas", "over Midsummer", "late in the evening"],
)
def test_the_last_day_is_told_as_the_almanac_has_it(world, concluded_at, until):
    zone = "+03:00" if "-06-" in concluded_at else "+02:00"
    world.clock.at = datetime.fromisoformat(concluded_at + zone)
    world.sent(CONSUMER | {"start_date": "2027-08-02"})
    world.everybody_accepts()

    (letter,) = [it for it in world.mailer.letters if pdfs(it)]
    year, month, day = (int(part) for part in until.split("-"))
    assert f"Voit peruuttaa sopimuksen syytä kertomatta {day}.{month}.{year} saakka." in letter.text


def test_the_mail_leads_to_the_function_by_its_name(concluded):
    letter, token = copies(concluded)[AINOS], concluded.token("supervisee-1")

    assert f"\nPeruuta sopimus tästä:\nhttps://sopu.test/sign/{token}/withdraw\n" in letter.text
    assert "/withdraw" not in copies(concluded)[ULLAS].text


@pytest.mark.parametrize(
    ("asked", "said", "silent"),
    [
        (False, "Tapaamisia pidetään siksi aikaisintaan 8.12.2026", "Pyysit aloittamaan"),
        (True, "Pyysit aloittamaan jo peruuttamisaikana.", "aikaisintaan"),
    ],
)
def test_the_mail_says_whether_sessions_wait_for_the_time_to_withdraw(asked, said, silent):
    text = copies(lived(SOON, early_start_request=asked))[AINOS].text

    assert said in text
    assert silent not in text


def test_a_contract_that_begins_later_says_nothing_of_waiting():
    text = copies(lived(CONSUMER | {"start_date": "2027-03-01"}))[AINOS].text

    assert "aikaisintaan" not in text


def test_who_asked_for_an_early_start_reads_what_that_costs_when_withdrawing():
    world = lived(SOON, early_start_request=True)

    gone(world)
    world.settle()

    receipt = next(it for it in world.mailer.letters if (it.to, it.subject) == RECEIVED)
    assert (
        "maksat ennen ilmoitusta pidetyistä tapaamisista sovitun hinnan sekä matkakulut, jos niistä on sovittu. Muuta et maksa."
        in receipt.text
    )


@pytest.mark.parametrize(
    ("asked", "said"),
    [(True, "Hän on pyytänyt aloittamaan"), (False, "Pidä tapaamisia aikaisintaan 8.12.2026")],
)
def test_the_supervisors_copy_says_until_when_and_whether_sessions_wait_and_names_nobody(asked, said):
    text = copies(lived(SOON, early_start_request=asked))[ULLAS].text

    assert "Kuluttaja voi peruuttaa sopimuksen 7.12.2026 saakka." in text
    assert said in text
    assert "Aino" not in text


def test_where_not_every_consumer_asked_sessions_wait():
    text = copies(lived(COUPLE | {"start_date": "2026-12-01"}, early_start_request=True))[ULLAS].text

    assert "Kuluttajat voivat peruuttaa sopimuksen" in text
    assert "Kaikki heistä eivät ole pyytäneet" in text


def test_mails_to_the_account_are_in_its_language_and_those_to_the_party_in_the_contracts():
    world = lived(CONSUMER)
    world.accounts.save(Account(email=AUTHOR, role=SUPERVISOR, language="sv"))

    gone(world)
    world.settle()

    by_address = {it.to: it.language for it in world.mailer.letters}
    assert (by_address[AUTHOR], by_address[ULLAS]) == ("sv", "fi")


# That a withdrawal came


def test_the_consumer_gets_it_in_writing_at_once_and_the_supervisor_is_told(concluded):
    before = len(concluded.letters())

    gone(concluded)
    concluded.settle()

    assert told(concluded, before) == [RECEIVED, TOLD]
    receipt = next(it for it in concluded.mailer.letters[before:] if it.to == AINOS)
    assert "TO-2026-0001 saapui 23.11.2026 klo 9.00." in receipt.text
    assert f"Aino Ek peruuttaa työnohjaussopimuksen TO-2026-0001.\n\n{WORDS}\n" in receipt.text
    assert receipt.enclosures == ()


def test_of_a_contract_that_goes_on_the_service_tells_nobody_else(couple):
    before = len(couple.letters())

    gone(couple)
    couple.settle()

    assert told(couple, before) == [RECEIVED, TOLD]
    assert (
        "Sopimus jatkuu muiden kanssa" in couple.mailer.letters[before].text + couple.mailer.letters[-1].text
    )


def test_before_conclusion_the_invited_others_hear_that_there_will_be_no_contract(waiting):
    before = len(waiting.letters())

    gone(waiting)
    waiting.settle()

    assert told(waiting, before) == [
        RECEIVED, (EINOS, ENDED), TOLD, ("vaino@oma.example", ENDED),
    ]  # fmt: skip
    others = [it for it in waiting.mailer.letters[before:] if it.to not in {AINOS, AUTHOR}]
    assert not any("Aino" in it.text + it.subject or "Muutin" in it.text for it in others)


def test_the_supervisors_mail_says_nothing_that_was_written(concluded):
    before = len(concluded.letters())

    gone(concluded)
    concluded.settle()

    (letter,) = [it for it in concluded.mailer.letters[before:] if it.to == AUTHOR]
    assert not any(word in letter.text + letter.html + letter.subject for word in ("Aino", "Muutin"))
    assert links_of(letter) == []


def test_who_withdrew_before_the_copies_went_out_is_not_told_that_it_is_in_force():
    world = lived(CONSUMER, settle=False)
    before = len(world.letters())

    gone(world)
    world.settle()
    world.pass_time(days=2)

    assert told(world, before) == [RECEIVED, TOLD]


def test_the_others_of_a_contract_that_goes_on_still_get_their_copies():
    world = lived(COUPLE, settle=False)
    before = len(world.letters())

    gone(world)
    world.settle()

    copies = {to for to, subject in world.letters(before) if subject.endswith("on voimassa")}
    assert copies == {ULLAS, EINOS, "vaino@oma.example"}
