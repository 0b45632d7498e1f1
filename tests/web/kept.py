"""Everything that the service keeps: what must not change by itself, and where no secret may lie."""

import threading
import zlib
from contextlib import contextmanager
from types import SimpleNamespace

import boto3

from chalicelib import wiring
from chalicelib.aws import clients
from dev import at_hand, serve

# What counts requests and not acts: throttles, and when a session was last seen; and forms that are no drafts yet.
TRAFFIC = ("THROTTLE#", "SESSION#", "LOGIN#", "TYPED#")
NEWS = (
    "news",
    "news_at",
)  # that a mail has arrived is told some moments after it, whatever anybody does meanwhile


def rows(but=TRAFFIC):
    """Every item of the table but traffic, by key, without the news of mails, once nothing is under way."""
    serve.rest()
    found = at_hand.items(serve.REGION, wiring.settings().table)
    keyed = {
        (it["pk"]["S"], it["sk"]["S"]): {name: it[name] for name in it if name not in NEWS} for it in found
    }
    return {key: it for key, it in keyed.items() if not any(part.startswith(but) for part in key)}


def flattened(item):
    """The item's bytes, binary values as they are and unpacked: a word could hide in either."""
    binary = [value["B"] for value in item.values() if "B" in value]
    return b"\n".join([repr(item).encode(), *binary, *map(_unpacked, binary)])


def _unpacked(value):
    try:
        return zlib.decompress(value)
    except zlib.error:
        return b""


def objects():
    """(key, version, metadata, bytes) of every version of every object in the archive."""
    s3, bucket = boto3.client("s3"), wiring.settings().bucket
    found = []
    for version in s3.list_object_versions(Bucket=bucket).get("Versions", []):
        read = s3.get_object(Bucket=bucket, Key=version["Key"], VersionId=version["VersionId"])
        found.append((version["Key"], version["VersionId"], read["Metadata"], read["Body"].read()))
    return found


@contextmanager
def calls_of_pages():
    """The AWS calls that answering pages makes within the block, by service and operation; not what the background does."""
    made = []
    asked = [clients.dynamodb(), clients.s3(), clients.kms(), clients.sqs(), clients.sesv2()]

    def note(model, **_):
        if "process_request_thread" in threading.current_thread().name:
            made.append(f"{model.service_model.service_name}:{model.name}")

    for client in asked:
        client.meta.events.register("before-call", note, unique_id="calls_of_pages")
    try:
        yield made
    finally:
        for client in asked:
            client.meta.events.unregister("before-call", note, unique_id="calls_of_pages")


@contextmanager
def throttled(operation):
    """Within the block DynamoDB takes none of a page's calls of this operation, "*" for any; the background goes on."""
    with _refusing(operation, "ThrottlingException"):
        yield


@contextmanager
def broken(operation):
    """The same with an answer that nobody expects."""
    with _refusing(operation, "AccessDeniedException"):
        yield


@contextmanager
def _refusing(operation, code):
    def refuse(**_):
        if "process_request_thread" in threading.current_thread().name:
            parsed = {"Error": {"Code": code, "Message": ""}, "ResponseMetadata": {}}
            return SimpleNamespace(status_code=400), parsed
        return None

    events, name = clients.dynamodb().meta.events, f"before-call.dynamodb.{operation}"
    events.register_first(name, refuse, unique_id=code)
    try:
        yield
    finally:
        events.unregister(name, refuse, unique_id=code)
