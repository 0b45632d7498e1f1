"""
What can be asked of a DynamoDB table with keys pk and sk, in plain values; table.py and rows.py say what lies where.

A row is a dict of str, int, bool, bytes, lists and maps; its "pk" and "sk" are its key.
"""

from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any, Literal

from botocore.exceptions import ClientError

from chalicelib.aws.failures import TRIES, Wait, cancellation_reasons, condition_failed, patiently
from chalicelib.aws.operations import Key, Look, Operation, Put, Row, Update, item, names, row, values
from chalicelib.domain.errors import Busy, ChangedMeanwhile

if TYPE_CHECKING:
    from mypy_boto3_dynamodb import DynamoDBClient

# No sort key of ours sorts before or after these; DynamoDB takes no empty one.
BEFORE_ALL, AFTER_ALL = " ", "\U0010fffd"
_BATCH = 25  # BatchWriteItem takes no more at once
_BATCH_READ = 100  # nor BatchGetItem


class Table:
    """Reads are consistent, but for indexes; writes that lose to a collision are repeated, else Busy."""

    def __init__(self, client: Callable[[], "DynamoDBClient"], name: str, wait: Wait) -> None:
        self._client, self._name, self._wait = client, name, wait

    def wait(self, attempt: int) -> None:
        """Step back before reading again what others are writing."""
        self._wait(attempt)

    def get(self, key: Key, *only: str) -> Row | None:
        """The row, or None. only: the attributes wanted, for a role that may read no others; all without them."""
        pk, sk = key
        wanted = {"pk": {"S": pk}, "sk": {"S": sk}}
        part = ", ".join(f"#{name}" for name in only)
        how: Any = {"ProjectionExpression": part, "ExpressionAttributeNames": names(part)} if only else {}
        answer = patiently(
            lambda: self._client().get_item(TableName=self._name, Key=wanted, ConsistentRead=True, **how),
            self._wait,
        )
        return row(answer["Item"]) if "Item" in answer else None

    def partition(
        self,
        pk: str,
        first: str = BEFORE_ALL,
        last: str = AFTER_ALL,
        backwards: bool = False,
        at_once: int = 0,
    ) -> Iterator[Row]:
        """
        Rows of this pk whose sk lies between first and last, both included, in the order of sk.

        at_once: how many a reading brings, for who stops early; 0 for as many as 1 MB holds.
        """
        bounds = {"pk": pk, "first": first, "last": last}
        how: Any = {"ConsistentRead": True} | ({"Limit": at_once} if at_once else {})
        return self._pages("#pk = :pk AND #sk BETWEEN :first AND :last", bounds, backwards, **how)

    def get_all(self, keys: Iterable[Key]) -> list[Row]:
        """The rows that are there, in the order of the keys, each of them once."""
        asked = tuple(dict.fromkeys(keys))
        wanted = [{"pk": {"S": pk}, "sk": {"S": sk}} for pk, sk in asked]
        found = {}
        for start in range(0, len(wanted), _BATCH_READ):
            for each in self._get_batch(wanted[start : start + _BATCH_READ]):
                found[each["pk"], each["sk"]] = each
        return [found[key] for key in asked if key in found]

    def index_page(self, asked: Look, start: Row | None) -> tuple[list[Row], Row | None]:
        """
        One reading of an index, 1 MB at most: rows as the index has them, moments late, and where the next one starts.

        start: None for the beginning; it need not be there any more.
        """
        request: Any = asked.request(self._name) | ({"ExclusiveStartKey": item(start)} if start else {})
        answer = patiently(lambda: self._client().query(**request), self._wait)
        last = answer.get("LastEvaluatedKey")
        return list(map(row, answer["Items"])), row(last) if last else None

    def by_due(self, due_shard: str, until: str) -> Iterator[Row]:
        """Keys of rows with this due_shard and a due_at up to then, earliest first; as the index has them."""
        bounds = {"shard": due_shard, "until": until}
        return self._pages("#due_shard = :shard AND #due_at <= :until", bounds, False, IndexName="by_due")

    def write(self, *operations: Operation) -> None:
        """
        Do all of these or nothing. Raises ChangedMeanwhile when a condition does not hold, Busy.

        The first operation is the witness: if it is a put and its very row lies there already, this transaction was
        carried out before, its answer was lost, and all is well.
        """
        requests: Any = [operation.request(self._name) for operation in operations]
        if "Put" in requests[0]:
            requests[0]["Put"]["ReturnValuesOnConditionCheckFailure"] = "ALL_OLD"
        try:
            patiently(lambda: self._client().transact_write_items(TransactItems=requests), self._wait)
        except ClientError as error:
            if not condition_failed(error):
                raise
            if not _was_done_before(operations[0], error):
                raise ChangedMeanwhile() from error

    def change(self, operation: Update) -> bool:
        """Change one row and read nothing of it; False when the condition does not hold."""
        return self._update(operation, "NONE") is not None

    def update(self, operation: Update, before: bool = False) -> Row | None:
        """Change one row; returns it as it is now, or as it was before; None when the condition does not hold."""
        return self._update(operation, "ALL_OLD" if before else "ALL_NEW")

    def _update(self, operation: Update, returned: Literal["ALL_NEW", "ALL_OLD", "NONE"]) -> Row | None:
        request: Any = operation.request(self._name)["Update"]
        try:
            answer = patiently(
                lambda: self._client().update_item(**request, ReturnValues=returned), self._wait
            )
        except ClientError as error:
            if condition_failed(error):
                return None
            raise
        return row(answer.get("Attributes", {}))

    def put(self, operation: Put) -> bool:
        """Write one row; False when the condition does not hold."""
        request: Any = operation.request(self._name)["Put"]
        try:
            patiently(lambda: self._client().put_item(**request), self._wait)
        except ClientError as error:
            if condition_failed(error):
                return False
            raise
        return True

    def put_all(self, rows: Iterable[Row]) -> None:
        """Write rows, each by itself, whatever lay there; all of them once it returns. Raises Busy."""
        requests: list[Any] = [{"PutRequest": {"Item": item(each)}} for each in rows]
        for start in range(0, len(requests), _BATCH):
            self._put_batch(requests[start : start + _BATCH])

    def _put_batch(self, left: Any) -> None:
        for attempt in range(TRIES):
            request = {self._name: left}
            answer = patiently(lambda: self._client().batch_write_item(RequestItems=request), self._wait)  # noqa: B023
            left = answer.get("UnprocessedItems", {}).get(self._name)
            if not left:
                return
            self._wait(attempt)
        raise Busy()

    def _get_batch(self, left: Any) -> Iterator[Row]:
        for attempt in range(TRIES):
            request: Any = {self._name: {"Keys": left, "ConsistentRead": True}}
            answer = patiently(lambda: self._client().batch_get_item(RequestItems=request), self._wait)  # noqa: B023
            yield from map(row, answer["Responses"].get(self._name, ()))
            unread = answer.get("UnprocessedKeys", {}).get(self._name)
            if not unread:
                return
            left = unread["Keys"]
            self._wait(attempt)
        raise Busy()

    def _pages(self, where: str, given: Mapping[str, Any], backwards: bool, **how: Any) -> Iterator[Row]:
        """Every row of a query, page by page (1 MB each) as the caller goes on."""
        request: Any = {
            "TableName": self._name,
            "KeyConditionExpression": where,
            "ExpressionAttributeNames": names(where),
            "ExpressionAttributeValues": values(given),
            "ScanIndexForward": not backwards,
            **how,
        }
        while True:
            answer = patiently(lambda: self._client().query(**request), self._wait)
            yield from map(row, answer["Items"])
            if "LastEvaluatedKey" not in answer:
                return
            request["ExclusiveStartKey"] = answer["LastEvaluatedKey"]


def _was_done_before(witness: Operation, error: ClientError) -> bool:
    found = cancellation_reasons(error)[:1]
    return isinstance(witness, Put) and bool(found) and found[0].get("Item") == item(witness.row)
