"""What does not apply to a deal as it is comes back with the answer that it belongs to, and goes nowhere meanwhile."""

import random

import pytest

from chalicelib import wiring
from chalicelib.domain.terms import read_terms
from chalicelib.domain.typed import LARGEST
from chalicelib.web.form_values import aside_in, flat, given_in, of_draft
from chalicelib.web.http import TooLarge
from chalicelib.workflow.draft import kept_of, read
from tests.builders import NOW, TODAY, example
from tests.documents.contract_variants import CASES
from tests.web.forms import opened, posted, what_somebody_types
from tests.web.kept import objects, rows
from tests.web.people import drafted, sent, terms

WHOLE = [*map(example, ("team.fi", "group-with-annex.fi", "manager-free-of-charge.fi")), *CASES.values()]
# Of parts that are switched off below, sound or not.
ASIDE = {"manager-title": "Sivuunjätetty johtaja", "travel_estimate": "neljäkymppiä", "km_rate": "0,41"}
FOR_THEMSELVES = {
    "constellation": "B", "payer_type": "supervisees", "travel_costs": "none", "vat_treatment": "",
    **{f"supervisees-{row}-pays_as": "consumer" for row in range(3)},
}  # fmt: skip


def form_of(client, contract, page="edit"):
    return client.get(f"/contracts/{contract}/{page}").form(f"/{page}")


def saved(client, contract, changes, page="edit"):
    answer = client.fill(form_of(client, contract, page), changes)
    assert answer.status == 303, answer.text


def test_whoever_goes_back_to_the_first_choice_has_lost_nothing(owner):
    good = what_somebody_types() | {"manager-title": "Osastonhoitaja"}
    made = owner.post("/contracts", posted(opened(owner), good)).location.rpartition("/")[2]
    before, agreed = dict(form_of(owner, made).values), agreed_in(made)

    saved(owner, made, FOR_THEMSELVES | ASIDE)
    assert (agreed_in(made).manager, agreed_in(made).travel_estimate) == (None, None)
    assert says(form_of(owner, made), ASIDE) == ASIDE
    back = {name: before[name] for name in FOR_THEMSELVES if name in before}
    saved(owner, made, back | {"manager-title": "Osastonhoitaja"})

    assert agreed_in(made) == agreed


def says(form, names):
    return {name: dict(form.values).get(name) for name in names}


def agreed_in(contract):
    services = wiring.services()
    return read(services, services.contracts.draft(contract).given).terms


@pytest.mark.parametrize("page", ["edit", "revise"])
def test_what_does_not_apply_is_in_nothing_that_is_sent_or_kept_with_it(life, owner, page):
    contract = drafted(owner, terms()) if page == "edit" else sent(life, owner)[0]
    aside = {"travel_costs": "none", "travel_estimate": "777,13"}
    aside |= {
        "price_revision": "fixed",
        "zero_price_reason": "volunteer",
        "managers_manager-full_name": "Sivu Sinko",
    }
    saved(owner, contract, aside, page)
    assert "Sivu Sinko" not in owner.get(f"/contracts/{contract}/draft").text
    assert says(form_of(owner, contract), ["managers_manager-full_name", "travel_estimate"]) == {
        "managers_manager-full_name": "Sivu Sinko", "travel_estimate": "777,13",
    }  # fmt: skip

    assert owner.send_json(f"/api/contracts/{contract}/send", {}).status == 202
    life.sweep()

    everything = str([rows(but=()), objects(), life.mails()])
    assert "Sivu Sinko" not in everything
    assert "777,13" not in everything


def test_a_draft_that_json_replaces_keeps_nothing_aside(life, owner):
    given = terms()
    contract = drafted(owner, given)
    assert owner.send_json(f"/api/contracts/{contract}/send", {}).status == 202
    saved(owner, contract, {"travel_costs": "none", "travel_estimate": "40"}, "revise")

    assert (
        owner.send_json(f"/api/contracts/{contract}/versions", given | {"travel_costs": "km"}).status == 201
    )

    assert says(form_of(owner, contract), ["travel_estimate"]) == {"travel_estimate": ""}


def test_a_second_click_with_something_else_aside_is_not_the_first_ones(owner):
    form, good = opened(owner), what_somebody_types() | {"travel_costs": "none"}
    served = {"_id": dict(owner.get("/contracts/new").form("/contracts").values)["_id"]}

    answers = [
        owner.post("/contracts", posted(form, good | {"travel_estimate": euros}) | served).status
        for euros in ("40", "40", "50")
    ]

    assert answers == [303, 303, 409]


@pytest.mark.parametrize("start", range(0, 300, 100))
def test_what_is_aside_changes_nothing_of_what_is_agreed_and_stays(start):
    with_some = 0
    for seed in range(start, start + 100):
        values = with_leavings(random.Random(seed))
        given, aside = given_in(values), aside_in(values)
        agreed = read_terms(given, TODAY).terms
        if agreed is None:
            continue
        with_some += bool(aside)
        again = of_draft(kept_of(given), NOW, aside)
        own = {name: it for name, it in again.items() if not is_whose_share(name)}
        assert read_terms(given_in(own), TODAY).terms == agreed, seed
        assert aside.items() <= aside_in(own).items(), seed

    assert with_some > 20


def with_leavings(chance):
    """The form of one contract in which another's answers still stand where it has none itself."""
    one, other = (of_draft(kept_of(chance.choice(WHOLE)), NOW) for _ in range(2))
    # Rows are as many as the one has people, for a row is never left behind by itself.
    left = {name: it for name, it in other.items() if not name.startswith(("supervisees-", "cost_split-"))}
    told = left | {name: it for name, it in one.items() if it or name not in left}
    return {name: it for name, it in told.items() if not is_whose_share(name)}


def is_whose_share(name):
    """Shares stand in the rows, so their addresses are no fields of the form."""
    return name.startswith("cost_split-") and name.endswith("-0")


def test_blanks_our_own_fields_and_what_applies_are_not_aside():
    values = flat(WHOLE[0]) | {
        "_csrf": "x",
        "_do": "save",
        "manager-title": "A",
        "km_rate": " ",
        "constellation": "A",
    }

    assert aside_in(values | {"travel_costs": "none"}) == {}


def test_more_than_anybody_types_is_refused():
    with pytest.raises(TooLarge):
        aside_in({"constellation": "B", "manager-title": "x" * LARGEST})
