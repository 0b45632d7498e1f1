"""A contract, its record and its sealed file, each made once."""

from dataclasses import replace
from datetime import datetime, timedelta
from functools import cache
from hashlib import sha256
from html import escape

from chalicelib.documents.contract_pdf import typeset
from chalicelib.documents.record_pdf import AcceptanceRecord, RecordedAcceptance, record_pdf
from chalicelib.documents.sealed_pdf import seal
from tests.seal_key import SealKey

AT = datetime.fromisoformat("2026-11-23T09:00:00+02:00")
NAMES = ("Åsa Öhman-Wäinölä", "Šarlotta Žemaitė", "Đặng Thị Ngọc Ánh", "Þóra Guðmundsdóttir", "Áŋŋel Ŧuolja")
ATTACHMENTS = {"trail.json": b'[{"kind":"Sent"}]', "terms.json": '{"goals":"Työssä jaksaminen"}'.encode()}
KEY = SealKey()


def an_article(content):
    return f'<article lang="fi"><h1>Työnohjaussopimus</h1>{content}</article>'.encode()


def a_contract(parties=2, goals="Tukea työssä jaksamista."):
    """XHTML with the elements that a contract uses."""
    rows = "".join(
        f'<tr><td class="name">{NAMES[i % 5]}</td><td>ohjattava</td><td>Mallilan hyvinvointialue</td></tr>'
        for i in range(parties)
    )
    clauses = "".join(
        f"<h2>{number}. Kohta</h2><p>Tapaamisia on <strong>kaksikymmentä</strong>, kukin 90 minuuttia.</p>"
        "<ul><li>väliarviointi</li><li>loppuarviointi</li></ul>"
        for number in range(2, 12)
    )
    return an_article(
        '<p class="lead">TO-2026-0001</p><dl class="essentials"><dt>Hinta</dt><dd>180,00 €</dd></dl><h2>1. Osapuolet</h2>'
        "<table><thead><tr><th>Nimi</th><th>Rooli</th><th>Organisaatio</th></tr></thead>"
        f"<tbody>{rows}</tbody></table><h3>Tavoitteet</h3><p>{escape(goals)}</p>{clauses}"
    )


def pdf_of(xhtml, **changes):
    given = {
        "title": "Työnohjaussopimus TO-2026-0001",
        "author": "Åsa Öhman-Wäinölä",
        "language": "fi",
        "running_head": "Työnohjaussopimus TO-2026-0001",
        "page_label": "Sivu {page} / {pages}",
        "at": AT,
    }
    return typeset(xhtml, **(given | changes))


@cache
def offered():
    return pdf_of(a_contract())


def a_record(acceptances=3, **changes):
    """acceptances: how many, or a tuple of them."""
    made = AcceptanceRecord(
        language="fi",
        number="TO-2026-0001",
        contract_id="0f9c2b7d6a5e4c3b8f1a0d9e7c6b5a49",
        version=1,
        template="supervision/v1",
        document_sha256=sha256(offered()).hexdigest(),
        document_bytes=len(offered()),
        text_sha256=sha256(a_contract()).hexdigest(),
        terms_sha256=sha256(ATTACHMENTS["terms.json"]).hexdigest(),
        sent_at=AT,
        completed_at=AT + timedelta(days=1),
        verify_url="https://sopu.example/verify",
        seal_holder="Mallilan Sopimuspalvelu Oy",
        acceptances=acceptances
        if isinstance(acceptances, tuple)
        else tuple(an_acceptance(i) for i in range(acceptances)),
    )
    return replace(made, **changes)


def an_acceptance(i):
    return RecordedAcceptance(
        name=NAMES[i % 5],
        role="ohjattava" if i else "työnohjaaja",
        organisation="Mallilan hyvinvointialue",
        masked_email=f"{'aosdt'[i % 5]}•••@example.fi",
        accepted_at=AT + timedelta(hours=i, seconds=i),
        statement="Olen lukenut sopimuksen ja hyväksyn sen.",
        identified="henkilökohtainen linkki sähköpostiin",
    )


@cache
def record():
    return record_pdf(a_record())


@cache
def sealed(key=KEY):
    return seal(
        offered(), record(), ATTACHMENTS, key.certificate(), key.sign, AT + timedelta(days=1, minutes=1)
    )
