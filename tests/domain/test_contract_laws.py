"""What holds for every contract, however many its parties and whatever their order."""

from datetime import timedelta

from hypothesis import given, settings
from hypothesis import strategies as st

from chalicelib.domain import events
from chalicelib.domain.contract import Contract
from chalicelib.domain.errors import ContractError
from chalicelib.domain.trail import extended
from tests.builders import CONTRACT, NOW, a_contract, a_sealed, a_sent, acceptance, later, seats

people = st.integers(0, 31).map(lambda supervisees: seats(supervisees))  # 2 to 33 parties


@given(st.data(), people)
@settings(max_examples=15)
def test_the_last_acceptance_completes_in_whatever_order_they_come(data, people):
    contract = a_contract(a_sent(seats=people, signing_mode="parallel"))
    order = data.draw(st.permutations([seat.party for seat in people]))

    for party in order[:-1]:
        contract = later(contract, acceptance(contract, party))
        assert contract.status == "sent"
    contract = later(contract, acceptance(contract, order[-1]))

    assert contract.status == "completed"
    assert set(contract.accepted) == set(order)


@given(st.data(), people)
@settings(max_examples=15)
def test_in_supervisor_first_the_others_come_in_whatever_order(data, people):
    contract = a_contract(a_sent(seats=people))
    order = data.draw(st.permutations([seat.party for seat in people[1:]]))

    for party in ("supervisor", *order):
        assert contract.status == "sent"
        contract = later(contract, acceptance(contract, party))

    assert contract.status == "completed"


def test_a_single_party_completes_alone():
    contract = a_contract(a_sent(seats=seats(0, manager=False)))

    assert [type(event) for event in acceptance(contract, "supervisor")] == [
        events.Accepted,
        events.Completed,
    ]


PARTIES = ["supervisor", "supervisee-1", "manager"]
acts = st.one_of(
    st.sampled_from(PARTIES).map(lambda party: lambda c, at: acceptance(c, party, at)),
    st.sampled_from(PARTIES).map(lambda party: lambda c, at: c.decline(party, "2" * 64, at)),
    st.sampled_from(PARTIES).map(lambda party: lambda c, at: c.request_change(party, "3" * 64, at)),
    st.sampled_from(PARTIES).map(lambda party: lambda c, at: c.correct_address(party, "4" * 64)),
    st.sampled_from(PARTIES).map(lambda party: lambda c, at: c.correct_name(party, "6" * 64)),
    st.just(lambda c, at: c.cancel()),
    st.just(lambda c, at: c.expire(at)),
    st.just(lambda c, at: c.record_seal(a_sealed().documents)),
)


def lived(mode, story):
    """The contract after each act that was possible, and every entry that this made."""
    contract, entries, at = Contract(id=CONTRACT), (), NOW
    for act in (lambda c, at: c.send(a_sent(signing_mode=mode)), *story):
        try:
            happened = act(contract, at)
        except ContractError:
            happened = ()
        made = extended(CONTRACT, contract.length, contract.tip, happened, at)
        contract, entries, at = contract.after(made), entries + made, at + timedelta(hours=20)
    return contract, entries


stories = st.lists(acts, max_size=25)
modes = st.sampled_from(["supervisor_first", "parallel"])


@given(modes, stories)
def test_replaying_the_trail_gives_what_the_steps_gave(mode, story):
    contract, entries = lived(mode, story)

    assert Contract.replay(CONTRACT, entries) == contract


@given(modes, stories)
def test_a_contract_ends_once_and_only_a_completed_one_is_sealed(mode, story):
    _, entries = lived(mode, story)

    ends = [
        kind
        for kind in (entry.kind for entry in entries)
        if kind in {"completed", "declined", "cancelled", "expired"}
    ]

    assert len(ends) <= 1
    assert "sealed" not in {entry.kind for entry in entries} or ends == ["completed"]


@given(modes, stories)
def test_nobody_accepts_twice_and_completion_means_everybody(mode, story):
    contract, entries = lived(mode, story)
    accepted = [entry.event.party for entry in entries if entry.kind == "accepted"]

    assert len(accepted) == len(set(accepted))
    assert (contract.completed_at is not None) == (set(accepted) == set(PARTIES))
