"""What the journal is told: acts are counted once, ages are in seconds, a line is about its own contract."""

from contextlib import contextmanager

import pytest

from chalicelib.domain.dossier import Mail
from chalicelib.domain.mail_events import MailEvent
from chalicelib.domain.mail_news import News
from chalicelib.journal import Metric
from chalicelib.workflow.cancel import cancel
from chalicelib.workflow.hear import hear
from chalicelib.workflow.seal import seal
from chalicelib.workflow.sweep import sweep
from chalicelib.workflow.work import attend
from tests.workflow.terms import TWO
from tests.workflow.wire import Interrupted
from tests.workflow.world import AUTHOR, World


@pytest.fixture
def told(caplog):
    """A line around what a block does in this world; the record that it wrote stands under "is" afterwards."""

    @contextmanager
    def line(world):
        caplog.set_level("INFO")
        caplog.clear()
        found = {}
        with world.services.journal.line("trial", Metric.JOBS_FAILED):
            yield found
        (found["is"],) = [record for record in caplog.records if record.name == "journal"]

    return line


@pytest.fixture
def completed(offered):
    """Everybody has accepted; nothing has come of it yet."""
    offered.accept("supervisee-1")
    return offered


def test_the_last_acceptance_is_counted_with_the_completion_that_it_brings(offered, told):
    with told(offered) as line:
        offered.accept("supervisee-1")

    assert line["is"].metrics == {Metric.ACCEPTANCES: 1, Metric.CONTRACTS_COMPLETED: 1}
    assert (line["is"].msg["contract"], line["is"].msg["entry"]) == (offered.contract, 4)


def test_a_second_click_counts_nothing(offered, told):
    token = offered.token("supervisee-1")
    offered.accept("supervisee-1", token)

    with told(offered) as line:
        offered.accept("supervisee-1", token)

    assert line["is"].metrics == {}


def test_the_time_to_seal_is_from_the_last_acceptance_in_seconds(completed, told):
    completed.clock.forward(seconds=42)

    with told(completed) as line:
        seal(completed.services, completed.contract)

    assert line["is"].metrics == {Metric.CONTRACTS_SEALED: 1, Metric.TIME_TO_SEAL: 42}


def test_a_contract_that_waits_for_its_seal_tells_how_long_at_each_look(completed, told):
    completed.clock.forward(minutes=20)

    with told(completed) as line:
        attend(completed.services, completed.contract, by_clock=True)

    assert line["is"].metrics[Metric.UNSEALED_AGE] == 20 * 60


def test_a_sealed_contract_waits_no_more(sealed, told):
    with told(sealed) as line:
        attend(sealed.services, sealed.contract, by_clock=True)

    assert Metric.UNSEALED_AGE not in line["is"].metrics


def test_the_sweep_tells_for_how_long_the_oldest_has_been_due(sent, told):
    due_at = sent.contracts.heads[sent.contract].due_at
    sent.clock.at = due_at
    sent.clock.forward(minutes=7)

    with told(sent) as line:
        sweep(sent.services)

    assert line["is"].metrics == {Metric.OLDEST_DUE: 7 * 60}


def test_a_sweep_that_finds_nothing_due_says_so(told):
    world = World()

    with told(world) as line:
        sweep(world.services)

    assert line["is"].metrics == {Metric.OLDEST_DUE: 0}


def test_a_mail_is_counted_when_the_mail_service_has_taken_it(world, told):
    world.sent(TWO, settle=False)

    with told(world) as line:
        world.settle()

    assert (line["is"].metrics[Metric.MAILS_SENT], line["is"].msg["mail"]) == (1, "invitation")


def test_jobs_that_fail_beside_the_one_that_is_raised_are_counted(world, told):
    """What is raised is counted by the line that it flies out of."""
    world.sent(TWO | {"signing_mode": "parallel"}, settle=False)
    world.line.breaks = dict.fromkeys(["link_key.mac", "mailer.send"], "before")

    with told(world) as line, pytest.raises(Interrupted, match="link_key"):
        attend(world.services, world.contract, by_clock=False)

    assert line["is"].metrics[Metric.JOBS_FAILED] == 1


@pytest.mark.parametrize(
    ("news", "counted"),
    [
        (News.DELIVERED, {}),
        (News.SOFT_BOUNCE, {Metric.MAILS_BOUNCED: 1}),
        (News.HARD_BOUNCE, {Metric.MAILS_BOUNCED: 1}),
        (News.COMPLAINT, {Metric.COMPLAINTS: 1}),
    ],
)
def test_news_of_a_mail_of_ours_are_counted_when_they_are_bad(sent, told, news, counted):
    with told(sent) as line:
        hear(sent.services, heard(sent, news))

    assert line["is"].metrics == counted


def test_news_of_a_mail_that_nobody_knows_are_not_counted(sent, told):
    with told(sent) as line:
        hear(sent.services, heard(sent, News.HARD_BOUNCE, message_id="nobody's"))

    assert line["is"].metrics == {}


def heard(world, news, **instead):
    mail = Mail(party="supervisor", kind="invitation", round="1.1")
    of_it = {"message_id": world.dossier.claims[mail].outcome["message_id"]} | instead
    return MailEvent(contract=world.contract, mail=mail, news=news, at=world.clock.at, **of_it)


def test_what_the_journal_does_not_count_still_has_its_entry(sent, told):
    with told(sent) as line:
        cancel(sent.services, AUTHOR, sent.contract)

    assert (line["is"].msg["entry"], line["is"].metrics) == (2, {})


def test_the_end_of_a_replaced_contract_is_told_beside_the_one_that_replaces_it(sealed, told):
    earlier = sealed.contract
    sealed.sent(TWO | {"supersedes_contract_id": sealed.dossier.head.number})
    sealed.accept("supervisor")
    sealed.settle()
    sealed.accept("supervisee-1")

    with told(sealed) as line:
        attend(sealed.services, sealed.contract, by_clock=False)

    assert sealed.contracts.load(earlier).contract.status == "superseded"
    assert (line["is"].msg["contract"], line["is"].msg["other_contract"]) == (sealed.contract, earlier)
    assert line["is"].msg["entry"] == sealed.state.length
