"""Who gets which mail: one person each, with their own link and without a word of the contract."""

from collections import Counter
from dataclasses import replace

import pytest

from chalicelib.domain.dossier import Mail
from chalicelib.workflow.cancel import cancel
from chalicelib.workflow.change import change
from chalicelib.workflow.correct_address import correct_address
from chalicelib.workflow.deliver import deliver
from chalicelib.workflow.work import work
from tests.workflow.consumers import gone
from tests.workflow.terms import TEAM, TWO
from tests.workflow.world import AUTHOR, World, links_of

SUPERVISOR, SUPERVISEE = "ulla@kaarnalaiva.example", "aino@oma.example"
PEOPLE = {"ohjaaja@sopu.test", TEAM["manager"]["email"], *(each["email"] for each in TEAM["supervisees"])}
SECRETS = ("Salainen", "91", "Keksittykatu", "Aino", "0000001-9", "reason", "Salainen syy")


def mail(world, kind, round_):
    """The job of a mail to the supervisee."""
    dossier = world.services.contracts.dossier(world.contract)
    deliver(world.services, dossier, Mail(party="supervisee-1", kind=kind, round=round_))


def cancelled(world):
    cancel(world.services, AUTHOR, world.contract)


ENDS = {
    "declined by the supervisee": (
        lambda world: world.decline("supervisee-1", "Salainen syy"),
        [(AUTHOR, "Työnohjaussopimusta TO-2026-0001 ei hyväksytty")],
    ),
    "cancelled by the supervisor": (
        cancelled,
        [(SUPERVISEE, "Työnohjaussopimus TO-2026-0001 ei tullut voimaan")],
    ),
    "expired": (
        lambda world: world.pass_time(days=20),
        [
            (AUTHOR, "Työnohjaussopimus TO-2026-0001 raukesi"),
            (SUPERVISEE, "Työnohjaussopimus TO-2026-0001 ei tullut voimaan"),
        ],
    ),
    "a wish": (
        lambda world: world.request_change("supervisee-1", "Salainen toive"),
        [(AUTHOR, "Työnohjaussopimukseen TO-2026-0001 pyydetään muutosta")],
    ),
    "everybody accepted": (
        lambda world: world.accept("supervisee-1"),
        [(to, "Työnohjaussopimus TO-2026-0001 on voimassa") for to in (SUPERVISOR, SUPERVISEE)],
    ),
}


@pytest.mark.parametrize(("act", "expected"), ENDS.values(), ids=ENDS)
def test_what_happens_is_told_to_whom_it_concerns_and_to_nobody_else(offered, act, expected):
    before = len(offered.letters())

    act(offered)
    offered.settle()

    told = [each for each in offered.letters(before) if not each[1].startswith("Muistutus")]
    assert sorted(told) == sorted(expected)


def replaced(world):
    """Another contract, TO-2026-0002, has taken the place of the world's."""
    heads = world.contracts.heads
    heads["c0ffee"] = replace(heads[world.contract], contract="c0ffee", number="TO-2026-0002", due_at=None)
    change(world.services, world.contract, lambda dossier, at: dossier.contract.supersede("c0ffee"))
    world.settle()


def test_each_party_is_told_that_another_contract_has_replaced_theirs(sealed):
    before = len(sealed.letters())

    replaced(sealed)
    replaced(sealed)

    subject = "Työnohjaussopimus TO-2026-0001 on korvattu uudella"
    assert sorted(sealed.letters(before)) == [(SUPERVISEE, subject), (SUPERVISOR, subject)]
    assert all("uusi sopimus TO-2026-0002 on tullut" in it.text for it in sealed.mailer.letters[before:])


def test_who_withdrew_is_not_told_what_replaced_the_contract(couple):
    gone(couple)
    couple.settle()
    before = len(couple.letters())

    replaced(couple)

    told = {to for to, _ in couple.letters(before)}
    assert told == {SUPERVISOR, "eino@oma.example", "vaino@oma.example"}


def test_in_a_team_a_refusal_is_told_to_the_others_without_a_name(world):
    world.sent(TEAM)
    world.accept("supervisor")
    world.settle()
    before = len(world.letters())

    world.decline("supervisee-2", "Salainen syy")
    world.settle()

    told = world.mailer.letters[before:]
    assert {letter.to for letter in told} == PEOPLE - {
        "ohjaaja@sopu.test",
        TEAM["supervisees"][1]["email"],
    } | {AUTHOR}
    assert not any("Väinö" in letter.text + letter.html + letter.subject for letter in told)


def test_who_was_not_asked_yet_hears_nothing_of_the_end(sent):
    sent.decline("supervisor")
    sent.settle()

    assert [to for to, _ in sent.letters()] == [SUPERVISOR, AUTHOR]


@pytest.fixture(scope="module")
def letters():
    """Every kind of mail to a party and to the supervisor, from three contracts."""
    world = World()
    for act in (
        lambda: world.pass_time(days=20),
        lambda: world.decline("supervisee-1", "Salainen syy"),
        lambda: (
            world.request_change("supervisee-1", "Salainen toive"),
            world.settle(),
            world.accept("supervisee-1"),
        ),
    ):
        world.sent(TWO | {"start_date": "2027-06-01"})
        world.accept("supervisor")
        world.settle()
        act()
        world.settle()
    return world.mailer.letters


def test_the_letters_are_of_every_kind(letters):
    """Three invitations to each, reminders, and each end; else the tests below prove less than they say."""
    kinds = Counter(letter.subject.split()[0] for letter in letters)

    assert set(kinds) == {
        "Hyväksy",
        "Lue",
        "Muistutus:",
        "Työnohjaussopimus",
        "Työnohjaussopimusta",
        "Työnohjaussopimukseen",
    }
    assert len(letters) == 14


def test_a_letter_is_to_one_person(letters):
    assert {letter.to for letter in letters} == {AUTHOR, SUPERVISOR, SUPERVISEE}


def test_a_letter_to_a_party_is_from_the_supervisor_and_its_answer_goes_there(letters):
    for letter in letters:
        sender = "Sopu" if letter.to == AUTHOR else "Ulla Wäinölä (Sopu)"
        assert (letter.sender, letter.reply_to) == (sender, SUPERVISOR)


def test_no_letter_tells_anything_of_the_contract_or_of_another_party(letters):
    for letter in letters:
        others = [secret for secret in SECRETS if letter.to != SUPERVISEE or secret != "Aino"]
        links = links_of(letter)
        text = letter.subject + letter.text + letter.html
        for link in links:
            text = text.replace(link, "")
        assert [secret for secret in others if secret in text] == []


def test_a_party_gets_their_own_link_in_both_bodies_and_the_supervisor_none(letters):
    for letter in letters:
        found = links_of(letter)
        assert len(found) == (0 if letter.to == AUTHOR else 1)
        assert all(f"https://sopu.test/sign/{link}" in letter.html for link in found)


def test_only_a_supervisor_who_accepts_first_reads_that_the_others_wait():
    told = {}
    for mode in ("supervisor_first", "parallel"):
        world = World()
        world.sent(TWO | {"signing_mode": mode})
        world.accept("supervisor")
        world.settle()
        told[mode] = ["Muut saavat linkkinsä" in letter.text for letter in world.mailer.letters]

    assert told == {"supervisor_first": [True, False], "parallel": [False, False]}


def test_no_token_is_kept_anywhere_but_in_the_letter(offered):
    token = offered.token("supervisee-1")

    assert token not in repr(vars(offered.contracts)) + repr(offered.jobs.messages)


def test_the_same_mail_is_sent_once_however_often_its_job_comes(offered):
    before = offered.letters()

    for _ in range(3):
        mail(offered, "invitation", "1.1")

    assert offered.letters() == before


def test_after_a_crash_between_sending_and_marking_the_same_link_goes_out_once_more(sent):
    sent.accept("supervisor")
    sent.line.breaks["contracts.finish"] = "before"

    sent.settle()
    sent.pass_time(minutes=5)

    invitations = [letter for letter in sent.mailer.letters if letter.to == SUPERVISEE]
    assert len(invitations) == 2
    assert invitations[0] == invitations[1]


def test_while_somebody_sends_a_mail_nobody_else_does(offered):
    offered.line.before["mailer.send"] = lambda: mail(offered, "reminder", "1.1.9")
    before = len(offered.letters())

    mail(offered, "reminder", "1.1.9")

    assert len(offered.letters()) == before + 1


@pytest.mark.parametrize(
    ("act", "told"),
    [
        (
            lambda world: correct_address(
                world.services, AUTHOR, world.contract, "supervisee-1", "uusi@oma.example"
            ),
            "uusi@oma.example",
        ),
        (lambda world: cancelled(world), None),
    ],
    ids=["an address is corrected", "cancelled"],
)
def test_what_happens_while_the_first_mail_goes_out_slowly_is_known_to_the_second(world, act, told):
    """Both are owed by one entry, and the mail service takes seconds."""

    def meanwhile():
        world.clock.forward(seconds=3)
        act(world)

    world.line.before["mailer.send"] = meanwhile
    world.sent(TWO | {"signing_mode": "parallel"}, settle=False)
    world._stream_arrives()
    work(world.services, world.jobs.messages.pop(0))
    world.settle()

    invited = [to for to, subject in world.letters() if subject.startswith("Lue ")]
    assert invited == ([told] if told else [])


def test_a_mail_whose_round_is_over_is_not_sent(offered):
    correct_address(offered.services, AUTHOR, offered.contract, "supervisee-1", "uusi@oma.example")
    offered.settle()
    before = offered.letters()

    for kind in ("invitation", "reminder"):
        mail(offered, kind, "1.1")

    assert offered.letters() == before


def test_who_has_accepted_is_not_invited_again(sealed):
    before = sealed.letters()

    mail(sealed, "invitation", "1.1")

    assert sealed.letters() == before
