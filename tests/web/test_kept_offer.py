"""What was sent can still be opened on the contract's page after it came to nothing, for as long as it is kept."""

from tests.web.people import logged_in, sent

OWN = "oma@sopu.test"


def test_a_cancelled_contract_still_shows_what_was_sent_for_ninety_days(life, at):
    owner = logged_in(life, OWN)
    contract, _ = sent(life, owner)
    page = owner.get(f"/contracts/{contract}")
    owner.fill(page.form(f"/contracts/{contract}/cancel"))

    assert "Lähetetty sopimus (PDF)" in owner.get(f"/contracts/{contract}").text
    assert owner.get(f"/contracts/{contract}/contract.pdf").status == 303

    at("2027-06-01T12:00:00+02:00")
    later = logged_in(life, OWN)
    assert "Lähetetty sopimus (PDF)" not in later.get(f"/contracts/{contract}").text
