"""Requests that are sent again because no answer came: one contract, whatever stands in the way."""

import pytest

from tests.ports.made import at_once
from tests.web.kept import rows, throttled
from tests.web.keys import program
from tests.web.people import drafted, terms

NAME = "8e03978e-40d5-43e8-bc93-6894a57f9324"


@pytest.fixture(scope="module")
def system(life, owner):
    return program(life, "omistaja@sopu.test")


def asked(client, given, name=NAME):
    return client.send_json("/api/contracts", given, idempotency_key=name)


def numbers():
    return {item["number"]["S"] for (_, sk), item in rows().items() if sk == "HEAD"}


def test_the_same_request_twice_is_one_contract_and_one_answer(system, owner):
    given, before = terms(), numbers()
    first, second = asked(system, given), asked(system, given)

    assert (first.status, second.status) == (201, 201)
    assert first.json == second.json
    assert numbers() - before == {first.json["contract_number"]}
    assert asked(owner, given).json == first.json  # the same supervisor, with a browser


def test_a_dozen_at_once_are_one_contract(system):
    given, before = terms(), numbers()

    answers = at_once(12, lambda caller: asked(system, given, "twelve"))

    made = {answer.json["id"] for answer in answers if answer.status == 201}
    assert {answer.status for answer in answers} <= {201, 409, 503}
    assert len(made) == 1
    assert len(numbers() - before) == 1


def test_after_it_was_sent_the_answer_tells_where_it_stands(life, system):
    given = terms()
    made = asked(system, given, "sent").json
    system.send_json(f"/api/contracts/{made['id']}/send", {})
    life.sweep()

    again = asked(system, given, "sent")
    assert (again.status, again.json) == (201, made | {"status": "sent", "warnings": []})


def test_another_request_under_a_name_that_is_taken_is_refused(system):
    given = terms()
    asked(system, given, "taken")
    before = rows()

    answer = asked(system, given | {"price_amount": "99"}, "taken")

    assert (answer.status, answer.json["error"]["code"]) == (409, "request_reused")
    assert rows() == before


def test_a_request_with_faults_leaves_its_name_to_what_is_mended(system):
    given = terms()

    assert asked(system, given | {"price_amount": "?"}, "mended").status == 422
    assert asked(system, given, "mended").status == 201


@pytest.mark.parametrize("operation", ["PutItem", "UpdateItem", "TransactWriteItems", "Query"])
def test_what_aws_did_not_take_is_sent_again_and_is_one_contract(owner, operation):
    given, before = terms(), numbers()
    with throttled(operation):
        assert asked(owner, given, operation).status in (201, 503)

    assert asked(owner, given, operation).status == 201
    assert len(numbers() - before) == 1


def test_without_a_name_each_request_is_a_contract_of_its_own(system):
    given = terms()

    assert drafted(system, given) != drafted(system, given)


@pytest.mark.parametrize("name", ["x" * 201, "two words", "äö".encode().decode("latin-1"), "tab\tbed"])
def test_a_name_that_is_none_is_told(system, name):
    answer = asked(system, terms(), name)

    assert (answer.status, [it["field"] for it in answer.json["errors"]]) == (422, ["Idempotency-Key"])


def test_the_name_itself_is_kept_nowhere(system):
    asked(system, terms(), "a-name-with-a-person-in-it")

    assert "a-name-with-a-person-in-it" not in str(rows(but=()))
