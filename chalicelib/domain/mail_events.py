"""How the mail service's news finds back to its mail: by tags that travel with it and name no person."""

import re
from collections.abc import Mapping
from datetime import datetime

from chalicelib.domain.dossier import Mail
from chalicelib.domain.mail_news import News
from chalicelib.frozen import dataclass

_TAGS = ("contract", "party", "kind", "round")
_TAG = re.compile(r"[A-Za-z0-9_-]{1,128}")  # what SES takes, and a little less of it


@dataclass(frozen=True, kw_only=True)
class MailEvent:
    """Something became of a mail, at a time that the mail service tells. message_id: of the sending that it is about."""

    contract: str
    mail: Mail
    message_id: str
    news: News
    at: datetime


def tags_of(contract: str, mail: Mail) -> Mapping[str, str]:
    """
    The mail's name as SES takes it; nothing for a mail to the supervisor's account.

    Of that nobody could be told, and telling of it would be another such mail.
    """
    if mail.party == "author":
        return {}
    named = (contract, mail.party, mail.kind, mail.round.replace(".", "_"))  # SES takes no full stop
    return dict(zip(_TAGS, named, strict=True))


def tagged(tags: Mapping[str, str]) -> tuple[str, Mail] | None:
    """The contract and the mail that carried these tags; None when no mail of ours to a party did."""
    found = [tags.get(name, "") for name in _TAGS]
    if not all(map(_TAG.fullmatch, found)):
        return None
    contract, party, kind, round_ = found
    mail = Mail(party=party, kind=kind, round=round_.replace("_", "."))
    return (contract, mail) if tags_of(contract, mail) else None
