"""Where a link leads when a consumer withdrew, or when another contract took the place of this one."""

from chalicelib import wiring
from chalicelib.workflow.change import change
from tests.web.client import Client
from tests.web.consumers import steps
from tests.web.kept import rows
from tests.web.seats import TEAM, accepts, look, offered
from tests.workflow.terms import CONSUMER, SHARING

CONSUMER_ID = "supervisee-1"


def withdraws(life, contract):
    """The consumer takes both steps, and the mails of it arrive."""
    assert steps(Client(life.base_url), contract, CONSUMER_ID).status == 303
    life.sweep()


def in_force(life, owner, given):
    contract = offered(life, owner, given)
    for party in contract.links:
        assert accepts(life, contract, party).status == 303
    life.sweep()
    return contract


def text_of(life, contract, party, status=200):
    page = look(life, contract, party)[1]
    assert page.status == status
    return page.text


def test_a_withdrawal_before_conclusion_ends_the_matter_for_everybody_and_names_nobody(life, owner):
    contract = offered(life, owner, CONSUMER)
    accepts(life, contract, CONSUMER_ID)
    withdraws(life, contract)

    told, own = text_of(life, contract, "supervisor"), text_of(life, contract, CONSUMER_ID)
    assert "Sopimusta ei tule" in told
    assert contract.names[CONSUMER_ID] not in told
    assert "Olet peruuttanut sopimuksen" in own
    assert "contract.pdf" not in told + own


def test_after_conclusion_everybody_keeps_their_copy(life, owner):
    contract = in_force(life, owner, CONSUMER)
    withdraws(life, contract)

    for party, heading in {
        "supervisor": "Sopimus on päättynyt",
        CONSUMER_ID: "Olet peruuttanut sopimuksen",
    }.items():
        assert heading in text_of(life, contract, party)
        client, page = look(life, contract, party)
        assert "Lataa oma kappaleesi" in page.text
        assert client.get(f"{contract.links[party]}/contract.pdf").status == 303


def test_when_one_of_several_withdraws_the_contract_goes_on_for_the_others(life, owner):
    contract = in_force(life, owner, SHARING)
    withdraws(life, contract)

    assert "Olet peruuttanut sopimuksen" in text_of(life, contract, CONSUMER_ID)
    for party in ("supervisor", "supervisee-2", "supervisee-3"):
        assert "Sopimus on voimassa" in text_of(life, contract, party)


def test_nothing_can_be_accepted_after_a_withdrawal(life, owner):
    contract = offered(life, owner, CONSUMER)
    client, page = look(life, contract, "supervisor")
    accepts(life, contract, CONSUMER_ID)
    withdraws(life, contract)
    before = rows()

    answer = client.fill(page.form("/accept"), {"accept": "yes", "typed_name": contract.names["supervisor"]})

    assert answer.status == 409
    assert rows() == before


def test_a_contract_that_another_replaced_says_so_and_gives_the_copy(life, owner):
    contract = in_force(life, owner, TEAM)
    change(wiring.services(), contract.id, lambda dossier, at: dossier.contract.supersede("0" * 32))

    for party in contract.links:
        told = text_of(life, contract, party)
        assert "Uusi sopimus on korvannut tämän" in told
        assert "Lataa oma kappaleesi" in told
        assert "0" * 32 not in told


def test_a_consumer_withdraws_from_what_another_contract_replaced(life, owner):
    contract = in_force(life, owner, CONSUMER)
    change(wiring.services(), contract.id, lambda dossier, at: dossier.contract.supersede("0" * 32))

    client, page = look(life, contract, CONSUMER_ID)
    assert f'href="{contract.links[CONSUMER_ID]}/withdraw">Peruuta sopimus tästä' in page.text
    asked = client.get(f"{contract.links[CONSUMER_ID]}/withdraw").text
    assert "Peruuttaminen koskee vain tätä sopimusta, ei uutta." in asked
    withdraws(life, contract)

    told = text_of(life, contract, CONSUMER_ID)
    assert "Olet peruuttanut sopimuksen" in told
    assert "Uusi sopimus on korvannut tämän" in text_of(life, contract, "supervisor")
    assert f'href="{contract.links[CONSUMER_ID]}/withdraw">Katso peruuttamisilmoituksesi' in told
    notice = client.get(f"{contract.links[CONSUMER_ID]}/withdraw").text
    assert "Peruuttamisilmoituksesi on saapunut" in notice


def test_who_withdraws_from_what_replaced_another_reads_that_the_other_is_over_too(life, owner):
    old = in_force(life, owner, CONSUMER)
    number = owner.get(f"/api/contracts/{old.id}").json["contract_number"]
    new = in_force(life, owner, CONSUMER | {"supersedes_contract_id": number})

    client, _ = look(life, new, CONSUMER_ID)
    first = client.get(f"{new.links[CONSUMER_ID]}/withdraw")
    second = client.fill(first.form("/withdraw"), {"typed_name": new.names[CONSUMER_ID]})

    for page in (first, second):
        assert f"Aiempi sopimus {number} päättyi" in page.text
    withdraws(life, new)
    assert f"Aiempi sopimus {number} päättyi" in life.mails()[-1]["text"] + life.mails()[-2]["text"]


def test_a_link_that_sleeps_says_nothing_of_a_contract_in_force_that_is_over(life, owner, at):
    contract = in_force(life, owner, CONSUMER)
    withdraws(life, contract)
    at("2027-03-01T09:00:00+02:00")

    told = text_of(life, contract, CONSUMER_ID, 410)

    assert "Linkin aika on päättynyt" in told
    assert "voimassa" not in told
