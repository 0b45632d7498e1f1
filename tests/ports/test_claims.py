"""Claims: who does a job now, until when, and what came of it; the link that a mail carries, and its row."""

from datetime import timedelta

import pytest

from chalicelib.domain.dossier import Claim, Mail, Seal, Supersede
from chalicelib.domain.errors import NotFound
from chalicelib.domain.invitation import KeptLink, Link
from tests.builders import NOW
from tests.ports.made import at_once, minutes, sent

CONTRACT = "c0ffee"
LEASE = timedelta(minutes=1)
INVITATION = Mail(party="supervisee-1", kind="invitation", round="1.1")
REMINDER = Mail(party="supervisee-1", kind="reminder", round="1.1.2026-11-23")
JOBS = pytest.mark.parametrize("job", [INVITATION, REMINDER, Seal(), Supersede()], ids=str)
LINK = Link(contract=CONTRACT, party="supervisee-1", version=1, round=1)
KEPT = KeptLink(digest="d" * 64, until=minutes(9))


@pytest.fixture
def open_contract(contracts):
    sent(contracts, CONTRACT)
    return contracts


def claim_of(contracts, job):
    return contracts.dossier(CONTRACT).claims.get(job)


@JOBS
def test_a_job_is_claimed_once_until_its_lease_is_over(open_contract, job):
    assert open_contract.claim(CONTRACT, job, NOW, LEASE)
    assert not open_contract.claim(CONTRACT, job, minutes(0), LEASE)
    assert not open_contract.claim(CONTRACT, job, minutes(1) - timedelta(seconds=1), LEASE)
    assert claim_of(open_contract, job) == Claim(job=job, state="claimed", at=NOW, until=minutes(1), tries=1)

    assert open_contract.claim(CONTRACT, job, minutes(1), LEASE)
    assert claim_of(open_contract, job).until == minutes(2)


@JOBS
def test_a_finished_job_is_never_claimed_again_and_keeps_its_outcome(open_contract, job):
    open_contract.claim(CONTRACT, job, NOW, LEASE)
    open_contract.finish(CONTRACT, job, minutes(1), {"message_id": "first"})
    open_contract.finish(CONTRACT, job, minutes(2), {"message_id": "second"})

    assert not open_contract.claim(CONTRACT, job, minutes(60), LEASE)
    assert claim_of(open_contract, job) == Claim(
        job=job, state="done", at=minutes(1), tries=1, outcome={"message_id": "first"}
    )


def test_each_claim_counts_as_a_try_and_a_refused_one_does_not(open_contract):
    open_contract.ask(CONTRACT, [REMINDER], NOW)
    assert claim_of(open_contract, REMINDER).tries == 0

    for number in range(3):
        open_contract.claim(CONTRACT, REMINDER, minutes(number), LEASE)
        open_contract.claim(CONTRACT, REMINDER, minutes(number), LEASE)
        open_contract.claim(CONTRACT, INVITATION, minutes(number), LEASE, KEPT)
    open_contract.finish(CONTRACT, REMINDER, minutes(3), {})

    assert [claim_of(open_contract, job).tries for job in (REMINDER, INVITATION)] == [3, 3]


def test_a_worker_that_lost_its_lease_still_finishes(open_contract):
    """Its mail has gone out: nobody else should send it again."""
    open_contract.claim(CONTRACT, INVITATION, NOW, LEASE)
    open_contract.claim(CONTRACT, INVITATION, minutes(5), LEASE)
    open_contract.finish(CONTRACT, INVITATION, minutes(5), {"message_id": "slow"})

    assert claim_of(open_contract, INVITATION).state == "done"


def test_a_job_can_be_finished_without_a_claim(open_contract):
    open_contract.finish(CONTRACT, Supersede(), NOW, {})

    assert claim_of(open_contract, Supersede()) == Claim(job=Supersede(), state="done", at=NOW)


def test_of_twenty_workers_one_gets_the_job(open_contract):
    outcomes = at_once(20, lambda worker: open_contract.claim(CONTRACT, Seal(), NOW, LEASE))

    assert sorted(outcomes) == [False] * 19 + [True]


def test_jobs_of_one_contract_do_not_stand_in_each_others_way(open_contract):
    for job in (INVITATION, REMINDER, Seal(), Supersede()):
        assert open_contract.claim(CONTRACT, job, NOW, LEASE)

    assert set(open_contract.dossier(CONTRACT).claims) == {INVITATION, REMINDER, Seal(), Supersede()}


def test_what_was_asked_for_waits_for_anybody_and_the_row_is_due_at_once(open_contract):
    open_contract.reschedule(open_contract.load(CONTRACT).head, None)
    open_contract.ask(CONTRACT, [REMINDER, REMINDER], minutes(3))

    found = open_contract.dossier(CONTRACT)
    assert found.claims == {REMINDER: Claim(job=REMINDER, state="asked", at=minutes(3))}
    assert (found.head.due_at, found.head.length) == (minutes(3), 1)
    assert list(open_contract.due(minutes(3))) == [(CONTRACT, minutes(3))]
    assert open_contract.claim(CONTRACT, REMINDER, minutes(3), LEASE)


def test_asking_again_leaves_a_claim_as_it_is(open_contract):
    open_contract.claim(CONTRACT, INVITATION, NOW, LEASE)
    open_contract.finish(CONTRACT, REMINDER, NOW, {"message_id": "1"})
    before = open_contract.dossier(CONTRACT).claims

    open_contract.ask(CONTRACT, [INVITATION, REMINDER], minutes(3))

    assert open_contract.dossier(CONTRACT).claims == before


def test_asking_for_nothing_only_makes_the_row_due(open_contract):
    open_contract.ask(CONTRACT, [], minutes(3))

    assert open_contract.load(CONTRACT).head.due_at == minutes(3)


def test_nothing_can_be_asked_of_a_contract_that_does_not_exist(contracts):
    with pytest.raises(NotFound):
        contracts.ask("nobody", [REMINDER], NOW)
    with pytest.raises(NotFound):
        contracts.dossier("nobody")


def test_a_link_opens_once_it_is_kept_and_keeping_it_again_changes_nothing(open_contract):
    open_contract.keep_link(LINK, KEPT)
    open_contract.keep_link(LINK, KEPT)

    assert open_contract.link(KEPT.digest) == LINK
    with pytest.raises(NotFound):
        open_contract.link("e" * 64)


def test_a_claim_tells_the_link_of_its_mail_while_it_is_held_and_when_it_is_done(open_contract):
    open_contract.claim(CONTRACT, INVITATION, NOW, LEASE, KEPT)
    assert open_contract.dossier(CONTRACT).kept_link(KEPT.digest) == KEPT

    open_contract.finish(CONTRACT, INVITATION, NOW, {})
    assert open_contract.dossier(CONTRACT).kept_link(KEPT.digest) == KEPT
    assert open_contract.dossier(CONTRACT).kept_link("e" * 64) is None


def test_of_two_mails_with_a_link_the_one_counts_that_keeps_it_longer(open_contract):
    later = KeptLink(digest=KEPT.digest, until=minutes(99))
    open_contract.claim(CONTRACT, INVITATION, NOW, LEASE, later)
    open_contract.claim(CONTRACT, REMINDER, NOW, LEASE, KEPT)

    assert open_contract.dossier(CONTRACT).kept_link(KEPT.digest) == later
