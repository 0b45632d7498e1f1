"""A supervisor sees whose mail does not get through, beside the place where its address is corrected."""

from datetime import timedelta

from chalicelib import wiring
from chalicelib.domain.dossier import Mail
from tests.web.people import sent

WORDS = "Viestin lähetys ei ole onnistunut. Tarkista osoite."
REMINDER = Mail(party="manager", kind="reminder", round="1.1.2026-11-23")


def fail_to_send(contract, at):
    """What a worker leaves behind whose mail was refused."""
    assert wiring.services().contracts.claim(contract, REMINDER, at, timedelta(minutes=1))


def test_the_page_tells_of_a_mail_that_was_refused_twice_and_stops_when_it_got_through(life, owner):
    contract, _ = sent(life, owner)
    services = wiring.services()
    told = []

    for minute in range(2):
        fail_to_send(contract, services.now() + timedelta(minutes=minute))
        told.append(owner.get(f"/contracts/{contract}").text.count(WORDS))
    services.contracts.finish(contract, REMINDER, services.now(), {"message_id": "1"})
    told.append(owner.get(f"/contracts/{contract}").text.count(WORDS))

    assert told == [0, 1, 0]
