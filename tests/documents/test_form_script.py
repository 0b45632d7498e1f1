"""The form's script in a real browser: what it hides, what follows, and rows that come and go without a reload."""

import json
import re
from html import unescape

import pytest

from chalicelib.documents.form_parts import FOLLOWS, WHEN, default_of, holds
from chalicelib.documents.pages import page, script
from tests.documents.page_contexts import context
from tests.documents.page_values import FORM
from tests.tools import output_of

VALUES = {
    "session_length_min": "60",
    "cancel_notice_hours": "24",
    "trial_sessions": "1",
    "payer_type": "supervisees",
}
PROBE = """
const shown = ([name]) => !form.querySelector(`[name="${name}"]`).closest("[hidden]");
const sent = () => Object.fromEntries([...new FormData(form)].filter(shown));
const press = (selector) => form.querySelector(selector).click();
const write = (name, text) => {
  form.elements[name].value = text;
  form.elements[name].dispatchEvent(new Event("input", { bubbles: true }));
};
const seen = [];
const note = () => seen.push({ ...sent(), focus: document.activeElement.name ?? "" });
STEPS
const out = document.createElement("pre");
out.id = "seen";
out.textContent = JSON.stringify(seen);
document.body.append(out);
"""


@pytest.fixture
def after(tmp_path):
    """What the form shows and would send at each note() of these steps."""

    def run(steps, values=VALUES, shown_rows=(0,)):
        text = page("contract_form", **context(**FORM | {"values": values, "rows": shown_rows}))
        text = re.sub("<script src.*?</script>", "", text)
        code = script("form")[0] + PROBE.replace("STEPS", steps)
        file = tmp_path / "form.html"
        file.write_text(text.replace("</body>", f"<script>{code}</script></body>"), "utf-8")
        options = ["--headless", "--no-sandbox", "--disable-gpu", "--virtual-time-budget=5000", "--dump-dom"]
        dom = output_of("chromium", *options, f"--user-data-dir={tmp_path}/browser", file.as_uri())
        return json.loads(unescape(re.search('<pre id="seen">(.*?)</pre>', dom, re.DOTALL)[1]))

    return run


STATES = [
    {},
    {"constellation": "A", "supervision_form": "team", "price_amount": "240", "payer_type": "organisation"},
    {"constellation": "B", "supervision_form": "group", "price_amount": "90,50", "payer_type": "supervisees",
     "supervisees-0-pays_as": "business", "supervisees-1-pays_as": "consumer"},
    {"constellation": "C", "manager-is_supervisee": "true", "price_amount": " 0,00 € ", "supervision_form": "manager"},
    {"constellation": "C", "manager-is_supervisee": "false", "price_amount": "0", "travel_costs": "km"},
    {"constellation": "A", "supervision_form": "individual", "price_amount": "120", "payer_type": "supervisees",
     "client-representative-signs": "true", "goals_annex_used": "true", "supervisees-0-pays_as": "no"},
    {"trial_sessions": "0", "travel_costs": "actual", "remote_rules-allowed": "false", "retention_years": "9"},
    {"constellation": "B", "price_amount": "00", "trial_sessions": "2", "group_absence-mode": "min_present",
     "supervision_form": "group", "invoicing_rhythm": "blocks"},
    {"price_amount": "100", "trial_sessions": "3", "trial_price_mode": "other", "invoicing_rhythm": "blocks",
     "price_revision": "notice", "supervision_form": "manager"},
]  # fmt: skip
FILL_IN = """
for (const state of STATES) {
  form.reset();
  for (const [name, text] of Object.entries(state)) {
    const box = form.querySelector(`[type=checkbox][name="${name}"]`);
    if (box) box.checked = true;
    else form.elements[name].value = text;
  }
  for (const it of followers) it.known = undefined;
  update();
  seen.push({
    values: Object.fromEntries(new FormData(form)),
    parts: [...form.querySelectorAll("[data-when]")].map((it) => [it.dataset.when, !it.hidden]),
    defaults: followers.map(({ name, known }) => [name, known]),
  });
}
"""


def test_script_and_server_agree_on_what_applies_and_what_follows(after):
    told = after(FILL_IN.replace("STATES", json.dumps(STATES)), values={}, shown_rows=(0, 1))

    assert len(told) == len(STATES)
    assert {condition for condition, _ in told[0]["parts"]} >= {it for it in WHEN.values() if "*" not in it}
    for condition in WHEN.values():
        seen = {shown for state in told for it, shown in state["parts"] if it == condition.replace("*", "0")}
        assert (condition, seen) == (condition, {True, False})
    for state in told:
        values = state["values"]
        assert {it: holds(it, values) for it, _ in state["parts"]} == dict(state["parts"]), values
        assert {it: default_of(it, values) for it in FOLLOWS} == dict(state["defaults"]), values


def test_parts_that_do_not_apply_are_not_seen(after):
    start, with_manager, free = after(
        'note(); press("#constellation"); note(); write("price_amount", "0,00"); note();'
    )

    assert "manager-email" not in start
    assert {"manager-email", "manager-participates", "client-organisation-name"} <= with_manager.keys()
    assert "manager-is_supervisee" not in with_manager
    assert {"vat_treatment", "invoice_details-email"}.isdisjoint(free)
    assert "zero_price_reason" in free


def test_payer_and_lengths_follow_until_somebody_writes_over_them(after):
    group, own = after(
        'press("#constellation"); press("#supervision_form-team"); note();'
        'write("session_length_min", "75"); press("#supervision_form"); note();'
    )

    assert (group["payer_type"], group["session_length_min"], group["cancel_notice_hours"]) == (
        "organisation",
        "90",
        "48",
    )
    assert (own["session_length_min"], own["cancel_notice_hours"]) == ("75", "24")


def test_a_manager_of_their_own_makes_it_supervision_of_a_manager(after):
    [sent] = after('press("#constellation-C"); note();')

    assert (sent["supervision_form"], sent["payer_type"], sent["session_length_min"]) == (
        "manager",
        "organisation",
        "60",
    )


def test_who_pays_is_not_asked_when_nobody_does(after):
    priced, free = after('press("#constellation"); note(); write("price_amount", "0"); note();')

    assert priced["payer_type"] == "organisation"
    assert "payer_type" not in free


def test_rows_come_and_go_and_the_focus_follows(after):
    added, removed = after(
        'press("[value=add_row]"); press("[value=add_row]"); note(); press("[value=remove-1]"); note();'
    )

    assert added["focus"] == "supervisees-2-full_name"
    assert {"supervisees-0-email", "supervisees-1-email", "supervisees-2-email"} <= added.keys()
    assert "supervisees-1-email" not in removed
    assert removed["focus"] == "supervisees-2-full_name"
