"""Files with an Annex A in them, as a reader finds them: a sound one, and what may be wrong with one."""

from dataclasses import replace

from chalicelib.domain.acceptance import statement
from chalicelib.domain.annex_file import AnnexFile
from chalicelib.domain.canonical import canonical, parsed, sha256
from chalicelib.domain.confidential import salted
from chalicelib.domain.events import Completed, Confidential, Document, Seat
from chalicelib.domain.parties import ANNEX, MAIN, Role
from chalicelib.domain.sealed_facts import SealedFacts
from tests.builders import CONTRACT, NOW, a_sent, a_trail, an_accepted, terms_file

CONTRACT_PDF, ANNEX_PDF = b"%PDF-1.7 the contract\n%%EOF\n", b"%PDF-1.7 what we want to learn\n%%EOF\n"
RECORD, TERMS, SALT = (
    b"the record and the seal\n%%EOF\n",
    terms_file(client=None, goals_annex_used=True),
    "s" * 43,
)
DOCUMENT = Document(
    kind=MAIN, pdf_sha256=sha256(CONTRACT_PDF), pdf_bytes=len(CONTRACT_PDF), text_sha256="b" * 64,
    terms_sha256=sha256(TERMS),
)  # fmt: skip
HIDDEN = Confidential(kind=ANNEX, salted_sha256=salted(SALT, sha256(ANNEX_PDF)))
OTHER = Confidential(kind=ANNEX, salted_sha256=salted(SALT, sha256(CONTRACT_PDF)))
BOTH = (MAIN, ANNEX)
SEATS = (
    Seat(party="supervisor", role=Role.SUPERVISOR, documents=BOTH),
    Seat(party="supervisee-1", role=Role.SUPERVISEE, documents=BOTH),
    Seat(party="manager", role=Role.MANAGER),
)
SENT = a_sent(documents=(DOCUMENT,), seats=SEATS, confidential=(HIDDEN,))
TOLD = AnnexFile(kind=ANNEX, salt=SALT, contract=CONTRACT, version=1)


def accepted_by(seat, sent=SENT, **changes):
    """The acceptance that this party gives to everything that they sign."""
    said = statement(seat, sent, "fi")
    usual = {
        "documents": sent.documents, "statement": said.id, "statement_sha256": said.sha256(sent),
        "confidential": sent.confidential if seat.signs_annex else None,
    }  # fmt: skip
    return an_accepted(seat.party, **usual | changes)


def happened(sent=SENT, **changed):
    """A whole trail; changed: acceptances by party with underscores that are other than they should be."""
    acts = [changed.get(seat.party.replace("-", "_"), accepted_by(seat, sent)) for seat in sent.seats]
    return [sent, *acts, Completed(version=1)]


def facts(pdf=ANNEX_PDF, told=TOLD.bytes, trail=None, terms=TERMS, **changes):
    """What a reader finds in a file that begins with this PDF; told: annex.json, None without one."""
    entries = [parsed(entry.bytes) for entry in a_trail(*(trail or happened()))]
    enclosed = {
        "trail.json": canonical({"entries": entries, "format": "sopu-trail/1"}),
        "terms.json": terms,
        "annex.json": told,
    }
    usual = {
        "size": len(pdf + RECORD), "sha256": sha256(pdf + RECORD), "is_pdf": True, "revisions": 2,
        "first_revision_bytes": len(pdf), "signatures": 1, "covers_entire_file": True, "intact": True,
        "container_exact": True, "certified_against_changes": True, "signed_at": NOW, "certificate_trusted": True,
        "certificate_valid_at_signing": True,
        "attachments": {name: data for name, data in enclosed.items() if data is not None},
    }  # fmt: skip
    return SealedFacts(**usual | changes)


NOBODYS = replace(SENT, seats=tuple(replace(seat, documents=None) for seat in SEATS))
# What is wrong with the annex: (facts, the finding, where it is told).
WRONG = {
    "another annex": (facts(b"%PDF-1.7 other wishes\n%%EOF\n"), "accepted_annex_differs", "file"),
    "another salt": (facts(told=replace(TOLD, salt="t" * 43).bytes), "accepted_annex_differs", "file"),
    "a cut annex": (facts(first_revision_bytes=len(ANNEX_PDF) - 1), "accepted_annex_differs", "file"),
    "a contract that names none": (
        facts(trail=happened(replace(SENT, confidential=None, seats=NOBODYS.seats))), "accepted_annex_differs", "file",
    ),
    "a contract that names another kind": (
        facts(trail=happened(replace(SENT, confidential=(replace(HIDDEN, kind="annex_b"),), seats=NOBODYS.seats))),
        "accepted_annex_differs", "file",
    ),
    "other terms": (facts(terms=b"{}"), "terms_differ", "terms"),
    "an annex.json with blanks": (facts(told=TOLD.bytes.replace(b":", b": ")), "annex_unreadable", "annex"),
    "an annex.json that is a list": (facts(told=b"[]"), "annex_unreadable", "annex"),
    "an annex.json without a salt": (facts(told=b'{"kind":"annex_a"}'), "annex_unreadable", "annex"),
    "an annex.json with a truth for a version": (
        facts(told=TOLD.bytes.replace(b'"version":1', b'"version":true')), "annex_unreadable", "annex",
    ),
    "another contract": (facts(told=replace(TOLD, contract="0" * 32).bytes), "annex_of_another_contract", "annex"),
    "another version": (facts(told=replace(TOLD, version=2).bytes), "annex_of_another_contract", "annex"),
    "another kind": (facts(told=replace(TOLD, kind="main").bytes), "annex_of_another_contract", "annex"),
    "a contract whose supervisee was not asked for it": (
        facts(trail=happened(replace(SENT, seats=(SEATS[0], replace(SEATS[1], documents=None), SEATS[2])))),
        "seats_differ", "trail",
    ),
    "nobody who had to accept it": (facts(trail=happened(NOBODYS)), "annex_not_accepted", "trail"),
}  # fmt: skip
