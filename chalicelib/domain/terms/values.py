"""The smallest values of the terms: text made safe, names, addresses, money, numbers with a check digit."""

import re
import unicodedata
from decimal import Decimal, InvalidOperation
from typing import Annotated, Any

from email_validator import EmailNotValidError, validate_email
from pydantic import AfterValidator, BeforeValidator, Field, PlainSerializer, StringConstraints
from pydantic_core import PydanticCustomError
from stdnum.exceptions import ValidationError as NumberInvalid
from stdnum.fi import ytunnus

# Invisible characters can make a text read otherwise than it is stored (Unicode TR 36).
_INVISIBLE = re.compile("[\u200b-\u200f\u2028-\u202e\u2060-\u206f\ufeff\u00ad\ufff0-\uffff]")
_NAME = re.compile(r"^[^\W\d_][\w .,'’\-()]*$")


def clean(value: Any) -> Any:
    """
    Text as we keep it: NFC, Unix line ends, no control, bidi or zero-width characters, no outer blanks.

    Anything but a string passes untouched. Cleaning twice changes nothing.
    """
    if not isinstance(value, str):
        return value
    text = unicodedata.normalize("NFC", value.replace("\r\n", "\n").replace("\r", "\n"))
    text = _INVISIBLE.sub("", text).replace("\t", " ")
    return "".join(c for c in text if c == "\n" or unicodedata.category(c) not in {"Cc", "Cs", "Co", "Cn"}).strip()


def _one_line(value: Any) -> Any:
    return " ".join(value.split()) if isinstance(value, str) else value


def _name(value: str) -> str:
    if not _NAME.match(value) or any(c.isdigit() for c in value):
        raise PydanticCustomError("not_a_name", "not a name")
    return value


def _email(value: str) -> str:
    try:
        found = validate_email(value, check_deliverability=False, test_environment=True, allow_smtputf8=False)
    except EmailNotValidError as error:
        raise PydanticCustomError("not_an_email", "not an e-mail address") from error
    if not found.ascii_email:
        raise PydanticCustomError("not_an_email", "not an e-mail address")
    return found.ascii_email.lower()


def _business_id(value: str) -> str:
    if not value:
        return value
    try:
        return str(ytunnus.format(ytunnus.validate(value)))
    except NumberInvalid as error:
        raise PydanticCustomError("not_a_business_id", "check digit") from error


def _e_invoice(value: str) -> str:
    digits = value.replace(" ", "")
    if not re.fullmatch(r"0037\d{8,13}", digits) or not ytunnus.is_valid(digits[4:12]):
        raise PydanticCustomError("not_an_e_invoice_address", "0037 and a business ID")
    return digits


def _money(value: Any) -> Decimal:
    text = re.sub(r"[\s€]", "", str(value)).replace(",", ".")
    try:
        amount = Decimal(text)
    except InvalidOperation as error:
        raise PydanticCustomError("not_an_amount", "not an amount") from error
    if not amount.is_finite() or amount != amount.quantize(Decimal("0.01")):
        raise PydanticCustomError("not_an_amount", "two decimals")
    return amount.quantize(Decimal("0.01"))


def line(least: int, most: int) -> Any:
    """A text of one line, `least` to `most` characters after cleaning."""
    limits = StringConstraints(min_length=least, max_length=most)
    return Annotated[str, BeforeValidator(_one_line), BeforeValidator(clean), limits]


def prose(least: int, most: int) -> Any:
    """A text whose line breaks are kept, `least` to `most` characters after cleaning."""
    return Annotated[str, BeforeValidator(clean), StringConstraints(min_length=least, max_length=most)]


def whole(least: int, most: int, step: int = 1) -> Any:
    """A whole number within limits, both included."""
    return Annotated[int, Field(ge=least, le=most, multiple_of=step)]


Name = Annotated[line(2, 120), AfterValidator(_name)]
Email = Annotated[line(3, 254), AfterValidator(_email)]
BusinessId = Annotated[line(0, 12), AfterValidator(_business_id)]
EInvoice = Annotated[line(0, 24), AfterValidator(_e_invoice)]
Money = Annotated[
    Decimal,
    BeforeValidator(_money),
    Field(ge=0, le=Decimal("9999.99")),
    PlainSerializer(lambda amount: f"{amount:.2f}", return_type=str),
]
Percent = Annotated[int, Field(ge=0, le=100)]
