"""The smallest values of the terms: text made safe, names, addresses, days, money, numbers with a check digit."""

import re
from collections.abc import Iterator
from datetime import date
from decimal import Decimal
from typing import Annotated, Any, Literal

from annotated_types import GroupedMetadata
from pydantic import AfterValidator, BeforeValidator, Field, PlainSerializer, StringConstraints
from pydantic_core import PydanticCustomError
from stdnum.exceptions import ValidationError as NumberInvalid
from stdnum.fi import ytunnus

from chalicelib.domain import text
from chalicelib.frozen import dataclass

KEPT_WITHOUT_REASON = 6  # years: what accounting needs (kirjanpitolaki 1336/1997, 2 luku 10 §)
_CONTRACT_NUMBER = re.compile(r"^TO-[0-9]{4}-[0-9]{4,6}$")
_NAME = re.compile(r"[^\W\d_][\w .,'’\-()]*")


def clean(value: Any) -> Any:
    """A string cleaned (domain/text.py); anything else passes untouched."""
    return text.clean(value) if isinstance(value, str) else value


def day(value: Any) -> date:
    """A date from "2027-01-18" or, as people write it, "18.1.2027"; a date stays. Raises ValueError."""
    if isinstance(value, date):
        return value
    text = value if isinstance(value, str) else ""
    parts = reversed(text.split(".")) if "." in text else text.split("-")
    try:
        year, month, number = map(int, parts)
        return date(year, month, number)
    except (ValueError, OverflowError) as error:
        raise PydanticCustomError("not_a_date", "not a date") from error


def whole_number(value: Any) -> int:
    """A whole number from a number or its digits. Raises ValueError; true and false are no numbers."""
    if isinstance(value, str) and re.fullmatch(r"-?[0-9]{1,9}", value):
        return int(value)
    if isinstance(value, float) and value.is_integer():
        return int(value)
    if isinstance(value, int) and not isinstance(value, bool):
        return value
    raise PydanticCustomError("not_a_whole_number", "not a whole number")


def money(value: Any) -> Decimal:
    """Euros from "1 240,50 €", "1240.50" or a number; cents at most, so that 1.200 is not taken for 1,20. Raises ValueError."""
    try:
        text = re.sub(r"[\s€]", "", str(value)).replace(",", ".").replace("\u2212", "-")
    except ValueError:  # Python's limit for the digits of an integer
        text = ""
    if not re.fullmatch(r"-?[0-9]{1,9}(\.[0-9]{1,2})?", text):
        raise PydanticCustomError("not_an_amount", "not an amount in euros and cents")
    return Decimal(text).quantize(Decimal("0.01"))


def _name(value: str) -> str:
    if not _NAME.fullmatch(value) or any(c.isdigit() for c in value):
        raise PydanticCustomError("not_a_name", "not a name")
    return value


def _email(value: str) -> str:
    # Its patterns take 15 ms to compile: a page that shows an empty form does not wait for them.
    from email_validator import EmailNotValidError, validate_email

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
    if not re.fullmatch("0037[0-9]{8,13}", digits) or not ytunnus.is_valid(digits[4:12]):
        raise PydanticCustomError("not_an_e_invoice_address", "0037 and a business ID")
    return digits


def _contract_number(value: str) -> str:
    if not _CONTRACT_NUMBER.match(value):
        raise PydanticCustomError("not_a_contract_number", "not a contract number")
    return value


def _one_line(value: Any) -> Any:
    return " ".join(value.split()) if isinstance(value, str) else value


def _truth(value: Any) -> Any:
    """What a form says for true and false; a literal takes only the value itself."""
    return {"true": True, "false": False}.get(value, value) if isinstance(value, str) else value


@dataclass(frozen=True)
class Line(GroupedMetadata):
    """A text of one line, `least` to `most` characters after cleaning."""

    least: int
    most: int

    def __iter__(self) -> Iterator[object]:
        yield StringConstraints(min_length=self.least, max_length=self.most)
        yield BeforeValidator(_one_line)
        yield BeforeValidator(clean)  # the last before-validator is the first to run


@dataclass(frozen=True)
class Prose(GroupedMetadata):
    """A text whose line breaks are kept, `least` to `most` characters after cleaning."""

    least: int
    most: int

    def __iter__(self) -> Iterator[object]:
        yield StringConstraints(min_length=self.least, max_length=self.most)
        yield BeforeValidator(clean)


@dataclass(frozen=True)
class Whole(GroupedMetadata):
    """A whole number within limits, both included; whatever breaks one of them is told them all."""

    least: int
    most: int
    step: int = 1

    def __iter__(self) -> Iterator[object]:
        yield Field(json_schema_extra={"minimum": self.least, "maximum": self.most, "multipleOf": self.step})
        yield AfterValidator(self._within)
        yield BeforeValidator(whole_number)

    def _within(self, value: int) -> int:
        if self.least <= value <= self.most and value % self.step == 0:
            return value
        raise PydanticCustomError(
            "not_a_number_within" if self.step == 1 else "not_a_step",
            "not within the limits",
            {"least": self.least, "most": self.most, "step": self.step},
        )


Name = Annotated[str, Line(2, 120), AfterValidator(_name)]
Email = Annotated[str, Line(1, 254), AfterValidator(_email)]
BusinessId = Annotated[str, Line(0, 12), AfterValidator(_business_id)]
EInvoice = Annotated[str, Line(0, 24), AfterValidator(_e_invoice)]
Money = Annotated[
    Decimal,
    BeforeValidator(money),
    Field(ge=0, le=Decimal("9999.99")),
    PlainSerializer(lambda amount: f"{amount:.2f}", return_type=str),
]
Percent = Annotated[int, Whole(0, 100)]
KmRate = Annotated[
    Decimal,
    BeforeValidator(money),
    Field(ge=0, le=2),
    PlainSerializer(lambda amount: f"{amount:.2f}", return_type=str),
]
# A share of the price in per cent, two decimals: 33.34.
SharePercent = Annotated[
    Decimal,
    BeforeValidator(money),
    Field(ge=Decimal("0.01"), le=100),
    PlainSerializer(lambda amount: f"{amount:.2f}", return_type=str),
]
ContractNumber = Annotated[
    str,
    Line(1, 14),
    AfterValidator(_contract_number),
    Field(json_schema_extra={"pattern": _CONTRACT_NUMBER.pattern}),
]
Day = Annotated[date, BeforeValidator(day)]
Yes = Annotated[Literal[True], BeforeValidator(_truth)]
