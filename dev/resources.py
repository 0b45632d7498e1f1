"""One maker for each type of resource that the application stands on; a maker adopts what is already there."""

import json
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass
from typing import Any

from botocore.exceptions import ClientError

from dev import aws_clients
from dev.template import kebab

Resolve = Callable[[Any], Any]
Properties = Mapping[str, Any]


@dataclass(frozen=True)
class Resource:
    """A resource that exists: `ref` is what !Ref gives, `attributes` what !GetAtt gives."""

    ref: str
    name: str
    attributes: dict[str, str]


def table(logical_id: str, properties: Properties, resolve: Resolve) -> Resource:
    """A DynamoDB table with its indexes, stream and expiry; ref is its name."""
    client = aws_clients.client("dynamodb")
    name = str(resolve(properties.get("TableName", kebab(logical_id))))
    given = ("AttributeDefinitions", "BillingMode", "GlobalSecondaryIndexes", "KeySchema")
    stream: Any = {"StreamEnabled": True, **resolve(properties["StreamSpecification"])}
    with suppress(client.exceptions.ResourceInUseException):
        client.create_table(
            TableName=name,
            StreamSpecification=stream,
            **{key: resolve(properties[key]) for key in given},
        )
        client.get_waiter("table_exists").wait(TableName=name)
        client.update_time_to_live(
            TableName=name, TimeToLiveSpecification=resolve(properties["TimeToLiveSpecification"])
        )
    described = client.describe_table(TableName=name)["Table"]
    return Resource(name, name, {"Arn": described["TableArn"], "StreamArn": described["LatestStreamArn"]})


def bucket(logical_id: str, properties: Properties, resolve: Resolve) -> Resource:
    """An S3 bucket with versions and, where the template says so, Object Lock; ref is its name."""
    client = aws_clients.client("s3")
    name = str(resolve(properties.get("BucketName", kebab(logical_id))))
    with suppress(client.exceptions.BucketAlreadyOwnedByYou, client.exceptions.BucketAlreadyExists):
        client.create_bucket(
            Bucket=name,
            ObjectLockEnabledForBucket=bool(properties.get("ObjectLockEnabled")),
            CreateBucketConfiguration={"LocationConstraint": client.meta.region_name},
        )
    client.put_bucket_versioning(
        Bucket=name, VersioningConfiguration=resolve(properties["VersioningConfiguration"])
    )
    return Resource(name, name, {"Arn": f"arn:aws:s3:::{name}"})


def queue(logical_id: str, properties: Properties, resolve: Resolve) -> Resource:
    """An SQS queue with the template's attributes, its dead-letter queue made first; ref is its URL."""
    client = aws_clients.client("sqs")
    name = str(resolve(properties.get("QueueName", kebab(logical_id))))
    given = {key: resolve(value) for key, value in properties.items() if key != "QueueName"}
    attributes = {key: value if isinstance(value, str) else json.dumps(value) for key, value in given.items()}
    try:
        url = client.get_queue_url(QueueName=name)["QueueUrl"]
    except client.exceptions.QueueDoesNotExist:
        url = client.create_queue(QueueName=name, Attributes=attributes)["QueueUrl"]
    arn = client.get_queue_attributes(QueueUrl=url, AttributeNames=["QueueArn"])["Attributes"]["QueueArn"]
    return Resource(url, name, {"Arn": arn, "QueueName": name})


def key(logical_id: str, properties: Properties, resolve: Resolve) -> Resource:
    """A KMS key, found again by an alias after its logical id; ref is its id. Key policies are not made here."""
    client = aws_clients.client("kms")
    alias = f"alias/{kebab(logical_id)}"
    given = ("Description", "KeySpec", "KeyUsage")
    try:
        metadata = client.describe_key(KeyId=alias)["KeyMetadata"]
    except client.exceptions.NotFoundException:
        metadata = client.create_key(**{name: resolve(properties[name]) for name in given})["KeyMetadata"]
        client.create_alias(AliasName=alias, TargetKeyId=metadata["KeyId"])
    return Resource(metadata["KeyId"], alias, {"Arn": metadata["Arn"]})


def mail_identity(logical_id: str, properties: Properties, resolve: Resolve) -> Resource:
    """A domain or address that SES may send from; ref is itself."""
    client = aws_clients.client("sesv2")
    name = str(resolve(properties["EmailIdentity"]))
    try:
        client.get_email_identity(EmailIdentity=name)
    except ClientError:
        client.create_email_identity(EmailIdentity=name)
    return Resource(name, name, {})


def configuration_set(logical_id: str, properties: Properties, resolve: Resolve) -> Resource:
    """What followed mails are sent with; ref is its name. What SES then tells is dev/mail_service.py's part."""
    client = aws_clients.client("sesv2")
    name = str(resolve(properties.get("Name", kebab(logical_id))))
    if name not in client.list_configuration_sets()["ConfigurationSets"]:
        client.create_configuration_set(ConfigurationSetName=name)
    return Resource(name, name, {})


def topic(logical_id: str, properties: Properties, resolve: Resolve) -> Resource:
    """An SNS topic; ref is its ARN, and making it again finds it."""
    name = str(resolve(properties.get("TopicName", kebab(logical_id))))
    arn = aws_clients.client("sns").create_topic(Name=name)["TopicArn"]
    return Resource(arn, name, {"TopicArn": arn})


def subscription(logical_id: str, properties: Properties, resolve: Resolve) -> Resource:
    """A queue that gets what a topic tells, in SNS's envelope; subscribing again changes nothing."""
    given = {name: str(resolve(properties[name])) for name in ("TopicArn", "Protocol", "Endpoint")}
    arn = aws_clients.client("sns").subscribe(**given)["SubscriptionArn"]
    return Resource(arn, kebab(logical_id), {})


MAKERS: dict[str, Callable[[str, Properties, Resolve], Resource]] = {
    "AWS::DynamoDB::Table": table,
    "AWS::S3::Bucket": bucket,
    "AWS::SQS::Queue": queue,
    "AWS::KMS::Key": key,
    "AWS::SES::EmailIdentity": mail_identity,
    "AWS::SES::ConfigurationSet": configuration_set,
    "AWS::SNS::Topic": topic,
    "AWS::SNS::Subscription": subscription,
}
