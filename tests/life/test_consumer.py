"""Consumers' contracts over HTTP, from JSON to the archive and through the right to withdraw."""

from email import message_from_bytes, policy
from types import SimpleNamespace

import pytest

from chalicelib.tools import audit
from dev import mailbox
from dev.accounts import SUPERVISORS_EMAIL
from dev.browser import Browser
from dev.life import expect
from tests.life.people import consumers, names
from tests.life.test_life import api, sealed, told
from tests.tools import output_of

LAST_EVENING, TOO_LATE = "2026-12-07T23:59:59+02:00", "2026-12-08T00:00:00+02:00"


@pytest.fixture
def begun(life):
    """Contracts of so many consumers that were just sent, with everybody's link."""

    def begin(count, domain, **terms):
        given = consumers(count, domain, signing_mode="parallel", **terms)
        supervisor, since, people = life.log_in(SUPERVISORS_EMAIL), len(life.mails()), names(given)
        contract = api(life, supervisor, given)
        links = life.wait_for(lambda: (it := life.links(since)).keys() == people.keys() and it, "links")
        return SimpleNamespace(
            contract=contract, supervisor=supervisor, people=people, links=links, since=since,
            consumers=list(people)[1:],
        )  # fmt: skip

    return begin


@pytest.fixture
def concluded(life, begun):
    """The same once everybody has accepted, sealed and delivered."""

    def conclude(count, domain, **terms):
        it = begun(count, domain, **terms)
        for email, link in it.links.items():
            life.accept(link, it.people[email])
        sealed(life, it.supervisor, it.contract)
        life.sweep()
        return it

    return conclude


def withdraw(it, email, words=""):
    """Both steps in a browser; the acknowledgement, or the page that stands in the way."""
    person = Browser()
    page = person.get(f"{it.links[email]}/withdraw")
    if page.status != 200:
        return page
    second = expect(person.fill(page.form("/withdraw"), {"typed_name": it.people[email], "text": words}), 200)
    return person.fill(second.form("/withdraw/confirm"), {"withdraw": "yes"})


def mails_to(life, it, email):
    return [mail for mail in life.mails()[it.since :] if mail["to"] == [email]]


def states(life, it):
    status = told(life, it.supervisor, it.contract)
    return status["status"], [party["state"] for party in status["parties"]]


def enclosed(service, email):
    """The files that mails to this address carried: (name, bytes) each."""
    found = []
    for captured in mailbox.from_this_process(service.region):
        if email in captured.destinations:
            message = message_from_bytes(captured.raw.encode(), policy=policy.default)
            found += [(part.get_filename(), part.get_content()) for part in message.iter_attachments()]
    return found


def test_a_consumer_has_the_sealed_contract_in_the_mail_and_it_verifies(life, service, concluded, tmp_path):
    it = concluded(1, "liite.example")
    (email,) = it.consumers
    (name, pdf), (days, _) = enclosed(service, email)
    (tmp_path / name).write_bytes(pdf)
    (tmp_path / "seal.pem").write_text(service.resources["seal_certificate_pem"], encoding="ascii")

    status = told(life, it.supervisor, it.contract)
    (document,) = status["documents"]
    assert audit.main(["--trust", str(tmp_path / "seal.pem"), str(tmp_path / name)]) == 0
    assert output_of("sha256sum", str(tmp_path / name)).split()[0] == document["sha256"]
    assert name == f"{status['contract_number']}.pdf"
    assert days == f"sopimus-{status['contract_number']}.ics"
    assert [file for file, _ in enclosed(service, SUPERVISORS_EMAIL)] == [days]


def test_one_consumer_withdraws_at_once_and_what_was_sealed_stays(life, concluded):
    it = concluded(1, "heti.example")
    (email,) = it.consumers

    page = expect(withdraw(it, email, "Muutin mieleni."), 200)
    life.sweep()

    assert "Peruuttamisilmoituksesi on saapunut" in page.text
    assert states(life, it) == ("withdrawn", ["accepted", "withdrawn"])
    assert "Muutin mieleni." in mails_to(life, it, email)[-1]["text"]
    assert mails_to(life, it, SUPERVISORS_EMAIL)[-1]["subject"].startswith("Kuluttaja on peruuttanut")
    archived = expect(it.supervisor.get(f"{life.base_url}/archive/{it.contract}/contract.pdf"), 200)
    assert archived.body.startswith(b"%PDF-")


def test_one_of_two_who_share_the_cost_leaves_and_the_other_stays(life, concluded):
    it = concluded(
        2,
        "osuudet.example",
        cost_split=[["henkilo0@osuudet.example", "60"], ["henkilo1@osuudet.example", "40"]],
    )
    first, second = it.consumers
    before = len(mails_to(life, it, second))

    expect(withdraw(it, first), 200)
    life.sweep()

    assert states(life, it) == ("sealed", ["accepted", "withdrawn", "accepted"])
    assert len(mails_to(life, it, second)) == before
    expect(withdraw(it, second), 200)
    assert states(life, it)[0] == "withdrawn"


def test_on_the_last_evening_it_is_in_time(life, at, concluded):
    it = concluded(1, "ilta.example")
    at(LAST_EVENING)

    page = expect(withdraw(it, it.consumers[0]), 200)

    assert "saapui 7.12.2026 klo 23.59." in page.text


def test_a_moment_later_it_is_too_late_and_said_so(life, at, concluded):
    it = concluded(1, "myohassa.example")
    at(TOO_LATE)

    page = expect(withdraw(it, it.consumers[0]), 410)

    assert "7.12.2026 saakka" in page.text
    supervisor = life.log_in(SUPERVISORS_EMAIL)
    assert told(life, supervisor, it.contract)["status"] == "sealed"


def test_before_conclusion_the_offer_ends_for_everybody(life, begun):
    it = begun(2, "ennen.example")
    first, second = it.consumers
    life.accept(it.links[first], it.people[first])

    expect(withdraw(it, first), 200)
    life.sweep()

    assert states(life, it) == ("withdrawn", ["awaited", "withdrawn", "awaited"])
    assert "ei tullut voimaan" in mails_to(life, it, second)[-1]["subject"]
    with pytest.raises(LookupError):
        Browser().get(it.links[second]).form("/accept")
