"""The formulas: what DynamoDB would charge, by hand."""

import pytest

from bench import rows
from bench.read_units import read_units
from bench.write_units import WriteUnits
from tests.moto_aws import mocked_aws
from tests.ports.made import the_draft, the_head

KILOBYTE = "x" * 1024


def a_row(text):
    return {"pk": {"S": "p"}, "sk": {"S": "s"}, "text": {"S": text}}


def test_a_row_weighs_its_names_and_its_values():
    assert rows.size({"pk": {"S": "ä"}, "n": {"N": "1234"}, "b": {"B": "AAAA"}, "yes": {"BOOL": True}}) == 16
    assert (
        rows.size({"l": {"L": [{"S": "ab"}, {"M": {"k": {"S": "v"}}}]}}) == 1 + 3 + 1 + 2 + 1 + 3 + 1 + 1 + 1
    )


@pytest.mark.parametrize(
    ("text", "consistent", "units"), [("", True, 1), ("", False, 0.5), (4 * KILOBYTE, True, 2)]
)
def test_a_row_is_read_by_four_kilobytes(text, consistent, units):
    assert read_units("GetItem", {"ConsistentRead": consistent}, {"Item": a_row(text)}) == units


def test_a_batch_rounds_each_row_and_counts_who_is_not_there():
    asked = {"RequestItems": {"t": {"Keys": [1, 2, 3], "ConsistentRead": True}}}
    answer = {"Responses": {"t": [a_row(KILOBYTE), a_row(4 * KILOBYTE)]}}

    assert read_units("BatchGetItem", asked, answer) == 1 + 2 + 1


def test_a_query_rounds_the_sum():
    answer = {"Items": [a_row(KILOBYTE)] * 5}

    assert read_units("Query", {"ConsistentRead": True}, answer) == 2


def test_what_only_writes_reads_nothing():
    assert read_units("PutItem", {}, {}) == 0


@pytest.fixture
def units():
    with mocked_aws() as aws:
        aws.contracts.load  # noqa: B018 - the table is made when somebody first asks
        heard = WriteUnits()
        yield aws.contracts, heard.by


def test_a_transaction_costs_twice_and_each_index_once(units):
    contracts, by = units

    contracts.save_draft(the_draft("a"), the_head("a"))

    assert by == {"table": 4, "by_author": 1, "by_number": 1, "by_title": 1, "by_standing": 1}


def test_a_row_that_moves_in_an_index_costs_two_there(units):
    contracts, by = units
    contracts.save_draft(the_draft("a"), the_head("a"))
    by.clear()

    contracts.save_draft(the_draft("a", revision=2), the_head("a", title="Aapo"))

    assert by == {"table": 4, "by_author": 1, "by_number": 1, "by_title": 2, "by_standing": 1}
