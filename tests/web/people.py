"""People in front of the pages: supervisors with accounts, and contracts with links for their parties."""

from itertools import count

from chalicelib import wiring
from chalicelib.domain.accounts import SUPERVISOR
from chalicelib.workflow.accounts import add_account
from dev.accounts import AUDITORS_EMAIL, SUPERVISORS_PROFILE
from dev.life import MUST_TICK
from tests.life.people import constellation_a
from tests.web.client import Client

NAME = SUPERVISORS_PROFILE["full_name"]
_domains = count(1)


def logged_in(life, email):
    """A client in which this person is logged in, by the code of the mail; a new address becomes a supervisor."""
    if email != AUDITORS_EMAIL:
        add_account(wiring.services(), email, SUPERVISOR, SUPERVISORS_PROFILE)
    life.sweep()
    client, before = Client(life.base_url), len(life.mails())
    client.post("/login", {"email": email})
    code = life.wait_for(lambda: next(life.codes(email, before), ""), f"login code for {email}")
    assert client.post("/login/code", {"code": code}).location == f"{life.base_url}/"
    return client


def terms(**changes):
    """A contract of supervisor, one supervisee and manager, whose addresses nobody else has."""
    domain = f"paikka{next(_domains)}.example"
    made = constellation_a(1, domain, signing_mode="parallel", **changes)
    made["supervisor"] = made["supervisor"] | {
        "contact": made["supervisor"]["contact"] | {"email": f"ohjaaja@{domain}"}
    }
    return made


def drafted(client, given):
    """The new draft's id."""
    made = client.send_json("/api/contracts", given)
    assert made.status == 201, made.text
    return made.json["id"]


def sent(life, client, given=None):
    """
    A contract that was just sent: its id, and the path of each link that was mailed, by role.

    The background is at rest afterwards, so that every mail so far has arrived.
    """
    given, before = given or terms(), len(life.mails())
    contract = drafted(client, given)
    assert client.send_json(f"/api/contracts/{contract}/send", {}).status == 202
    addresses = {
        given["supervisor"]["contact"]["email"]: "supervisor",
        given["supervisees"][0]["email"]: "supervisee",
        given["manager"]["email"]: "manager",
    }
    life.sweep()
    links = life.links(before)
    return contract, {
        role: links[email].removeprefix(life.base_url) for email, role in addresses.items() if email in links
    }


def name_of(given, role):
    """What this party types."""
    return {"supervisee": given["supervisees"][0]["full_name"], "manager": given["manager"]["full_name"]}.get(
        role, given["supervisor"]["full_name"]
    )


def accept(base_url, link, name, **typed):
    """Open the link, tick what must be ticked, type the name, press the button; typed: what else, or instead."""
    client = Client(base_url)
    form = client.get(link).form("/accept")
    ticks = {box: "yes" for box in MUST_TICK if box in form.names}
    return client.fill(form, {**ticks, "typed_name": name, **typed})


def sealed(life, client, given=None):
    """(id, links) of a contract that everybody has accepted and that lies in the archive, findable."""
    given = given or terms()
    contract, links = sent(life, client, given)
    for role, link in links.items():
        assert accept(life.base_url, link, name_of(given, role)).status == 303
    life.sweep()
    assert client.get(f"/api/contracts/{contract}").json["status"] == "sealed"
    return contract, links
