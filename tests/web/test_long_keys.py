"""What an address or a form names may be too long for a key: then DynamoDB is not asked for it."""

import pytest
from botocore.exceptions import ClientError

from chalicelib.aws import clients
from tests.web.forms import fault_beside, opened, posted, what_somebody_types

LONG = "a" * 3000


@pytest.fixture(autouse=True)
def refusing():
    """DynamoDB refuses to read by a key of more than 1024 bytes; moto does not."""

    def refuse(params, model, **_):
        keys = [params.get("Key"), params.get("ExpressionAttributeValues"), params.get("ExclusiveStartKey")]
        texts = [value.get("S", "") for key in keys if key for value in key.values()]
        if model.name in {"GetItem", "Query"} and any(len(text.encode()) > 1024 for text in texts):
            raise ClientError({"Error": {"Code": "ValidationException"}}, model.name)

    events = clients.dynamodb().meta.events
    events.register("provide-client-params.dynamodb", refuse)
    yield
    events.unregister("provide-client-params.dynamodb", refuse)


@pytest.mark.parametrize("start", ["from", "replacing"])
def test_a_contract_of_such_a_name_is_not_found(owner, start):
    assert owner.get(f"/contracts/new?{start}={LONG}").status == 404


def test_a_form_that_names_it_is_answered_as_any_other(owner):
    form, typed = opened(owner), what_somebody_types()
    given = posted(form, typed) | {"_id": LONG, "_version": "1", "supersedes_contract_id": LONG}

    told = owner.post("/contracts", given)

    assert told.status == 422
    assert fault_beside(told, "supersedes_contract_id")
    assert owner.post("/account/defaults", {"_csrf": given["_csrf"], "contract": LONG}).status == 404


def test_a_search_for_such_a_word_finds_nothing(owner):
    """Each sign counts as six letters of three bytes."""
    assert owner.get("/archive?party=" + "%E3%8C%96" * 100).status == 200
