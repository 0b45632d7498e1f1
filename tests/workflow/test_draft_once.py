"""A practice system that repeats its request has one contract, whatever was lost on the way."""

import pytest

from chalicelib.domain.api_keys import REPEATABLE
from chalicelib.domain.errors import Busy, FormInvalid, NotFound, RequestReused
from chalicelib.workflow.draft_once import draft_once
from chalicelib.workflow.send import send
from tests.fakes import AFTER, BEFORE, Clock, memory_services
from tests.workflow.terms import TWO

AUTHOR, OTHER = "tili@ohjaaja.example", "toinen@ohjaaja.example"


@pytest.fixture
def clock():
    return Clock()


@pytest.fixture
def services(clock):
    return memory_services(clock)


def test_the_same_request_leads_to_the_same_contract(services):
    first, second = (draft_once(services, AUTHOR, TWO, "8e03") for _ in range(2))

    assert first.draft == second.draft
    assert len(services.contracts.heads) == 1
    assert first.head.number == "TO-2026-0001"


def test_another_name_is_another_contract_and_so_is_another_author(services):
    made = {
        draft_once(services, author, TWO, name).head.contract
        for author in (AUTHOR, OTHER)
        for name in ("8e03", "8e04")
    }

    assert len(made) == 4


def test_a_contract_that_went_on_meanwhile_is_told_as_it_stands(services):
    made = draft_once(services, AUTHOR, TWO, "8e03")
    send(services, AUTHOR, made.head.contract)

    again = draft_once(services, AUTHOR, TWO, "8e03")
    assert (again.contract.id, again.contract.status) == (made.head.contract, "sent")
    assert len(services.contracts.heads) == 1


def test_a_name_does_not_stand_for_two_requests(services):
    draft_once(services, AUTHOR, TWO, "8e03")

    with pytest.raises(RequestReused):
        draft_once(services, AUTHOR, TWO | {"price_amount": "99"}, "8e03")


def test_a_request_with_faults_leaves_its_name_free(services):
    with pytest.raises(FormInvalid):
        draft_once(services, AUTHOR, TWO | {"price_amount": "?"}, "8e03")
    made = draft_once(services, AUTHOR, TWO, "8e03")

    assert draft_once(services, AUTHOR, TWO, "8e03").head.contract == made.head.contract
    with pytest.raises(RequestReused):
        draft_once(services, AUTHOR, TWO | {"price_amount": "99"}, "8e03")


def test_after_seven_days_a_name_is_free(services, clock):
    draft_once(services, AUTHOR, TWO, "8e03")
    clock.forward(days=6, hours=23)
    draft_once(services, AUTHOR, TWO, "8e03")
    assert len(services.contracts.heads) == 1

    clock.forward(seconds=REPEATABLE.total_seconds())
    draft_once(services, AUTHOR, TWO, "8e03")
    assert len(services.contracts.heads) == 2


LOST = [
    (port, method, moment)
    for port, method in (("api_keys", "ask"), ("contracts", "save_draft"), ("accounts", "next_number"))
    for moment in (BEFORE, AFTER)
]


@pytest.mark.parametrize(("port", "method", "moment"), [*LOST, ("contracts", "dossier", BEFORE)])
def test_whatever_fails_a_repeat_makes_it_good_and_there_is_one_contract(services, port, method, moment):
    getattr(services, port).fail_next(method, moment)
    with pytest.raises(Busy):
        draft_once(services, AUTHOR, TWO, "8e03")

    made = draft_once(services, AUTHOR, TWO, "8e03")

    assert list(services.contracts.heads) == [made.head.contract]
    assert made.draft.given["price_amount"] == TWO["price_amount"]


def test_nobody_finds_anothers_contract_by_its_name(services):
    made = draft_once(services, AUTHOR, TWO, "8e03")

    assert draft_once(services, OTHER, TWO, "8e03").head.contract != made.head.contract
    with pytest.raises(NotFound):
        services.contracts.dossier("8e03")


def test_a_first_request_that_comes_late_never_stands_for_the_mended_one(services):
    """It waited before its draft; meanwhile its sender gave up, mended the body and asked again under the same name."""
    mended = TWO | {"price_amount": "99"}
    save, late = services.contracts.save_draft, []

    def first_the_mended(*given, **more):
        services.contracts.save_draft = save
        late.append(draft_once(services, AUTHOR, mended, "8e03"))
        return save(*given, **more)

    services.contracts.save_draft = first_the_mended
    made = draft_once(services, AUTHOR, TWO, "8e03")

    assert made.draft.given["price_amount"] == TWO["price_amount"]
    again = draft_once(services, AUTHOR, mended, "8e03")
    assert again.head.contract == late[0].head.contract
    assert again.draft.given["price_amount"] == "99"
