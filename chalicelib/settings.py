"""The environment, read once: what this process was told about where it runs."""

import os
from collections.abc import Mapping
from dataclasses import field
from datetime import datetime
from urllib.parse import urlsplit

from chalicelib.frozen import dataclass

_READINGS = 10_000  # of a clock's file: a tenth of a second


@dataclass(frozen=True, kw_only=True)
class Settings:
    """
    Names of the AWS resources and addresses this process works with.

    base_url: scheme, host and stage prefix of every link and redirect, without a final slash.
    domain: the service's own, which API Gateway answers to beside its own address; "" for none.
    seal_holder: who runs the service, as the certificate and the acceptance record name them.
    seal_certificates: DER, base64 on one line each; the first seals, all of them verify, and so do those of seals.old().
    practice_name, practice_email, practice_phone, practice_address: who runs the service, as pages and mails tell; "" untold.
    data_protection_officer: theirs, if they have one, as the privacy notice tells.
    followed_mails, unfollowed_mails: configuration sets, of mails to parties and of the others; "" for none.
    mail_topic: ARN of where SES tells what becomes of the followed ones; "" for no such news.
    codes_per_hour: login codes that one address may ask for.
    clock: an ISO 8601 instant, or a path to a file with one; honoured only on a laptop.
    """

    table: str
    bucket: str
    jobs_queue: str
    seals_queue: str
    link_key: str = field(repr=False)
    login_key: str = field(repr=False)
    seal_key: str = field(repr=False)
    seal_certificates: tuple[str, ...] = field(repr=False)
    base_url: str
    mail_from: str
    seal_holder: str
    domain: str = ""
    practice_name: str = ""
    practice_email: str = ""
    practice_phone: str = ""
    practice_address: str = ""
    data_protection_officer: str = ""
    followed_mails: str = ""
    unfollowed_mails: str = ""
    mail_topic: str = ""
    codes_per_hour: int = 6
    clock: str = ""
    timestamp_url: str = ""

    @classmethod
    def from_environment(cls, environ: Mapping[str, str] = os.environ) -> "Settings":
        """Raise KeyError naming the first variable that is missing: a half-configured process must not start."""
        return cls(
            table=environ["SOPU_TABLE"],
            bucket=environ["SOPU_BUCKET"],
            jobs_queue=environ["SOPU_JOBS_QUEUE"],
            seals_queue=environ["SOPU_SEALS_QUEUE"],
            link_key=environ["SOPU_LINK_KEY"],
            login_key=environ["SOPU_LOGIN_KEY"],
            seal_key=environ["SOPU_SEAL_KEY"],
            seal_certificates=tuple(filter(None, environ["SOPU_SEAL_CERTIFICATES"].split(","))),
            base_url=environ["BASE_URL"].rstrip("/"),
            mail_from=environ["SOPU_MAIL_FROM"],
            seal_holder=environ["SOPU_SEAL_HOLDER"],
            domain=environ.get("SOPU_DOMAIN", ""),
            practice_name=environ.get("SOPU_PRACTICE_NAME", ""),
            practice_email=environ.get("SOPU_PRACTICE_EMAIL", ""),
            practice_phone=environ.get("SOPU_PRACTICE_PHONE", ""),
            practice_address=environ.get("SOPU_PRACTICE_ADDRESS", ""),
            data_protection_officer=environ.get("SOPU_DATA_PROTECTION_OFFICER", ""),
            followed_mails=environ.get("SOPU_FOLLOWED_MAILS", ""),
            unfollowed_mails=environ.get("SOPU_UNFOLLOWED_MAILS", ""),
            mail_topic=environ.get("SOPU_MAIL_TOPIC", ""),
            codes_per_hour=int(environ.get("SOPU_CODES_PER_HOUR", "6")),
            clock=_laptop_clock(environ),
            timestamp_url=environ.get("SOPU_TSA_URL", ""),
        )

    @property
    def origin(self) -> str:
        """Scheme and host of base_url, as a browser's Origin header gives them."""
        parts = urlsplit(self.base_url)
        return f"{parts.scheme}://{parts.netloc}"


def read_clock(setting: str) -> datetime:
    """
    The instant that SOPU_CLOCK names, aware.

    setting: ISO 8601 with offset, or a path to a file holding one (read again at every call).
    Raises ValueError when there is no offset.
    """
    instant = datetime.fromisoformat(_written(setting) if os.path.exists(setting) else setting)
    if instant.tzinfo is None:
        raise ValueError("SOPU_CLOCK needs an offset from UTC")
    return instant


def _written(path: str) -> str:
    """What the file holds. An empty one is being written at this very moment, so it is read again."""
    for _ in range(_READINGS):
        with open(path, encoding="utf-8") as file:
            if text := file.read().strip():
                return text
    return ""


def _laptop_clock(environ: Mapping[str, str]) -> str:
    clock = environ.get("SOPU_CLOCK", "")
    if not clock:
        return ""
    host = urlsplit(environ.get("AWS_ENDPOINT_URL", "")).hostname
    if "AWS_LAMBDA_FUNCTION_NAME" in environ or host not in {"127.0.0.1", "localhost", "::1"}:
        raise ValueError(
            "SOPU_CLOCK is for a laptop: it needs AWS_ENDPOINT_URL on the loopback and no Lambda"
        )
    return clock
