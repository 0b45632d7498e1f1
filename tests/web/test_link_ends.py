"""Every end to which a link can lead tells what it means, what one can do now and whom to ask."""

import pytest
from lxml import html

from tests.documents.html import words
from tests.web.client import Client
from tests.web.kept import rows
from tests.web.people import NAME, accept, name_of, sealed, sent, terms
from tests.web.test_ends import DEADLINE, forms

TOLD = ["Mitä se tarkoittaa", "Mitä voit tehdä nyt", "Keneltä voit kysyä"]


@pytest.fixture
def contract(life, owner):
    """A contract that was just sent: its id, its links, its terms."""
    given = terms()
    return *sent(life, owner, given), given


def end_of(answer):
    """(heading, what it tells by question, texts of the page's own links and buttons)."""
    root = html.document_fromstring(answer.text)
    told = root.xpath("//main//dl[contains(@class, 'meaning')]")
    pairs = {words(dt): words(dt.getnext()) for dt in told[0].xpath("dt")} if told else {}
    return (
        words(root.xpath("//main//h1")[0]),
        pairs,
        [words(it) for it in root.xpath("//main//a | //main//button")],
    )


def test_who_declined_and_who_did_not_read_what_it_means_for_them(contract, person):
    _, links, given = contract
    forms(person, links["manager"])["decline"]()

    own, others = end_of(person.get(links["manager"])), end_of(person.get(links["supervisee"]))

    assert (own[0], others[0]) == ("Et hyväksynyt sopimusta", "Sopimusta ei tule")
    assert list(own[1]) == list(others[1]) == TOLD
    assert NAME in others[1]["Keneltä voit kysyä"]
    assert name_of(given, "manager") not in "".join(others[1].values())


def test_the_others_read_the_same_whether_it_was_declined_withdrawn_from_or_cancelled(life, owner, person):
    given, ends = terms(), []
    for verb in ("decline", "cancel"):
        number, links = sent(life, owner, given)
        if verb == "decline":
            forms(person, links["manager"])["decline"]()
        else:
            owner.fill(owner.get(f"/contracts/{number}").form("/cancel"))
        ends.append(end_of(person.get(links["supervisee"])))

    assert ends[0] == ends[1]
    assert ends[0][0] == "Sopimusta ei tule"
    assert not [it for it in ("hyväksynyt sopimusta", "perui", "peruutti") if it in str(ends[0])]


def test_after_the_deadline_who_accepted_is_not_told_that_others_still_have_time(contract, person, at):
    """The sweep has not been here yet."""
    _, links, given = contract
    forms(person, links["manager"])["accept"](name_of(given, "manager"))
    at(DEADLINE)

    answer = person.get(links["manager"])

    assert (answer.status, end_of(answer)[0]) == (410, "Hyväksymisaika on päättynyt")
    assert "vielä aikaa" not in answer.text


def test_a_supervisor_is_led_to_the_contracts_page_and_not_told_to_ask_themselves(contract, person):
    number, links, _ = contract
    forms(person, links["manager"])["decline"]()

    heading, told, ways = end_of(person.get(links["supervisor"]))

    assert (heading, list(told), ways) == ("Sopimusta ei hyväksytty", TOLD[:2], ["Siirry sopimuksen sivulle"])
    assert f'href="/contracts/{number}"' in person.get(links["supervisor"]).text
    assert number not in person.get(links["supervisee"]).text


def test_when_the_time_is_over_a_party_reads_that_nothing_binds_them(contract, person, at):
    _, links, _ = contract
    at(DEADLINE)

    heading, told, _ = end_of(person.get(links["supervisee"]))

    assert (heading, list(told)) == ("Hyväksymisaika on päättynyt", TOLD)
    assert "ei sido sinua" in told["Mitä se tarkoittaa"]


@pytest.mark.parametrize("verb", ["accept", "decline", "change"])
def test_an_act_that_comes_too_late_is_told_with_the_way_to_where_things_stand(owner, contract, person, verb):
    number, links, given = contract
    act = forms(person, links["manager"])[verb]
    owner.fill(owner.get(f"/contracts/{number}").form("/cancel"))

    answer = act(name_of(given, "manager"))

    heading, told, ways = end_of(answer)
    assert (answer.status, heading, ways) == (409, "Tätä ei voi enää tehdä", ["Avaa sopimus"])
    assert told["Mitä se tarkoittaa"] == "Vastaustasi ei tallennettu."
    assert f'href="{links["manager"]}"' in answer.text


def test_an_act_after_the_deadline_names_the_contract_and_does_not_lead_to_itself(contract, person, at):
    _, links, given = contract
    act = forms(person, links["manager"])["accept"]
    number = words(html.document_fromstring(person.get(links["manager"]).text).find_class("id")[0])
    at(DEADLINE)

    answer = act(name_of(given, "manager"))

    assert (answer.status, end_of(answer)[0], end_of(answer)[2]) == (410, "Hyväksymisaika on päättynyt", [])
    assert number in answer.text


def test_only_the_author_who_is_logged_in_is_led_back_from_their_acceptance(contract, owner, other, person):
    number, links, given = contract
    forms(person, links["supervisor"])["accept"](name_of(given, "supervisor"))
    forms(person, links["manager"])["accept"](name_of(given, "manager"))

    def leads_back(client, role):
        return f'href="/contracts/{number}"' in client.get(links[role]).text

    assert leads_back(owner, "supervisor")
    assert not leads_back(owner, "manager")
    assert not leads_back(other, "supervisor")
    assert not leads_back(person, "supervisor")


def test_a_supervisor_who_wishes_a_change_reads_of_it_once(contract, person):
    _, links, _ = contract
    forms(person, links["supervisor"])["change"]()

    assert person.get(links["supervisor"]).text.count("Lue pyyntö sopimuksen sivulta") == 1


def test_who_has_accepted_and_then_declines_reads_that_their_acceptance_stands(contract, person):
    _, links, given = contract
    act = forms(person, links["manager"])
    act["accept"](name_of(given, "manager"))

    assert end_of(act["decline"]())[0] == "Olet jo hyväksynyt sopimuksen"


@pytest.mark.parametrize("path", ["/sign/" + "a" * 43, "/sign/kesken", "/sign/" + "a" * 42])
def test_a_link_that_nobody_was_sent_tells_how_to_open_the_right_one(person, path):
    answer = person.get(path)

    heading, told, ways = end_of(answer)
    assert (answer.status, heading, ways) == (404, "Linkkiä ei löytynyt", [])
    assert "katkennut" in told["Mitä se tarkoittaa"]


def test_what_a_party_has_no_document_for_is_no_fault_of_their_link(contract, person):
    _, links, _ = contract

    answer = person.get(f"{links['supervisee']}/annex-a.pdf")

    assert (answer.status, end_of(answer)[0]) == (404, "Sivua ei löytynyt")


def test_a_link_that_was_replaced_tells_nothing_of_the_contract(life, owner, contract, person):
    number, links, given = contract
    owner.fill(owner.get(f"/contracts/{number}").form("/manager/email"), {"email": "uusi@paikka.example"})
    life.sweep()

    answer = person.get(links["manager"])

    assert (answer.status, end_of(answer)[0]) == (410, "Linkki on vanhentunut")
    assert not [it for it in (NAME, name_of(given, "manager"), "TO-2026") if it in answer.text]


def test_only_the_link_that_asked_for_another_is_told_where_it_went(life, owner, person, at):
    """An address that was corrected before may be a stranger's: they learn nothing of what came later."""
    given = terms()
    number, links = sent(life, owner, given)
    wrong, since = links["manager"], len(life.mails())
    owner.fill(owner.get(f"/contracts/{number}").form("/manager/email"), {"email": "oikea@paikka.example"})
    life.sweep()
    right = life.links(since)["oikea@paikka.example"]
    for role, link in (links | {"manager": right}).items():
        assert accept(life.base_url, link, name_of(given, role)).status == 303
    life.sweep()
    at("2027-03-01T09:00:00+02:00")
    person.fill(person.get(right).form("/renew"), {"renew": "yes"})

    assert end_of(person.get(right))[0] == "Uusi linkki on sähköpostissasi"
    assert end_of(person.get(wrong))[0] == "Linkki on vanhentunut"


def test_asking_for_a_fresh_link_ends_on_a_page_that_says_where_it_is(life, owner, person, at):
    _, links = sealed(life, owner)
    at("2027-03-01T09:00:00+02:00")

    done = person.fill(person.get(links["supervisee"]).form("/renew"), {"renew": "yes"})
    heading, told, _ = end_of(person.get(done.location))

    assert heading == "Uusi linkki on sähköpostissasi"
    assert "roskapostista" in told["Mitä voit tehdä nyt"]


def test_who_has_accepted_reads_what_comes_next_and_for_how_many_it_waits(life, contract, person):
    _, links, given = contract
    forms(person, links["manager"])["accept"](name_of(given, "manager"))

    root = html.document_fromstring(person.get(links["manager"]).text)

    [step] = root.xpath("//main//ol//li[@aria-current='step']")
    assert words(step) == "Muut hyväksyvät"
    assert "2 hyväksyntää puuttuu vielä. Aikaa on 7.12.2026 saakka." in words(root)
    assert not [it for it in words(root.xpath("//main")[0]).split() if it == "Hyväksyi"]


def test_when_all_have_accepted_the_page_says_when_each_did_and_how_to_check_the_copy(life, owner):
    given = terms()
    _, links = sealed(life, owner, given)
    root = html.document_fromstring(Client(life.base_url).get(links["manager"]).text)

    assert not root.xpath("//main//ol//li[@aria-current='step']")
    assert words(root).count("Hyväksyi 23.11.2026 klo 9.00") == 3
    assert root.xpath("//main//a[contains(@href, '/verify')]")


# What somebody had written when their form came too late


WRITTEN = "\nHyvä Maija,\r\n</textarea><b>hinta</b> ei sovi.\n"
ACTS = [("/decline", "reason"), ("/change-request", "text")]


def written(answer):
    """What the page holds for copying."""
    boxes = html.document_fromstring(answer.text).xpath("//main//textarea")
    assert all(it.get("readonly") is not None and it.get("name") is None for it in boxes)
    return [it.text.replace("\r\n", "\n").removeprefix("\n") for it in boxes]  # as browsers read it


def replaced(life, owner, contract):
    owner.fill(owner.get(f"/contracts/{contract}").form("/manager/email"), {"email": "uusi@paikka.example"})
    life.sweep()


def cancelled(life, owner, contract):
    owner.fill(owner.get(f"/contracts/{contract}").form("/cancel"))
    life.sweep()


@pytest.mark.parametrize(("act", "field"), ACTS)
@pytest.mark.parametrize(("meanwhile", "status"), [(replaced, 410), (cancelled, 409)])
def test_what_was_written_meanwhile_stands_on_the_page_of_the_end_to_be_copied(
    life, owner, contract, person, caplog, act, field, meanwhile, status
):
    number, links, _ = contract
    form = person.get(links["manager"]).form(act)
    meanwhile(life, owner, number)
    before = rows()

    answer = person.fill(form, {field: WRITTEN})

    assert answer.status == status
    assert written(answer) == [WRITTEN.replace("\r\n", "\n")]
    assert "<b>hinta" not in answer.text
    assert rows() == before
    assert "hinta" not in caplog.text


def test_after_the_deadline_too(contract, person, at):
    _, links, _ = contract
    form = person.get(links["manager"]).form("/change-request")
    at(DEADLINE)

    answer = person.fill(form, {"text": "Siirretään aloitusta."})

    assert (answer.status, written(answer)) == (410, ["Siirretään aloitusta."])


def test_whoever_wrote_nothing_and_whoever_only_looks_sees_no_box(life, owner, contract, person):
    number, links, _ = contract
    form = person.get(links["manager"]).form("/decline")
    cancelled(life, owner, number)

    ticked, looked = person.fill(form, {"decline": "yes", "reason": " "}), person.get(links["manager"])

    assert "Tätä ei voi enää tehdä" in ticked.text
    assert "Kirjoitit tämän" not in ticked.text + looked.text


@pytest.mark.parametrize(("act", "field"), ACTS)
def test_no_other_site_puts_its_words_there(life, owner, contract, person, act, field):
    number, links, _ = contract
    form = person.get(links["manager"]).form(act)
    cancelled(life, owner, number)
    fields = dict(form.filled({field: "Soita tähän numeroon"}))

    answers = [
        person.post(form.action, fields, origin="https://evil.example"),
        person.post(form.action, fields | {"_csrf": "x"}),
    ]

    assert [it.status for it in answers] == [403, 403]
    assert not [it for it in answers if "numeroon" in it.text]
