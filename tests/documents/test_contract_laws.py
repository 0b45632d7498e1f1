"""Laws of the contract's text, tried on hundreds of contracts drawn at random from all that the terms can say."""

import random
import re
from decimal import Decimal
from functools import cache

from chalicelib.documents.contract_text import cast_of
from tests.documents.contract_cases import BLOCKS, BOSS, example, parsed, payers, plain, read, tidy

ELEMENTS = set("article h1 h2 h3 p ul ol li table thead tbody tr th td strong em dl dt dd br".split())  # noqa: SIM905 - reads better


def some_terms(seed):
    """Sound terms drawn at random: any constellation with any value of every field that has a choice."""
    pick = random.Random(seed).choice
    kind = pick(["A", "A1", "B", "B1", "C1", "C2"])
    group, free, payer = kind in {"A", "B", "C2"}, pick([True, False, False]), "organisation"
    if kind in {"B", "B1"}:
        payer = pick(["organisation", "supervisees"])
    data = example("team") | {
        "constellation": kind[0],
        "supervisees": [] if kind == "C1" else payers(3) if group else payers(1),
        "supervision_form": pick(["group", "team"]) if group else pick(["individual", "manager"]),
        "manager": example("team")["manager"]
        | (
            {"is_supervisee": kind == "C1"}
            if kind[0] == "C"
            else {"participates": pick(["no", "agreed_sessions", "always"])}
        ),
        "managers_manager": BOSS,
        "place_detail": "Keksittykatu 7",
        "client": example("team")["client"]
        | {
            "representative": pick(
                [
                    None,
                    {"same_as_manager": True, "signs": True},
                    {
                        "full_name": "Kaisu Törnqvist",
                        "email": "kaisu@rantapiha.example",
                        "signs": pick([True, False]),
                    },
                ]
            )
        },
        "group_membership": pick(["closed", "change_by_agreement"]),
        "end_date": pick(["2027-12-13", None]),
        "sessions_total": pick([4, 12, 40]),
        "session_interval_weeks": pick([[1, 1], [2, 2], [3, 4]]),
        "trial_sessions": pick([0, 1, 2, 3]),
        "trial_decision_days": pick([1, 7]),
        "trial_default_outcome": pick(["ends", "continues"]),
        "trial_price_mode": pick(["same", "free"]),
        "scheduling": pick(["series", "next_at_session", {"mode": "on_request", "text": "Puhelimitse."}]),
        "place_mode": pick(["supervisor", "client", "remote", "hybrid", "other"]),
        "remote_rules": {"allowed": True, "tool": pick(["", "Teams"])},
        "methods": pick([{"choices": ["dialogue", "drawing"]}, {"choices": [], "text": "Työroolikartta."}]),
        "goal_setters": pick(["supervisees", "all_parties"]),
        "evaluation_interval_months": pick([1, 6]),
        "evaluations": {"mid": pick([True, False])},
        "evaluation_with_manager": pick(["no", "joint_part", "final_only"]),
        "attendance_reporting": pick(["none", "count", "names"]),
        "price_amount": "0" if free else pick(["240.00", "80.33"]),
        "price_unit": pick(["session", "hour", "unit45", "total", *["person_session"] * group]),
        "zero_price_reason": pick(["internal", "volunteer", "training", "other"]) if free else None,
        "vat_treatment": pick(["plus", "included", "small_business", "healthcare", "none"]),
        "payer_type": "none" if free else payer,
        "payment_term_days": pick([14, 45]),
        "invoicing_rhythm": pick(["after_session", "monthly", "blocks", "advance"]),
        "price_revision": pick(["fixed", "notice"]),
        "travel_costs": pick(["none", "actual", "included"]),
        "cancel_notice_hours": pick([0, 1, 48]),
        "late_cancel_fee_pct": pick([0, 50]),
        "no_show_fee_pct": pick([50, 100]),
        "group_absence": pick([{"mode": "held_full_price"}, {"mode": "min_present", "min": pick([1, 2])}]),
        "supervisor_own_supervision": pick([True, False]),
        "notes_policy": pick(["none", "private_destroyed_at_end"]),
        "termination_notice_days": pick([0, 1, 14]),
        "closing_session": pick([True, False]),
        "third_party": pick(["", "Työnohjaaja Reetta Öst"]),
        "signing_mode": pick(["supervisor_first", "parallel"]),
        "signing_deadline_days": pick([1, 14]),
    }
    if kind[0] != "C":
        del data["managers_manager"]
    if kind[0] == "B":
        data["client"] = data["client"] | {"representative": None}
        data = {k: v for k, v in data.items() if k != "manager"} | {
            "goals_shared": pick(["", data["goals_shared"]])
        }
        if data["payer_type"] != "organisation":
            data = data | {"client": None, "invoice_details": None}
    return read(data)


def euros(printed):
    return Decimal(printed.replace(",", "."))


@cache
def sample():
    return [some_terms(seed) for seed in range(600)]


@cache
def texts():
    return [(terms, parsed(terms)) for terms in sample()]


def test_the_sample_reaches_every_choice():
    """Otherwise the laws below would say less than they seem to."""
    for name in (
        "constellation",
        "price_unit",
        "vat_treatment",
        "travel_costs",
        "place_mode",
        "trial_sessions",
    ):
        assert len({getattr(terms, name) for terms in sample()}) >= 3, name
    assert {cast_of(terms).outsiders for terms in sample()} >= {
        (),
        ("client",),
        ("manager", "managers_manager", "client"),
    }


def test_every_contract_is_plain_xhtml_without_empty_elements():
    for terms, article in texts():
        assert article.tag == "article"
        assert article.attrib == {"lang": "fi", "class": "contract"}
        for element in article.iter():
            assert element.tag in ELEMENTS
            assert set(element.attrib) <= {"class", "id", "lang"}
            assert element.tag == "br" or "".join(element.itertext()).strip(), (element.tag, terms)


def test_no_block_or_line_has_a_blank_too_many():
    """A typesetter prints a blank at the edge of a block; a browser does not."""
    for _, article in texts():
        for block in (e for e in article.iter() if e.tag in BLOCKS):
            edges = ["".join(block.itertext()), *(e.tail or "" for e in block.iter("br"))]
            assert all(text[:1] not in {" ", "\n"} for text in edges), edges
            assert edges[0] == edges[0].rstrip()
            assert not re.search(r"[ \n]{2}", edges[0]), edges


def test_no_contract_shows_how_it_was_made():
    for _, article in texts():
        text = plain(article)
        found = re.search(
            r"None|True|False|Undefined|\{\{|\{%|\[\]| [.,:;)]|\.\.|,,|\( |\. [a-zäö]",
            text.replace("\n    ", "\n"),
        )
        assert not found, (found, text[found.start() - 60 : found.end() + 60])


def test_every_fixed_paragraph_is_whole_sentences():
    for _, article in texts():
        for paragraph in article.iter("p"):
            if not paragraph.get("class") and not paragraph.findall("strong[last()]"):
                text = tidy(paragraph)
                assert (text[0].isupper(), text[-1] in ".:") == (True, True), text


def test_clauses_are_numbered_without_gaps_and_none_is_empty():
    for _, article in texts():
        children = list(article)
        clauses = [h2 for h2 in children if h2.tag == "h2" and h2.get("id") != "lyhyesti"]
        assert [int(h2.text.partition(".")[0]) for h2 in clauses] == list(range(1, len(clauses) + 1))
        assert [h2.get("id") for h2 in clauses] == sorted(h2.get("id") for h2 in clauses)
        assert all(children[children.index(h2) + 1].tag in {"p", "table"} for h2 in clauses)


def test_a_reference_names_a_clause_of_this_contract():
    for _, article in texts():
        last = len(article.findall("h2")) - 1
        references = re.findall(r"koh(?:ta|taa|dan|dassa) (\d+)", plain(article))
        assert references
        assert all(1 <= int(number) <= last for number in references)


def test_a_contract_without_price_speaks_of_no_money():
    free = [article for terms, article in texts() if terms.free_of_charge]
    assert len(free) > 100
    for article in free:
        found = re.search(
            r"(?i)\balv\b|arvonlis|lasku|€|veloi|\bmaksaja\b(?!sta)|eräpäiv|viivästysk", plain(article)
        )
        assert not found, found


def test_a_priced_contract_says_price_payer_and_due_date():
    for terms, article in texts():
        if not terms.free_of_charge:
            text = plain(article)
            assert re.search("(240,00|80,33) €", text)
            assert "Eräpäivä on" in text
            assert re.search("Työnohjauksen maks(aa|avat)", text)


def test_printed_amounts_add_up():
    """Net and tax make gross; a unit's price times units makes the total, or is said to be about right."""
    reckoned = 0
    for terms, article in texts():
        if terms.vat_treatment != "plus" or terms.free_of_charge or terms.price_unit == "total":
            continue
        clause = re.sub(r"(?<=\d) (?=\d{3})", "", plain(article))
        unit, about, gross = re.search(
            r"Hinta on ([\d,]+) € .* verollinen hinta on (noin )?([\d,]+) €", clause
        ).groups()
        net, tax, total = map(
            euros,
            re.search(r"yhteensä ([\d,]+) € .* siitä on ([\d,]+) €, .* yhteensä ([\d,]+) €", clause).groups(),
        )
        assert net + tax == total
        assert about or abs(net / euros(unit) * euros(gross) - total) < Decimal("0.005"), clause
        reckoned += 1
    assert reckoned > 30


def test_whoever_accepts_for_the_client_is_told_and_a_client_without_one_is_no_party():
    for terms, article in texts():
        text = plain(article)
        if terms.client and terms.client.organisation:
            bound = "puolesta sopimuksen hyväksyy" in text
            assert bound == (terms.constellation != "B")
            assert bound != ("ei ole tämän sopimuksen osapuoli" in text)


def test_group_words_stand_only_in_groups():
    for terms, article in texts():
        assert terms.is_group or not re.search(
            r"(?i)\bryhm|ohjattava(t|ien|ille|ilta)\b|kukin ohj|työyhteisö", plain(article)
        )


def test_nothing_in_the_text_promises_more_than_a_simple_signature():
    for _, article in texts():
        assert not re.search(r"(?i)kehitty|eidas|hyväksytty sähköinen allekirj|esimie", plain(article))
