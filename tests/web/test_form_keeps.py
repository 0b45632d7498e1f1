"""What was agreed by JSON survives a form that is opened and saved untouched, also where the form would not have asked for it."""

import random

import pytest
from lxml import html

from chalicelib import wiring
from chalicelib.domain.terms import read_terms
from chalicelib.web.form_values import flat, given_in, of_draft
from chalicelib.workflow.draft import kept_of, read
from tests.builders import NOW, TODAY, example
from tests.documents.contract_variants import CASES
from tests.web.people import drafted

EXAMPLES = ("team.fi", "group-with-annex.fi", "school-team.sv", "manager-free-of-charge.fi")
WHOLE = [*map(example, EXAMPLES), *CASES.values()]
PARTS = {key: [it[key] for it in WHOLE if key in it] for key in {key for it in WHOLE for key in it}}
# Parts of parts that a form shows only sometimes, or never asks for there.
SMALLER = {
    "client-organisation-name": "Toinen ry", "client-organisation-business_id": "0737546-2", "client-representative-title": "HR",
    "client-representative-full_name": "Rauni Rep", "client-representative-email": "rauni@toinen.example",
    "client-representative-signs": True, "client-representative-same_as_manager": True, "manager-is_supervisee": True,
    "manager-participates": "always", "supervisees-0-business_id": "0000002-7", "supervisees-0-pays_as": "consumer",
    "supervisees-0-organisation": "Muualla Oy", "remote_rules-tool": "Teams", "remote_rules-allowed": False,
    "group_absence-mode": "min_present", "group_absence-min": 3, "evaluations-mid": False, "retention_years": 8,
    "retention_reason": "Sovittu rahoittajan kanssa.", "methods-text": "Kuvat.", "invoice_details-reference": "KH-1",
}  # fmt: skip


def mixed(chance):
    """A contract with parts of others, as nobody would write it."""
    given = dict(chance.choice(WHOLE))
    given |= {key: chance.choice(PARTS[key]) for key in chance.sample(sorted(PARTS), chance.randrange(4))}
    for name in chance.sample(sorted(SMALLER), chance.randrange(5)):
        given = put(given, name.split("-"), SMALLER[name])
    return given


def put(holder, path, value):
    """The same with this at the end of the path; where the path leads nowhere, the same."""
    key, *further = path
    if isinstance(holder, list):
        rest = holder[1:]
        return [put(holder[0], further, value), *rest] if holder and key == "0" else holder
    if not further:
        return holder | {key: value}
    return holder | {key: put(holder.get(key) or {}, further, value)}


def saved_untouched(given):
    """What a form of this draft says; shares stand in the rows, so their addresses are no fields of it."""
    shown = of_draft(kept_of(given), NOW)
    own = {
        name: it for name, it in shown.items() if not (name.startswith("cost_split-") and name.endswith("-0"))
    }
    return read_terms(given_in(own), TODAY)


@pytest.mark.parametrize("start", range(0, 1000, 250))
def test_what_is_sound_is_the_same_after_the_form_was_saved_untouched(start):
    sound = 0
    for seed in range(start, start + 250):
        given = mixed(random.Random(seed))
        before = read_terms(given, TODAY)
        if before.terms is None:
            continue
        sound += 1
        after = saved_untouched(given)
        assert after.faults == (), (seed, after.faults)
        assert flat(after.terms.model_dump()) == flat(before.terms.model_dump()), seed

    assert sound > 50


CLIENT = {"organisation": {"name": "Toinen ry", "business_id": "0737546-2"}}
REPRESENTED = CLIENT | {
    "representative": {
        "full_name": "Rauni Rep",
        "email": "rauni@toinen.example",
        "signs": False,
        "title": "HR",
    }
}
BY_JSON = (
    {name: example(name) for name in EXAMPLES}
    | {
        "a client that does not pay": example("manager-free-of-charge.fi") | {"client": CLIENT},
        "a client that does not pay, and somebody of theirs": example("manager-free-of-charge.fi")
        | {"client": REPRESENTED},
        "some who have a business and do not pay": example(**{"supervisees-0-business_id": "0000002-7"}),
    }
    | {
        name: CASES[name]
        for name in ("one-of-three-pays", "a-consumer-among-others", "work-group-of-a-manager", "remote")
    }
)


@pytest.mark.parametrize("given", BY_JSON.values(), ids=BY_JSON)
def test_a_draft_by_json_is_the_same_after_its_page_was_opened_and_saved(owner, given):
    contract = drafted(owner, given)
    before = agreed(contract)

    saved = owner.fill(owner.get(f"/contracts/{contract}/edit").form("/edit"))

    assert saved.status == 303, saved.text
    assert agreed(contract) == before


def agreed(contract):
    services = wiring.services()
    return read(services, services.contracts.draft(contract).given).terms


def test_a_draft_that_was_typed_on_after_its_save_leads_to_what_was_typed(owner, at):
    contract = drafted(owner, example("team.fi"))
    form = owner.get(f"/contracts/{contract}/edit").form("/edit")
    at("2026-11-23T10:00:00+02:00")
    kept = owner.post(
        f"/contracts/{contract}/keep",
        dict(form.filled({"goals_shared": "Uudet sanat"})),
        origin=owner.base_url,
    )
    assert kept.status == 200, kept.text

    page = owner.get(f"/contracts/{contract}/edit")
    [way] = html.document_fromstring(page.text).xpath("//section[@aria-labelledby='newer']//a/@href")

    assert dict(page.form("/edit").values)["goals_shared"] != "Uudet sanat"
    assert dict(owner.get(way).form("/edit").values)["goals_shared"] == "Uudet sanat"
