"""What a party says when accepting, and whether the typed name is theirs."""

import unicodedata
from collections.abc import Iterable

from chalicelib.domain.canonical import sha256
from chalicelib.domain.events import Accepted, Seat, Sent
from chalicelib.domain.statements import CONFIRMATIONS, LANGUAGES, STATEMENTS
from chalicelib.frozen import dataclass

LANGUAGE, EARLY_START = "language/1", "early_start/1"


@dataclass(frozen=True, kw_only=True)
class Statement:
    """
    What a party ticked: the sentence, and those beside it, as they read them.

    id: of the sentence that goes with the seat. confirmed: ids of the others, in the order of the page.
    language: that of the page, the reader's own.
    """

    id: str
    language: str
    confirmed: tuple[str, ...] = ()

    def ticks(self, sent: Sent) -> tuple[str, ...]:
        """
        What stands beside each box: the acceptance; for an organisation the right to act for it; the confirmed.

        Raises KeyError for a sentence that does not exist in that language, as the two below do.
        """
        words = {
            "number": sent.number,
            "version": sent.version,
            "contract_language": LANGUAGES[self.language][sent.language],
        }
        sentences = STATEMENTS[self.id, self.language]
        more = (CONFIRMATIONS[each, self.language] for each in self.confirmed)
        return tuple(sentence.format(**words) for sentence in (*sentences, *more))

    def text(self, sent: Sent) -> str:
        """Everything that was ticked, as printed in the acceptance record."""
        return " ".join(self.ticks(sent))

    def sha256(self, sent: Sent) -> str:
        """SHA-256 of the text in UTF-8, as the trail keeps it."""
        return sha256(self.text(sent).encode())

    def suits(self, seat: Seat, sent: Sent) -> bool:
        """Whether it is what this party had to say: their sentence, all they must confirm, nothing they cannot."""
        must, may = confirmations(seat, sent, self.language)
        known = (self.id, self.language) in STATEMENTS and self.id == statement_of(seat)
        in_order = [each for each in (*must, *may) if each in self.confirmed]
        return known and set(must) <= set(self.confirmed) and list(self.confirmed) == in_order


def statement_of(seat: Seat) -> str:
    """Id of the sentence that this party ticks."""
    if seat.acts_for_organisation:
        who = "both" if seat.acts_for_self else "organisation"
    else:
        who = "consumer" if seat.consumer else "self"
    return f"{who}_annex/1" if seat.signs_annex else f"{who}/1"


def confirmations(seat: Seat, sent: Sent, language: str) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """(what this party must confirm beside the sentence, what they may) when they read the page in that language."""
    must = (LANGUAGE,) if language != sent.language else ()
    return must, (EARLY_START,) if seat.may_start_early else ()


def statement(seat: Seat, sent: Sent, language: str, ticked: Iterable[str] = ()) -> Statement:
    """What this party says by accepting; ticked: the ids of what they were free to tick and did."""
    must, may = confirmations(seat, sent, language)
    chosen = set(ticked)
    confirmed = (*must, *(each for each in may if each in chosen))
    return Statement(id=statement_of(seat), language=language, confirmed=confirmed)


def said(accepted: Accepted) -> Statement:
    """What the trail says that a party ticked."""
    return Statement(id=accepted.statement, language=accepted.language, confirmed=accepted.confirmed or ())


def same_name(typed: str, name: str) -> bool:
    """Whether the typed name is the party's, regardless of case, marks, spacing and punctuation."""
    return bool(_letters(typed)) and _letters(typed) == _letters(name)


def _letters(text: str) -> str:
    return "".join(c for c in unicodedata.normalize("NFKD", text.casefold()) if c.isalnum())
