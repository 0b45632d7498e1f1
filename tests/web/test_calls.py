"""
What a page asks of AWS: three calls at most, the session's among them. What costs more is named here, with its reason.

Beside this a session is looked at once a minute, which is two calls more; here the clock stands still.
"""

import pytest

from tests.web.client import Client
from tests.web.kept import calls_of_pages
from tests.web.people import drafted, sealed, sent, terms
from tests.web.test_roles import ROWS

MOST = 3
UNFINISHED = "unfinished forms lie apart from contracts, and their keys are known only when they are found"
BOTH_FILES = "what is verified is read, and there are two files"
TYPED = "its form offers what was typed for it, and what it would replace was read to find that it cannot"
KEPT = "a PDF is made and put where its address leads"
MORE = {
    ("/contracts", "-"): (4, UNFINISHED),
    ("/archive/{id}", "annexed"): (4, BOTH_FILES),
    ("/archive/{id}/verdict", "annexed"): (4, BOTH_FILES),
    ("/contracts/{id}", "too late"): (4, TYPED),
    ("/contracts/{id}/draft", "too late"): (4, TYPED),
    ("/contracts/{id}/preview.pdf", "replacing draft"): (4, KEPT),
}
ANNEXED = {"goals_annex_used": True, "goals_supervisees": "Uskallan kysyä ennen kuin päätän."}
ROUTES = sorted({row[0].removeprefix("GET ") for row in ROWS if row[0].startswith("GET ")})
BEGINNINGS = ["/contracts/new?from={id}", "/contracts/new?replacing={id}"]


def number_of(client, contract):
    return client.get(f"/api/contracts/{contract}").json["contract_number"]


@pytest.fixture(scope="module")
def world(life, owner):
    """The owner's contract in every state that a page reads something for, and a party's link to each that is open."""
    plain, annexed, coded, changed = terms(), terms(**ANNEXED), terms(), terms(**ANNEXED)
    coded["manager"] = coded["manager"] | {"assurance_level": "email_link_code"}
    made = {"replaced": sealed(life, owner, plain)[0], "annexed": sealed(life, owner, annexed)[0]}
    anew, annexed_anew = (
        given | {"supersedes_contract_id": number_of(owner, made[kind])}
        for given, kind in ((plain, "replaced"), (annexed, "annexed"))
    )
    made |= {"draft": drafted(owner, terms()), "too late": drafted(owner, anew)}
    made["sealed"] = sealed(life, owner, anew)[0]
    made["replacing draft"] = drafted(owner, annexed_anew)
    opened = {"sent": terms(), "coded": coded, "replacing": annexed_anew, "revised": changed}
    links = {}
    for kind, given in opened.items():
        made[kind], by_role = sent(life, owner, given)
        links[kind] = by_role["supervisee"]
    later = changed | {"goals_supervisees": "Uskallan kysyä aina."}
    assert owner.send_json(f"/api/contracts/{made['revised']}/versions", later).status == 201
    return made, links


def calls(client, path):
    """What the page asks of AWS."""
    with calls_of_pages() as made:
        assert client.get(path).status < 500
    return list(made)


@pytest.mark.parametrize("route", ROUTES + BEGINNINGS)
def test_a_page_of_the_supervisor_is_three_calls_or_says_why_not(owner, world, route):
    contracts, _ = world
    kinds = contracts if "{id}" in route else ["-"]

    asked = {kind: calls(owner, route.replace("{id}", contracts.get(kind, ""))) for kind in kinds}

    most = {kind: MORE.get((route, kind), (MOST, ""))[0] for kind in kinds}
    assert {kind: made for kind, made in asked.items() if len(made) > most[kind]} == {}
    assert {kind for kind in kinds if len(asked[kind]) > MOST} == {kind for it, kind in MORE if it == route}


def test_a_page_of_a_party_is_three_calls(life, world):
    _, links = world

    for link in links.values():
        assert len(calls(Client(life.base_url), link)) == MOST
