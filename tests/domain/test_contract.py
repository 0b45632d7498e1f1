"""What each act does to a contract in each of its states, and to whom it is refused."""

from dataclasses import replace
from datetime import UTC, datetime, timedelta

import pytest

from chalicelib.domain import events
from chalicelib.domain.acceptance import statement
from chalicelib.domain.contract import Contract
from chalicelib.domain.errors import (
    AcceptedAlready,
    ContractChanged,
    ContractClosed,
    DeadlinePassed,
    NotIdentified,
    NotYourTurn,
)
from chalicelib.domain.parties import Role
from tests.builders import (
    DEADLINE,
    NOW,
    a_contract,
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
SUPERSEDED = events.Superseded(version=1, by="another")
DECLINED = events.Declined(version=1, party="manager", commitment="2" * 64)

STATES = {
    "sent": a_contract(SENT),
    "half": a_contract(SENT, BY_SUPERVISOR),
    "completed": a_contract(SENT, BY_SUPERVISOR, BY_MANAGER, COMPLETED),
    "sealed": a_contract(SENT, BY_SUPERVISOR, BY_MANAGER, COMPLETED, a_sealed()),
    "declined": a_contract(SENT, BY_SUPERVISOR, DECLINED),
    "cancelled": a_contract(SENT, BY_SUPERVISOR, events.Cancelled(version=1)),
    "expired": a_contract(SENT, BY_SUPERVISOR, events.Expired(version=1)),
    "superseded": a_contract(SENT, BY_SUPERVISOR, BY_MANAGER, COMPLETED, a_sealed(), SUPERSEDED),
}
HIDDEN = events.Confidential(kind="annex_a", salted_sha256="9" * 64)
WITH_ANNEX = replace(
    SENT, seats=(replace(SENT.seats[0], documents=("main", "annex_a")), SENT.seats[1]), confidential=(HIDDEN,)
)
BOUGHT = a_sent(
    seats=(SENT.seats[0], events.Seat(party="supervisee-1", role=Role.SUPERVISEE, consumer=True)),
    constellation="B",
)
BOTH = (an_accepted("supervisor"), an_accepted("supervisee-1"))
WITHDRAWN = events.Withdrawn(version=1, party="supervisee-1", commitment="5" * 64)
ACTS = {
    "send": lambda c: c.send(SENT),
    "send the next": lambda c: c.send(replace(SENT, version=2)),
    "supervisor accepts": lambda c: acceptance(c, "supervisor"),
    "manager accepts": lambda c: acceptance(c, "manager"),
    "accepts late": lambda c: acceptance(c, "manager", at=DEADLINE),
    "supervisor declines": lambda c: c.decline("supervisor", "2" * 64, NOW),
    "manager declines": lambda c: c.decline("manager", "2" * 64, NOW),
    "manager asks": lambda c: c.request_change("manager", "3" * 64, NOW),
    "cancel": lambda c: c.cancel(),
    "correct manager": lambda c: c.correct_address("manager", "4" * 64),
    "correct supervisor": lambda c: c.correct_address("supervisor", "4" * 64),
    "rename manager": lambda c: c.correct_name("manager", "6" * 64),
    "rename supervisor": lambda c: c.correct_name("supervisor", "6" * 64),
    "clock early": lambda c: c.expire(NOW),
    "clock late": lambda c: c.expire(DEADLINE),
    "seal": lambda c: c.record_seal(a_sealed().documents),
    "manager withdraws": lambda c: c.withdraw("manager", "5" * 64, NOW),
    "supersede": lambda c: c.supersede("another"),
}
WORDS = {
    "closed": ContractClosed, "late": DeadlinePassed, "already": AcceptedAlready, "not yet": NotYourTurn,
    "changed": ContractChanged,
}  # fmt: skip

TABLE = """
                    | sent       | half               | completed | sealed  | declined | cancelled | expired | superseded
send                | changed    | changed            | closed    | closed  | closed   | closed    | closed | closed
send the next       | Sent       | Sent               | closed    | closed  | closed   | closed    | closed  | closed
supervisor accepts  | Accepted   | already            | already   | already | already  | already   | already | already
manager accepts     | not yet    | Accepted Completed | already   | already | closed   | closed    | late | already
accepts late        | late       | late               | already   | already | closed   | closed    | late | already
supervisor declines | Declined   | already            | already   | already | already  | already   | already | already
manager declines    | not yet    | Declined           | already   | already | closed   | closed    | late | already
manager asks        | not yet    | ChangeRequested    | already   | already | closed   | closed    | late | already
cancel              | Cancelled  | Cancelled          | closed    | closed  | closed   | closed    | closed | closed
correct manager     | AddressCorrected | AddressCorrected | closed | closed | closed   | closed    | closed | closed
correct supervisor  | AddressCorrected | already      | closed    | closed  | closed   | closed    | closed | closed
rename manager      | NameCorrected | NameCorrected   | closed    | closed  | closed   | closed    | closed | closed
rename supervisor   | NameCorrected | already         | closed    | closed  | closed   | closed    | closed | closed
clock early         | -          | -                  | -         | -       | -        | -         | - | -
clock late          | Expired    | Expired            | -         | -       | -        | -         | - | -
seal                | closed     | closed             | Sealed    | -       | closed   | closed    | closed | -
manager withdraws   | closed     | closed             | closed    | closed  | closed   | closed    | closed  | closed
supersede           | closed     | closed             | Superseded | Superseded | closed | closed  | closed  | -
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


def test_who_signs_the_annex_accepts_it_with_the_contract_and_nobody_else_does():
    contract = a_contract(WITH_ANNEX)

    (accepted,) = acceptance(contract, "supervisor")
    by_manager, _ = acceptance(later(contract, (accepted,)), "manager")

    assert (accepted.documents, accepted.confidential) == (contract.documents, (HIDDEN,))
    assert (by_manager.documents, by_manager.confidential) == (contract.documents, None)
    for seen in (("a" * 64,), ("9" * 64, "a" * 64), ("a" * 64, "8" * 64)):
        with pytest.raises(ContractChanged):
            acceptance(contract, "supervisor", seen=seen)
    with pytest.raises(ContractChanged):
        acceptance(later(contract, (accepted,)), "manager", seen=("a" * 64, "9" * 64))


@pytest.mark.parametrize(
    ("level", "identified", "enough"),
    [
        (None, "email_link", True),
        (None, "email_link_code", True),
        ("email_link_code", "email_link", False),
        ("email_link_code", "email_link_code", True),
        ("email_link_code", "strong", True),
        ("strong", "email_link_code", False),
    ],
)
def test_a_party_must_be_identified_as_agreed_or_better(level, identified, enough):
    sent = a_sent(seats=(events.Seat(party="supervisor", role=Role.SUPERVISOR, level=level),))
    contract, said = a_contract(sent), statement(sent.seats[0], sent, "fi")

    def accept():
        return contract.accept("supervisor", contract.shown("supervisor"), said, identified, "f" * 64, NOW)

    if enough:
        assert accept()[0].identified == identified
    else:
        with pytest.raises(NotIdentified):
            accept()


# Another version


def test_a_new_version_asks_everybody_again_and_forgets_what_was_wished():
    wish = events.ChangeRequested(version=1, party="manager", commitment="3" * 64)
    contract = later(a_contract(SENT, BY_SUPERVISOR, wish), (replace(SENT, version=2),))

    assert (contract.version, contract.sent_as, contract.accepted) == (2, 4, {})
    assert contract.awaited == ("supervisor",)
    assert not contract.change_requested


def test_a_version_cannot_be_left_out():
    with pytest.raises(ContractChanged):
        STATES["half"].send(replace(SENT, version=3))


# Withdrawing


def test_a_consumer_may_withdraw_until_fourteen_days_from_conclusion_are_over():
    contract = a_contract(BOUGHT, *BOTH, COMPLETED)
    until = contract.can_withdraw_until("supervisee-1")

    assert until == datetime(
        2026, 12, 7, 22, 0, tzinfo=UTC
    )  # 24:00 in Helsinki, a fortnight after 23 November
    (withdrawn,) = contract.withdraw("supervisee-1", "5" * 64, until - timedelta(seconds=1))
    assert withdrawn == events.Withdrawn(version=1, party="supervisee-1", commitment="5" * 64)
    with pytest.raises(ContractClosed):
        contract.withdraw("supervisee-1", "5" * 64, until)
    assert contract.can_withdraw_until("supervisor") is None


def test_withdrawing_twice_is_withdrawing_once():
    contract = a_contract(BOUGHT, *BOTH, COMPLETED, a_sealed(), WITHDRAWN)

    assert (contract.status, contract.ended_by) == ("withdrawn", "supervisee-1")
    assert contract.withdraw("supervisee-1", "6" * 64, NOW) == ()


def test_who_has_accepted_may_withdraw_before_the_others_have_and_the_offer_is_over():
    contract = a_contract(BOUGHT, BOTH[0])

    with pytest.raises(ContractClosed):
        contract.withdraw("supervisee-1", "5" * 64, NOW)
    two = replace(BOUGHT, seats=(*BOUGHT.seats, replace(BOUGHT.seats[1], party="supervisee-2")))
    assert a_contract(two, *BOTH, WITHDRAWN).status == "withdrawn"


def test_one_of_two_withdraws_and_the_contract_goes_on_without_them():
    second = replace(BOUGHT.seats[1], party="supervisee-2")
    three = [*BOTH, an_accepted("supervisee-2")]
    contract = a_contract(replace(BOUGHT, seats=(*BOUGHT.seats, second)), *three, COMPLETED, WITHDRAWN)

    assert contract.status == "completed"
    assert set(contract.withdrawn) == {"supervisee-1"}
    last = later(contract, contract.withdraw("supervisee-2", "6" * 64, NOW))
    assert last.status == "withdrawn"


def test_what_was_withdrawn_from_or_superseded_before_it_was_sealed_is_sealed_all_the_same():
    for ended in (WITHDRAWN, SUPERSEDED):
        contract = a_contract(BOUGHT, *BOTH, COMPLETED, ended)
        sealed = later(contract, contract.record_seal(a_sealed().documents))

        assert contract.to_be_sealed
        assert not sealed.to_be_sealed
        assert sealed.status == contract.status


def test_an_acceptance_binds_party_version_statement_and_evidence():
    sent = a_sent(version=3)
    (accepted,) = acceptance(a_contract(sent), "supervisor")

    digest = statement(sent.seats[0], sent, "fi").sha256(sent)
    assert accepted == an_accepted("supervisor", version=3, statement_sha256=digest)


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


def test_a_corrected_name_is_a_new_round_and_belongs_to_its_version():
    contract = later(STATES["half"], STATES["half"].correct_name("manager", "6" * 64))

    assert (dict(contract.rounds), contract.renamed) == ({"supervisor": 1, "manager": 2}, ("manager",))
    again = later(contract, contract.correct_name("manager", "7" * 64))
    assert (again.rounds["manager"], again.renamed) == (3, ("manager",))
    assert later(again, again.send(replace(SENT, version=2))).renamed == ()


def test_a_sealed_contract_names_its_archived_documents():
    assert (STATES["sealed"].status, STATES["sealed"].sealed) == ("sealed", a_sealed().documents)
