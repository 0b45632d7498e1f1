"""Consumers in front of the pages: contracts that they pay for themselves, and a withdrawal in its two steps."""

from itertools import count
from types import SimpleNamespace

from lxml import html

from tests.life.people import consumers, names
from tests.web.people import accept, drafted

_domains = count(1)


def asked(life, owner, count=1, **terms):
    """A contract of consumers that was just sent: id, links by the parties' ids, names, addresses."""
    given = consumers(count, f"kuluttaja{next(_domains)}.example", signing_mode="parallel", **terms)
    given["supervisor"] = given["supervisor"] | {
        "contact": given["supervisor"]["contact"] | {"email": f"ohjaaja{next(_domains)}@sopu.test"}
    }
    contract, since = drafted(owner, given), len(life.mails())
    assert owner.send_json(f"/api/contracts/{contract}/send", {}).status == 202
    life.sweep()
    people = dict(
        zip(["supervisor", *(f"supervisee-{n}" for n in range(1, count + 1))], names(given), strict=True)
    )
    links = life.links(since)
    return SimpleNamespace(
        id=contract, emails=people, names={party: names(given)[email] for party, email in people.items()},
        links={party: links[email].removeprefix(life.base_url) for party, email in people.items()},
    )  # fmt: skip


def accepted(life, it, parties=None):
    for party in parties or it.links:
        assert accept(life.base_url, it.links[party], it.names[party]).status == 303
    life.sweep()
    return it


def steps(person, it, party="supervisee-1", text="", name=None):
    """Both steps as a person takes them; the answer to the confirmation."""
    first = person.get(f"{it.links[party]}/withdraw")
    second = person.fill(first.form("/withdraw"), {"typed_name": name or it.names[party], "text": text})
    return person.fill(second.form("/withdraw/confirm"), {"withdraw": "yes"})


def state(owner, it):
    told = owner.get(f"/api/contracts/{it.id}")
    return told.json["status"], {party["id"]: party["state"] for party in told.json["parties"]}


def words(answer):
    return " ".join(html.document_fromstring(answer.text).find(".//main").text_content().split())
