"""The supervisor is told when a party's mails do not get through: once, without a name, and not for one bad minute."""

from dataclasses import replace
from datetime import timedelta

import pytest

from chalicelib.domain.dossier import Mail
from chalicelib.domain.undelivered import UNDELIVERED, troubles
from chalicelib.workflow.correct_address import correct_address
from chalicelib.workflow.deliver import deliver
from chalicelib.workflow.remind import remind
from tests.workflow.terms import CONSUMER, TEAM, TWO
from tests.workflow.test_failing_mails import WRONG, RefusingMailer, refusing
from tests.workflow.world import AUTHOR, World

PARALLEL = TWO | {"signing_mode": "parallel"}
CHECK = (AUTHOR, "Tarkista osapuolen osoite: työnohjaussopimus TO-2026-0001")
LOST = (AUTHOR, "Viesti osapuolelle ei mennyt perille: työnohjaussopimus TO-2026-0001")


@pytest.fixture
def refused():
    """Everybody is invited at once; the mail to one of two never gets through."""
    return refusing(PARALLEL)


def told(world, start=0):
    """The letters about what did not get through, in order."""
    return [each for each in world.letters(start) if each in (CHECK, LOST)]


def test_a_second_refusal_is_told(refused):
    assert told(refused) == []

    refused.pass_time(minutes=1)

    assert told(refused) == [CHECK]


def test_it_is_told_once_however_long_it_lasts_and_whatever_else_is_refused(refused):
    refused.pass_time(days=1)
    remind(refused.services, AUTHOR, refused.contract)
    refused.pass_time(days=12)

    assert told(refused) == [CHECK]


def test_the_letter_says_whose_role_it_is_what_to_do_and_where_and_nobodys_name(refused):
    refused.pass_time(minutes=5)

    (letter,) = [it for it in refused.mailer.letters if it.to == AUTHOR]
    assert (
        "Ohjattavalle lähetetty viesti työnohjaussopimuksesta TO-2026-0001 ei ole mennyt perille"
        in letter.text
    )
    assert "Sopimuksen sivulta näet, kenestä on kyse. Tarkista osoite ja korjaa se" in letter.text
    assert f"https://sopu.test/contracts/{refused.contract}\n" in letter.text
    assert not any(word in letter.text + letter.html for word in ("Aino", WRONG, "91", "Salainen"))


def test_a_single_bad_minute_is_told_to_nobody():
    world = World()
    world.line.breaks["mailer.send"] = "before"

    world.sent(PARALLEL)
    world.pass_time(days=1)

    assert told(world) == []
    assert len(world.letters()) == 2


def test_what_got_through_while_the_letter_waited_is_not_told(refused):
    refused.pass_time(minutes=1)
    mail = Mail(party="author", kind=UNDELIVERED, round="supervisee-1.1.1.sent")
    refused.refusals.open = True
    refused.pass_time(minutes=2)
    before = refused.letters()

    assert not deliver(refused.services, refused.services.contracts.dossier(refused.contract), mail)
    assert refused.letters() == before


def test_a_wrong_address_that_was_corrected_to_another_wrong_one_is_told_again(refused):
    refused.pass_time(hours=1)
    correct_address(refused.services, AUTHOR, refused.contract, "supervisee-1", "uusi@oma.example")
    refused.settle()
    correct_address(refused.services, AUTHOR, refused.contract, "supervisee-1", WRONG)
    refused.pass_time(hours=1)

    assert told(refused) == [CHECK, CHECK]


def test_each_party_whom_nothing_reaches_is_told_by_itself():
    world = World()
    world.services = replace(world.services, mailer=RefusingEverybody(world))
    world.sent(TEAM | {"signing_mode": "parallel"})

    world.pass_time(hours=1)

    roles = [it.text.split(" lähetetty")[0].split("\n")[-1] for it in world.mailer.letters]
    assert sorted(roles) == ["Esihenkilölle", *["Ohjattavalle"] * 4, "Sinulle"]


class RefusingEverybody(RefusingMailer):
    """Only the supervisor's account gets its mails."""

    def refuses(self, letter):
        return letter.to != AUTHOR


def test_a_consumers_copy_that_never_came_is_told_in_other_words():
    world = World()
    world.sent(CONSUMER)
    _accept(world)
    world.refusals = RefusingMailer(world)
    world.services = replace(world.services, mailer=world.refusals)

    world.settle()
    world.pass_time(hours=1)

    assert told(world) == [LOST]
    letter = next(it for it in world.mailer.letters if (it.to, it.subject) == LOST)
    assert "Kerro asiasta hänelle muulla tavalla." in letter.text
    assert "Osoitetta ei voi enää vaihtaa." in letter.text


def _accept(world):
    """Everybody, and nothing that follows has happened yet."""
    world.accept("supervisor")
    world.settle()
    world.accept("supervisee-1")


def test_who_has_the_place_of_somebody_left_out_is_not_blamed_for_a_farewell_that_is_refused():
    world = World()
    first, second = TEAM["supervisees"][:2]
    world.sent(
        TEAM
        | {"signing_mode": "parallel", "supervisees": [first | {"email": WRONG}, *TEAM["supervisees"][1:]]}
    )
    world.refusals = RefusingMailer(world)
    world.services = replace(world.services, mailer=world.refusals)

    world.revised(supervisees=[second, *TEAM["supervisees"][2:]])
    world.pass_time(hours=1)

    assert any(subject.startswith("Et ole enää") for subject in world.refusals.tries)
    assert told(world) == []
    assert "supervisee-1" not in troubles(world.dossier)


def test_the_letter_itself_may_be_refused_and_comes_when_it_can(refused):
    refused.line.breaks["mailer.send"] = "before"
    refused.pass_time(days=1)

    assert told(refused) == [CHECK]


class RefusingTheAccountToo(RefusingMailer):
    """Neither the one party nor the supervisor's account gets its mails."""

    def refuses(self, letter):
        return letter.to in {WRONG, AUTHOR}


def test_a_letter_that_failed_and_is_no_longer_so_keeps_the_clock_no_longer():
    """What failed once is not looked at every minute for ever; it comes when it is so again."""
    world = World()
    world.refusals = RefusingTheAccountToo(world)
    world.services = replace(world.services, mailer=world.refusals)
    world.sent(PARALLEL)
    world.pass_time(minutes=5)
    assert CHECK[1] in world.refusals.tries

    correct_address(world.services, AUTHOR, world.contract, "supervisee-1", "uusi@oma.example")
    world.settle()
    world.pass_time(hours=3)

    assert world.dossier.head.due_at - world.services.now() > timedelta(hours=1)


def test_a_farewell_that_failed_to_somebody_who_came_back_keeps_the_clock_no_longer():
    world = World()
    first, *others = TEAM["supervisees"]
    people = [first | {"email": WRONG}, *others]
    world.sent(TEAM | {"signing_mode": "parallel", "supervisees": people})
    world.refusals = RefusingMailer(world)
    world.services = replace(world.services, mailer=world.refusals)
    world.revised(supervisees=others)
    world.pass_time(minutes=5)
    assert any(subject.startswith("Et ole enää") for subject in world.refusals.tries)

    world.refusals.open = True
    world.revised(supervisees=people)
    world.pass_time(hours=3)

    assert world.dossier.head.due_at - world.services.now() > timedelta(hours=1)
