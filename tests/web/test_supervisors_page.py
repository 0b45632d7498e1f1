"""What a supervisor reads of a contract that was sent: its files, its consumers, its wishes; and where an auditor is sent."""

from tests.web.client import Client
from tests.web.consumers import accepted, asked, steps, words
from tests.web.people import accept, name_of, sealed, sent, terms

ANNEXED = {"goals_annex_used": True, "goals_supervisees": "Uskallan kysyä."}


def test_its_author_can_read_what_was_sent_and_what_was_sealed(life, owner):
    contract, _ = sent(life, owner, terms(**ANNEXED))
    archived, _ = sealed(life, owner, terms(**ANNEXED))

    for kept, place in ((contract, "contracts"), (archived, "archive")):
        page = owner.get(f"/contracts/{kept}").text
        for name in ("contract.pdf", "annex-a.pdf"):
            path = f"/{place}/{kept}/{name}"
            assert f'href="{path}"' in page
            assert owner.get(path).status == 303


def test_nobody_is_reminded_while_only_the_supervisor_is_awaited(life, owner):
    given = terms() | {"signing_mode": "supervisor_first"}
    contract, by_role = sent(life, owner, given)

    assert f"/contracts/{contract}/remind" not in owner.get(f"/contracts/{contract}").text
    accept(life.base_url, by_role["supervisor"], name_of(given, "supervisor"))
    life.sweep()

    assert f"/contracts/{contract}/remind" in owner.get(f"/contracts/{contract}").text


def test_the_pages_say_what_a_consumer_asked_for_and_that_the_contract_has_ended(life, owner, person):
    it = accepted(life, asked(life, owner))
    before = words(owner.get(f"/archive/{it.id}"))

    assert "Peruuttamisajan viimeinen päivä on 7.12.2026." in words(owner.get(f"/contracts/{it.id}"))
    steps(person, it)
    life.sweep()

    assert "voimassa" in before
    assert "kuluttaja peruutti" in words(owner.get(f"/archive/{it.id}"))
    assert "muille osapuolille" not in words(owner.get(f"/contracts/{it.id}"))


def test_the_form_of_the_next_version_says_so_and_shows_what_was_asked_for(life, owner):
    contract, by_role = sent(life, owner)
    party = Client(life.base_url)
    party.fill(
        party.get(by_role["manager"]).form("/change-request"), {"text": "Siirretään <b>aloitusta</b>."}
    )
    number = owner.get(f"/api/contracts/{contract}").json["contract_number"]

    form = owner.get(f"/contracts/{contract}/revise")
    again = owner.fill(form.form("/revise"), {"price_amount": "?"})

    for page, status in ((form, 200), (again, 422)):
        assert page.status == status
        assert f"Sopimus {number}, versio 2" in words(page)
        assert "Siirretään <b>aloitusta</b>." in words(page)


def test_the_form_and_the_page_of_a_replacing_contract_name_what_it_replaces(life, owner):
    old, _ = sealed(life, owner)
    number = owner.get(f"/api/contracts/{old}").json["contract_number"]

    form = owner.get(f"/contracts/new?replacing={old}")
    draft = owner.get(owner.fill(form.form("/contracts")).location)

    assert f"Uusi sopimus sopimuksen {number} tilalle" in words(form)
    assert f"Kun tämä tulee voimaan, sopimus {number} päättyy." in words(draft)


def test_an_auditor_is_told_where_the_archive_is(auditor):
    answer = auditor.get("/contracts")

    assert answer.status == 404
    assert "Sinetöidyt sopimukset löydät arkistosta." in words(answer)
    assert "/contracts/new" not in answer.text


def test_the_progress_of_sealing_is_a_part_that_ends_when_the_archive_has_it(life, owner):
    contract, _ = sealed(life, owner)
    part = owner.get(f"/contracts/{contract}/progress")

    assert part.status == 200
    assert "<html" not in part.text
    assert "data-running" not in part.text
    assert "Sopimus on sinetöity ja arkistossa." in part.text


def test_the_page_shows_a_wish_and_the_one_thing_to_do_about_it(life, owner):
    contract, by_role = sent(life, owner)
    party = Client(life.base_url)
    party.fill(
        party.get(by_role["manager"]).form("/change-request"), {"text": "Siirretään <b>aloitusta</b>."}
    )
    now = owner.get(f"/contracts/{contract}").text.partition('id="now"')[2].partition("</section>")[0]

    assert "Siirretään &lt;b&gt;aloitusta&lt;/b&gt;." in now
    assert f'<a class="button main" href="/contracts/{contract}/revise">' in now
    assert now.count("button main") == 1
