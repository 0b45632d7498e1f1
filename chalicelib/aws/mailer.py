"""Mail through SES: one letter to one person, built so that no name or subject can become a header."""

from collections.abc import Callable, Mapping, Sequence
from email.errors import HeaderParseError
from email.header import Header
from email.headerregistry import Address
from email.message import EmailMessage
from email.policy import EmailPolicy
from email.utils import parseaddr
from typing import TYPE_CHECKING, Any, Protocol

from botocore.exceptions import ClientError

from chalicelib.aws.failures import code

if TYPE_CHECKING:
    from mypy_boto3_sesv2 import SESV2Client


# Many a mailbox refuses more (SES itself takes 40 MB); a contract of 32 parties is a twentieth of it.
MOST_BYTES = 7 * 1024 * 1024
# What a calendar program reads before it opens the file (RFC 5545, 8.1; RFC 6047).
_PARAMETERS = {"text/calendar": {"charset": "utf-8", "method": "PUBLISH"}}


class Enclosure(Protocol):
    """What is read of workflow.ports.Enclosure."""

    @property
    def name(self) -> str: ...
    @property
    def data(self) -> bytes: ...
    @property
    def media_type(self) -> str: ...


class Letter(Protocol):
    """What is read of workflow.ports.Letter; reply_to and enclosures may be empty."""

    @property
    def to(self) -> str: ...
    @property
    def sender(self) -> str: ...
    @property
    def reply_to(self) -> str: ...
    @property
    def subject(self) -> str: ...
    @property
    def text(self) -> str: ...
    @property
    def html(self) -> str: ...
    @property
    def language(self) -> str: ...
    @property
    def enclosures(self) -> Sequence[Enclosure]: ...
    @property
    def tags(self) -> Mapping[str, str]: ...


class SesMailer:
    """
    mail_from: our address, with or without a name, as SOPU_MAIL_FROM gives it; letters name their own sender.
    followed, unfollowed: configuration sets. With the one tagged letters are sent, so that SES tells what becomes of them;
    with the other the rest, so that no list of addresses keeps a login code back. "" for an SES that has no such sets.
    """

    def __init__(
        self, client: Callable[[], "SESV2Client"], mail_from: str, followed: str = "", unfollowed: str = ""
    ) -> None:
        self._client, self._our_address = client, parseaddr(mail_from)[1]
        self._followed, self._unfollowed = followed, unfollowed

    def send(self, letter: Letter) -> str:
        """
        Hand the letter to SES once and return its message id.

        Sent again, it is a second mail: whoever calls holds a claim. Raises what botocore raises, but a refusal without
        SES's own words, which name the address and would stand in the log; and ValueError for an address or a subject
        that no mail can carry, or for more than MOST_BYTES.
        """
        message = mime(letter, self._our_address).as_bytes()
        if len(message) > MOST_BYTES:
            raise ValueError(f"a letter of {len(message)} bytes")
        try:
            answer = self._client().send_email(
                Destination={"ToAddresses": [address(letter.to).addr_spec]},
                Content={"Raw": {"Data": message}},
                **self._set_of(letter.tags),
            )
        except ClientError as error:
            raise ClientError({"Error": {"Code": code(error)}}, error.operation_name) from None
        return answer["MessageId"]

    def _set_of(self, tags: Mapping[str, str]) -> Any:
        """The configuration set, and the name under which SES tells of the mail."""
        name = self._followed if tags else self._unfollowed
        if not name:
            return {}
        named = [{"Name": tag, "Value": value} for tag, value in tags.items()]
        return {"ConfigurationSetName": name} | ({"EmailTags": named} if named else {})


def mime(letter: Letter, our_address: str) -> EmailMessage:
    """
    The letter as a message: text and HTML as alternatives, in quoted-printable UTF-8, without tracking; files after them.

    Headers are objects that refuse line breaks (RFC 5322), not strings. Date and Message-ID are for SES to set.
    """
    message = EmailMessage(policy=_WIRE)
    message["From"] = address(our_address, letter.sender)
    message["To"] = address(letter.to)
    if letter.reply_to:
        message["Reply-To"] = address(letter.reply_to)
    message["Subject"] = letter.subject
    message["Auto-Submitted"] = "auto-generated"  # RFC 3834: no out-of-office answers to it
    message.set_content(letter.text, charset="utf-8", cte="quoted-printable")
    message.add_alternative(letter.html, subtype="html", charset="utf-8", cte="quoted-printable")
    for it in letter.enclosures:
        kind, _, subtype = it.media_type.partition("/")
        message.add_attachment(
            it.data, maintype=kind, subtype=subtype, filename=it.name, params=_PARAMETERS.get(it.media_type)
        )
    message["Content-Language"] = letter.language  # set earlier, it would move into the first part
    return message


def address(email: str, name: str = "") -> Address:
    """
    An address for a header; a domain with ä or ö in its ASCII form (RFC 5891).

    Raises ValueError for anything that is not one address, and for letters before the @ that SES cannot deliver to.
    """
    local, _, domain = email.rpartition("@")
    plain = local.encode("ascii") + b"@" + domain.encode("idna")
    try:
        return Address(display_name=name, addr_spec=plain.decode())
    except HeaderParseError:
        raise ValueError("not an address") from None  # its text would carry what was given into a log


class _Wire(EmailPolicy):
    """Python folds long headers with letters beyond ASCII so that a space between two words may get lost (3.11 to 3.13)."""

    def fold_binary(self, name: str, value: Any) -> bytes:
        """The header as it goes out; encoded words by the older Header, which keeps every space (RFC 2047)."""
        if str(value).isascii():
            return super().fold_binary(name, value)
        folded = Header(header_name=name)
        addresses = getattr(value, "addresses", ())
        folded.append(addresses[0].display_name if addresses else str(value), "utf-8")
        if addresses:
            folded.append(f"<{addresses[0].addr_spec}>", "us-ascii")
        return f"{name}: {folded.encode(linesep=self.linesep)}{self.linesep}".encode("ascii")


_WIRE = _Wire(linesep="\r\n")
