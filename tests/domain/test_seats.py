"""Who has to accept, from terms.json alone: as the terms have it, and whatever else stands in the file."""

from dataclasses import replace

import pytest

from chalicelib.domain.canonical import canonical, parsed
from chalicelib.domain.events import Confidential, Seat
from chalicelib.domain.parties import ANNEX, MAIN, Role
from chalicelib.domain.terms.public import public_terms
from chalicelib.domain.terms.seats import agreement, agreement_in
from tests.builders import a_sent, terms_file, terms_of
from tests.domain.constellations import C1, C2, B

PRIVATELY = {
    "supervisees-0-pays_as": "consumer", "supervisees-0-business_id": "", "vat_treatment": "included",
    "supervisees-1-assurance_level": "email_link_code",
}  # fmt: skip
ANNEXED = {"goals_annex_used": True, "goals_supervisees": "Uskallan kysyä."}
TERMS = {
    "A": {}, "B": B, "a consumer, and a code for one": B | PRIVATELY, "a manager who is supervised": C1, "a work group": C2,
    "an annex": ANNEXED, "an annex for a manager who is supervised": C1 | ANNEXED, "a code for all": {"assurance_level": "email_link_code"},
}  # fmt: skip


@pytest.mark.parametrize("changes", TERMS.values(), ids=TERMS)
def test_the_file_says_what_the_terms_say(changes):
    terms = terms_of(**changes)

    assert agreement_in(public_terms(terms)) == agreement(terms)
    assert agreement_in(public_terms(terms)).seats == agreement(terms).seats


def test_what_is_special_stands_in_the_seat_and_nothing_else():
    assert agreement(terms_of(**B | PRIVATELY)).seats == (
        Seat(party="supervisor", role=Role.SUPERVISOR),
        Seat(party="supervisee-1", role=Role.SUPERVISEE, consumer=True),
        Seat(party="supervisee-2", role=Role.SUPERVISEE, level="email_link_code"),
        Seat(party="supervisee-3", role=Role.SUPERVISEE),
    )


def test_a_manager_who_is_supervised_signs_the_annex():
    supervisor, manager, head = agreement(terms_of(**C1 | ANNEXED)).seats

    assert (supervisor.documents, manager.documents, head.documents) == ((MAIN, ANNEX), (MAIN, ANNEX), None)
    assert manager.also == (Role.SUPERVISEE, Role.CLIENT_REPRESENTATIVE)


def test_keys_that_nobody_knows_or_that_are_missing_make_no_difference():
    """A file of another year: terms.json of another template has other keys."""
    told = parsed(public_terms(terms_of()))
    few = {"constellation", "contract_language", "signing_mode", "supervisor", "supervisees", "manager", "client",
           "price_amount", "payer_type"}  # fmt: skip

    assert agreement_in(canonical({key: told[key] for key in few})).seats == agreement(terms_of()).seats
    assert agreement_in(canonical(told | {"pets": [1, {}]})).seats == agreement(terms_of()).seats
    assert agreement_in(canonical(told | dict.fromkeys(["assurance_level", "goals_annex_used"]))).seats == (
        agreement(terms_of()).seats
    )


HIDDEN = Confidential(kind=ANNEX, salted_sha256="5" * 64)
SENT = a_sent()
UNLIKE = {
    "another language": replace(SENT, language="sv"),
    "another constellation": replace(SENT, constellation="B"),
    "another order of signing": replace(SENT, signing_mode="parallel"),
    "nobody's acceptance": replace(SENT, seats=()),
    "somebody was not asked": replace(SENT, seats=SENT.seats[:-1]),
    "somebody was asked twice": replace(SENT, seats=(*SENT.seats, SENT.seats[-1])),
    "another order of the seats": replace(SENT, seats=SENT.seats[::-1]),
    "an annex that was not agreed": replace(SENT, confidential=(HIDDEN,)),
    "another contract that ends": replace(SENT, supersedes="5" * 32),
}


@pytest.mark.parametrize("sent", UNLIKE.values(), ids=UNLIKE)
def test_what_was_sent_must_be_what_was_agreed(sent):
    told = agreement_in(terms_file())

    assert told.agrees_with(SENT)
    assert not told.agrees_with(sent)


SEATS = {
    "role": Role.MANAGER, "party": "supervisee-2", "also": (Role.MANAGER,), "level": "email_link_code", "consumer": True,
    "documents": (MAIN,), "may_start_early": True,
}  # fmt: skip


@pytest.mark.parametrize("field", SEATS)
def test_a_seat_with_one_thing_changed_is_another(field):
    supervisor, supervisee, manager = SENT.seats
    changed = replace(supervisee, **{field: SEATS[field]})

    assert not agreement_in(terms_file()).agrees_with(replace(SENT, seats=(supervisor, changed, manager)))


def test_a_consumer_may_have_been_asked_about_an_early_start_or_not():
    told = agreement_in(terms_file(payer_type="supervisees", supervisees=[{"pays_as": "consumer"}]))
    supervisor, consumer, manager = told.seats

    for early in (None, True):
        seats = (supervisor, replace(consumer, may_start_early=early), manager)
        assert told.agrees_with(replace(SENT, seats=seats))
    assert not told.agrees_with(
        replace(SENT, seats=(supervisor, replace(consumer, may_start_early=False), manager))
    )


BROKEN = {
    "nothing": b"", "a list": b"[]", "no keys": b"{}", "blanks": b"{ }", "no text": b"\xff", "too deep": b"[" * 100_000,
    "no price": terms_file(price_amount=None), "a price in words": terms_file(price_amount="paljon"),
    "a price that is no number": terms_file(price_amount="NaN"), "a list of numbers": terms_file(supervisees=[1]),
    "a person who is a text": terms_file(supervisor="Ulla"), "no supervisor": terms_file(supervisor=None),
    "a surrogate": b'{"price_amount":"\\ud800"}',
}  # fmt: skip


@pytest.mark.parametrize("data", BROKEN.values(), ids=BROKEN)
def test_a_file_that_does_not_say_it_is_a_value_error(data):
    with pytest.raises(ValueError):  # noqa: PT011 - of whichever reader met it first
        agreement_in(data)
