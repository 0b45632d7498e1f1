"""Every way in which a party's matter ends, and everybody who comes too late, twice, or with another link."""

from concurrent.futures import ThreadPoolExecutor

import pytest

from chalicelib import wiring
from chalicelib.workflow.work import attend
from tests.life.people import constellation_a
from tests.running import CLOCK
from tests.web.client import Client
from tests.web.kept import rows
from tests.web.people import NAME, accept, name_of, sealed, sent, terms

LAST_SECOND, DEADLINE = "2026-12-07T23:59:59+02:00", "2026-12-08T00:00:00+02:00"


@pytest.fixture
def contract(life, owner):
    """A contract that was just sent: its id, its links, its terms."""
    given = terms()
    return *sent(life, owner, given), given


@pytest.fixture
def party(life):
    """Somebody with a link and a browser."""
    return Client(life.base_url)


def forms(party, link):
    """The three things that a party can do, filled in as by a person, from one look at the page."""
    page = party.get(link)
    ticks = {"accept": "yes", "representation_confirmed": "yes"}
    return {
        "accept": lambda name: party.fill(page.form("/accept"), {**ticks, "typed_name": name}),
        "decline": lambda *_: party.fill(
            page.form("/decline"), {"decline": "yes", "reason": "Hinta ei sovi."}
        ),
        "change": lambda *_: party.fill(page.form("/change-request"), {"text": "Siirretään aloitusta."}),
    }


def read(party, link, status=200):
    page = party.get(link)
    assert page.status == status
    return page.text


# Twice


def test_a_second_click_and_a_reload_end_on_the_same_page(contract, party):
    _, links, given = contract
    act = forms(party, links["manager"])
    name = name_of(given, "manager")

    first, page = act["accept"](name), read(party, links["manager"])
    second = act["accept"](name)

    assert (first.status, second.status) == (303, 303)
    assert first.location == second.location
    assert "hyväksyntäsi on tallessa" in page
    assert read(party, links["manager"]) == page


def test_going_back_after_accepting_changes_nothing(life, contract, party):
    _, links, given = contract
    act = forms(party, links["manager"])
    act["accept"](name_of(given, "manager"))
    life.sweep()
    before = rows()

    assert (act["decline"]().status, act["change"]().status) == (409, 409)
    assert "Olet jo hyväksynyt" in act["decline"]().text
    assert rows() == before


def test_declining_twice_is_told_as_what_it_is(contract, party):
    _, links, _ = contract
    act = forms(party, links["manager"])

    assert (act["decline"]().status, act["decline"]().status) == (303, 409)
    assert "Et hyväksynyt sopimusta" in read(party, links["manager"])


# What was not what the page showed


@pytest.mark.parametrize(
    "digests", [[], ["0" * 64], ["", ""], ["ä"]], ids=["none", "another", "empty", "no digest"]
)
def test_an_acceptance_of_another_text_is_refused(life, contract, party, digests):
    _, links, given = contract
    served = party.get(links["supervisee"]).form("/accept")
    values = [pair for pair in served.values if pair[0] != "documents"]
    before = rows()

    typed = [
        ("accept", "yes"),
        ("typed_name", name_of(given, "supervisee")),
        *(("documents", it) for it in digests),
    ]
    answer = party.post(served.action, values + typed)

    assert answer.status == 409
    assert "muuttunut" in answer.text
    assert rows() == before


def test_one_text_too_many_is_refused_as_well(contract, party):
    _, links, given = contract
    served = party.get(links["supervisee"]).form("/accept")
    typed = [("accept", "yes"), ("typed_name", name_of(given, "supervisee"))]

    assert party.post(served.action, [*served.values, *typed, ("documents", "0" * 64)]).status == 409


# Ticks and names


def test_whoever_acts_for_an_organisation_confirms_it(contract, party):
    _, links, given = contract
    served = party.get(links["manager"]).form("/accept")

    answer = party.fill(served, {"accept": "yes", "typed_name": name_of(given, "manager")})
    private = party.get(links["supervisee"]).form("/accept")

    assert answer.status == 422
    assert 'id="representation_confirmed-fault"' in answer.text
    assert 'id="accept-fault"' not in answer.text
    assert "representation_confirmed" not in private.names


def test_everything_missing_is_told_at_once_and_the_name_stays(contract, party):
    _, links, _ = contract
    answer = party.fill(party.get(links["manager"]).form("/accept"), {"typed_name": "Joku <muu>"})

    assert answer.status == 422
    for field in ("accept", "representation_confirmed", "typed_name"):
        assert f'id="{field}-fault"' in answer.text
    assert dict(answer.form("/accept").values)["typed_name"] == "Joku <muu>"


FINE = {
    "lower case": lambda name: name.lower(),
    "upper case": lambda name: name.upper(),
    "without marks": lambda name: name.translate(str.maketrans("äöåÄÖÅ", "aoaAOA")),
    "more blanks": lambda name: f"  {name.replace(' ', '   ')}\t",
    "a hard blank": lambda name: name.replace(" ", "\u00a0"),
    "decomposed": lambda name: name.replace("ä", "a\u0308"),
}


def test_a_name_is_fine_in_every_form_in_which_people_type_it(life, owner):
    given = constellation_a(len(FINE), "nimet.example", signing_mode="parallel")
    before = len(life.mails())
    sent(life, owner, given)
    links = life.links(before)

    for person, form in zip(given["supervisees"], FINE.values(), strict=True):
        assert accept(life.base_url, links[person["email"]], form(person["full_name"])).status == 303, person


@pytest.mark.parametrize(
    "name", ["", " ", "Aino", "Lehtimäki Aino", "Marjatta Hyvönen", "A\u0304", "x" * 10_000, "\x00"]
)
def test_another_name_is_refused_beside_the_field(life, contract, party, name):
    _, links, _ = contract
    before = rows()

    answer = party.fill(party.get(links["supervisee"]).form("/accept"), {"accept": "yes", "typed_name": name})

    assert answer.status == 422
    assert 'id="typed_name-fault"' in answer.text
    assert rows() == before


# Too late


def test_the_last_second_is_in_time(contract, party, at):
    _, links, given = contract
    act = forms(party, links["manager"])
    at(LAST_SECOND)

    assert act["accept"](name_of(given, "manager")).status == 303


@pytest.mark.parametrize("swept", [False, True], ids=["before the sweep", "after the sweep"])
def test_from_the_deadline_on_nobody_can_act(life, contract, party, at, swept):
    number, links, given = contract
    act, since = forms(party, links["manager"]), len(life.mails())
    at(DEADLINE)
    if swept:
        attend(wiring.services(), number, by_clock=True)
        life.wait_for(lambda: len(life.mails()) == since + 3, "the mails about the end")
    before = rows()

    assert [act[verb](name_of(given, "manager")).status for verb in act] == [410, 410, 410]
    assert "Hyväksymisaika on päättynyt" in read(party, links["manager"], 410)
    assert rows() == before


def test_expiry_is_told_to_everybody(life, owner, contract, at):
    number, _, given = contract
    since = len(life.mails())
    at(DEADLINE)
    attend(wiring.services(), number, by_clock=True)
    told = life.wait_for(lambda: len(it := life.mails()[since:]) == 3 and it, "the mails about the end")

    people = {"omistaja@sopu.test", given["manager"]["email"], given["supervisees"][0]["email"]}
    assert {mail["to"][0] for mail in told} == people
    at(CLOCK)
    assert owner.get(f"/api/contracts/{number}").json["status"] == "expired"


# Over


def test_a_cancelled_contract_says_so_to_everybody(life, owner, contract, party):
    number, links, given = contract
    act = forms(party, links["manager"])
    page = owner.get(f"/contracts/{number}")

    first, second = (owner.fill(page.form("/cancel")) for _ in range(2))

    assert (first.status, second.status) == (303, 303)
    assert [act[verb](name_of(given, "manager")).status for verb in act] == [409, 409, 409]
    for role, link in links.items():
        told = "Työnohjaaja perui sopimuksen" if role == "supervisor" else "Sopimusta ei tule"
        assert told in read(party, link)


def test_only_the_supervisor_learns_who_declined_and_why(life, owner, contract, party):
    number, links, given = contract
    since = len(life.mails())
    forms(party, links["manager"])["decline"]()
    life.sweep()
    name = name_of(given, "manager")
    told = [
        mail["text"] + mail["html"] for mail in life.mails()[since:] if mail["to"] != ["omistaja@sopu.test"]
    ]
    told += [read(party, links[role]) for role in ("supervisee", "supervisor")]

    assert told
    assert not [text for text in told if "Hinta ei sovi" in text or name in text]
    assert "Hinta ei sovi" in owner.get(f"/contracts/{number}").text


def test_a_wish_reaches_only_the_supervisor(life, owner, contract, party):
    number, links, _ = contract
    forms(party, links["manager"])["change"]()
    life.sweep()

    assert "Muutospyyntö on mennyt" in read(party, links["manager"])
    assert "Siirretään" not in read(party, links["supervisee"])
    assert "Muutospyyntö" not in read(party, links["supervisee"])
    assert "Siirretään aloitusta." in owner.get(f"/contracts/{number}").text


# Whose turn, and which link


def test_only_the_supervisor_has_a_link_until_they_accept(life, owner):
    given = terms() | {"signing_mode": "supervisor_first"}
    since = len(life.mails())
    _, links = sent(life, owner, given)
    assert links.keys() == {"supervisor"}

    assert accept(life.base_url, links["supervisor"], NAME).status == 303
    life.sweep()

    assert life.links(since).keys() >= {given["manager"]["email"], given["supervisees"][0]["email"]}


def test_a_corrected_address_kills_the_old_link_and_the_new_one_works(life, owner, contract, party):
    number, links, given = contract
    old, since = forms(party, links["manager"]), len(life.mails())
    form = owner.get(f"/contracts/{number}").form("/manager/email")

    done = owner.fill(form, {"email": "uusi.osoite@paikka.example"})
    life.sweep()
    new = life.links(since)["uusi.osoite@paikka.example"]

    assert "siihen lähtee nyt uusi linkki" in owner.get(done.location).text
    assert "Linkki on vanhentunut" in read(party, links["manager"], 410)
    assert party.get(f"{links['manager']}/contract.pdf").status == 410
    assert [old[verb](name_of(given, "manager")).status for verb in old] == [410, 410, 410]
    assert accept(life.base_url, new, name_of(given, "manager")).status == 303


@pytest.mark.parametrize("email", ["", "ei", "a@b.fi, c@d.fi", "a@b.fi\r\nBcc: c@d.fi"])
def test_an_address_that_is_none_is_told_beside_it(owner, contract, email):
    number, _, _ = contract
    form = owner.get(f"/contracts/{number}").form("/manager/email")
    before = rows()

    answer = owner.fill(form, {"email": email})

    assert answer.status == 422
    assert 'id="manager-email-fault"' in answer.text
    assert rows() == before


def test_two_parties_never_share_an_address(owner, contract):
    number, _, given = contract
    form = owner.get(f"/contracts/{number}").form("/manager/email")

    answer = owner.fill(form, {"email": given["supervisees"][0]["email"].upper()})

    assert answer.status == 422
    assert "on jo toisella osapuolella" in answer.text


def test_a_reminder_goes_out_once_a_day_and_is_answered(life, owner, contract):
    number, _, _ = contract
    page, since = owner.get(f"/contracts/{number}"), len(life.mails())

    first, second = (owner.fill(page.form("/remind")) for _ in range(2))
    life.sweep()

    assert "Muistutus on matkalla" in owner.get(first.location).text
    assert first.location == second.location
    assert len(life.mails()[since:]) == 3


@pytest.mark.parametrize("done", ["", "x", "<script>", "reminded%00", "__class__"])
def test_a_notice_is_only_ever_one_of_ours(owner, contract, done):
    number, _, _ = contract

    assert 'role="status"' not in owner.get(f"/contracts/{number}?done={done}").text


# After


def test_after_ninety_days_the_link_sleeps_and_a_fresh_one_can_be_had(life, owner, party, at):
    given = terms()
    _, links = sealed(life, owner, given)
    at("2027-02-21T08:59:59+02:00")
    assert party.get(links["manager"]).status == 200
    at("2027-02-21T09:00:00+02:00")
    asleep, since = party.get(links["manager"]), len(life.mails())
    assert (asleep.status, party.get(f"{links['manager']}/contract.pdf").status) == (410, 410)

    party.fill(asleep.form("/renew"), {"renew": "yes"})
    mailed = life.wait_for(lambda: life.links(since).get(given["manager"]["email"]), "a fresh link")

    assert party.get(mailed).status == 200
    assert "Uusi linkki on sähköpostissasi" in read(party, links["manager"], 410)


def kept_of(contract):
    """The contract's own rows; with the clock in spring, others' end meanwhile."""
    return {key: row for key, row in rows().items() if contract in key[0]}


def test_a_link_that_sleeps_is_not_renewed_by_a_form_as_it_was_served(life, owner, party, at):
    number, links = sealed(life, owner)
    at("2027-03-01T09:00:00+02:00")
    asleep, before = party.get(links["manager"]), kept_of(number)

    answer = party.fill(asleep.form("/renew"))

    assert (answer.status, 'id="renew-fault"' in answer.text) == (422, True)
    assert answer.form("/renew").action == asleep.form("/renew").action
    assert kept_of(number) == before


# At once


@pytest.mark.parametrize("turn", range(3))
def test_when_the_last_two_accept_while_the_supervisor_cancels_everybody_learns_the_same(
    life, owner, party, turn
):
    given = terms()
    number, links = sent(life, owner, given)
    accept(life.base_url, links["supervisor"], NAME)
    cancel = owner.get(f"/contracts/{number}").form("/cancel")
    people = {role: forms(Client(life.base_url), links[role])["accept"] for role in ("supervisee", "manager")}
    acts = [lambda role=role, act=act: act(name_of(given, role)) for role, act in people.items()]
    acts.insert(turn % 3, lambda: owner.fill(cancel))

    with ThreadPoolExecutor(3) as together:
        statuses = [answer.status for answer in together.map(lambda act: act(), acts)]
    life.sweep()
    cancelled = statuses.pop(turn % 3) == 303

    status = owner.get(f"/api/contracts/{number}").json["status"]
    assert status == ("cancelled" if cancelled else "sealed")
    assert set(statuses) <= {303, 409}
    assert cancelled or statuses == [303, 303]
    told = {role: read(party, link) for role, link in links.items()}
    words = dict.fromkeys(links, "Sopimusta ei tule") | {"supervisor": "Työnohjaaja perui sopimuksen"}
    assert [(words[role] if cancelled else "Sopimus on voimassa") in it for role, it in told.items()] == [
        True
    ] * 3
