"""A contract that takes the place of another: the other ends when this one comes into force, once, whatever fails."""

from dataclasses import replace
from itertools import product

import pytest

from chalicelib.domain.errors import FormInvalid
from chalicelib.workflow.cancel import cancel
from chalicelib.workflow.correct_address import correct_address
from chalicelib.workflow.draft import draft, redraft
from chalicelib.workflow.own import given_to_change
from chalicelib.workflow.preview import preview_address
from chalicelib.workflow.send import send
from chalicelib.workflow.supersede import supersede
from tests.sampling import sampled
from tests.workflow.consumers import AINO, gone, lived
from tests.workflow.terms import CONSUMER, SHARING, TEAM, TWO
from tests.workflow.wire import Interrupted
from tests.workflow.world import AUTHOR, World

OLD, NEW = "TO-2026-0001", "TO-2026-0002"
STRANGER = "vieras@ohjaaja.example"
REPLACING = TWO | {"price_amount": "80", "supersedes_contract_id": OLD}


def faults(act):
    with pytest.raises(FormInvalid) as raised:
        act()
    return [(fault.field, fault.code, fault.params.get("number")) for fault in raised.value.faults]


def story(world, contract):
    return [entry.kind for entry in world.contracts.load(contract).entries]


def replaced(world, settle=True):
    """The id of the old contract, in a world where everybody has accepted the one that replaces it."""
    old = world.contract
    world.sent(given_to_change(world.services, AUTHOR, old) | {"price_amount": "80"})
    world.accept("supervisor")
    world.settle()
    world.accept("supervisee-1")
    if settle:
        world.settle()
    return old


def test_a_change_of_a_contract_in_force_starts_from_its_terms_and_names_it(sealed):
    given = given_to_change(sealed.services, AUTHOR, sealed.contract)

    assert given == TWO | {"supersedes_contract_id": OLD}


def test_the_old_contract_ends_when_the_new_one_comes_into_force_and_not_before(sealed):
    old = sealed.contract
    sealed.sent(REPLACING)
    sealed.accept("supervisor")
    sealed.settle()
    assert sealed.contracts.load(old).contract.status == "sealed"
    assert sealed.state.offer.supersedes == old

    sealed.accept("supervisee-1")
    sealed.settle()

    ended = sealed.contracts.load(old).contract
    assert (ended.status, ended.superseded_by) == ("superseded", sealed.contract)
    assert sealed.contracts.head(old).status == "superseded"
    assert sealed.state.status == "sealed"
    assert story(sealed, old).count("superseded") == 1


def test_the_parties_of_the_old_contract_are_told_once(sealed):
    before = len(sealed.letters())

    replaced(sealed)

    told = [
        to
        for to, subject in sealed.letters(before)
        if subject == f"Työnohjaussopimus {OLD} on korvattu uudella"
    ]
    assert sorted(told) == ["aino@oma.example", "ulla@kaarnalaiva.example"]


def test_both_contracts_stay_in_the_archive(sealed):
    old = replaced(sealed)

    assert len(sealed.archive.archive) == 2
    assert sealed.contracts.load(old).contract.sealed != sealed.state.sealed


def test_the_clock_alone_ends_the_old_one(sealed):
    world = sealed.branch(stream=False)
    old = world.contract
    world.sent(REPLACING | {"signing_mode": "parallel"})
    world.pass_time(minutes=5)
    world.accept("supervisor")
    world.accept("supervisee-1")

    world.pass_time(minutes=5)

    assert world.contracts.load(old).contract.superseded_by == world.contract


@pytest.mark.parametrize(
    ("number", "when"), sampled(product(range(14), ["before", "after"]), lambda n, *_: n % 5 in (0, 3))
)
def test_after_a_fault_at_any_call_the_old_contract_ends_once(sealed, number, when):
    old = replaced(sealed, settle=False)
    sealed.line.breaks = {len(sealed.line.calls) + number: when}

    sealed.settle()
    sealed.pass_time(minutes=20)

    assert story(sealed, old).count("superseded") == 1
    assert sealed.state.status == "sealed"
    assert sealed.contracts.head(old).due_at is None


def test_ending_it_twice_changes_nothing(sealed):
    old = replaced(sealed)
    before = sealed.contracts.load(old)

    supersede(sealed.services, sealed.dossier)

    assert sealed.contracts.load(old) == before


def test_a_contract_that_is_cancelled_replaces_nothing(sealed):
    old = sealed.contract
    sealed.sent(REPLACING)

    cancel(sealed.services, AUTHOR, sealed.contract)
    sealed.settle()

    assert sealed.contracts.load(old).contract.status == "sealed"


def test_of_two_that_replace_the_same_one_the_first_in_force_does(sealed):
    old, links = sealed.contract, {}
    for price in ("80", "70"):
        rival = sealed.sent(REPLACING | {"price_amount": price, "signing_mode": "parallel"})
        links[rival] = {party: sealed.token(party) for party in ("supervisor", "supervisee-1")}
    for rival in reversed(links):
        for party, link in links[rival].items():
            sealed.accept(party, link)
        sealed.settle()

    first = list(links)[1]
    assert sealed.contracts.load(old).contract.superseded_by == first
    assert [sealed.contracts.load(rival).contract.status for rival in links] == ["sealed", "sealed"]
    sealed.pass_time(minutes=5)
    assert all(head.due_at is None for head in sealed.contracts.heads.values())


def test_a_contract_that_replaced_one_can_be_replaced(sealed):
    replaced(sealed)
    middle = sealed.contract

    assert given_to_change(sealed.services, AUTHOR, middle)["supersedes_contract_id"] == NEW
    replaced(sealed)

    assert sealed.contracts.load(middle).contract.superseded_by == sealed.contract


@pytest.mark.parametrize("number", ["TO-2026-0099", NEW])
def test_only_ones_own_contract_in_force_can_be_replaced(sealed, number):
    """The second number is that of a contract which is only sent."""
    sealed.sent(TWO)

    told = faults(lambda: sealed.draft(TWO | {"supersedes_contract_id": number}))

    assert told == [("supersedes_contract_id", "not_in_force", number)]


def test_anothers_contract_looks_absent(sealed):
    told = faults(lambda: draft(sealed.services, STRANGER, REPLACING))

    assert told == [("supersedes_contract_id", "not_in_force", OLD)]


def test_a_draft_knows_the_contract_whose_number_its_save_found(sealed):
    old = sealed.contract
    mine = sealed.draft(REPLACING)
    mark = sealed.contracts.draft(mine).mark
    without_number = {key: value for key, value in REPLACING.items() if key != "supersedes_contract_id"}

    assert sealed.contracts.draft(mine).supersedes == old
    assert sealed.contracts.head(mine).replaces == OLD
    told = faults(
        lambda: redraft(
            sealed.services, AUTHOR, mine, REPLACING | {"supersedes_contract_id": "TO-2026-0099"}, mark
        )
    )
    assert told == [("supersedes_contract_id", "not_in_force", "TO-2026-0099")]
    redraft(sealed.services, AUTHOR, mine, without_number, mark)
    assert sealed.contracts.draft(mine).supersedes == ""
    assert sealed.contracts.head(mine).replaces == ""


def test_each_of_the_two_rows_names_the_other_by_number(sealed):
    old = replaced(sealed)

    before, after = sealed.contracts.head(old), sealed.contracts.head(sealed.contract)

    assert (before.replaces, before.replaced_by) == ("", NEW)
    assert (after.replaces, after.replaced_by) == (OLD, "")


def test_the_number_is_told_with_all_other_faults(sealed):
    told = faults(
        lambda: sealed.draft(TWO | {"supersedes_contract_id": "TO-2026-0099", "price_amount": "paljon"})
    )

    assert sorted(field for field, _, _ in told) == ["price_amount", "supersedes_contract_id"]


def test_what_has_ended_since_the_draft_was_made_is_told_at_sending(sealed):
    mine = sealed.draft(REPLACING)
    sealed.contract = next(each for each in sealed.contracts.trails)
    replaced(sealed)

    told = faults(lambda: send(sealed.services, AUTHOR, mine))

    assert told == [("supersedes_contract_id", "not_in_force", OLD)]


# Who must be in the contract that takes the place


CONSUMERS = SHARING | {"cost_split": [["eino@oma.example", "50"], ["aino@oma.example", "50"]]}
OTHERS = TWO | {
    "supervisees": [
        {"full_name": "Kaisa Kivi", "email": "kaisa@muu.example", "pays_as": "business", "business_id": "0000002-7"}
    ]
}  # fmt: skip


def without(*names):
    """The same contract without these supervisees; the payers who stay share the cost equally."""
    stay = [person for person in CONSUMERS["supervisees"] if person["full_name"] not in names]
    payers = [person["email"] for person in stay if "pays_as" in person]
    shares = [[email, str(100 // len(payers))] for email in payers]
    return CONSUMERS | {"supervisees": stay, "cost_split": shares, "supersedes_contract_id": OLD}


def missing(act):
    with pytest.raises(FormInvalid) as raised:
        act()
    told = [(it.field, it.code, ", ".join(it.params.get("names", ()))) for it in raised.value.faults]
    assert [each[:2] for each in told] == [("supersedes_contract_id", "bound_left_out")]
    return told[0][2]


def test_a_contract_is_not_ended_by_other_people(sealed):
    """Whoever accepted nothing keeps the contract that they have."""
    assert missing(lambda: sealed.draft(OTHERS | {"supersedes_contract_id": OLD})) == "Aino Ek"

    assert sealed.contracts.load(sealed.contract).contract.in_force


def test_an_organisation_is_bound_until_somebody_of_its_own_accepts_and_a_successor_may():
    given = TEAM | {"client": {"organisation": TEAM["client"]["organisation"]}}
    world = lived(given)
    other = {"full_name": "Kaisa Kivi", "email": "kaisa@muu.example", "organisation": "Muu yhdistys ry"}

    changed = given | {"manager": other, "supersedes_contract_id": OLD}
    successor = other | {"organisation": TEAM["manager"]["organisation"]}

    assert missing(lambda: world.draft(changed)) == TEAM["manager"]["full_name"]
    assert world.draft(changed | {"manager": successor})


@pytest.mark.parametrize("kept", [{"email": "uusi@oma.example"}, {"full_name": "Aino Lehti"}])
def test_the_same_human_is_known_by_name_or_address(sealed, kept):
    person = TWO["supervisees"][0] | kept

    assert sealed.draft(REPLACING | {"supervisees": [person]})


def test_a_corrected_address_is_that_of_the_same_human():
    world = World()
    world.sent(TWO | {"signing_mode": "parallel"})
    correct_address(world.services, AUTHOR, world.contract, "supervisee-1", "uusi@oma.example")
    world.settle()
    for party in ("supervisor", "supervisee-1"):
        world.accept(party)
    world.settle()
    person = {"full_name": "Aino Lehti", "email": "uusi@oma.example"}

    assert world.draft(REPLACING | {"supervisees": [TWO["supervisees"][0] | person]})


def test_a_supervisee_who_has_left_the_group_is_not_asked_but_a_consumer_within_their_days_is():
    world = lived(CONSUMERS)
    until = world.state.can_withdraw_until(AINO)

    assert world.draft(without("Väinö Ek"))
    assert missing(lambda: world.draft(without("Aino Ek"))) == "Aino Ek"
    world.clock.at = until
    assert world.draft(without("Aino Ek") | {"start_date": "2027-03-01"})


def test_a_group_never_changes_altogether():
    world = lived(CONSUMERS)
    world.clock.at = world.state.can_withdraw_until(AINO)

    told = missing(lambda: world.draft(OTHERS | {"supersedes_contract_id": OLD}))

    assert told == "Aino Ek, Eino Ek, Väinö Ek"


def test_who_has_withdrawn_is_not_asked():
    world = lived(CONSUMERS)
    gone(world)

    assert world.draft(without("Aino Ek"))


def test_a_draft_whose_people_changed_meanwhile_is_not_previewed_and_not_sent(sealed):
    """As a draft that was kept before this was asked for: reading it again tells."""
    mine = sealed.draft(REPLACING)
    kept = sealed.contracts.drafts[mine]
    sealed.contracts.drafts[mine] = replace(kept, given=OTHERS | {"supersedes_contract_id": OLD})

    assert missing(lambda: preview_address(sealed.services, AUTHOR, mine)) == "Aino Ek"
    assert missing(lambda: send(sealed.services, AUTHOR, mine)) == "Aino Ek"


def test_a_consumer_withdraws_from_what_was_replaced_and_it_stays_replaced():
    world = lived(CONSUMER)
    old, link = world.contract, world.token(AINO)
    replaced(world)

    gone(world, token=link)

    contract = world.contracts.load(old).contract
    assert (contract.status, set(contract.withdrawn)) == ("superseded", {AINO})
    assert world.state.status == "sealed"


def test_a_crash_before_the_clock_comes_loses_nothing(sealed):
    old = replaced(sealed, settle=False)
    sealed.line.breaks = {"contracts.append": "before"}

    with pytest.raises(Interrupted):
        supersede(sealed.services, sealed.dossier)
    sealed.settle()
    sealed.pass_time(minutes=5)

    assert sealed.contracts.load(old).contract.status == "superseded"
