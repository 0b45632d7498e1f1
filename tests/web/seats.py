"""Contracts of every constellation, each party's link, and what the trail says that they did."""

import json
from dataclasses import dataclass
from datetime import date

from chalicelib.domain.terms import read_terms
from chalicelib.domain.terms.signers import signers
from tests.builders import example
from tests.web.client import Client
from tests.web.kept import rows
from tests.web.people import drafted
from tests.workflow.terms import CONSUMER, MANAGER_SUPERVISED, PAYING_MANAGER, SHARING, TWO, WORK_GROUP

TODAY = date(2026, 11, 23)
AT_ONCE = {"signing_mode": "parallel"}
ANNEX = {"goals_annex_used": True, "goals_supervisees": "Uskallan sanoa ääneen, mikä pelottaa."}
TEAM = example(supervisees=example()["supervisees"][:1], supervision_form="individual")
for _group in ("group_membership", "group_absence"):
    TEAM.pop(_group)
HR = {"full_name": "Eero Öhman", "email": "eero@rantapiha.example", "signs": True}
REPRESENTED = TEAM | {"client": TEAM["client"] | {"representative": HR}}
# Constellation and what is special, to the contract and what each party ticks.
SEATS = {
    "A": (TEAM, {"supervisor": "self/1", "supervisee-1": "self/1", "manager": "organisation/1"}),
    "A with a representative of the client": (
        REPRESENTED | ANNEX,
        {"supervisor": "self_annex/1", "supervisee-1": "self_annex/1", "manager": "organisation/1",
         "client_representative": "organisation/1"},
    ),
    "B with a business": (TWO, {"supervisor": "self/1", "supervisee-1": "self/1"}),
    "B with a consumer": (CONSUMER, {"supervisor": "self/1", "supervisee-1": "consumer/1"}),
    "B with a consumer and an annex": (
        CONSUMER | ANNEX, {"supervisor": "self_annex/1", "supervisee-1": "consumer_annex/1"},
    ),
    "B with three who share": (
        SHARING,
        {"supervisor": "self/1", "supervisee-1": "consumer/1", "supervisee-2": "self/1", "supervisee-3": "self/1"},
    ),
    "C, the manager is supervised": (
        MANAGER_SUPERVISED, {"supervisor": "self/1", "manager": "self/1", "managers_manager": "organisation/1"},
    ),
    "C, the manager is supervised and has an annex": (
        MANAGER_SUPERVISED | ANNEX,
        {"supervisor": "self_annex/1", "manager": "self_annex/1", "managers_manager": "organisation/1"},
    ),
    "C, the manager is supervised and represents the client": (
        PAYING_MANAGER, {"supervisor": "self/1", "manager": "both/1", "managers_manager": "organisation/1"},
    ),
    "C, both and an annex": (
        PAYING_MANAGER | ANNEX,
        {"supervisor": "self_annex/1", "manager": "both_annex/1", "managers_manager": "organisation/1"},
    ),
    "C, a work group": (
        WORK_GROUP, {"supervisor": "self/1", "manager": "organisation/1", "managers_manager": "organisation/1"},
    ),
}  # fmt: skip


@dataclass(frozen=True)
class Offered:
    """A contract that was sent: its id, and by party the link's path and the name to type."""

    id: str
    links: dict
    names: dict


def offered(life, client, given):
    """Sent and at rest; everybody is asked at once."""
    given, before = given | AT_ONCE, len(life.mails())
    contract = drafted(client, given)
    assert client.send_json(f"/api/contracts/{contract}/send", {}).status == 202
    life.sweep()
    links, people = life.links(before), signers(read_terms(given, TODAY).terms)
    paths = {party.id: links[party.email].removeprefix(life.base_url) for party in people}
    return Offered(contract, paths, {party.id: party.name for party in people})


def look(life, contract, party):
    """(somebody with a browser of their own, what their link shows)."""
    client = Client(life.base_url)
    return client, client.get(contract.links[party])


def boxes(page):
    """Names of the boxes of the acceptance form, in its order; none of them may be ticked as served."""
    served = page.form("/accept")
    ticks = [
        name
        for name in served.names
        if name not in {"_csrf", "language", "documents", "typed_name", "access_code"}
    ]
    assert not set(ticks) & dict(served.values).keys()
    return ticks


def accepts(life, contract, party, but=(), **typed):
    """Tick all there is to tick, but for some, type the name and press; typed: what else, or instead."""
    client, page = look(life, contract, party)
    ticks = {box: "yes" for box in boxes(page) if box not in but}
    return client.fill(page.form("/accept"), {**ticks, "typed_name": contract.names[party], **typed})


def happened(contract, kind):
    """The trail's entries of a kind: their bodies, in order."""
    entries = {
        sk: row["entry"]["B"]
        for (pk, sk), row in rows().items()
        if pk == f"CONTRACT#{contract}" and "entry" in row
    }
    told = [json.loads(entries[sk]) for sk in sorted(entries)]
    return [entry["body"] for entry in told if entry["kind"] == kind]
