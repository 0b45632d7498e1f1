"""AWS in this process: moto, mended, with what .chalice/resources.yaml describes, and the product's own adapters on it."""

import json
import os
from contextlib import contextmanager
from functools import cached_property

from moto import mock_aws
from moto.core import DEFAULT_ACCOUNT_ID
from moto.dynamodb.models import dynamodb_backends
from moto.s3.models import s3_backends
from moto.ses.models import ses_backends

from chalicelib.aws import clients
from chalicelib.aws.accounts import DynamoAccounts
from chalicelib.aws.api_keys import DynamoApiKeys
from chalicelib.aws.archive import S3Archive
from chalicelib.aws.contracts import DynamoContracts
from chalicelib.aws.dynamo import Table
from chalicelib.aws.keys import KmsMacKey, KmsSealKey
from chalicelib.aws.mailer import SesMailer
from chalicelib.aws.queue import SqsQueue
from chalicelib.aws.typed import DynamoTypedForms
from dev import aws_clients, moto_cures
from dev.provision import Stack
from dev.template import Template
from tests.embedded import own_environment

REGION = "eu-north-1"
MAIL_FROM = "Sopu <sopu@sopu.test>"
_ENVIRONMENT = {
    "AWS_DEFAULT_REGION": REGION,
    # Without it botocore puts the account into host names that moto does not know.
    "AWS_ACCOUNT_ID_ENDPOINT_MODE": "disabled",
}


@contextmanager
def mocked_aws():
    """An empty AWS for the length of the block; what was in moto before is gone."""
    with own_environment(**_ENVIRONMENT):
        os.environ.pop("AWS_ENDPOINT_URL", None)
        moto_cures.apply()
        with mock_aws():
            aws_clients.new_session()
            yield MockedAws()


class MockedAws:
    """Each resource is made when a test first asks for it; each adapter stands on the resource of the template."""

    def __init__(self):
        self._stack = Stack(Template(), {"MailFrom": MAIL_FROM, "MailDomain": "sopu.test"})

    def name(self, logical_id):
        """What !Ref gives: the table's or bucket's name, the queue's URL, the key's id."""
        return self._stack.resource(logical_id).ref

    @cached_property
    def table(self):
        return Table(clients.dynamodb, self.name("Table"), wait)

    @property
    def contracts(self):
        return DynamoContracts(self.table)

    @property
    def accounts(self):
        return DynamoAccounts(self.table)

    @property
    def api_keys(self):
        return DynamoApiKeys(self.table)

    @property
    def typed(self):
        return DynamoTypedForms(self.table)

    @cached_property
    def archive(self):
        return S3Archive(clients.s3, self.name("Bucket"), wait)

    @cached_property
    def mailer(self):
        self.name("MailIdentity")
        return SesMailer(clients.sesv2, MAIL_FROM)

    @cached_property
    def link_key(self):
        return KmsMacKey(clients.kms, self.name("LinkKey"), wait)

    @cached_property
    def seal_key(self):
        return KmsSealKey(clients.kms, self.name("SealKey"), (), wait)

    @cached_property
    def jobs(self):
        return SqsQueue(clients.sqs, self.name("JobsQueue"), wait)

    def empty(self):
        """Take everything out of the table, the bucket and the queue."""
        for table in dynamodb_backends[DEFAULT_ACCOUNT_ID][REGION].tables.values():
            table.items.clear()
        for bucket in s3_backends[DEFAULT_ACCOUNT_ID]["aws"].buckets.values():
            bucket.keys.clear()
        ses_backends[DEFAULT_ACCOUNT_ID][REGION].sent_messages.clear()

    def waiting(self):
        """Take what waits in the jobs queue."""
        sqs, url, found = clients.sqs(), self.name("JobsQueue"), []
        while messages := sqs.receive_message(QueueUrl=url, MaxNumberOfMessages=10).get("Messages"):
            for message in messages:
                found.append(json.loads(message["Body"]))
                sqs.delete_message(QueueUrl=url, ReceiptHandle=message["ReceiptHandle"])
        return found

    def items(self):
        """Everything in the table, as DynamoDB gives it."""
        pages = clients.dynamodb().get_paginator("scan").paginate(TableName=self.name("Table"))
        return [item for page in pages for item in page["Items"]]


def wait(attempt):
    """No test waits."""
