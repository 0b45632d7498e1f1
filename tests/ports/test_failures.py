"""What AWS does on a bad day: collisions pass, slowness is Busy, and what was done but not answered is done once."""

from datetime import timedelta

import pytest
from botocore.exceptions import ClientError, ConnectTimeoutError, ReadTimeoutError

from chalicelib.aws import clients
from chalicelib.aws.accounts import DynamoAccounts
from chalicelib.aws.api_keys import DynamoApiKeys
from chalicelib.aws.archive import S3Archive
from chalicelib.aws.contracts import DynamoContracts
from chalicelib.aws.dynamo import Table
from chalicelib.aws.failures import TRIES
from chalicelib.aws.queue import SqsQueue
from chalicelib.domain.contract import Contract
from chalicelib.domain.dossier import Mail, Seal
from chalicelib.domain.errors import Busy, ChangedMeanwhile
from chalicelib.domain.invitation import KeptLink, Link
from chalicelib.domain.trail import TrailBroken
from tests.builders import NOW, a_sent, an_accepted
from tests.moto_aws import wait
from tests.ports.made import PRIVATE, append, archived, minutes, sent, the_draft, the_head
from tests.ports.test_accounts import ATTEMPT, MAIJA
from tests.ports.test_api_keys import DAY, KEY
from tests.ports.test_mailer import letter

CONTRACT = "c0ffee"
MAIL = Mail(party="supervisee-1", kind="invitation", round="1.1")
LEASE = timedelta(minutes=1)
LINK = Link(contract=CONTRACT, party="supervisee-1", version=1, round=1)
KEPT = KeptLink(digest="digest", until=minutes(9))


class Meddled:
    """A client whose calls go through `meddle(name, call)` first; all other things are the real client's."""

    def __init__(self, real, meddle):
        self._real, self._meddle = real, meddle

    def __getattr__(self, name):
        real = getattr(self._real, name)
        return lambda **asked: self._meddle(name, lambda: real(**asked))


def refused(error, *reasons, status=400):
    answer = {"Error": {"Code": error}, "ResponseMetadata": {"HTTPStatusCode": status}}
    return ClientError(
        answer | ({"CancellationReasons": [{"Code": r} for r in reasons]} if reasons else {}), "Call"
    )


def failing(times, error):
    """The first calls fail before they do anything."""
    left = [error] * times

    def meddle(name, call):
        if left:
            raise left.pop()
        return call()

    return meddle


def lost_answer():
    """The first call is carried out and then its connection breaks."""
    lost = []

    def meddle(name, call):
        answer = call()
        if not lost:
            lost.append(name)
            raise ReadTimeoutError(endpoint_url="https://dynamodb")
        return answer

    return meddle


def twice(name, call):
    """A repeat of the very same request after an answer that got lost: only the second answer arrives."""
    try:
        call()
    finally:
        return call()  # noqa: B012


def contracts_on(aws, meddle, waited=wait):
    return DynamoContracts(Table(lambda: Meddled(clients.dynamodb(), meddle), aws.name("Table"), waited))


COLLISIONS = [
    refused("TransactionCanceledException", "None", "TransactionConflict"),
    refused("TransactionCanceledException", "ThrottlingError", "None"),
    refused("TransactionConflictException"),
]
SLOWNESS = [
    refused("ThrottlingException"),
    refused("ProvisionedThroughputExceededException"),
    refused("InternalServerError", status=500),
    refused("ServiceUnavailable", status=503),
    ReadTimeoutError(endpoint_url="https://dynamodb"),
    ConnectTimeoutError(endpoint_url="https://dynamodb"),
]


@pytest.mark.parametrize("collision", COLLISIONS, ids=str)
def test_a_collision_is_tried_again_after_a_wait(aws, collision):
    waits = []
    contracts = contracts_on(aws, failing(3, collision), waits.append)

    contracts.save_draft(the_draft(CONTRACT), the_head(CONTRACT))

    assert aws.contracts.draft(CONTRACT) == the_draft(CONTRACT)
    assert waits == [0, 1, 2]


@pytest.mark.parametrize("collision", COLLISIONS, ids=str)
def test_a_collision_without_end_is_busy(aws, collision):
    waits = []
    contracts = contracts_on(aws, failing(10**6, collision), waits.append)

    with pytest.raises(Busy):
        contracts.save_draft(the_draft(CONTRACT), the_head(CONTRACT))

    assert waits == list(range(TRIES))


@pytest.mark.parametrize("error", [COLLISIONS[0], SLOWNESS[0]], ids=str)
def test_the_day_of_a_keys_use_is_left_out_when_aws_is_busy(aws, error):
    aws.api_keys.add(KEY)
    busy = Table(lambda: Meddled(clients.dynamodb(), failing(10**6, error)), aws.name("Table"), wait)

    DynamoApiKeys(busy).used(KEY, DAY)

    assert aws.api_keys.key(KEY.digest) == KEY


@pytest.mark.parametrize("slowness", SLOWNESS, ids=str)
def test_slowness_that_boto3_could_not_ride_out_is_busy_at_once(aws, slowness):
    contracts = contracts_on(aws, failing(1, slowness))

    with pytest.raises(Busy):
        contracts.load(CONTRACT)


def test_a_failed_condition_decides_even_beside_a_collision(aws):
    mixed = refused("TransactionCanceledException", "ConditionalCheckFailed", "TransactionConflict")

    with pytest.raises(ChangedMeanwhile):
        contracts_on(aws, failing(1, mixed)).save_draft(the_draft(CONTRACT), the_head(CONTRACT))


def test_a_mistake_of_ours_flies_on(aws):
    with pytest.raises(ClientError, match="ValidationException"):
        contracts_on(aws, failing(1, refused("ValidationException"))).load(CONTRACT)


def test_a_draft_whose_answer_was_lost_is_saved_by_the_second_click(aws):
    contracts = contracts_on(aws, lost_answer())
    with pytest.raises(Busy):
        contracts.save_draft(the_draft(CONTRACT), the_head(CONTRACT))

    contracts.save_draft(the_draft(CONTRACT), the_head(CONTRACT))

    assert contracts.draft(CONTRACT) == the_draft(CONTRACT)


def test_an_append_whose_answer_was_lost_is_found_by_its_repeat(aws):
    contract = sent(aws.contracts, CONTRACT)
    contracts = contracts_on(aws, lost_answer())
    with pytest.raises(Busy):
        append(contracts, contract, an_accepted())

    append(contracts, contract, an_accepted())

    assert contracts.load(CONTRACT).contract.length == 2


def test_a_sending_whose_answer_was_lost_is_found_by_its_repeat(aws):
    aws.contracts.save_draft(the_draft(CONTRACT), the_head(CONTRACT))
    contracts = contracts_on(aws, lost_answer())
    with pytest.raises(Busy):
        sent(contracts, CONTRACT, save=False)

    sent(contracts, CONTRACT, save=False)

    assert contracts.load(CONTRACT).contract.length == 1


def test_every_write_that_boto3_repeats_is_done_once_and_answered_as_the_first(aws):
    contracts = contracts_on(aws, twice)
    contracts.save_draft(the_draft(CONTRACT), the_head(CONTRACT))
    sent_ = append(
        contracts, Contract(id=CONTRACT), a_sent(commitment=PRIVATE.digest), PRIVATE, the_draft(CONTRACT)
    )
    append(contracts, sent_, an_accepted())

    assert contracts.claim(CONTRACT, Seal(), NOW, LEASE)
    contracts.keep_link(LINK, KEPT)
    assert contracts.claim(CONTRACT, MAIL, NOW, LEASE, KEPT)
    assert not aws.contracts.claim(CONTRACT, Seal(), NOW, LEASE)
    contracts.ask(CONTRACT, [MAIL], NOW)
    contracts.finish(CONTRACT, MAIL, NOW, {"message_id": "1"})
    contracts.make_findable(archived(CONTRACT))

    found = contracts.dossier(CONTRACT)
    assert found.contract.length == 2
    assert {claim.state for claim in found.claims.values()} == {"claimed", "done"}


def test_logging_in_survives_a_repeat(aws):
    accounts = DynamoAccounts(Table(lambda: Meddled(clients.dynamodb(), twice), aws.name("Table"), wait))
    accounts.save_attempt(ATTEMPT)

    assert accounts.attempt(ATTEMPT.digest) is not None
    assert accounts.end_attempt(ATTEMPT.digest) is True
    assert accounts.end_attempt(ATTEMPT.digest) is False
    assert [accounts.next_number(MAIJA.email, 2026) for _ in range(2)] == [2, 4]


def test_a_reading_that_saw_half_of_a_transaction_is_read_again(aws):
    """A query does not wait for a transaction: here the head is of before the append, the entries are of after it."""
    contract = sent(aws.contracts, CONTRACT)
    before = clients.dynamodb().query(**_partition(aws))["Items"]
    append(aws.contracts, contract, an_accepted())
    after = clients.dynamodb().query(**_partition(aws))["Items"]
    torn = [item for item in after if item["sk"]["S"] != "HEAD"] + [
        i for i in before if i["sk"]["S"] == "HEAD"
    ]
    answers = [torn, [item for item in after if item["sk"]["S"] != "ENTRY#000001"]]

    def meddle(name, call):
        return {"Items": answers.pop(0)} if answers else call()

    assert contracts_on(aws, meddle).load(CONTRACT).contract.length == 2
    assert answers == []


def reading_while_others_append(aws, wait=wait, late="ENTRY"):
    """A reader who, at each query, finds one more append; of it either the entry or the head is not seen yet."""
    contract = sent(aws.contracts, CONTRACT)
    grown = [contract]

    def meddle(name, call):
        before = call()["Items"]
        grown.append(append(aws.contracts, grown[-1], an_accepted(party=f"supervisee-{len(grown)}")))
        after = call()["Items"]
        old = [each for each in before if each["sk"]["S"].startswith(late)]
        return {"Items": old + [each for each in after if not each["sk"]["S"].startswith(late)]}

    return contracts_on(aws, meddle, wait)


def test_a_reader_waits_a_moment_before_reading_again(aws):
    waits = []

    with pytest.raises(Busy):
        reading_while_others_append(aws, waits.append).load(CONTRACT)

    assert waits == [0, 1, 2]


@pytest.mark.parametrize("late", ["ENTRY", "HEAD"])
def test_a_contract_that_grows_at_every_reading_is_busy_and_not_broken(aws, late):
    reader = reading_while_others_append(aws, late=late)

    for read in (reader.load, reader.dossier):
        with pytest.raises(Busy):
            read(CONTRACT)
    assert aws.contracts.load(CONTRACT).contract.length > 5


@pytest.mark.parametrize("gone", ["ENTRY#000001", "ENTRY#000002", "ENTRY#000003"])
def test_an_entry_that_was_taken_out_of_the_table_is_missed(aws, gone):
    contract = append(aws.contracts, sent(aws.contracts, CONTRACT), an_accepted())
    append(aws.contracts, contract, an_accepted(party="manager"))
    key = {"pk": {"S": f"CONTRACT#{CONTRACT}"}, "sk": {"S": gone}}
    clients.dynamodb().delete_item(TableName=aws.name("Table"), Key=key)

    for read in (aws.contracts.load, aws.contracts.dossier):
        with pytest.raises(TrailBroken) as broken:
            read(CONTRACT)
        assert broken.value.number == int(gone[-6:])


def test_an_entry_that_was_put_into_the_table_is_noticed(aws):
    append(aws.contracts, sent(aws.contracts, CONTRACT), an_accepted())
    items = clients.dynamodb().query(**_partition(aws))["Items"]
    last = next(each for each in items if each["sk"]["S"] == "ENTRY#000002")
    more = last | {"sk": {"S": "ENTRY#000003"}}
    clients.dynamodb().put_item(TableName=aws.name("Table"), Item=more)

    for read in (aws.contracts.load, aws.contracts.dossier):
        with pytest.raises(TrailBroken) as broken:
            read(CONTRACT)
        assert broken.value.number == 3


def test_rows_that_a_batch_left_over_are_written_after_a_wait(aws):
    left = []

    def meddle(name, call):
        if name == "batch_write_item" and not left:
            left.append(name)
            return {
                "UnprocessedItems": {
                    aws.name("Table"): [{"PutRequest": {"Item": {"pk": {"S": "a"}, "sk": {"S": "b"}}}}]
                }
            }
        return call()

    contracts_on(aws, meddle).make_findable(archived(CONTRACT))

    assert [(item["pk"]["S"], item["sk"]["S"]) for item in aws.items()] == [("a", "b")]


def archive_on(aws, meddle):
    return S3Archive(lambda: Meddled(clients.s3(), meddle), aws.name("Bucket"), wait)


def test_two_puts_of_one_key_at_the_same_moment_both_get_what_lies_there(aws):
    conflict = refused("ConditionalRequestConflict", status=409)
    version_id, kept = archive_on(aws, failing(2, conflict)).put_once(
        "contracts/a/v1.pdf", b"%PDF", minutes(9)
    )

    assert kept == b"%PDF"
    assert aws.archive.archived("contracts/a/v1.pdf", version_id) == b"%PDF"


def test_an_archiving_whose_answer_was_lost_finds_its_own(aws):
    archive = archive_on(aws, lost_answer())
    with pytest.raises(Busy):
        archive.put_once("contracts/a/v1.pdf", b"%PDF first", minutes(9))

    version_id, kept = archive.put_once("contracts/a/v1.pdf", b"%PDF second", minutes(9))

    assert kept == b"%PDF first"
    assert archive.archived("contracts/a/v1.pdf", version_id) == kept
    assert len(clients.s3().list_object_versions(Bucket=aws.name("Bucket"))["Versions"]) == 1


def test_a_message_that_sqs_did_not_take_is_busy(aws):
    def meddle(name, call):
        return {"Successful": [], "Failed": [{"Id": "0", "Code": "InternalError"}]}

    with pytest.raises(Busy):
        SqsQueue(lambda: Meddled(clients.sqs(), meddle), aws.name("JobsQueue"), wait).send(
            [{"contract": CONTRACT}]
        )


def test_a_mail_is_handed_over_once_even_when_ses_does_not_answer(aws):
    """A repeat by boto3 would be a second mail to the same person."""
    handed = []

    def drop(request, **_):
        handed.append(request)
        raise ReadTimeoutError(endpoint_url="https://email")

    mailer, events = aws.mailer, clients.sesv2().meta.events
    events.register_first("before-send.sesv2", drop)
    try:
        with pytest.raises(ReadTimeoutError):
            mailer.send(letter())
    finally:
        events.unregister("before-send.sesv2", drop)

    assert len(handed) == 1


def _partition(aws):
    return {
        "TableName": aws.name("Table"),
        "KeyConditionExpression": "pk = :pk",
        "ExpressionAttributeValues": {":pk": {"S": f"CONTRACT#{CONTRACT}"}},
    }
