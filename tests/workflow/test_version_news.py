"""Who is told what when a version follows another: what changed, that one is asked again, that one is left out."""

import pytest

from chalicelib.documents.timeline import told
from chalicelib.domain.errors import VersionReplaced
from chalicelib.workflow.compare import compare
from chalicelib.workflow.correct_address import correct_address
from chalicelib.workflow.difference import difference
from chalicelib.workflow.draft import checked
from chalicelib.workflow.send import send
from chalicelib.workflow.view import texts_of, view
from tests.builders import example
from tests.workflow.terms import TEAM, TWO
from tests.workflow.world import AUTHOR, World, links_of

ULLA, AINO, BEA = "ulla@kaarnalaiva.example", "aino@oma.example", "bea@oma.example"
ANNEXED = example("group-with-annex.fi")
WITH_BEA = [TWO["supervisees"][0] | {"full_name": "Bea Bee", "email": BEA}]


def subjects(world, start):
    return sorted((to, subject.partition(" TO-2026")[0]) for to, subject in world.letters(start))


# Who is told what


def test_what_changed_is_told_to_everybody_before_and_after_sending(offered):
    made = offered.draft_next(price_amount="80")
    terms = checked(offered.services, AUTHOR, made.given)[1]

    before = compare(offered.services, offered.dossier, made, terms)
    send(offered.services, AUTHOR, offered.contract)
    after = [difference(offered.dossier, party) for party in ("supervisor", "supervisee-1")]

    (price,) = before.changes
    assert "Hinta" in price.clause
    assert any("80,00" in it.now and it.before and "80,00" not in it.before for it in price.told)
    assert after == [before, before]


def test_a_first_version_changes_nothing(sent):
    told = difference(sent.dossier, "supervisor")

    assert (told.changes, told.annex) == ((), False)


def test_a_change_of_annex_a_is_told_to_its_signers_alone_and_not_how(world):
    world.sent(ANNEXED)
    goals = "Aivan toinen oma tavoite työssä."

    world.revised(goals_supervisees=goals)

    parties = {seat.party: seat.signs_annex for seat in world.state.seats}
    assert set(parties.values()) == {True, False}
    for party, signs in parties.items():
        told = difference(world.dossier, party)
        assert (told.annex, told.changes) == (signs, ())
    kept = world.dossier.private[world.state.sent_as].data
    assert goals not in str(kept)
    assert goals in str(texts_of(world.services, world.state, "supervisor")[1])


def test_the_same_annex_in_another_version_has_not_changed(world):
    world.sent(ANNEXED)

    world.revised(price_amount="80")

    assert not difference(world.dossier, "supervisor").annex


def test_who_is_left_out_is_told_so_and_who_is_new_is_invited(offered):
    before, old = len(offered.letters()), offered.token("supervisee-1")

    offered.revised(supervisees=WITH_BEA, signing_mode="parallel")

    mailed = {letter.to: letter for letter in offered.mailer.letters[before:]}
    assert mailed.keys() == {ULLA, AINO, BEA}
    assert mailed[AINO].subject == "Et ole enää osapuolena työnohjaussopimuksessa TO-2026-0001"
    assert "Hei Aino Ek!" in mailed[AINO].text
    assert links_of(mailed[AINO]) == [old]
    assert "Aiemman version" not in mailed[BEA].text
    assert "Aiemman version" in mailed[ULLA].text
    with pytest.raises(VersionReplaced) as raised:
        view(offered.services, old)
    assert raised.value.code == "no_longer_party"


def test_who_was_never_asked_is_not_bid_farewell(sent):
    """The supervisor goes first and had not accepted."""
    before = len(sent.letters())

    sent.revised(supervisees=WITH_BEA)

    assert [to for to, _ in sent.letters(before)] == [ULLA]


def test_the_farewell_goes_to_the_corrected_address(offered):
    correct_address(offered.services, AUTHOR, offered.contract, "supervisee-1", "uusi@oma.example")
    offered.settle()
    before = len(offered.letters())

    offered.revised(supervisees=WITH_BEA)

    assert sorted(to for to, _ in offered.letters(before)) == [ULLA, "uusi@oma.example"]


def test_who_has_another_address_in_the_next_version_is_no_stranger(offered):
    before = len(offered.letters())
    moved = [TWO["supervisees"][0] | {"email": "koti@oma.example"}]

    offered.revised(supervisees=moved, signing_mode="parallel")

    assert sorted(to for to, _ in offered.letters(before)) == ["koti@oma.example", ULLA]
    assert "Aiemman version" in offered.mailer.letters[-1].text


def test_who_comes_back_before_the_farewell_went_out_gets_none(offered):
    offered.draft_next(supervisees=WITH_BEA)
    send(offered.services, AUTHOR, offered.contract)
    offered.draft_next(supervisees=TWO["supervisees"])
    send(offered.services, AUTHOR, offered.contract)
    before = len(offered.letters())

    offered.settle()
    offered.accept("supervisor")
    offered.settle()

    assert [to for to, _ in offered.letters(before)] == [ULLA, AINO]


def test_a_team_that_grows_shrinks_and_changes_is_asked_as_it_is(world):
    people = TEAM["supervisees"]
    world.sent(TEAM | {"signing_mode": "parallel"})
    before = len(world.letters())
    new = {"full_name": "Uusi Ek", "email": "uusi@rantapiha.example", "organisation": "Rantapiha"}

    world.revised(supervisees=[people[1], *people[2:], new])

    mailed = subjects(world, before)
    left = [to for to, subject in mailed if subject.startswith("Et ole enää")]
    assert left == [people[0]["email"]]
    assert len(mailed) == len(world.state.seats) + 1
    world.everybody_accepts()
    assert world.state.status == "sealed"


def test_the_clock_alone_asks_everybody_again_and_bids_farewell(offered):
    world = offered.branch(stream=False)
    before = len(world.letters())

    world.draft_next(supervisees=WITH_BEA, signing_mode="parallel")
    send(world.services, AUTHOR, world.contract)
    world.pass_time(minutes=5)

    assert sorted(to for to, _ in world.letters(before)) == [AINO, BEA, ULLA]


# What it costs


def test_a_page_of_a_later_version_is_three_calls(offered):
    offered.revised(price_amount="80")
    token, start = offered.token("supervisor"), len(offered.line.calls)

    found = view(offered.services, token)
    texts_of(offered.services, found.dossier.contract, found.seat.party)

    assert difference(found.dossier, "supervisor").changes
    assert len(offered.line.calls) - start == 3


def test_a_dead_link_is_three_calls(offered):
    token = offered.token("supervisee-1")
    offered.revised(supervisees=WITH_BEA)
    start = len(offered.line.calls)

    with pytest.raises(VersionReplaced):
        view(offered.services, token)

    assert len(offered.line.calls) - start == 3


def test_sending_a_later_version_is_six_calls():
    world = World()
    world.sent(TWO)
    world.draft_next(price_amount="80")
    start = len(world.line.calls)

    send(world.services, AUTHOR, world.contract)

    assert world.line.calls[start:] == [
        "contracts.dossier", "archive.offered", "archive.offer", "archive.offer", "contracts.load", "contracts.append",
    ]  # fmt: skip


# What the supervisor reads


def test_the_story_names_everybody_as_they_were_in_their_version(offered):
    offered.request_change("supervisee-1")
    offered.revised(supervisees=WITH_BEA)
    offered.everybody_accepts()

    words = [step["words"] for step in told(offered.dossier, private=True)]

    assert words[1:3] == ["Ulla Wäinölä (työnohjaaja) hyväksyi sopimuksen", "Aino Ek pyysi muutosta"]
    assert words[5] == "Bea Bee (ohjattava) hyväksyi sopimuksen"


def test_where_an_earlier_name_was_erased_the_role_stands_for_it(offered):
    offered.request_change("supervisee-1")
    offered.revised(supervisees=WITH_BEA)

    words = [step["words"] for step in told(offered.contracts.load(offered.contract), private=False)]

    assert words[2] == "Ohjattava pyysi muutosta"
