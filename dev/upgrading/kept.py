"""
What a release left behind, as files: every row, every object with its versions, the keys' material.

A folder of them holds table.jsonl, objects.jsonl with objects/, keys.json and left.json. Only moto lets anybody in so far; nothing
here ever reads or writes a real AWS.
"""

import json
import os
import shutil
from base64 import b64decode, b64encode
from collections.abc import Iterator, Mapping
from pathlib import Path
from typing import Any

import boto3
from cryptography.hazmat.primitives.serialization import (
    Encoding,
    NoEncryption,
    PrivateFormat,
    load_pem_private_key,
)
from moto.dynamodb.models import dynamodb_backends
from moto.kms.models import kms_backends
from moto.s3.models import s3_backends

from dev.embedded_aws import ACCOUNT

MACS, SEAL = ("LinkKey", "LoginKey"), "SealKey"
# What is over soon after any deployment, and nobody's contract: sessions, login codes, throttles.
PASSING = ("SESSION#", "LOGIN#", "THROTTLE#")


def keep(folder: Path, made: Any, left: dict[str, Any]) -> None:
    """Write what lies on the embedded AWS, in place of what the folder held. left: what finish() needs to know."""
    shutil.rmtree(folder, ignore_errors=True)
    (folder / "objects").mkdir(parents=True)
    _lines(folder / "table.jsonl", sorted(_rows(made), key=lambda row: (row["pk"]["S"], row["sk"]["S"])))
    _lines(folder / "objects.jsonl", list(_objects(made.resources["Bucket"].ref, folder / "objects")))
    _json(folder / "keys.json", _keys(made))
    _json(folder / "left.json", left)


def lay_out(folder: Path, made: Any) -> dict[str, Any]:
    """Put what was kept onto an embedded AWS that is empty but for its resources; what finish() needs to know."""
    table = dynamodb_backends[ACCOUNT][_region()].get_table(made.resources["Table"].ref)
    for row in _read_lines(folder / "table.jsonl"):
        table.put_item(row)
    s3 = s3_backends[ACCOUNT]["aws"]
    for each in _read_lines(folder / "objects.jsonl"):
        body = (folder / "objects" / each["file"]).read_bytes()
        put = s3.put_object(
            made.resources["Bucket"].ref, each["key"], body, lock_mode=each["lock"], lock_until=each["until"]
        )
        put._version_id = each["version_id"]  # entries in the trail name it
        put.set_metadata(each["metadata"])
    _lay_out_keys(made, json.loads((folder / "keys.json").read_text(encoding="utf-8")))
    return dict(json.loads((folder / "left.json").read_text(encoding="utf-8")))


def _rows(made: Any) -> Iterator[dict[str, Any]]:
    pages = boto3.client("dynamodb").get_paginator("scan").paginate(TableName=made.resources["Table"].ref)
    for page in pages:
        for row in page["Items"]:
            if not row["pk"]["S"].startswith(PASSING):
                yield {name: _plain(value) for name, value in sorted(row.items())}


def _plain(value: Mapping[str, Any]) -> dict[str, Any]:
    """An attribute as DynamoDB's JSON spells it: bytes in base64."""
    return {kind: b64encode(it).decode() if kind == "B" else it for kind, it in value.items()}


def _objects(bucket: str, folder: Path) -> Iterator[dict[str, Any]]:
    kept = s3_backends[ACCOUNT]["aws"].buckets[bucket].keys
    for number, (key, value) in enumerate(sorted(kept.items())):
        file = f"{number:02}{Path(key).suffix}"
        (folder / file).write_bytes(value.value)
        yield {
            "key": key, "file": file, "version_id": value.version_id, "metadata": dict(value.metadata),
            "lock": value.lock_mode, "until": value.lock_until,
        }  # fmt: skip


def _keys(made: Any) -> dict[str, Any]:
    keys = {name: kms_backends[ACCOUNT][_region()].keys[made.resources[name].ref] for name in (*MACS, SEAL)}
    private: Any = keys[SEAL].private_key  # moto's own, around the real one
    pem = private.private_key.private_bytes(Encoding.PEM, PrivateFormat.PKCS8, NoEncryption())
    macs = {name: b64encode(keys[name].key_material).decode() for name in MACS}
    return macs | {
        SEAL: pem.decode(),
        "description": keys[SEAL].description,
        "enabled": keys[SEAL].enabled,
    }


def _lay_out_keys(made: Any, kept: dict[str, Any]) -> None:
    """Same keys, same tokens: moto would make others."""
    keys = {name: kms_backends[ACCOUNT][_region()].keys[made.resources[name].ref] for name in (*MACS, SEAL)}
    for name in MACS:
        keys[name].key_material = b64decode(kept[name])
    private: Any = keys[SEAL].private_key
    private.private_key = load_pem_private_key(kept[SEAL].encode(), password=None)
    keys[SEAL].description = kept["description"]
    keys[SEAL].enabled = kept["enabled"]
    keys[SEAL].key_state = "Enabled" if kept["enabled"] else "Disabled"


def _region() -> str:
    return os.environ["AWS_DEFAULT_REGION"]


def _lines(path: Path, values: list[dict[str, Any]]) -> None:
    path.write_text(
        "".join(json.dumps(it, ensure_ascii=False, sort_keys=True) + "\n" for it in values), encoding="utf-8"
    )


def _read_lines(path: Path) -> Iterator[dict[str, Any]]:
    yield from map(json.loads, path.read_text(encoding="utf-8").splitlines())


def _json(path: Path, value: Any) -> None:
    path.write_text(json.dumps(value, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
