"""What each act does to a contract in each of its states, and to whom it is refused."""

from datetime import timedelta

import pytest

from chalicelib.domain import events
from chalicelib.domain.contract import Contract
from chalicelib.domain.errors import (
    AcceptedAlready,
    ContractChanged,
    ContractClosed,
    DeadlinePassed,
    NotYourTurn,
)
from tests.builders import (
    DEADLINE,
    NOW,
    a_contract,
    a_document,
    a_sealed,
    a_sent,
    acceptance,
    an_accepted,
    later,
    seats,
)  # fmt: skip

# Supervisor and manager; the supervisor has accepted in every state after the first two.
SENT = a_sent(seats=seats(supervisees=0))
BY_SUPERVISOR, BY_MANAGER = an_accepted("supervisor"), an_accepted("manager")
COMPLETED = events.Completed(version=1)
DECLINED = events.Declined(version=1, party="manager", commitment="2" * 64)

STATES = {
    "sent": a_contract(SENT),
    "half": a_contract(SENT, BY_SUPERVISOR),
    "completed": a_contract(SENT, BY_SUPERVISOR, BY_MANAGER, COMPLETED),
    "sealed": a_contract(SENT, BY_SUPERVISOR, BY_MANAGER, COMPLETED, a_sealed()),
    "declined": a_contract(SENT, BY_SUPERVISOR, DECLINED),
    "cancelled": a_contract(SENT, BY_SUPERVISOR, events.Cancelled(version=1)),
    "expired": a_contract(SENT, BY_SUPERVISOR, events.Expired(version=1)),
}
ACTS = {
    "send": lambda c: c.send(SENT),
    "supervisor accepts": lambda c: acceptance(c, "supervisor"),
    "manager accepts": lambda c: acceptance(c, "manager"),
    "accepts late": lambda c: acceptance(c, "manager", at=DEADLINE),
    "supervisor declines": lambda c: c.decline("supervisor", "2" * 64, NOW),
    "manager declines": lambda c: c.decline("manager", "2" * 64, NOW),
    "manager asks": lambda c: c.request_change("manager", "3" * 64, NOW),
    "cancel": lambda c: c.cancel(),
    "correct manager": lambda c: c.correct_address("manager", "4" * 64),
    "correct supervisor": lambda c: c.correct_address("supervisor", "4" * 64),
    "clock early": lambda c: c.expire(NOW),
    "clock late": lambda c: c.expire(DEADLINE),
    "seal": lambda c: c.record_seal(a_sealed().documents),
}
WORDS = {
    "closed": ContractClosed, "late": DeadlinePassed, "already": AcceptedAlready, "not yet": NotYourTurn,
    "changed": ContractChanged,
}  # fmt: skip

TABLE = """
                    | sent       | half               | completed | sealed  | declined | cancelled | expired
send                | closed     | closed             | closed    | closed  | closed   | closed    | closed
supervisor accepts  | Accepted   | already            | already   | already | already  | already   | already
manager accepts     | not yet    | Accepted Completed | already   | already | closed   | closed    | late
accepts late        | late       | late               | already   | already | closed   | closed    | late
supervisor declines | Declined   | already            | already   | already | already  | already   | already
manager declines    | not yet    | Declined           | already   | already | closed   | closed    | late
manager asks        | not yet    | ChangeRequested    | already   | already | closed   | closed    | late
cancel              | Cancelled  | Cancelled          | closed    | closed  | closed   | closed    | closed
correct manager     | AddressCorrected | AddressCorrected | closed | closed | closed   | closed    | closed
correct supervisor  | AddressCorrected | already      | closed    | closed  | closed   | closed    | closed
clock early         | -          | -                  | -         | -       | -        | -         | -
clock late          | Expired    | Expired            | -         | -       | -        | -         | -
seal                | closed     | closed             | Sealed    | -       | closed   | closed    | closed
"""


def cells():
    head, *rows = ([cell.strip() for cell in line.split("|")] for line in TABLE.strip("\n").splitlines())
    return [(row[0], state, result) for row in rows for state, result in zip(head[1:], row[1:], strict=True)]


@pytest.mark.parametrize(("act", "state", "result"), cells())
def test_each_act_in_each_state(act, state, result):
    if result in WORDS:
        with pytest.raises(WORDS[result]) as refused:
            ACTS[act](STATES[state])
        assert type(refused.value) is WORDS[result]
    else:
        names = [type(event).__name__ for event in ACTS[act](STATES[state])]
        assert names == ([] if result == "-" else result.split())


def test_the_table_has_every_act_and_every_state():
    assert {(act, state) for act, state, _ in cells()} == {(act, state) for act in ACTS for state in STATES}


def test_a_draft_can_be_sent_and_nothing_else():
    draft = Contract(id="d")

    assert draft.send(SENT) == (SENT,)
    assert (draft.status, draft.version, draft.awaited, draft.expire(DEADLINE)) == ("draft", 0, (), ())
    with pytest.raises(ContractClosed) as refused:
        draft.cancel()
    assert refused.value.params == {"status": "draft"}


def test_somebody_who_is_no_party_is_a_bug_and_not_a_message():
    with pytest.raises(KeyError):
        acceptance(STATES["half"], "supervisee-9")


@pytest.mark.parametrize("state", ["declined", "cancelled", "expired", "completed", "sealed"])
def test_a_refusal_tells_what_became_of_the_contract(state):
    with pytest.raises(ContractClosed) as refused:
        STATES[state].cancel()

    assert refused.value.params == {"status": state}


# Whose turn it is


def test_in_supervisor_first_only_the_supervisor_is_invited_at_sending():
    assert a_contract(a_sent()).awaited == ("supervisor",)


def test_in_supervisor_first_the_others_are_invited_when_the_supervisor_has_accepted():
    contract = a_contract(a_sent(), an_accepted("supervisor"))

    assert contract.awaited == ("supervisee-1", "manager")
    assert contract.invited["manager"] == NOW + timedelta(minutes=1)


def test_in_parallel_everybody_is_invited_at_sending():
    contract = a_contract(a_sent(signing_mode="parallel"))

    assert contract.awaited == ("supervisor", "supervisee-1", "manager")


def test_in_parallel_the_supervisor_may_accept_last():
    contract = a_contract(
        a_sent(signing_mode="parallel"), an_accepted("manager"), an_accepted("supervisee-1")
    )

    assert [type(event) for event in acceptance(contract, "supervisor")] == [
        events.Accepted,
        events.Completed,
    ]


def test_in_parallel_the_supervisors_acceptance_moves_nobodys_invitation():
    contract = a_contract(a_sent(signing_mode="parallel"), an_accepted("supervisor"))

    assert set(contract.invited.values()) == {NOW}


@pytest.mark.parametrize("ended", ["completed", "sealed", "declined", "cancelled", "expired"])
def test_nobody_is_awaited_once_the_contract_is_closed(ended):
    assert STATES[ended].awaited == ()


# What is accepted, and until when


@pytest.mark.parametrize(
    "seen",
    [(), ("b" * 64,), ("a" * 64, "a" * 64), ("A" * 64,)],
    ids=["nothing", "another", "twice", "upper case"],
)
def test_an_acceptance_of_anything_but_the_documents_is_refused(seen):
    with pytest.raises(ContractChanged):
        acceptance(a_contract(), "supervisor", seen=seen)


def test_an_acceptance_covers_every_document_in_its_order():
    contract = a_contract(a_sent(documents=(a_document(), a_document("annex_a", "9"))))

    (accepted,) = acceptance(contract, "supervisor")

    assert accepted.documents == contract.documents
    with pytest.raises(ContractChanged):
        acceptance(contract, "supervisor", seen=("9" * 64, "a" * 64))


def test_an_acceptance_binds_party_version_statement_and_evidence():
    (accepted,) = acceptance(a_contract(a_sent(version=3)), "supervisor")

    assert accepted == an_accepted("supervisor", version=3)


def test_one_can_accept_a_second_before_the_deadline():
    (accepted,) = acceptance(a_contract(), "supervisor", at=DEADLINE - timedelta(seconds=1))

    assert accepted.party == "supervisor"


def test_one_cannot_accept_at_the_deadline_itself():
    with pytest.raises(DeadlinePassed) as refused:
        acceptance(a_contract(), "supervisor", at=DEADLINE)

    assert refused.value.params == {"status": "expired"}


def test_a_contract_expires_at_its_deadline_and_not_a_second_before():
    contract = a_contract()

    assert contract.expire(DEADLINE - timedelta(seconds=1)) == ()
    assert contract.expire(DEADLINE) == (events.Expired(version=1),)


# What stays of it


def test_a_declined_contract_remembers_who_and_when():
    contract = STATES["declined"]

    assert (contract.status, contract.ended_by, contract.ended_at) == (
        "declined", "manager", NOW + timedelta(minutes=2),
    )  # fmt: skip


def test_a_change_request_leaves_the_contract_open():
    contract = later(STATES["half"], STATES["half"].request_change("manager", "3" * 64, NOW))

    assert (contract.status, contract.change_requested) == ("sent", True)


def test_each_corrected_address_is_a_new_round_for_that_party_alone():
    contract = STATES["half"]
    for _ in range(3):
        contract = later(contract, contract.correct_address("manager", "4" * 64))

    assert dict(contract.rounds) == {"supervisor": 1, "manager": 4}


def test_who_was_invited_to_a_wrong_address_is_invited_anew():
    at = NOW + timedelta(days=5)
    contract = later(STATES["half"], STATES["half"].correct_address("manager", "4" * 64), at)

    assert contract.invited["manager"] == at


def test_who_was_not_invited_yet_is_not_by_a_corrected_address():
    contract = later(STATES["sent"], STATES["sent"].correct_address("manager", "4" * 64))

    assert contract.awaited == ("supervisor",)


def test_a_sealed_contract_names_its_archived_documents():
    assert (STATES["sealed"].status, STATES["sealed"].sealed) == ("sealed", a_sealed().documents)
