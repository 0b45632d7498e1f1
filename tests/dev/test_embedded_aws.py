import base64
import time
from urllib.error import HTTPError
from urllib.request import urlopen

import boto3
import pytest
from botocore.exceptions import ClientError
from cryptography import x509
from cryptography.hazmat.primitives.asymmetric import ec

from dev.provision import provision
from tests.dev.tools import at_once

ABSENT = "attribute_not_exists(pk)"


@pytest.fixture(scope="module")
def dynamodb(made):
    return boto3.client("dynamodb")


@pytest.fixture(scope="module")
def table(made):
    return made.environment["SOPU_TABLE"]


def key(pk, sk="HEAD"):
    return {"pk": {"S": pk}, "sk": {"S": sk}}


def put(table, pk, sk="HEAD", condition=ABSENT):
    return {"Put": {"TableName": table, "Item": key(pk, sk), "ConditionExpression": condition}}


def version_update(table, pk, before, after):
    return {
        "Update": {
            "TableName": table,
            "Key": key(pk),
            "UpdateExpression": "SET version = :after",
            "ConditionExpression": "version = :before",
            "ExpressionAttributeValues": {":before": {"N": str(before)}, ":after": {"N": str(after)}},
        }
    }


def stream_iterator(made):
    streams = boto3.client("dynamodbstreams")
    arn = made.resources["Table"].attributes["StreamArn"]
    (shard,) = streams.describe_stream(StreamArn=arn)["StreamDescription"]["Shards"]
    return streams.get_shard_iterator(
        StreamArn=arn, ShardId=shard["ShardId"], ShardIteratorType="TRIM_HORIZON"
    )["ShardIterator"]


def stream_records(made):
    return boto3.client("dynamodbstreams").get_records(ShardIterator=stream_iterator(made))["Records"]


def test_twenty_threads_race_for_one_item_and_one_wins(dynamodb, table):
    def race(_):
        try:
            dynamodb.put_item(TableName=table, Item=key("RACE#1"), ConditionExpression=ABSENT)
        except dynamodb.exceptions.ConditionalCheckFailedException:
            return "lost"
        return "won"

    assert sorted(at_once(20, race)) == ["lost"] * 19 + ["won"]


def test_twenty_transactions_race_for_one_version_and_one_wins_alone(dynamodb, table, made):
    dynamodb.put_item(TableName=table, Item={**key("RACE#2"), "version": {"N": "1"}})
    before = len(stream_records(made))

    def race(number):
        entry = put(table, "RACE#2", f"ENTRY#{number}")
        try:
            dynamodb.transact_write_items(TransactItems=[entry, version_update(table, "RACE#2", 1, 2)])
        except dynamodb.exceptions.TransactionCanceledException as refused:
            return [reason["Code"] for reason in refused.response["CancellationReasons"]]
        return "won"

    outcomes = at_once(20, race)

    assert outcomes.count("won") == 1
    assert outcomes.count(["None", "ConditionalCheckFailed"]) == 19
    held = dynamodb.query(
        TableName=table, KeyConditionExpression="pk = :pk", ExpressionAttributeValues={":pk": {"S": "RACE#2"}}
    )["Items"]
    assert sorted(item["sk"]["S"][:5] for item in held) == ["ENTRY", "HEAD"]
    assert len(stream_records(made)) == before + 2


def test_a_cancelled_transaction_undoes_put_update_and_delete(dynamodb, table, made):
    dynamodb.put_item(TableName=table, Item={**key("UNDO"), "version": {"N": "1"}})
    dynamodb.put_item(TableName=table, Item=key("UNDO", "GOES"))
    before = stream_records(made)

    with pytest.raises(dynamodb.exceptions.TransactionCanceledException):
        dynamodb.transact_write_items(
            TransactItems=[
                put(table, "UNDO", "NEW"),
                version_update(table, "UNDO", 1, 2),
                {"Delete": {"TableName": table, "Key": key("UNDO", "GOES")}},
                put(table, "UNDO", "IMPOSSIBLE", condition="attribute_exists(pk)"),
            ]
        )

    items = dynamodb.query(
        TableName=table, KeyConditionExpression="pk = :pk", ExpressionAttributeValues={":pk": {"S": "UNDO"}}
    )["Items"]
    assert items == [key("UNDO", "GOES"), {**key("UNDO"), "version": {"N": "1"}}]
    assert stream_records(made) == before


def test_a_transaction_costs_the_same_in_a_full_table(dynamodb, table):
    def seconds(first):
        """The quickest of three rounds: a machine may be busy, or collect garbage, in one of them."""
        return min(round_of(range(start, start + 10)) for start in range(first, first + 30, 10))

    def round_of(numbers):
        begun = time.perf_counter()
        for number in numbers:
            dynamodb.transact_write_items(TransactItems=[put(table, "COST", f"{number:06}")])
        return time.perf_counter() - begun

    seconds(0)
    empty = seconds(100)
    for start in range(0, 3000, 25):
        items = [{"PutRequest": {"Item": key("FULL", f"{number:06}")}} for number in range(start, start + 25)]
        dynamodb.batch_write_item(RequestItems={table: items})

    assert seconds(200) < 4 * empty


def test_the_same_transaction_sent_twice_is_done_once(dynamodb, table):
    once = {"TransactItems": [put(table, "TOKEN")], "ClientRequestToken": "one-and-the-same"}
    dynamodb.transact_write_items(**once)
    dynamodb.transact_write_items(**once)

    with pytest.raises(ClientError, match="IdempotentParameterMismatch"):
        dynamodb.transact_write_items(**{**once, "TransactItems": [put(table, "OTHER")]})


def test_provisioning_again_adopts_everything(made, template):
    again = provision(template, "http://127.0.0.1:8000")

    assert again.environment == made.environment
    assert again.resources == made.resources


def test_the_environment_is_complete_for_the_product(made):
    from chalicelib.settings import Settings

    settings = Settings.from_environment({**made.environment, "AWS_ENDPOINT_URL": "http://127.0.0.1"})

    assert settings.base_url == "http://127.0.0.1:8000"
    assert settings.mail_from == "Sopu <sopu@sopu.test>"
    assert settings.jobs_queue.startswith("http")


def test_the_table_is_the_templates_table(made, dynamodb, table, template):
    described = dynamodb.describe_table(TableName=table)["Table"]
    expiry = dynamodb.describe_time_to_live(TableName=table)["TimeToLiveDescription"]

    indexes = {index["IndexName"] for index in described["GlobalSecondaryIndexes"]}
    assert indexes == {index["IndexName"] for index in template.properties("Table")["GlobalSecondaryIndexes"]}
    assert described["StreamSpecification"] == {"StreamEnabled": True, "StreamViewType": "KEYS_ONLY"}
    assert (expiry["TimeToLiveStatus"], expiry["AttributeName"]) == ("ENABLED", "expires_at")


def test_a_locked_object_cannot_be_deleted_or_put_again(made):
    s3, bucket = boto3.client("s3"), made.environment["SOPU_BUCKET"]
    version = s3.put_object(
        Bucket=bucket,
        Key="contracts/1/v1.pdf",
        Body=b"sealed",
        IfNoneMatch="*",
        ChecksumAlgorithm="SHA256",
        ObjectLockMode="COMPLIANCE",
        ObjectLockRetainUntilDate="2099-01-01T00:00:00Z",
    )["VersionId"]

    with pytest.raises(ClientError, match="AccessDenied"):
        s3.delete_object(Bucket=bucket, Key="contracts/1/v1.pdf", VersionId=version)
    with pytest.raises(ClientError, match="PreconditionFailed"):
        s3.put_object(Bucket=bucket, Key="contracts/1/v1.pdf", Body=b"other", IfNoneMatch="*")
    configuration = s3.get_object_lock_configuration(Bucket=bucket)["ObjectLockConfiguration"]
    assert configuration == {"ObjectLockEnabled": "Enabled"}
    assert s3.get_bucket_versioning(Bucket=bucket)["Status"] == "Enabled"


def test_the_keys_can_do_what_they_are_for_and_stay_apart(made):
    kms = boto3.client("kms")
    link, login = (made.environment[name] for name in ("SOPU_LINK_KEY", "SOPU_LOGIN_KEY"))

    def mac(key_id):
        return kms.generate_mac(KeyId=key_id, Message=b"x", MacAlgorithm="HMAC_SHA_256")["Mac"]

    assert len(mac(link)) == 32
    assert mac(link) != mac(login)


@pytest.mark.parametrize(
    ("variable", "use"),
    [
        ("SOPU_LINK_KEY", {"operation": "generate_mac", "Message": b"x", "MacAlgorithm": "HMAC_SHA_256"}),
        ("SOPU_SEAL_KEY", {"operation": "sign", "Message": b"x", "SigningAlgorithm": "ECDSA_SHA_256"}),
    ],
)
def test_a_disabled_key_does_nothing_until_it_is_enabled(made, variable, use):
    kms, key_id = boto3.client("kms"), made.environment[variable]
    arguments = dict(use)
    call = getattr(kms, arguments.pop("operation"))
    kms.disable_key(KeyId=key_id)
    with pytest.raises(ClientError, match="DisabledException"):
        call(KeyId=key_id, **arguments)
    kms.enable_key(KeyId=key_id)

    assert call(KeyId=key_id, **arguments)["KeyId"]


def test_the_seal_certificate_is_the_seal_keys_own(made):
    public_key = boto3.client("kms").get_public_key(KeyId=made.environment["SOPU_SEAL_KEY"])["PublicKey"]
    der = base64.b64decode(made.environment["SOPU_SEAL_CERTIFICATES"])

    certificate = x509.load_der_x509_certificate(der)

    certificate.verify_directly_issued_by(certificate)
    assert isinstance(certificate.public_key(), ec.EllipticCurvePublicKey)
    assert der == made.seal_certificate
    assert public_key[-64:] in der


def test_writes_are_announced_and_refusals_are_not(aws, dynamodb, table):
    aws.heard.clear()

    dynamodb.put_item(TableName=table, Item=key("HEARD"))
    with pytest.raises(ClientError):
        dynamodb.put_item(TableName=table, Item=key("HEARD"), ConditionExpression=ABSENT)

    assert aws.heard == [("dynamodb", "PutItem")]


def fetch(url):
    with pytest.raises(HTTPError) as refused:
        urlopen(url)
    return refused.value.code


def test_a_presigned_address_opens_until_its_time_is_over_and_nothing_else_opens(made):
    s3, bucket = boto3.client("s3"), made.environment["SOPU_BUCKET"]
    s3.put_object(Bucket=bucket, Key="offered/1/ä.pdf", Body=b"%PDF", ChecksumAlgorithm="SHA256")
    where = {"Bucket": bucket, "Key": "offered/1/ä.pdf"}
    url = s3.generate_presigned_url("get_object", Params=where, ExpiresIn=60)
    over = s3.generate_presigned_url("get_object", Params=where, ExpiresIn=-1)

    with urlopen(url) as answer:
        assert answer.read() == b"%PDF"
    assert fetch(over) == 403
    assert fetch(url.partition("?")[0]) == 403


def test_memory_does_not_grow_with_every_call(dynamodb, table, made):
    from moto.dynamodbstreams.models import ShardIterator, dynamodbstreams_backends

    for _ in range(260):
        stream_iterator(made)

    backend = dynamodbstreams_backends["123456789012"]["eu-north-1"]
    assert len(backend.shard_iterators) < 250
    assert ShardIterator.instances_tracked == []
