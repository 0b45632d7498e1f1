"""From form to sealed archive over HTTP, for every constellation and size."""

import json
from concurrent.futures import ThreadPoolExecutor

import pytest

from chalicelib.domain.terms.defaults import tidied
from chalicelib.tools import audit
from chalicelib.web.form_values import flat
from dev.browser import Browser
from dev.life import expect
from tests.life.people import constellation_a, constellation_b, constellation_c, names
from tests.sampling import sampled
from tests.tools import output_of

SUPERVISOR = "ohjaaja@sopu.test"


def api(life, browser, terms):
    """Create and send by JSON; the contract's id."""
    made = browser.send(f"{life.base_url}/api/contracts", json.dumps(terms).encode(), "application/json")
    assert made.status == 201, made.text
    contract = json.loads(made.body)["id"]
    sent = browser.send(f"{life.base_url}/api/contracts/{contract}/send", b"{}", "application/json")
    assert sent.status == 202, sent.text
    return contract


def told(life, browser, contract):
    return json.loads(browser.get(f"{life.base_url}/api/contracts/{contract}").body)


def accepted_by_all(life, people, since):
    """Everybody accepts from the mailed link, one after another; the links by address."""
    waiting, used = dict(people), {}
    while waiting:
        links = life.wait_for(lambda: {k: v for k, v in life.links(since).items() if k in waiting}, "links")
        for email, link in links.items():
            life.accept(link, waiting.pop(email))
            used[email] = link
    return used


def sealed(life, browser, contract):
    """What the service tells of it once it is sealed."""
    return life.wait_for(lambda: (it := told(life, browser, contract))["status"] == "sealed" and it, "sealed")


CONTRACTS = {
    "A with 1": constellation_a(1, "a1.example"),
    "A with 6": constellation_a(6, "a6.example"),
    "A with 30": constellation_a(30, "a30.example"),
    "B with 1": constellation_b(1, "b1.example"),
    "B with 6": constellation_b(6, "b6.example"),
    "B with 30": constellation_b(30, "b30.example"),
    "C at no charge": constellation_c("c.example"),
}


# What many people do is shown by those who accept at once, below.
@pytest.mark.parametrize(
    "terms",
    sampled(CONTRACTS.values(), lambda n, _: "30" not in list(CONTRACTS)[n]),
    ids=CONTRACTS,
)
def test_a_contract_lives_from_json_to_a_sealed_file_that_verifies(life, service, terms, tmp_path):
    supervisor, since = life.log_in(SUPERVISOR), len(life.mails())
    contract = api(life, supervisor, terms)
    links = accepted_by_all(life, names(terms), since)
    status = sealed(life, supervisor, contract)
    pdf = expect(
        Browser().get(f"{links[SUPERVISOR if SUPERVISOR in links else next(iter(links))]}/contract.pdf"), 200
    ).body

    assert_tells_all(pdf, names(terms), service, tmp_path)
    assert {party["state"] for party in status["parties"]} == {"accepted"}


def assert_tells_all(pdf, people, service, folder):
    """The sealed file is authentic and has everybody's name. people: address to name."""
    (folder / "sealed.pdf").write_bytes(pdf)
    (folder / "seal.pem").write_text(service.resources["seal_certificate_pem"], encoding="ascii")

    assert audit.main(["--trust", str(folder / "seal.pem"), str(folder / "sealed.pdf")]) == 0
    text = output_of("pdftotext", "-layout", str(folder / "sealed.pdf"), "-")
    assert not [name for name in people.values() if name.split()[-1] not in text]


def test_the_form_and_json_make_the_same_contract(life):
    supervisor, terms = life.log_in(SUPERVISOR), constellation_b(2, "sama.example")
    values = flat(tidied(terms))
    page = supervisor.get(f"{life.base_url}/contracts/new")
    page = expect(supervisor.fill(page.form("/contracts"), {"_do": "add_row"}), 200)
    form = page.form("/contracts")
    draft = expect(
        supervisor.fill(form, {name: values.get(name, "") for name in form.names if name[0] != "_"}), 200
    )
    made = supervisor.send(f"{life.base_url}/api/contracts", json.dumps(terms).encode(), "application/json")
    other = expect(supervisor.get(f"{life.base_url}/contracts/{json.loads(made.body)['id']}"), 200)

    assert article(draft) == article(other)


def article(page):
    """The contract's text without its number."""
    text = page.text[page.text.index("<article") : page.text.index("</article>")]
    return "".join(text.split("TO-2026-")[0:1]) + text.split("TO-2026-")[1][4:]


def test_32_parties_accept_at_once_and_all_succeed(life, service, tmp_path):
    supervisor, since = life.log_in(SUPERVISOR), len(life.mails())
    terms = constellation_a(30, "kerralla.example", signing_mode="parallel")
    contract = api(life, supervisor, terms)
    people = names(terms)
    links = life.wait_for(lambda: (it := life.links(since)).keys() == people.keys() and it, "32 links")
    with ThreadPoolExecutor(32) as together:
        pages = list(together.map(lambda email: life.accept(links[email], people[email]), people))
    status = sealed(life, supervisor, contract)

    assert len(pages) == 32
    assert "yritä" not in " ".join(page.text.lower() for page in pages)
    assert [party["state"] for party in status["parties"]] == ["accepted"] * 32
    assert len(status["documents"]) == 1
    pdf = expect(Browser().get(f"{next(iter(links.values()))}/contract.pdf"), 200).body
    assert_tells_all(pdf, people, service, tmp_path)
