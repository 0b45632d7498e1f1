"""Forms as they were typed, in DynamoDB: a row for each page, packed small because it is written again and again."""

from collections.abc import Sequence
from datetime import datetime, timedelta

from chalicelib.aws import table
from chalicelib.aws.dynamo import AFTER_ALL, Table
from chalicelib.aws.operations import Row, Update
from chalicelib.aws.rows import moment, packed, seconds, unpacked
from chalicelib.domain.trail import instant
from chalicelib.domain.typed import LIFETIME, Kept, TypedForm, grown_from

_NOT_LATER = "attribute_not_exists(#turn) OR #turn < :turn OR (#turn = :turn AND attribute_not_exists(#over))"
_REMEMBERED = timedelta(days=1)  # longer than any request of a page that was left is on its way


class DynamoTypedForms:
    """What was typed into forms; workflow/ports.py has the promises."""

    def __init__(self, table: Table) -> None:
        self._table = table

    def keep(self, form: TypedForm) -> Kept:
        """One write, which tells what was there before."""
        kept = Update(
            key=table.typed_key(form.email, form.contract, form.page),
            do="SET #turn = :turn, #form = :form, #kept_at = :at, #expires_at = :end REMOVE #over",
            when=_NOT_LATER,
            given={
                "turn": form.turn,
                "form": _packed(form),
                "at": instant(form.kept_at),
                "end": seconds(form.kept_at + LIFETIME),
            },
        )
        before = self._table.update(kept, before=True)
        if before is None:
            return Kept.OUTDATED
        return Kept.AGAIN if "form" in before else Kept.FIRST

    def one(self, email: str, contract: str, page: str) -> TypedForm | None:
        """One read."""
        row = self._table.get(table.typed_key(email, contract, page))
        return None if row is None or "over" in row else _form_of(email, row)

    def all(self, email: str, contract: str = "") -> Sequence[TypedForm]:
        """One query, a megabyte at a time."""
        pk, first = table.typed_prefix(email, contract)
        found = self._table.partition(pk, first, f"{first}{AFTER_ALL}")
        return tuple(_form_of(email, row) for row in found if "over" not in row)

    def end(self, email: str, contract: str, page: str, turn: int, at: datetime) -> None:
        """The row stays for a day without its text: what was on its way when the page was left must not bring it back."""
        over = Update(
            key=table.typed_key(email, contract, page),
            do="SET #turn = :turn, #over = :yes, #expires_at = :end REMOVE #form, #kept_at",
            when="attribute_not_exists(#turn) OR #turn <= :turn",
            given={"turn": turn, "yes": True, "end": seconds(at + _REMEMBERED)},
        )
        self._table.update(over)


def _packed(form: TypedForm) -> bytes:
    kept = {
        "values": dict(form.values),
        "mark": form.mark,
        "base": form.base,
        "grown_from": " ".join(map(str, form.grown_from)),
    }
    return packed(kept)


def _form_of(email: str, row: Row) -> TypedForm:
    kept = unpacked(row["form"])
    contract, page = table.typed_in(row["sk"])
    return TypedForm(
        email=email, contract=contract, page=page, values=kept["values"], turn=int(row["turn"]), kept_at=moment(row["kept_at"]),
        mark=kept["mark"], base=kept["base"], grown_from=grown_from(kept["grown_from"]),
    )  # fmt: skip
