"""Whatever fails, and whoever acts in the same instant: a withdrawal is recorded once and acknowledged."""

import pytest

from chalicelib.domain.errors import ContractClosed
from tests.workflow.consumers import AINO, EINO, RECEIVED, TOLD, gone, told
from tests.workflow.wire import DEATH, FAULTS, NO_ANSWER


def calls_of_a_withdrawal(concluded):
    """How many calls lie between the click and quiet."""
    world = concluded.branch()
    token, start = world.token(AINO), len(world.line.calls)
    gone(world, token=token)
    world.settle()
    world.pass_time(minutes=5)
    return start, len(world.line.calls)


@pytest.mark.parametrize("when", [*NO_ANSWER, *DEATH])
@pytest.mark.parametrize("forgetful", [False, True], ids=["message returns", "message lost"])
def test_after_a_fault_at_any_call_the_end_is_the_same(concluded, when, forgetful):
    start, end = calls_of_a_withdrawal(concluded)
    assert end - start > 10
    for number in range(end - start):
        world = concluded.branch()
        world._forgetful = forgetful
        ends_well_with_a_fault(world, len(world.line.calls) + number, when)


def ends_well_with_a_fault(world, number, when):
    token, before = world.token(AINO), len(world.letters())
    world.line.breaks[number] = when
    for _ in range(2):
        try:
            gone(world, token=token)
            break
        except FAULTS:
            continue
    world.settle()
    world.pass_time(minutes=20)

    mails = told(world, before)
    assert world.line.breaks == {}, number
    assert world.story.count("withdrawn") == 1, number
    assert set(mails) == {RECEIVED, TOLD}, number
    assert len(mails) <= 3, number
    assert world.dossier.head.due_at is None, number


def test_with_the_stream_switched_off_the_clock_alone_acknowledges(concluded):
    quiet, before = concluded.branch(stream=False), len(concluded.letters())

    gone(quiet)
    quiet.pass_time(minutes=5)

    assert told(quiet, before) == [RECEIVED, TOLD]
    assert quiet.dossier.head.due_at is None


def test_two_consumers_at_once_both_withdraw(couple):
    tokens = {party: couple.token(party) for party in (AINO, EINO)}
    couple.line.before["contracts.append"] = lambda: gone(couple, EINO, token=tokens[EINO])

    gone(couple, AINO, token=tokens[AINO])

    assert couple.story[-2:] == ["withdrawn", "withdrawn"]
    assert set(couple.state.withdrawn) == {AINO, EINO}


def test_a_withdrawal_and_the_last_acceptance_at_once_have_one_outcome(waiting):
    """Whoever is first: the offer is over, or the contract is concluded and then withdrawn from."""
    for party in ("supervisor", EINO):
        waiting.accept(party)
    other, token = waiting.branch(), waiting.token(AINO)
    waiting.line.before["contracts.append"] = lambda: gone(waiting, token=token)
    with pytest.raises(ContractClosed):
        waiting.accept("supervisee-3")

    other.line.before["contracts.append"] = lambda: other.accept("supervisee-3")
    gone(other, token=token)

    assert waiting.story[-1] == "withdrawn"
    assert "completed" not in waiting.story
    assert other.story[-2:] == ["completed", "withdrawn"]
    assert other.state.in_force
