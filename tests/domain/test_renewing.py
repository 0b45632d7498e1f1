"""Links to the sealed copy: alive for ninety days, and again after renewing."""

from datetime import timedelta

import pytest

from chalicelib.domain import events
from chalicelib.domain.dossier import Mail, wanted
from chalicelib.domain.trail import extended
from tests.builders import NOW, a_contract, a_sealed, a_sent, an_accepted

DAYS_90 = timedelta(days=90)
SECOND = timedelta(seconds=1)


def sealed():
    """A contract of a supervisor and a manager, sealed at NOW or soon after."""
    return a_contract(
        a_sent(), an_accepted("supervisor"), an_accepted("manager"), events.Completed(version=1), a_sealed()
    )


def renewed(contract, at):
    acts = contract.renew_link("manager", at)
    return contract.after(extended(contract.id, contract.length, contract.tip, acts, at))


def test_a_link_sleeps_ninety_days_after_sealing_to_the_second():
    contract = sealed()

    assert not contract.link_asleep("manager", contract.sealed_at + DAYS_90 - SECOND)
    assert contract.link_asleep("manager", contract.sealed_at + DAYS_90)


def test_a_link_that_works_is_not_renewed():
    assert sealed().renew_link("manager", NOW + timedelta(days=1)) == ()


def test_renewing_begins_a_round_that_is_awake_for_another_ninety_days():
    at = sealed().sealed_at + DAYS_90
    contract = renewed(sealed(), at)

    assert contract.rounds["manager"] == 2
    assert contract.rounds["supervisor"] == 1
    assert not contract.link_asleep("manager", at + DAYS_90 - SECOND)
    assert contract.link_asleep("manager", at + DAYS_90)
    assert contract.link_asleep("supervisor", at)
    assert contract.status == "sealed"


def test_a_second_click_renews_nothing_more():
    at = sealed().sealed_at + DAYS_90
    contract = renewed(sealed(), at)

    assert contract.renew_link("manager", at) == ()


def test_links_of_an_open_contract_do_not_sleep():
    contract = a_contract(a_sent())

    assert contract.renew_link("manager", NOW + timedelta(days=400)) == ()


def test_only_a_party_has_a_link_to_renew():
    with pytest.raises(KeyError):
        sealed().renew_link("stranger", NOW)


def test_the_mail_of_an_earlier_renewal_is_no_longer_wanted():
    """It could only carry the newer link, which has a mail of its own."""
    first = renewed(sealed(), sealed().sealed_at + DAYS_90)
    second = renewed(first, first.renewed["manager"] + DAYS_90)

    assert wanted(first, Mail(party="manager", kind="renewed", round="1.2"))
    assert [wanted(second, Mail(party="manager", kind="renewed", round=it)) for it in ("1.2", "1.3")] == [
        False,
        True,
    ]
