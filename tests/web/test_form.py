"""The form with things in it that do not pass: every fault at once, each beside its field, nothing typed lost."""

import pytest
from lxml import html

from chalicelib.domain.terms.defaults import tidied
from chalicelib.web.form_values import flat
from tests.life.people import constellation_a
from tests.web.client import FORM
from tests.web.forms import fault_beside, kept, lost, opened, posted, rows_added, what_somebody_types
from tests.web.kept import rows
from tests.web.people import logged_in, sent

LONG = "x" * 5000
# What makes the fields apply that are typed wrong.
APPLYING = {
    "remote_rules-allowed": "true", "group_absence-mode": "min_present", "trial_sessions": "1", "trial_price_mode": "other",
    "invoicing_rhythm": "blocks", "price_revision": "notice", "travel_costs": "km", "goals_annex_used": "true",
}  # fmt: skip
TYPED_WRONG = {
    "supervisor-full_name": "Ulla 2", "supervisor-business_name": LONG, "supervisor-business_id": "1234567-0",
    "supervisor-contact-email": "ulla@", "supervisor-contact-phone": "0" * 41, "supervisor-contact-address": LONG,
    "supervisor-qualification": LONG, "supervisees-0-full_name": "R2-D2", "supervisees-0-email": "a@b.fi, c@d.fi",
    "supervisees-0-job_title": LONG, "supervisees-0-organisation": LONG, "supervisees-1-full_name": "A",
    "supervisees-1-email": "henkilö", "supervisees-2-email": "", "manager-full_name": "<b>", "manager-email": "a b@c.fi",
    "manager-organisation": "X", "manager-title": LONG, "client-organisation-name": "Y",
    "client-organisation-business_id": "0000002-8", "goals_shared": LONG, "start_date": "31.2.2027", "end_date": "joskus",
    "sessions_total": "0", "session_length_min": "50", "session_interval_weeks-0": "13", "session_interval_weeks-1": "kaksi",
    "trial_decision_days": "-1", "scheduling-text": LONG, "place_detail": LONG,
    "remote_rules-tool": LONG, "methods-text": LONG, "evaluation_interval_months": "13", "price_amount": "ilmainen",
    "invoice_details-e_invoice": "0038", "invoice_details-operator": LONG, "invoice_details-email": "lasku",
    "invoice_details-postal_address": LONG, "invoice_details-reference": LONG, "payment_term_days": "61",
    "cancel_notice_hours": "999999999999", "late_cancel_fee_pct": "101", "no_show_fee_pct": "sata",
    "group_absence-min": "31", "termination_notice_days": "91", "dissatisfaction_steps": "Puhutaan.",
    "third_party": LONG, "signing_deadline_days": "61", "exploratory_talk_on": "kerran", "trial_price_amount": "sama",
    "goals_supervisees": "x" * 9000, "invoicing_block_sessions": "1", "price_revision_months": "7", "km_rate": "3",
    "travel_estimate": "ei paljon", "retention_years": "2", "supersedes_contract_id": "se aiempi",
}  # fmt: skip
CHOSEN_WRONG = [
    "manager-participates", "group_membership", "goal_setters", "trial_sessions",
    "trial_default_outcome", "trial_price_mode", "scheduling-mode", "place_mode", "remote_rules-allowed", "methods-choices-0",
    "evaluations-mid", "evaluation_with_manager", "attendance_reporting", "notes_policy", "supervisor_own_supervision",
    "price_unit", "vat_treatment", "invoicing_rhythm", "price_revision", "travel_costs", "group_absence-mode",
    "closing_session", "signing_mode", "contract_language", "assurance_level", "supervisor-language",
    "supervisor-assurance_level", "supervisees-0-language", "supervisees-0-assurance_level", "manager-language",
    "manager-assurance_level", "client-representative-language", "client-representative-assurance_level",
]  # fmt: skip
# What the choices above depend on.
DECIDES_MORE = ["constellation", "supervision_form", "payer_type"]


@pytest.fixture(scope="module")
def good():
    return what_somebody_types()


@pytest.fixture(scope="module")
def form(owner):
    return opened(owner)


def test_what_is_good_becomes_a_draft(owner, form, good):
    made = owner.post("/contracts", posted(form, good))

    assert (made.status, made.location.rpartition("/")[0]) == (303, f"{owner.base_url}/contracts")


def test_every_field_that_was_typed_wrong_is_told_beside_it_and_nothing_is_lost(owner, form, good):
    before, typed = rows(), posted(form, good | APPLYING | TYPED_WRONG)

    page = owner.post("/contracts", typed)

    assert page.status == 422
    assert [name for name in TYPED_WRONG if not fault_beside(page, name)] == []
    again = kept(page)
    assert {name: again.get(name) for name in TYPED_WRONG} == TYPED_WRONG
    assert lost(typed, page) == {}
    assert rows() == before


@pytest.mark.parametrize("names", [CHOSEN_WRONG, DECIDES_MORE], ids=["usual", "deciding"])
def test_every_choice_that_was_never_offered_is_told_beside_it(owner, form, good, names):
    page = owner.post("/contracts", posted(form, good) | dict.fromkeys(names, "jotain muuta"))

    assert page.status == 422
    assert [name for name in names if not fault_beside(page, name)] == []


def test_each_fault_is_listed_first_with_a_way_to_its_field(owner, form, good):
    page = owner.post("/contracts", posted(form, good | APPLYING | TYPED_WRONG))
    root = html.document_fromstring(page.text)
    listed = {link.get("href")[1:]: link.text_content() for link in root.xpath("//*[@role='alert']//a")}

    assert listed.keys() >= TYPED_WRONG.keys()
    assert [name for name, text in listed.items() if not text.endswith(fault_beside(page, name)[1:])] == []
    assert [name for name, text in listed.items() if text == fault_beside(page, name)] == []
    assert listed["supervisees-1-email"].startswith("Ohjattava 2, sähköposti: ")
    assert all(root.xpath(f"//*[@id='{name}']") for name in listed)


def test_faults_are_listed_in_the_order_of_the_page(owner, form, good):
    root = html.document_fromstring(
        owner.post("/contracts", posted(form, good | APPLYING | TYPED_WRONG)).text
    )
    listed = [link.get("href")[1:] for link in root.xpath("//*[@role='alert']//a")]
    shown = [it.get("id") for it in root.xpath("//form[@id='contract-form']//*[@id]")]

    assert listed == sorted(listed, key=shown.index)


def test_an_empty_form_asks_for_what_is_needed_and_for_nothing_else(owner, form):
    page = owner.post("/contracts", posted(form, {}))
    asked = {it.get("id") for it in html.document_fromstring(page.text).xpath("//*[@class='fault-text']")}

    assert page.status == 422
    assert {"constellation-fault", "price_amount-fault"} <= asked
    assert not [it for it in asked if it.startswith(("supervisor-", "session", "cancel"))]


UNUSUAL = {
    "no body": b"",
    "no name": b"=&=&&&",
    "NUL": b"constellation=%00&supervisor-full_name=A%00B",
    "not UTF-8": b"constellation=\xff\xfe&supervisor-full_name=%FF%C3%28",
    "half a percent": b"constellation=%&goals_shared=%zz",
    "lone surrogates": b"goals_shared=%ED%A0%80&supervisor-full_name=%ED%B0%80",
    "the same field twice": b"constellation=A&constellation=B&constellation=",
    "a value for a branch": b"supervisor=x&supervisor-contact=y&supervisor-contact-email=a@b.fi",
    "a branch for a value": b"price_amount-0=1&start_date-x-y=2&goals_shared-0-0-0=3",
    "a very deep name": b"a" + b"-a" * 50_000 + b"=x",
    "numbers without end": b"supervisees-"
    + b"9" * 9_000
    + b"-email=x&session_interval_weeks-"
    + b"9" * 9_000
    + b"=1",
    "digits of elsewhere": "supervisees-٣-email=x&supervisees-²-email=y&sessions_total=١٢".encode(),
    "gaps and signs in numbers": b"supervisees--1-email=a@b.fi&supervisees-+2-email=c@d.fi&supervisees-00007-email=e@f.fi",
    "unknown names": b"__proto__=x&constructor=y&terms=z&supervisor-role=admin&number=TO-1",
    "a huge number": b"price_amount="
    + b"9" * 5_000
    + b"&sessions_total="
    + b"9" * 5_000
    + b"&cancel_notice_hours=1e9",
    "a year far away": b"start_date=9999-12-31&end_date=31.12.9999",
    "what a template would read": b"goals_shared={{7*7}}{%raw%}&supervisor-full_name=${7*7}",
}


@pytest.mark.parametrize("body", UNUSUAL.values(), ids=UNUSUAL)
def test_what_no_browser_would_send_gets_the_form_again(owner, form, body):
    before, csrf = rows(), dict(form.values)["_csrf"]

    page = owner.ask("POST", "/contracts", b"_csrf=" + csrf.encode() + b"&" + body, content_type=FORM)

    assert page.status == 422
    assert "contract-form" in page.text
    assert rows() == before


@pytest.mark.parametrize(
    "body", [b"goals_shared=" + b"x" * 300_000, b"&".join(b"a%d=1" % n for n in range(3_000))]
)
def test_what_no_form_of_ours_can_hold_is_too_large(owner, form, body):
    page = owner.ask("POST", "/contracts", b"_csrf=x&" + body, content_type=FORM)

    assert page.status == 413
    assert "liian suuri" in page.text


# Rows


def test_rows_come_and_go_without_a_script_and_keep_what_was_typed(owner, form, good):
    typed = posted(form, good | {"goals_shared": "Rivi\nja toinen", "price_amount": "vielä auki"})
    added = owner.post("/contracts", typed | {"_do": "add_row"})
    removed = owner.fill(added.form("/contracts"), {"_do": "remove-1"})

    assert (added.status, removed.status) == (200, 200)
    assert lost(typed, added) == {}
    assert kept(added)["supervisees-3-full_name"] == ""
    left = {name: value for name, value in typed.items() if not name.startswith("supervisees-1-")}
    assert lost(left, removed) == {}
    assert not [name for name in kept(removed) if name.startswith("supervisees-1-")]


def test_numbers_of_rows_may_have_gaps(owner, form, good):
    without = {
        name: value for name, value in posted(form, good).items() if not name.startswith("supervisees-1-")
    }

    made = owner.post("/contracts", without)

    assert made.status == 303
    assert good["supervisees-2-full_name"] in owner.get(made.location).text


@pytest.mark.parametrize("action", ["remove-", "remove-0-full", "remove-99999999999", "add_row-7"])
def test_a_button_that_we_did_not_serve_loses_nothing(owner, form, good, action):
    typed = posted(form, good)
    page = owner.post("/contracts", typed | {"_do": action})

    assert page.status == 200
    assert lost(typed, page) == {}


def test_the_thirty_first_supervisee_is_told_and_kept(owner, form):
    many = flat(tidied(constellation_a(31, "monta.example")))
    page = owner.post("/contracts", dict(form.values) | many | {"constellation": "A"})

    assert page.status == 422
    assert "enintään 30" in page.text
    assert kept(page)["supervisees-30-email"] == many["supervisees-30-email"]


# Whose draft, and which of its windows


def test_the_same_form_twice_makes_one_draft(owner, good):
    typed = posted(rows_added(owner, 2), good)

    first, second = owner.post("/contracts", typed), owner.post("/contracts", typed)

    assert (first.status, second.status) == (303, 303)
    assert first.location == second.location


def test_going_back_and_changing_the_form_is_told_and_kept(owner, good):
    typed = posted(rows_added(owner, 2), good)
    made = owner.post("/contracts", typed).location

    again = owner.post("/contracts", typed | {"goals_shared": "Toinen ajatus tavoitteista"})
    saved = owner.fill(again.form("/edit"))

    assert again.status == 409
    assert "toisessa ikkunassa" in again.text
    assert (saved.status, saved.location) == (303, made)
    assert "Toinen ajatus tavoitteista" in owner.get(made).text


def test_two_windows_on_one_draft_lose_nothing(owner, good):
    made = owner.post("/contracts", posted(rows_added(owner, 2), good)).location
    first, second = (owner.get(f"{made}/edit").form("/edit") for _ in range(2))

    assert owner.fill(first, {"goals_shared": "Ensimmäisen ikkunan tavoite"}).status == 303
    late = owner.fill(second, {"goals_shared": "Toisen ikkunan tavoite"})

    assert late.status == 409
    assert kept(late, "/edit")["goals_shared"] == "Toisen ikkunan tavoite"
    assert "Ensimmäisen ikkunan tavoite" in owner.get(made).text
    assert owner.fill(late.form("/edit")).status == 303
    assert "Toisen ikkunan tavoite" in owner.get(made).text


@pytest.mark.parametrize("revision", ["", "-1", "1", f"{'0' * 32}.1", "9" * 5_000, "٣"])
def test_a_revision_that_we_did_not_serve_saves_nothing(owner, good, revision):
    made = owner.post("/contracts", posted(rows_added(owner, 2), good)).location
    edited = posted(owner.get(f"{made}/edit").form("/edit"), good | {"goals_shared": "Jotain aivan muuta"})
    before = rows()

    late = owner.post(f"{made}/edit", edited | {"_revision": revision})

    assert late.status == 409
    assert rows() == before


@pytest.mark.parametrize("given", ["", "..", "0" * 31, "0" * 5_000])
def test_an_id_that_we_did_not_serve_is_not_used(owner, form, good, given):
    made = owner.post("/contracts", posted(form, good) | {"_id": given})

    assert made.status == 303
    assert made.location.rpartition("/")[2] != given


def test_anothers_draft_can_be_neither_seen_nor_replaced_by_its_id(life, owner, other, good):
    theirs = posted(rows_added(other, 2), good)
    made = other.post("/contracts", theirs).location.rpartition("/")[2]
    before = rows(but=("THROTTLE#", "SESSION#", "LOGIN#", "ACCOUNT#"))

    answer = owner.post("/contracts", posted(rows_added(owner, 2), good) | {"_id": made})

    assert answer.status == 404
    assert rows(but=("THROTTLE#", "SESSION#", "LOGIN#", "ACCOUNT#")) == before


def test_a_form_that_says_what_was_sent_leads_to_the_contract(life, owner, good):
    form = posted(rows_added(owner, 2), good)
    made = owner.post("/contracts", form).location
    edit = posted(owner.get(f"{made}/edit").form("/edit"), {})
    assert owner.fill(owner.get(made).form("/send")).status == 303
    life.sweep()
    before = rows(but=("THROTTLE#", "SESSION#", "LOGIN#", "ACCOUNT#"))

    again = [owner.post("/contracts", form), owner.post(f"{made}/edit", edit)]

    assert [page.location for page in again] == [f"{made}?done=sent"] * 2
    assert "jo lähetetty" in owner.get(again[0].location).text
    assert rows(but=("THROTTLE#", "SESSION#", "LOGIN#", "ACCOUNT#")) == before


def test_a_form_that_says_something_else_after_sending_comes_again_and_can_be_the_next_version(
    life, owner, good
):
    contract, _ = sent(life, owner)
    form = posted(rows_added(owner, 2), good)
    before = rows(but=("THROTTLE#", "SESSION#", "LOGIN#", "ACCOUNT#"))

    new = owner.post("/contracts", form | {"_id": contract})
    edit = owner.post(f"/contracts/{contract}/edit", form | {"_revision": f"{'0' * 32}.1"})

    assert (new.status, edit.status) == (409, 409)
    assert rows(but=("THROTTLE#", "SESSION#", "LOGIN#", "ACCOUNT#")) == before
    assert kept(edit, "/revise")["goals_shared"] == good["goals_shared"]
    saved = owner.fill(edit.form("/revise"))
    assert saved.location.endswith(f"/contracts/{contract}/draft")
    assert good["supervisees-2-full_name"] in owner.get(saved.location).text


def test_every_fault_of_an_empty_form_is_named_and_leads_to_a_field_of_the_page(life):
    nobody_yet = logged_in(life, "tyhja-profiili@sopu.test")
    form = nobody_yet.get("/contracts/new").form("/contracts")
    answer = nobody_yet.fill(form, {name: "" for name, _ in form.values if not name.startswith("_")})

    page = html.document_fromstring(answer.text)
    told = page.xpath("//section[@aria-labelledby='faults']//li")

    assert answer.status == 422
    assert len(told) > 3
    assert [it.text_content() for it in told if not it.xpath("./a/strong")] == []
    assert [
        it
        for it in page.xpath("//section[@aria-labelledby='faults']//a/@href")
        if not page.xpath(f"//*[@id='{it[1:]}']")
    ] == []
