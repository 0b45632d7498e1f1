"""A call that the role does not allow, on that very table, key, queue or prefix, is named before anybody deploys it."""

import pytest

from dev.packaging.rights import missing, needed

ACCOUNT = "eu-north-1:123456789012"
TABLE = f"arn:aws:dynamodb:{ACCOUNT}:table/t"
MAIL = {"Content": {"Raw": {"Data": "From: Ulla <sopu@sopu.test>\nTo: a@b.example\n\nHei"}}}


@pytest.fixture
def names():
    arns = {
        "Table.Arn": TABLE,
        "Table.StreamArn": f"{TABLE}/stream/now",
        "Bucket.Arn": "arn:aws:s3:::b",
        **{f"{key}.Arn": f"arn:aws:kms:{ACCOUNT}:key/{key}" for key in ("LinkKey", "LoginKey", "SealKey")},
        **{
            f"{queue}.Arn": f"arn:aws:sqs:{ACCOUNT}:{queue}"
            for queue in ("JobsQueue", "SealsQueue", "MailEventsQueue", "ForwardFailures")
        },
    }
    stack = {"Partition": "aws", "Region": "eu-north-1", "AccountId": "123456789012", "StackName": "sopu"}
    return (
        arns
        | {f"AWS::{name}": value for name, value in stack.items()}
        | {"MailDomain": "sopu.test", "FollowedMails": "followed", "UnfollowedMails": "unfollowed"}
    )


def put(table="t", **more):
    return {"Put": {"TableName": table, "Item": {}, **more}}


def named(*attributes, by="ConditionExpression"):
    names = {f"#{number}": name for number, name in enumerate(attributes)}
    return {by: " AND ".join(names), "ExpressionAttributeNames": names}


OWN = {"TableName": "t", "Key": {"pk": {"S": "CONTRACT#1"}, "sk": {"S": "MAIL#manager#invitation#1.1"}}}
NEWS = OWN | {
    "UpdateExpression": "SET #news = :news",
    "ConditionExpression": "#outcome.#message_id = :message OR #state = :claimed",
    "ExpressionAttributeNames": {f"#{name}": name for name in ("news", "outcome", "message_id", "state")},
}
ALLOWED = [
    ("Seal", "kms", "Sign", {"KeyId": "SealKey"}),
    ("Seal", "s3", "PutObject", {"Bucket": "b", "Key": "contracts/1/v1.pdf", "ObjectLockMode": "GOVERNANCE"}),
    ("APIHandler", "s3", "PutObject", {"Bucket": "b", "Key": "offered/1/a.pdf"}),
    ("APIHandler", "s3", "GetObject", {"Bucket": "b", "Key": "contracts/1/v1.pdf", "VersionId": "2"}),
    ("APIHandler", "dynamodb", "Query", {"TableName": "t", "IndexName": "by_author"}),
    ("Sweep", "dynamodb", "Query", {"TableName": "t", "IndexName": "by_due"}),
    ("Work", "sqs", "SendMessageBatch", {"QueueUrl": "http://127.0.0.1/123456789012/SealsQueue"}),
    ("Work", "kms", "GenerateMac", {"KeyId": "LinkKey"}),
    ("Work", "ses", "SendEmail", MAIL),
    ("Work", "ses", "SendEmail", MAIL | {"ConfigurationSetName": "followed"}),
    ("Work", "ses", "SendEmail", MAIL | {"ConfigurationSetName": "unfollowed"}),
    ("Hear", "dynamodb", "UpdateItem", {"TableName": "t"}),
    ("Hear", "dynamodb", "TransactWriteItems", {"TransactItems": [{"Update": {"TableName": "t"}}]}),
    ("Hear", "dynamodb", "UpdateItem", NEWS),
    ("Hear", "dynamodb", "UpdateItem", NEWS | {"ReturnValues": "NONE"}),
    ("Hear", "dynamodb", "TransactWriteItems", {"TransactItems": [{"Update": NEWS}]}),
    ("Hear", "dynamodb", "GetItem", OWN | named("state", by="ProjectionExpression")),
    ("Work", "s3", "GetObject", {"Bucket": "b", "Key": "contracts/1/v1.pdf", "VersionId": "2"}),
    (
        "Work",
        "dynamodb",
        "TransactWriteItems",
        {"TransactItems": [put(), {"Update": {"TableName": "t"}}]},
    ),
    ("Work", "dynamodb", "BatchWriteItem", {"RequestItems": {"t": []}}),
]

REFUSED = [
    ("Work", "kms", "Sign", {"KeyId": "SealKey"}, "kms:Sign on arn:aws:kms:"),
    ("APIHandler", "kms", "GenerateMac", {"KeyId": "LinkKey"}, "key/LinkKey"),
    (
        "APIHandler",
        "s3",
        "PutObject",
        {"Bucket": "b", "Key": "contracts/1/v1.pdf"},
        "s3:PutObject on arn:aws:s3:::b/con",
    ),
    ("Seal", "s3", "GetObject", {"Bucket": "other", "Key": "contracts/1/v1.pdf"}, "arn:aws:s3:::other/"),
    (
        "Work",
        "s3",
        "GetObject",
        {"Bucket": "b", "Key": "offered/1/a.pdf", "VersionId": "2"},
        "s3:GetObjectVersion on",
    ),
    (
        "Forward",
        "sqs",
        "SendMessageBatch",
        {"QueueUrl": "http://127.0.0.1/1/SealsQueue"},
        "sqs:SendMessage on",
    ),
    ("Sweep", "dynamodb", "Query", {"TableName": "t"}, f"dynamodb:Query on {TABLE}"),
    ("Sweep", "dynamodb", "Scan", {"TableName": "t"}, "dynamodb:Scan"),
    (
        "Work",
        "dynamodb",
        "TransactWriteItems",
        {"TransactItems": [{"Delete": {"TableName": "t"}}]},
        "DeleteItem",
    ),
    ("Work", "dynamodb", "TransactWriteItems", {"TransactItems": [put(table="u")]}, "table/u"),
    ("Seal", "ses", "SendEmail", MAIL, "ses:SendEmail on"),
    ("Work", "ses", "SendEmail", MAIL | {"ConfigurationSetName": "other"}, "configuration-set/other"),
    ("Hear", "dynamodb", "Query", {"TableName": "t"}, "dynamodb:Query"),
    ("Hear", "dynamodb", "UpdateItem", OWN | named("status"), "dynamodb:UpdateItem"),
    ("Hear", "dynamodb", "UpdateItem", NEWS | {"ReturnValues": "ALL_NEW"}, "dynamodb:UpdateItem"),
    ("Hear", "dynamodb", "UpdateItem", NEWS | {"Key": {"pk": {"S": "ACCOUNTS"}}}, "dynamodb:UpdateItem"),
    (
        "Hear",
        "dynamodb",
        "TransactWriteItems",
        {"TransactItems": [{"Update": NEWS}, {"Update": OWN | named("data")}]},
        "dynamodb:UpdateItem",
    ),
    ("Hear", "dynamodb", "GetItem", OWN, "dynamodb:GetItem"),
    (
        "Hear",
        "dynamodb",
        "GetItem",
        OWN | named("data", by="ProjectionExpression"),
        "dynamodb:GetItem",
    ),
    ("Hear", "ses", "SendEmail", MAIL, "ses:SendEmail on"),
]


@pytest.mark.parametrize(("function", "service", "operation", "given"), ALLOWED)
def test_a_call_within_the_roles_rights_passes(sam, names, function, service, operation, given):
    assert missing(sam, function, [(service, operation, given)], names) == []


@pytest.mark.parametrize(("function", "service", "operation", "given", "lacking"), REFUSED)
def test_a_call_without_the_right_to_it_is_named(sam, names, function, service, operation, given, lacking):
    named = missing(sam, function, [(service, operation, given)], names)

    assert lacking in "\n".join(named)


def test_a_put_that_locks_needs_the_right_to_lock():
    rights = needed("s3", "PutObject", {"Bucket": "b", "Key": "k", "ObjectLockMode": "GOVERNANCE"})

    assert [action for action, _ in rights] == ["s3:PutObject", "s3:PutObjectRetention"]


def test_a_mail_needs_the_right_to_its_senders_domain():
    assert {arn for _, arn in needed("ses", "SendEmail", MAIL)} == {
        f"arn:aws:ses:{ACCOUNT}:identity/sopu.test"
    }
