"""Fresh links for an operator who cannot trust the old ones: whose link works gets another, and nobody else a mail."""

from types import SimpleNamespace

import pytest

from chalicelib import wiring
from chalicelib.domain.errors import Busy, Fault, FormInvalid, LinkExpired
from chalicelib.tools import relink as relinking
from chalicelib.tools.relink import ALL_ACCEPTED, HAS_ACCEPTED, relink
from chalicelib.workflow.cancel import cancel
from chalicelib.workflow.correct_address import correct_address
from chalicelib.workflow.renew_link import end_link
from chalicelib.workflow.view import pdf_address, view
from chalicelib.workflow.withdraw import Withdrawal, withdraw
from tests.workflow.consumers import AINO
from tests.workflow.terms import CONSUMER, TWO
from tests.workflow.world import AUTHOR, VISIT, World

PARTIES = ("supervisor", "supervisee-1")


def test_fresh_links_go_to_those_who_are_still_asked_and_to_nobody_else():
    world = World()
    world.sent(TWO)
    world.settle()
    before = dict(world.state.rounds)
    awaited = world.state.awaited

    assert relink(world.services, world.contract) == (len(awaited), ())
    after = world.state.rounds
    assert {party for party in after if after[party] == before[party] + 1} == set(awaited)


@pytest.mark.parametrize("end", ["cancelled", "expired"])
def test_no_link_of_a_contract_that_never_came_into_force_is_renewed(end):
    world = World()
    world.sent(TWO)
    if end == "cancelled":
        cancel(world.services, AUTHOR, world.contract)
    world.pass_time(days=30)
    before = dict(world.state.rounds)

    assert world.state.status == end
    assert relink(world.services, world.contract) == (0, ())
    assert world.state.rounds == before


def test_a_link_to_a_sealed_copy_ends_at_once_and_a_fresh_one_is_mailed(sealed):
    old, before = {party: sealed.token(party) for party in PARTIES}, len(sealed.letters())

    assert relink(sealed.services, sealed.contract) == (2, ())
    sealed.settle()

    assert len(sealed.letters()) == before + 2
    for party in PARTIES:
        with pytest.raises(LinkExpired):
            view(sealed.services, old[party])
        assert view(sealed.services, sealed.token(party)).seat.party == party
        assert sealed.state.sealed[0].key in pdf_address(sealed.services, sealed.token(party))


def test_who_holds_a_consumers_old_link_cannot_withdraw_and_the_consumer_still_can():
    world = World()
    world.sent(CONSUMER)
    world.everybody_accepts()
    world.settle()
    old, notice = world.token("supervisee-1"), Withdrawal(typed_name="Aino Ek")
    relink(world.services, world.contract)
    world.settle()

    with pytest.raises(LinkExpired):
        withdraw(world.services, old, notice, True, VISIT)
    withdraw(world.services, world.token("supervisee-1"), notice, True, VISIT)
    assert world.state.status == "withdrawn"


def test_a_link_that_sleeps_stays_as_it_is(sealed):
    sealed.pass_time(days=90)
    before = (sealed.story, sealed.letters())

    assert relink(sealed.services, sealed.contract) == (0, ())
    sealed.settle()
    assert (sealed.story, sealed.letters()) == before


def test_a_link_is_ended_once_whoever_asks_again(sealed):
    for _ in range(2):
        end_link(sealed.services, sealed.contract, "supervisee-1", 1)

    assert sealed.story.count("link_renewed") == 1
    assert sealed.state.rounds["supervisee-1"] == 2


def test_what_waits_for_its_seal_is_told_and_left_alone(world):
    world.sent(TWO)
    world.accept("supervisor")
    world.settle()
    world.accept("supervisee-1")
    before = world.story

    assert relink(world.services, world.contract) == (0, ("waits for its seal",))
    end_link(world.services, world.contract, "supervisee-1", 1)
    assert world.story == before


def test_who_has_accepted_while_others_have_not_keeps_the_link_until_the_seal_and_that_is_told(
    monkeypatch, capsys, waiting
):
    running(monkeypatch, waiting)
    old, accepted = waiting.token(AINO), waiting.contract

    assert relinking.main([]) == 1
    assert capsys.readouterr().out.splitlines() == [
        f"not renewed\t{accepted}\t{HAS_ACCEPTED}",
        f"{len(waiting.state.awaited)} fresh links; 1 failures",
    ]
    assert view(waiting.services, old).seat.party == AINO
    waiting.settle()
    waiting.everybody_accepts()
    waiting.settle()
    assert waiting.state.status == "sealed"
    assert relinking.main([accepted]) == 0
    with pytest.raises(LinkExpired):
        view(waiting.services, old)


def test_who_accepts_meanwhile_keeps_the_link_and_that_is_told(monkeypatch, sent):
    between(monkeypatch, lambda: sent.accept("supervisor"))

    assert relink(sent.services, sent.contract) == (0, (HAS_ACCEPTED,))


def test_a_contract_that_all_have_accepted_meanwhile_is_told(monkeypatch, offered):
    between(monkeypatch, lambda: offered.accept("supervisee-1"))

    assert relink(offered.services, offered.contract) == (0, (HAS_ACCEPTED, ALL_ACCEPTED))


def test_a_contract_that_ends_meanwhile_has_no_links_to_renew(monkeypatch, sent):
    between(monkeypatch, lambda: cancel(sent.services, AUTHOR, sent.contract))

    assert relink(sent.services, sent.contract) == (0, ())


def test_a_contract_whose_links_cannot_be_renewed_is_told_and_the_others_go_on(monkeypatch, capsys):
    world = World()
    broken, busy, whole = (world.sent(TWO) for _ in range(3))
    world.contracts.trails[broken].pop()
    running(monkeypatch, world)
    monkeypatch.setattr(
        relinking, "correct_address", lambda *asked: _busy() if busy in asked else correct_address(*asked)
    )
    before = dict(world.state.rounds)

    assert relinking.main([]) == 1

    told = capsys.readouterr().out.splitlines()
    assert sorted(told[:-1]) == sorted(
        [f"not renewed\t{broken}\tentry 1: length", f"not renewed\t{busy}\tbusy"]
    )
    assert told[-1] == "1 fresh links; 2 failures"
    assert world.contract == whole
    assert world.state.rounds != before


def test_after_fresh_links_for_everybody_the_command_is_content(monkeypatch, capsys):
    world = World()
    world.sent(TWO)
    running(monkeypatch, world)

    assert relinking.main([]) == 0
    assert capsys.readouterr().out == "1 fresh links; 0 failures\n"


def test_what_is_told_of_a_failure_names_nobody(monkeypatch):
    world = World()
    world.sent(TWO)

    def twice(*asked):
        raise FormInvalid([Fault("email", "address_used_twice", {"email": asked[4]})])

    monkeypatch.setattr(relinking, "correct_address", twice)

    assert relink(world.services, world.contract) == (0, ("form_invalid",) * len(world.state.awaited))


def test_only_the_contract_that_is_named_gets_fresh_links(monkeypatch, capsys):
    world = World()
    other, named = world.sent(TWO), world.sent(TWO)
    running(monkeypatch, world)

    assert relinking.main([named]) == 0
    assert "address_corrected" in world.story
    world.contract = other
    assert world.story == ["sent"]
    assert relinking.main(["0" * 32]) == 1
    assert "not renewed\t" + "0" * 32 + "\tnot_found" in capsys.readouterr().out


def running(monkeypatch, world):
    """The command works on this world."""
    monkeypatch.setattr(wiring, "services", lambda: world.services)
    monkeypatch.setattr(wiring, "settings", lambda: SimpleNamespace(table="sopu"))
    monkeypatch.setattr(relinking, "contracts_in", lambda table: list(world.contracts.heads))


def between(monkeypatch, act):
    """This happens after the command has read the contract, and before it renews a link."""

    def late(*asked):
        act()
        return correct_address(*asked)

    monkeypatch.setattr(relinking, "correct_address", late)


def _busy():
    raise Busy()


def test_a_fresh_link_that_is_asked_for_twice_at_once_is_made_once(offered, monkeypatch):
    address, read = offered.dossier.email("supervisee-1"), offered.state.rounds["supervisee-1"]

    def ask():
        correct_address(offered.services, AUTHOR, offered.contract, "supervisee-1", address, read)

    append, others = offered.contracts.append, [ask]

    def late(*args):
        if others:
            others.pop()()
        return append(*args)

    monkeypatch.setattr(offered.contracts, "append", late)
    ask()

    assert offered.state.rounds["supervisee-1"] == read + 1
