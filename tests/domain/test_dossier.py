"""What lies beside a trail: present addresses, names for lists, commitments, and who may do a job."""

from dataclasses import replace
from datetime import timedelta

import pytest

from chalicelib.domain.canonical import commitment
from chalicelib.domain.dossier import Claim, Dossier, Head, Mail, Person, Private, Seal, heading
from chalicelib.domain.terms.signers import signers
from chalicelib.domain.undelivered import troubles
from tests.builders import ABSENT, CONTRACT, NOW, a_contract, a_sent, an_accepted, terms_of

ADDRESSES = {"supervisor": "m@a.example", "supervisee-1": "s@b.example", "manager": "bo@c.example"}
HEAD = Head(
    contract=CONTRACT, author="tili@ohjaaja.example", number="TO-2026-0001", title="Mallilan kaupunki", status="sent",
    people=(Person(party="manager", role="manager", name="Bo Ek"),), created_at=NOW, touched_at=NOW, since=NOW,
)  # fmt: skip
JOB = Mail(party="manager", kind="invitation", round="1.1")


def a_dossier(*later):
    """later: (entry number, addresses that were corrected by it)."""
    private = {1: Private(salt="s" * 43, data={"addresses": ADDRESSES, "given": {}})}
    private |= {number: Private(salt="t" * 43, data=data) for number, data in later}
    return Dossier(contract=a_contract(), head=HEAD, private=private)


# Addresses


def test_a_partys_address_is_the_one_that_was_sent_to():
    assert a_dossier().email("manager") == "bo@c.example"


def test_a_corrected_address_counts_and_the_last_correction_most():
    dossier = a_dossier(
        (12, {"addresses": {"manager": "kolmas@c.example"}}), (3, {"addresses": {"manager": "toinen@c.example"}})
    )  # fmt: skip

    assert dossier.email("manager") == "kolmas@c.example"
    assert dossier.email("supervisee-1") == "s@b.example"


def test_what_else_is_private_is_no_address():
    assert a_dossier((2, {"ip": "192.0.2.1", "typed_name": "Bo Ek"})).email("manager") == "bo@c.example"


def test_the_author_is_the_account_and_not_the_party():
    assert a_dossier().email("author") == "tili@ohjaaja.example"
    assert a_dossier().email("supervisor") == "m@a.example"


def test_nobody_has_no_address_and_no_name():
    with pytest.raises(KeyError):
        a_dossier().email("supervisee-2")
    with pytest.raises(KeyError):
        HEAD.name("supervisee-2")


def test_a_party_has_the_name_of_the_list():
    assert HEAD.name("manager") == "Bo Ek"


# Headings

BETWEEN_THEM = {
    "constellation": "B", "manager": ABSENT, "client": ABSENT, "price_amount": "0", "zero_price_reason": "other",
    "payer_type": "none",
}  # fmt: skip


@pytest.mark.parametrize(
    ("changes", "title"),
    [
        ({}, "Rantapihan kotihoito (kuvitteellinen)"),
        (BETWEEN_THEM | {"supervisees-1-organisation": "Toinen talo"}, "Toinen talo"),
        (BETWEEN_THEM, "Aino Lehtimäki"),
    ],
    ids=["the manager's organisation", "a supervisee's organisation", "nobody has one"],
)  # fmt: skip
def test_a_contract_is_called_after_an_organisation_or_the_first_who_is_supervised(changes, title):
    assert heading(signers(terms_of(**changes)))[0] == title


def test_the_managers_organisation_comes_before_a_supervisees_own_workplace():
    """The archive is searched by the organisation that ordered the supervision."""
    own = {"supervisees-0-organisation": "Naapurin kotihoito"}

    assert heading(signers(terms_of(**own)))[0] == "Rantapihan kotihoito (kuvitteellinen)"


def test_the_supervisors_own_business_is_no_title():
    own = {"supervisor-business_name": "Työnohjaus Kaarnalaiva"}

    assert heading(signers(terms_of(**own)))[0] != "Työnohjaus Kaarnalaiva"


def test_everybody_who_signs_is_named_in_their_order():
    _, people = heading(signers(terms_of()))

    assert [person.party for person in people] == [
        "supervisor",
        *(f"supervisee-{n}" for n in range(1, 5)),
        "manager",
    ]
    assert people[0] == Person(party="supervisor", role="supervisor", name="Ulla-Maija Wäinölä")


def test_a_contract_of_the_supervisor_alone_is_called_after_them():
    assert heading(signers(terms_of())[:1])[0] == "Ulla-Maija Wäinölä"


# Commitments


def test_a_commitment_is_over_the_salt_and_the_data():
    private = Private(salt="s" * 43, data={"reason": "Ei nyt"})

    assert private.digest == commitment("s" * 43, {"reason": "Ei nyt"})


@pytest.mark.parametrize("other", [("t" * 43, {"reason": "Ei nyt"}), ("s" * 43, {"reason": "Ei nyt."})])
def test_with_another_salt_or_other_data_it_is_another(other):
    assert Private(salt=other[0], data=other[1]).digest != commitment("s" * 43, {"reason": "Ei nyt"})


def test_when_it_may_be_erased_is_no_part_of_it():
    kept, erasable = (Private(salt="s", data={}, expires_at=at) for at in (None, NOW))

    assert kept.digest == erasable.digest


# Claims

SECOND = timedelta(seconds=1)


@pytest.mark.parametrize(
    ("state", "until", "free"),
    [
        ("asked", None, True),
        ("claimed", NOW + SECOND, False),
        ("claimed", NOW, True),
        ("claimed", NOW - SECOND, True),
        ("claimed", None, False),
        ("done", None, False),
        ("done", NOW - SECOND, False),
    ],
)
def test_a_job_is_free_when_it_was_asked_for_or_its_lease_is_over(state, until, free):
    assert Claim(job=JOB, state=state, until=until).free(NOW) is free


# Mails that do not get through


@pytest.mark.parametrize(
    ("party", "kind", "round_", "state", "tries", "undelivered"),
    [
        ("supervisor", "invitation", "1.1", "claimed", 1, False),
        ("supervisor", "invitation", "1.1", "claimed", 2, True),
        ("supervisor", "reminder", "1.1.2", "claimed", 9, True),
        ("supervisor", "invitation", "1.1", "done", 9, False),
        ("supervisor", "invitation", "1.0", "claimed", 9, False),
        ("manager", "invitation", "1.1", "claimed", 9, False),
    ],
    ids=["first try", "second try", "many tries", "got through", "an earlier address", "somebody else's"],
)
def test_a_mail_counts_as_undelivered_from_its_second_try(party, kind, round_, state, tries, undelivered):
    job = Mail(party=party, kind=kind, round=round_)
    claims = {job: Claim(job=job, state=state, until=NOW, tries=tries)}

    assert ("supervisor" in troubles(replace(a_dossier(), claims=claims))) is undelivered


def test_a_mail_that_nobody_waits_for_any_more_is_not_undelivered():
    """Its link was mailed although nobody heard of it: the party has accepted."""
    accepted = a_contract(a_sent(), an_accepted(party="supervisor"))
    job = Mail(party="supervisor", kind="invitation", round="1.1")
    dossier = replace(
        a_dossier(), contract=accepted, claims={job: Claim(job=job, state="claimed", until=NOW, tries=9)}
    )

    assert troubles(dossier) == {}


def test_a_job_that_nobody_began_has_no_tries():
    dossier = replace(a_dossier(), claims={JOB: Claim(job=JOB, state="claimed", until=NOW, tries=3)})

    assert (dossier.tries(JOB), dossier.tries(Seal())) == (3, 0)
