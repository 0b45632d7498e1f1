"""
What moto lacks and the product relies on, mended: calls one at a time, transactions that undo only what they touched,
DynamoDB's idempotent repeat of a transaction, keys that do nothing while they are disabled, and a memory that does not
grow with every call.

moto 5.2.5 says of itself that it is not thread-safe: two conditional puts may both win, and a failed transaction rolls
back what other threads wrote meanwhile. It also copies the entire table for each transaction, and keeps every object
that it ever made.
"""

import copy
import json
import threading
import time
from collections.abc import Callable
from functools import wraps
from typing import Any

from moto.core.common_models import BaseModel
from moto.core.exceptions import JsonRESTError
from moto.core.responses import BaseResponse
from moto.dynamodb.exceptions import ERROR_TYPE_PREFIX, DynamodbException
from moto.dynamodb.models import DynamoDBBackend
from moto.dynamodb.models.dynamo_type import DynamoType
from moto.dynamodb.models.table import Table
from moto.dynamodb.responses import DynamoHandler
from moto.dynamodbstreams.models import DynamoDBStreamsBackend
from moto.kms.models import KmsBackend
from moto.s3.responses import S3Response
from moto.ses.models import RawMessage, ses_backends
from moto.sesv2.responses import SESV2Response

from dev import moto_speed

Heard = Callable[[str, str], None]

IDEMPOTENT_SECONDS = 600
KEPT_ITERATORS = 200

one_at_a_time = threading.RLock()  # held during each call
_heard: Heard = lambda service, action: None  # noqa: E731
_applied = False
_tokens: dict[str, tuple[float, str, Any]] = {}


class TokenReused(DynamodbException):
    """The same ClientRequestToken came with another transaction."""

    def __init__(self) -> None:
        super().__init__(
            ERROR_TYPE_PREFIX + "IdempotentParameterMismatchException", "The token came with another request"
        )


def apply(heard: Heard | None = None) -> None:
    """
    Mend moto in this process. A second call only replaces the listener.

    heard: told (service, action) of each successful call, such as ("sqs", "SendMessage"); it must be quick.
    """
    global _heard, _applied
    _heard = heard or (lambda service, action: None)
    _tokens.clear()
    if _applied:
        return
    _applied = True
    moto_speed.apply()
    BaseResponse.call_action = _one_at_a_time(BaseResponse.call_action, announce=True)  # type: ignore[method-assign]
    S3Response.bucket_response = _one_at_a_time(S3Response.bucket_response)  # type: ignore[method-assign]
    S3Response.key_response = _one_at_a_time(S3Response.key_response)  # type: ignore[method-assign]
    DynamoHandler.transact_write_items = _once_per_token(DynamoHandler.transact_write_items)  # type: ignore
    DynamoDBBackend.transact_write_items = _undoing(DynamoDBBackend.transact_write_items)  # type: ignore[method-assign]
    DynamoDBStreamsBackend.get_shard_iterator = _keeping_few(DynamoDBStreamsBackend.get_shard_iterator)  # type: ignore[method-assign]
    KmsBackend.sign = _while_enabled(KmsBackend.sign)  # type: ignore[method-assign]
    KmsBackend.generate_mac = _while_enabled(KmsBackend.generate_mac)  # type: ignore[method-assign]
    SESV2Response.send_email = _keeping_tags(SESV2Response.send_email)  # type: ignore[assignment, method-assign]
    BaseModel.__new__ = _track_mails_only  # type: ignore[method-assign]
    # The copy that moto would roll back to: itself, because `_undoing` has put back what was touched.
    Table.__deepcopy__ = lambda self, memo: self  # type: ignore[attr-defined]


def _one_at_a_time(call: Callable[..., Any], announce: bool = False) -> Callable[..., Any]:
    @wraps(call)
    def alone(self: BaseResponse, *args: Any, **kwargs: Any) -> Any:
        with one_at_a_time:
            answer = call(self, *args, **kwargs)
        if announce and answer[0] < 400:
            _heard(self.service_name or "", self._get_action())
        return answer

    return alone


def _once_per_token(call: Callable[[DynamoHandler], Any]) -> Callable[[DynamoHandler], Any]:
    @wraps(call)
    def once(self: DynamoHandler) -> Any:
        token = self.body.get("ClientRequestToken")
        asked = json.dumps(self.body["TransactItems"], sort_keys=True, default=repr)
        made_at, before, answer = _tokens.get(token, (0.0, "", None))
        if token and time.monotonic() - made_at < IDEMPOTENT_SECONDS and before:
            if before != asked:
                raise TokenReused
            return answer
        answer = call(self)
        if token:
            _tokens[token] = (time.monotonic(), asked, answer)
        return answer

    return once


def _undoing(transact: Callable[..., None]) -> Callable[..., None]:
    @wraps(transact)
    def undo_on_failure(self: DynamoDBBackend, transact_items: list[dict[str, Any]]) -> None:
        touched = [_touched(self, operation) for item in transact_items for operation in item.values()]
        streams = {id(table): (table, _stream_length(table)) for table, *_ in touched}
        try:
            transact(self, transact_items)
        except BaseException:
            for table, partition, sort, before in reversed(touched):
                _put_back(table, partition, sort, before)
            for table, length in streams.values():
                if table.stream_shard is not None:
                    del table.stream_shard.items[length:]
            raise

    return undo_on_failure


def _keeping_few(get_iterator: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(get_iterator)
    def keep_few(self: DynamoDBStreamsBackend, *args: Any, **kwargs: Any) -> Any:
        while len(self.shard_iterators) > KEPT_ITERATORS:
            del self.shard_iterators[next(iter(self.shard_iterators))]
        return get_iterator(self, *args, **kwargs)

    return keep_few


def _while_enabled(use: Callable[..., Any]) -> Callable[..., Any]:
    @wraps(use)
    def use_enabled(self: KmsBackend, *args: Any, **kwargs: Any) -> Any:
        key = self.describe_key(kwargs["key_id"])
        if not key.enabled:
            raise JsonRESTError("DisabledException", f"{key.arn} is disabled.")
        return use(self, *args, **kwargs)

    return use_enabled


def _keeping_tags(send_email: Callable[[SESV2Response], str]) -> Callable[[SESV2Response], str]:
    """A mail remembers the tags that it was sent with; without a configuration set SES would never tell them."""

    @wraps(send_email)
    def keep_tags(self: SESV2Response) -> str:
        answer = send_email(self)
        given = json.loads(self.body)
        tags = given.get("EmailTags", []) if given.get("ConfigurationSetName") else []
        sent = ses_backends[self.current_account][self.region].sent_messages[-1]
        sent.tags = {tag["Name"]: tag["Value"] for tag in tags}
        return answer

    return keep_tags


def _track_mails_only(cls: type[BaseModel], *args: Any, **kwargs: Any) -> BaseModel:
    model = object.__new__(cls)
    if cls is RawMessage:  # /moto-api/data.json lists them: a mailbox in another process reads that
        cls.instances_tracked.append(model)  # type: ignore[attr-defined]
    return model


def _touched(
    backend: DynamoDBBackend, operation: dict[str, Any]
) -> tuple[Table, DynamoType, DynamoType | None, Any]:
    table = backend.get_table(operation["TableName"])
    key = operation.get("Key") or operation["Item"]
    partition = DynamoType(key[table.hash_key_attr])
    sort = DynamoType(key[table.range_key_attr]) if table.range_key_attr else None
    return table, partition, sort, copy.deepcopy(table.get_item(partition, sort))


def _put_back(table: Table, partition: DynamoType, sort: DynamoType | None, before: Any) -> None:
    shelf, key = (table.items[partition], sort) if sort is not None else (table.items, partition)
    if before is None:
        shelf.pop(key, None)
    else:
        shelf[key] = before


def _stream_length(table: Table) -> int:
    return len(table.stream_shard.items) if table.stream_shard is not None else 0
