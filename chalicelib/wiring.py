"""The only place where adapters are made and where clock, chance and waiting come from."""

import base64
import os
import secrets
import time
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from functools import cache
from typing import Any

from chalicelib import seals
from chalicelib.aws import clients, log_lines
from chalicelib.aws.accounts import DynamoAccounts
from chalicelib.aws.api_keys import DynamoApiKeys
from chalicelib.aws.archive import S3Archive
from chalicelib.aws.contracts import DynamoContracts
from chalicelib.aws.dynamo import Table
from chalicelib.aws.keys import KmsMacKey, KmsSealKey
from chalicelib.aws.mail_events import read_event
from chalicelib.aws.mailer import SesMailer
from chalicelib.aws.queue import SqsQueue
from chalicelib.aws.table import contract_with_new_entry
from chalicelib.aws.typed import DynamoTypedForms
from chalicelib.domain.mail_events import MailEvent
from chalicelib.domain.practice import Practice
from chalicelib.journal import Journal
from chalicelib.settings import Settings, read_clock
from chalicelib.workflow.ports import Services

_LONGEST_WAIT_SECONDS = 0.25


@cache
def settings() -> Settings:
    """What the environment says, read once at the first use."""
    return Settings.from_environment(os.environ)


@cache
def services() -> Services:
    """Everything the workflow works with, made once at the first use; clients are made by their first call."""
    told = settings()
    table = Table(clients.dynamodb, told.table, wait)
    present = tuple(map(base64.b64decode, told.seal_certificates))
    # The first one seals: no older one may come to stand there.
    certificates = (*present, *seals.old()) if present else ()
    return Services(
        contracts=DynamoContracts(table, trace),
        accounts=DynamoAccounts(table),
        api_keys=DynamoApiKeys(table),
        typed=DynamoTypedForms(table),
        archive=S3Archive(clients.s3, told.bucket, wait),
        mailer=SesMailer(clients.sesv2, told.mail_from, told.followed_mails, told.unfollowed_mails),
        link_key=KmsMacKey(clients.kms, told.link_key, wait),
        login_key=KmsMacKey(clients.kms, told.login_key, wait),
        seal_key=KmsSealKey(clients.kms, told.seal_key, certificates, wait),
        jobs=SqsQueue(clients.sqs, told.jobs_queue, wait, trace),
        seals=SqsQueue(clients.sqs, told.seals_queue, wait, trace),
        journal=journal(),
        base_url=told.base_url,
        seal_holder=told.seal_holder,
        practice=Practice(
            name=told.practice_name,
            email=told.practice_email,
            phone=told.practice_phone,
            address=told.practice_address,
            data_protection_officer=told.data_protection_officer,
        ),
        codes_per_hour=told.codes_per_hour,
        now=now,
        new_id=lambda: secrets.token_hex(16),
        new_token=lambda: secrets.token_urlsafe(32),
        wait=wait,
    )


@cache
def journal() -> Journal:
    """
    What operators read. In Lambda it writes JSON to standard output; elsewhere the process that runs it says where to.

    Made without the settings: what stops a process that lacks one is told, too.
    """
    if "AWS_LAMBDA_FUNCTION_NAME" in os.environ:
        log_lines.to_stdout(os.environ.get("SOPU_STACK", "sopu"))
    return Journal()


def trace() -> str:
    """Id of the request that caused what is done now: entries keep it, and messages carry it on."""
    return journal().trace


def forget() -> None:
    """Read the environment again at the next use: for a process whose environment was set up after it started."""
    settings.cache_clear()
    services.cache_clear()
    clients.forget()


def now() -> datetime:
    """The product's time: aware UTC, whole seconds; the laptop's fixed clock when it has one."""
    return clock(settings().clock)


def clock(fixed: str) -> datetime:
    """The instant that `fixed` names (read_clock), or this moment when it is empty; aware UTC, whole seconds."""
    moment = read_clock(fixed) if fixed else datetime.now(UTC)
    return moment.astimezone(UTC).replace(microsecond=0)


def wait(attempt: int) -> None:
    """Step back for a moment that grows with the attempts, by chance, so that those who collided part."""
    time.sleep(secrets.SystemRandom().uniform(0, min(_LONGEST_WAIT_SECONDS, 0.01 * 2**attempt)))


def mail_event(body: str) -> MailEvent | None:
    """The news in a message of the queue of mail events; None for what did not come from our topic, or is no news."""
    return read_event(body, settings().mail_topic)


def contracts_with_new_entries(keys: Iterable[dict[str, Any]]) -> Iterator[str]:
    """Ids of contracts from the keys of stream records; other rows than trail entries are nobody's news."""
    return filter(None, map(contract_with_new_entry, keys))
