"""A trail of ours with one value changed and the chain written anew: what is still authentic is named here, with the reason."""

import re
from copy import deepcopy
from dataclasses import replace

import pytest

from chalicelib.domain.acceptance import statement
from chalicelib.domain.canonical import canonical, parsed, sha256
from chalicelib.domain.events import AddressCorrected, ChangeRequested, Completed, Confidential, NameCorrected
from chalicelib.domain.parties import ANNEX
from chalicelib.domain.report import AUTHENTIC
from chalicelib.domain.terms.seats import agreement_in
from chalicelib.domain.verification import judge
from tests.builders import CONTRACT, a_sent, a_trail, an_accepted, terms_file
from tests.domain import annexed
from tests.sampling import sampled

TERMS = terms_file(
    payer_type="supervisees", goals_annex_used=True, assurance_level="email_link_code",
    supervisees=[{"pays_as": "consumer", "assurance_level": "email_link"}, {}],
)  # fmt: skip
DOCUMENT = replace(annexed.DOCUMENT, terms_sha256=sha256(TERMS))
SEATS = tuple(replace(it, may_start_early=it.consumer) for it in agreement_in(TERMS).seats)
SENT = a_sent(
    documents=(DOCUMENT,), seats=SEATS, confidential=(Confidential(kind=ANNEX, salted_sha256=annexed.HIDDEN.salted_sha256),)
)  # fmt: skip


def accepted_by(seat, language="fi"):
    """What this party gives, in a language that need not be the contract's."""
    said = statement(seat, SENT, language, ["early_start/1"])
    return an_accepted(
        seat.party, documents=SENT.documents, statement=said.id, statement_sha256=said.sha256(SENT), language=language,
        identified=seat.level or "email_link", confidential=SENT.confidential if seat.signs_annex else None,
        confirmed=said.confirmed or None,
    )  # fmt: skip


SUPERVISOR, CONSUMER, OTHER, MANAGER = SEATS
HAPPENED = [
    SENT, AddressCorrected(version=1, party="manager", round=2, commitment="4" * 64), accepted_by(SUPERVISOR),
    NameCorrected(version=1, party="supervisee-1", round=2, commitment="6" * 64),
    ChangeRequested(version=1, party="manager", commitment="3" * 64), accepted_by(CONSUMER, "sv"), accepted_by(OTHER),
    accepted_by(MANAGER), Completed(version=1),
]  # fmt: skip
GOOD = [parsed(entry.bytes) for entry in a_trail(*HAPPENED)]
# What one value of a trail may say otherwise in a file that stays authentic, and why.
STANDING = {
    "at": "the hour is our own clock's word; no deadline and no turn was passed by it",
    "sent template": "names the wording that the accepted PDF shows",
    "sent deadline": "everybody accepted before the other hour as well",
    "sent commitment": "to private data that no file holds",
    "accepted identified": "better than was asked; the way there leaves no mark in a file",
    "accepted commitment": "to private data that no file holds",
    "address_corrected party": "of whoever has not accepted, in a mail of which a file holds nothing",
    "address_corrected commitment": "to private data that no file holds",
    "name_corrected party": "of whoever has not accepted; the acceptance record, which the seal covers, has the name",
    "name_corrected commitment": "to private data that no file holds",
    "change_requested party": "of whoever has not accepted",
    "change_requested commitment": "to private data that no file holds",
}


def places(value, path=()):
    """The path of everything in it."""
    yield path
    inside = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, item in inside:
        yield from places(item, (*path, key))


WORDS = [
    "", "sv", "B", "parallel", "email_link", "email_link_code", "strong", "self/1", "language/1", "main", "supervisor", "supervisee",
    "supervisee-2", "manager", "2026-11-23T06:00:00Z", "2026-12-30T22:00:00Z", "6" * 32,
]  # fmt: skip
DIGESTS = ["", "0" * 64, "6" * 63, "A" * 64, "6" * 64 + "\n"]


def others(value):
    """Other values of the same form, and one of another."""
    if isinstance(value, bool):
        return [not value, 1, None]
    if isinstance(value, int):
        return [value + 1, 0, -1, str(value), True]
    if isinstance(value, list):
        return [it for it in ([], value + value, value[:1], value[1:], value[::-1], None, {}) if it != value]
    if isinstance(value, str):
        words = DIGESTS if len(value) == len(DIGESTS[1]) else WORDS
        return [it for it in [*words, f"{value}x", None, 1] if it != value]
    return [None, [], {}]


def changed():
    """(where, the entries) for each value of each entry changed, taken away or, where a key may be, added."""
    for number, entry in enumerate(GOOD):
        for path in places(entry):
            if not path or path[0] == "previous":
                continue
            name = " ".join([entry["kind"], *(it for it in path[1:] if isinstance(it, str))])
            name = name if path[0] == "body" else path[0]
            *way, last = path
            for value in [*others(inside(entry, path)), ...]:
                entries = deepcopy(GOOD)
                holder = inside(entries[number], way)
                holder.pop(last) if value is ... else holder.__setitem__(last, value)
                yield name, entries
            if isinstance(inside(entry, path), dict):
                for key, value in (
                    ("supersedes", "5" * 32), ("consumer", True), ("level", "strong"), ("may_start_early", True), ("x", 1),
                    ("confirmed", ["early_start/1"]), ("documents", ["main", "annex_a"]),
                ):  # fmt: skip
                    entries = deepcopy(GOOD)
                    if key not in inside(entries[number], path):
                        inside(entries[number], path)[key] = value
                        yield f"{name} {key}", entries


def inside(value, path):
    for key in path:
        value = value[key]
    return value


def chained(entries):
    """trail.json of these entries, each naming the one before as if somebody had written it so."""
    previous = "0" * 64
    for entry in entries:
        entry["previous"] = previous
        previous = sha256(canonical(entry))
    return canonical({"entries": entries, "format": "sopu-trail/1"})


def verdict(entries, terms=TERMS, pdf=annexed.CONTRACT_PDF, told=None):
    found = annexed.facts(pdf, told=told, terms=terms)
    attachments = found.attachments | {"trail.json": chained(entries)}
    return judge(pdf + annexed.RECORD, replace(found, attachments=attachments), trusted=True).verdict


def test_the_trail_is_authentic_in_both_files():
    assert verdict(deepcopy(GOOD)) == AUTHENTIC
    assert verdict(deepcopy(GOOD), pdf=annexed.ANNEX_PDF, told=annexed.TOLD.bytes) == AUTHENTIC


FILES = {"the contract": {}, "the annex": {"pdf": annexed.ANNEX_PDF, "told": annexed.TOLD.bytes}}
EACH_FIFTH = 5


@pytest.mark.parametrize("each", sampled([1, EACH_FIFTH], lambda _, each: each == EACH_FIFTH))
@pytest.mark.parametrize("file", FILES.values(), ids=FILES)
def test_one_changed_value_is_found_but_for_those_that_are_named(file, each):
    tried, standing = 0, set()
    for name, entries in list(changed())[::each]:
        tried += 1
        if verdict(entries, **file) == AUTHENTIC:
            standing.add(name)

    assert tried > 300
    assert standing <= set(STANDING)
    assert standing == set(STANDING) or file or each > 1


def test_another_id_in_all_entries_stands_by_itself_for_it_is_random():
    assert {it["contract"] for it in GOOD} == {CONTRACT}
    elsewhere = [it | {"contract": "6" * 32} for it in GOOD]

    assert verdict(elsewhere) == AUTHENTIC
    assert verdict(elsewhere, pdf=annexed.ANNEX_PDF, told=annexed.TOLD.bytes) != AUTHENTIC


AGREED_OTHERWISE = {
    "the manager signs for nobody": {"client": None},
    "another consumer": {"supervisees": [{"pays_as": "consumer"}, {"pays_as": "consumer"}]},
    "no consumer": {"payer_type": "organisation"},
    "nothing is paid": {"price_amount": "0.00"},
    "one more": {"supervisees": [{"pays_as": "consumer", "assurance_level": "email_link"}, {}, {}]},
    "one less": {"supervisees": [{"pays_as": "consumer", "assurance_level": "email_link"}]},
    "no manager": {"manager": None},
    "a manager's manager": {"managers_manager": {}},
    "no annex": {"goals_annex_used": False},
    "no code": {"assurance_level": None},
    "in Swedish": {"contract_language": "sv"},
    "in any order": {"signing_mode": "parallel"},
}


@pytest.mark.parametrize("changes", AGREED_OTHERWISE.values(), ids=AGREED_OTHERWISE)
def test_a_trail_that_names_other_terms_is_found_by_its_seats(changes):
    """Every digest is that of the other terms, as in a trail that somebody wrote from the beginning."""
    terms = canonical(parsed(TERMS) | changes)
    again = re.sub(sha256(TERMS).encode(), sha256(terms).encode(), canonical(GOOD))

    assert verdict(parsed(again), terms) != AUTHENTIC
