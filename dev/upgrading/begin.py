"""Half a life: contracts in every state that a release can leave behind, made through its own pages."""

import json
from collections.abc import Callable
from dataclasses import asdict, dataclass, field
from pathlib import Path
from typing import Any

import boto3

from dev.accounts import SUPERVISORS_EMAIL
from dev.browser import Browser
from dev.life import Life, expect

EXAMPLES = Path("tests/examples")
LONG_AGO, NOW = "2026-11-02T09:00:00+02:00", "2026-11-23T09:00:00+02:00"
SEAL_KEY = "alias/sopu-seal-key"
Terms = dict[str, Any]


@dataclass
class Begun:
    """
    A contract that was left as it is for another release to go on with.

    people: name by address. links: path of the newest link that was mailed, by address. accepted: addresses.
    then: what the other half does with it, a function of dev/upgrading/finish.py. ends: the state that it comes to.
    """

    story: str
    contract: str
    people: dict[str, str]
    status: str
    then: str
    ends: str
    links: dict[str, str] = field(default_factory=dict)
    accepted: list[str] = field(default_factory=list)


def begin(life: Life, at: Callable[[str], None]) -> list[dict[str, Any]]:
    """
    Begin one contract of each kind on a running service and leave it half done; what finish() needs to know of them.

    at: moves the service's clock. The seal key is left disabled, so that one contract waits for its seal. Raises
    AssertionError with the page that says otherwise.
    """
    at(LONG_AGO)
    early = Desk(life)
    expired = early.sent("expired", pair("vanha.example", signing_deadline_days=2), "stay", "expired")
    at(NOW)
    life.sweep()
    desk = Desk(life)
    begun = [expired, *_open(desk), *_over(desk)]
    boto3.client("kms").disable_key(KeyId=seal_key())
    begun.append(desk.concluded("completed, not sealed", pair("sinetti.example"), "seal", "sealed"))
    life.sweep()
    return [asdict(desk.noted(each)) for each in begun]


def _open(desk: "Desk") -> list[Begun]:
    """Contracts that everybody can still accept."""
    first = pair("tarjous.example", signing_mode="supervisor_first")
    made = [
        desk.drafted("a draft", pair("luonnos.example"), "send", "sealed"),
        desk.sent("sent to the supervisor first", first, "accept", "sealed"),
        desk.sent("nobody has accepted", pair("uusi.example"), "remind", "sealed"),
    ]
    partly = desk.sent("accepted by one", pair("osin.example"), "accept", "sealed")
    desk.accept(partly, list(partly.people)[:1])
    wished = desk.sent("a change is wanted", pair("toive.example"), "accept", "sealed")
    desk.answer(wished, "change-request", text="Voisimmeko aloittaa viikkoa myöhemmin?")
    second = desk.sent("the second version", group("liite.example"), "accept", "sealed")
    desk.revise(second, group("liite.example", place_detail="Uusi paikka"))
    desk.api(f"{second.contract}/send", {}, 202)
    later = desk.sent("a draft of the second version", pair("toinen.example"), "send", "sealed")
    desk.revise(later, pair("toinen.example", price_amount="77"))
    return [*made, partly, wished, second, later]


def _over(desk: "Desk") -> list[Begun]:
    """Contracts that are sealed, or ended otherwise."""
    declined = desk.sent("declined", pair("ei.example"), "stay", "declined")
    desk.answer(declined, "decline", decline="yes", reason="Löysin toisen ohjaajan.")
    cancelled = desk.sent("cancelled", pair("peruttu.example"), "stay", "cancelled")
    desk.supervisor.post(**desk.form(cancelled, "/cancel"))
    consumer = desk.concluded(
        "sealed, a consumer may withdraw", consumers("kuluttaja.example"), "withdraw", "withdrawn"
    )
    replaced = desk.concluded("replaced by another", pair("korvattu.example"), "stay", "superseded")
    number = desk.told(replaced)["contract_number"]
    terms = pair("seuraaja.example", price_amount="77", supersedes_contract_id=number)
    successor = desk.concluded("sealed, in the place of another", terms, "verify", "sealed")
    desk.until(replaced, "superseded")
    return [declined, cancelled, consumer, replaced, successor]


def moving(clock: Path) -> Callable[[str], None]:
    """What moves a service's clock: writes the file that its SOPU_CLOCK names."""

    def move(instant: str) -> None:
        clock.write_text(instant, encoding="ascii")

    return move


class Desk:
    """The supervisor in front of a running service, and whoever has a link."""

    def __init__(self, life: Life) -> None:
        self.life, self.supervisor = life, life.log_in(SUPERVISORS_EMAIL)

    def api(self, path: str, body: Terms, status: int) -> Terms:
        """Post JSON; what is answered, if with this status."""
        address = f"{self.life.base_url}/api/contracts{path and '/'}{path}"
        page = expect(self.supervisor.send(address, json.dumps(body).encode(), "application/json"), status)
        return dict(json.loads(page.body))

    def told(self, begun: Begun) -> Terms:
        """The contract as the API tells it."""
        return dict(
            json.loads(
                expect(self.supervisor.get(f"{self.life.base_url}/api/contracts/{begun.contract}"), 200).body
            )
        )

    def drafted(self, story: str, terms: Terms, then: str, ends: str) -> Begun:
        """A contract of these terms that nobody has seen yet."""
        made = self.api("", terms, 201)
        return Begun(
            story=story, contract=made["id"], people=people_of(terms), status="draft", then=then, ends=ends
        )

    def sent(self, story: str, terms: Terms, then: str, ends: str) -> Begun:
        """The same sent, its first invitations mailed."""
        begun = self.drafted(story, terms, then, ends)
        self.api(f"{begun.contract}/send", {}, 202)
        invited = list(begun.people)[: 1 if terms["signing_mode"] == "supervisor_first" else None]
        self.life.wait_for(lambda: {*invited} <= self.links(begun).keys(), f"links of {story}")
        return begun

    def concluded(self, story: str, terms: Terms, then: str, ends: str) -> Begun:
        """The same accepted by everybody, and sealed if the key lets it."""
        begun = self.sent(story, terms, then, ends)
        self.accept(begun, list(begun.people))
        if then != "seal":
            self.until(begun, "sealed")
        return begun

    def revise(self, begun: Begun, terms: Terms) -> None:
        """A draft of the next version of these terms."""
        self.api(f"{begun.contract}/versions", terms, 201)

    def accept(self, begun: Begun, emails: list[str]) -> None:
        """These people accept, each from the newest link."""
        for email in emails:
            self.life.accept(self.links(begun)[email], begun.people[email])
            begun.accepted.append(email)

    def answer(self, begun: Begun, ending: str, **typed: str) -> None:
        """The last of the people says something else than yes."""
        person, link = Browser(), list(self.links(begun).values())[-1]
        form = expect(person.get(link), 200).form(f"/{ending}")
        expect(person.fill(form, typed), 200)

    def form(self, begun: Begun, ending: str) -> dict[str, Any]:
        """What the supervisor's browser posts when the button of this form on the contract's page is pressed."""
        form = expect(self.supervisor.get(f"{self.life.base_url}/contracts/{begun.contract}"), 200).form(
            ending
        )
        return {"url": form.action, "fields": form.values}

    def links(self, begun: Begun, since: int = 0) -> dict[str, str]:
        """The newest link of each of its people that was mailed after the first `since` mails."""
        return {email: link for email, link in self.life.links(since).items() if email in begun.people}

    def until(self, begun: Begun, status: str) -> None:
        """Wait for this state."""
        self.life.wait_for(lambda: self.told(begun)["status"] == status, f"{begun.story}: {status}")

    def noted(self, begun: Begun) -> Begun:
        """The contract with its present state and links, whose host may be another when it goes on."""
        begun.status = self.told(begun)["status"]
        begun.links = {email: f"/sign/{link.rpartition('/')[2]}" for email, link in self.links(begun).items()}
        return begun


def pair(domain: str, **more: Any) -> Terms:
    """A supervisor and one who pays as an entrepreneur, all of whose addresses are of this domain."""
    terms = _example("team.fi") | {
        "constellation": "B",
        "payer_type": "supervisees",
        "supervision_form": "individual",
    }
    for name in ("manager", "client", "invoice_details", "evaluation_with_manager", "attendance_reporting"):
        terms.pop(name)
    for name in ("group_membership", "group_absence"):
        terms.pop(name)
    payer = {
        "full_name": "Väinö Söderlund",
        "email": f"vaino@{domain}",
        "pays_as": "business",
        "business_id": "0000002-7",
    }
    terms |= {"supervisees": [payer], "signing_mode": "parallel", **more}
    return _from(domain, terms)


def consumers(domain: str) -> Terms:
    """The same with one who pays as a private person."""
    terms = pair(domain, vat_treatment="included")
    person = {"full_name": "Aino Lehtimäki", "email": f"aino@{domain}", "pays_as": "consumer"}
    return terms | {"supervisees": [person]}


def group(domain: str, **more: Any) -> Terms:
    """A group with its Annex A, a manager and a representative of the employer."""
    terms = _example("group-with-annex.fi") | {"signing_mode": "parallel", **more}
    terms["supervisees"] = [it | {"email": f"{n}@{domain}"} for n, it in enumerate(terms["supervisees"][:2])]
    terms["manager"] = terms["manager"] | {"email": f"manager@{domain}"}
    terms["client"]["representative"]["email"] = f"representative@{domain}"
    return _from(domain, terms)


def people_of(terms: Terms) -> dict[str, str]:
    """Address to name of everybody who accepts, the supervisor first."""
    people = [terms["supervisor"] | {"email": terms["supervisor"]["contact"]["email"]}, *terms["supervisees"]]
    people += [terms["manager"]] if "manager" in terms else []
    people += [terms["client"]["representative"]] if "client" in terms else []
    return {person["email"]: person["full_name"] for person in people}


def seal_key() -> str:
    """Id of the key that seals on the AWS of this process."""
    return boto3.client("kms").describe_key(KeyId=SEAL_KEY)["KeyMetadata"]["KeyId"]


def _from(domain: str, terms: Terms) -> Terms:
    """The terms with a supervisor's address of their own, by which this contract's mails are told from others."""
    terms["supervisor"]["contact"]["email"] = f"ohjaaja@{domain}"
    return terms


def _example(name: str) -> Terms:
    return dict(json.loads((EXAMPLES / f"{name}.json").read_text(encoding="utf-8")))
