"""What AWS is asked: one call for each act of a contract's life, consistent reads, and never a Scan."""

from datetime import timedelta
from functools import partial

import pytest

from chalicelib.aws import clients
from chalicelib.domain.dossier import Mail, Seal
from chalicelib.domain.finding import Query
from chalicelib.domain.invitation import KeptLink, Link
from chalicelib.domain.listing import Asked
from tests.builders import NOW, an_accepted
from tests.ports.made import AUTHOR, append, archived, minutes, sent, the_draft, the_head
from tests.ports.test_accounts import ATTEMPT, HOUR, MAIJA, SESSION

CONTRACT = "c0ffee"
MAIL = Mail(party="supervisee-1", kind="invitation", round="1.1")
LEASE = timedelta(minutes=1)
LINK = Link(contract=CONTRACT, party="supervisee-1", version=1, round=1)
KEPT = KeptLink(digest="digest", until=minutes(9))


@pytest.fixture
def calls(aws):
    """(operation, parameters) of each call to DynamoDB from here on."""
    found = []

    def note(params, model, **_):
        found.append((model.name, params))

    sent(aws.contracts, CONTRACT)
    events = clients.dynamodb().meta.events
    events.register("provide-client-params.dynamodb", note)
    yield found
    events.unregister("provide-client-params.dynamodb", note)


ONE_CALL = {
    "save_draft": lambda c: c.save_draft(the_draft("new"), the_head("new")),
    "save a later draft": lambda c: c.save_draft(the_draft(CONTRACT, version=2), None),
    "discard": lambda c: c.discard(the_draft(CONTRACT, version=2)),
    "draft": lambda c: c.save_draft(the_draft("new"), the_head("new")) or c.draft("new"),
    "load": lambda c: c.load(CONTRACT),
    "dossier": lambda c: c.dossier(CONTRACT),
    "append": lambda c: append(c, c.load(CONTRACT).contract, an_accepted()),
    "ask": lambda c: c.ask(CONTRACT, [MAIL, Seal()], NOW),
    "claim with link": lambda c: c.claim(CONTRACT, MAIL, NOW, LEASE, KEPT),
    "keep_link": lambda c: c.keep_link(LINK, KEPT),
    "claim": lambda c: c.claim(CONTRACT, Seal(), NOW, LEASE),
    "finish": lambda c: c.finish(CONTRACT, Seal(), NOW, {}),
    "link": lambda c: c.keep_link(LINK, KEPT) or c.link("digest"),
    "listed, when there is none": lambda c: c.listed("nobody@example.fi", Asked()),
    "numbered": lambda c: c.numbered(AUTHOR, "TO-2026-0001"),
    "reschedule": lambda c: c.reschedule(c.load(CONTRACT).head, None),
    "make_findable": lambda c: c.make_findable(archived("a")),
    "find by word": lambda c: c.find(Query(party="maija")),
    "find by author": lambda c: c.find(Query(author=AUTHOR)),
    "heads_of": lambda c: c.heads_of([CONTRACT, "another"]),
    "sealed": lambda c: c.sealed("1" * 64),
}
PREPARED_BY_ONE_MORE = {"draft", "append", "link", "reschedule"}


@pytest.mark.parametrize("act", ONE_CALL)
def test_each_act_is_one_call(aws, calls, act):
    ONE_CALL[act](aws.contracts)

    assert len(calls) == (2 if act in PREPARED_BY_ONE_MORE else 1)


def account_acts(accounts):
    return [
        partial(accounts.save, MAIJA),
        partial(accounts.account, MAIJA.email),
        accounts.all,
        partial(accounts.next_number, MAIJA.email, 2026),
        partial(accounts.save_attempt, ATTEMPT),
        partial(accounts.peek, ATTEMPT.digest),
        partial(accounts.attempt, ATTEMPT.digest),
        partial(accounts.end_attempt, ATTEMPT.digest),
        partial(accounts.save_session, SESSION),
        partial(accounts.session, SESSION.digest),
        partial(accounts.end_session, SESSION.digest),
        partial(accounts.within, "key", 1, HOUR, NOW),
    ]


def test_each_act_of_logging_in_is_one_call(aws, calls):
    acts = account_acts(aws.accounts)
    for act in acts:
        act()

    assert len(calls) == len(acts)


def test_what_a_decision_rests_on_is_read_consistently_and_nothing_is_scanned(aws, calls):
    for act in (*(partial(act, aws.contracts) for act in ONE_CALL.values()), *account_acts(aws.accounts)):
        act()
    list(aws.contracts.due(NOW))
    aws.contracts.find(Query())
    aws.contracts.listed(AUTHOR, Asked())

    reads = [(name, asked) for name, asked in calls if name in {"Query", "GetItem", "Scan", "BatchGetItem"}]
    assert {asked["IndexName"] for name, asked in reads if "IndexName" in asked} == {
        "by_author",
        "by_number",
        "by_due",
    }
    assert all(is_consistent(asked) for _, asked in reads if "IndexName" not in asked)
    assert {name for name, _ in reads} == {"Query", "GetItem", "BatchGetItem"}


def is_consistent(asked):
    return all(each["ConsistentRead"] for each in asked.get("RequestItems", {"": asked}).values())


def test_a_contract_of_several_megabytes_is_read_page_by_page(aws):
    contract = sent(aws.contracts, CONTRACT)
    for number in range(12):
        contract = append(aws.contracts, contract, an_accepted(statement="s" * 200_000), at=minutes(number))

    found = aws.contracts.dossier(CONTRACT)

    assert found.contract == contract
    assert len(found.entries) == 13
