"""Laws of what the contract promises: money that adds up, who pays and who does not, who accepts and how."""

import re
from decimal import Decimal

from chalicelib.documents import formats
from chalicelib.documents.cast import cast_of
from chalicelib.domain.terms.signers import signers
from tests.documents.contract_cases import clause, plain, tidy
from tests.documents.contract_sample import texts


def euros(printed):
    return Decimal(re.sub(r"[\s€]", "", printed).replace(",", "."))


def test_a_contract_without_price_speaks_of_no_money():
    free = [article for terms, article in texts() if terms.free_of_charge and terms.travel_costs == "none"]
    assert len(free) > 50
    for article in free:
        found = re.search(
            r"(?i)\balv\b|arvonlis|lasku|€|veloi|\bmaksaja\b(?!sta)|eräpäiv|viivästysk", plain(article)
        )
        assert not found, found


def test_a_priced_contract_says_price_payer_and_due_date():
    for terms, article in texts():
        if not terms.free_of_charge:
            text = plain(article)
            assert formats.money(terms.price_amount).replace("\u00a0", " ") in text
            assert "Eräpäivä on" in text
            assert re.search("Työnohjauksen maksaa|Hinta (jaetaan|jakautuu)", text)


def test_printed_amounts_add_up():
    """Net and tax make gross; a unit's price times units makes the total, or is said to be about right."""
    reckoned = 0
    for terms, article in texts():
        if terms.vat_treatment != "plus" or terms.free_of_charge or terms.price_unit == "total":
            continue
        if terms.trial_price_mode == "other":
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
            representative = terms.client.representative
            assert bound == (terms.constellation != "B" or bool(representative and representative.signs))
            assert bound != ("ei ole tämän sopimuksen osapuoli" in text)


def test_shares_make_the_price():
    """Each column of the table adds up: the percents to a hundred, the totals to the total of the contract."""
    tables = journeys = 0
    for terms, article in texts():
        for table in article.findall("table[@class='shares']"):
            rows = [[tidy(td).replace("\u00a0", "") for td in tr.findall("td")] for tr in table.iter("tr")][
                1:
            ]
            percents = sum(Decimal(row[1].rstrip("%").replace(",", ".")) for row in rows)
            total, travel, grand = (
                sum(euros(tidy(td)) for td in table.findall(f".//td[@class='{name}']"))
                for name in ("share", "travel", "grand")
            )
            printed = re.search(r"yhteensä ([\d ]+,\d\d) €", clause(article, "k09"))
            assert percents == 100
            assert terms.price_unit == "total" or total == euros(printed[1])
            if terms.travel_estimate is not None:
                told = clause(article, "k10")
                travel_told, grand_told = (formats.money(it).replace("\u00a0", " ") for it in (travel, grand))
                assert f"yhteensä {travel_told}." in told
                assert f"yhteensä arviolta {grand_told}." in told
                journeys += 1
            assert [row[0].partition("\n")[0] for row in rows] == list(cast_of(terms).payers)
            tables += 1
    assert tables > 20
    assert journeys > 5


def test_everybody_who_accepts_is_identified_as_agreed():
    for terms, article in texts():
        text = clause(article, "k21")
        levels = {party.level for party in signers(terms)}
        assert ("vahvaa tunnistautumista" in text) == ("strong" not in levels)
        if len(levels) > 1:
            lines = "\n".join(tidy(item) for item in article.iter("li"))
            (named,) = re.findall("linkki ja koodi, .*: (.*)", lines) or [""]
            coded = [party.name for party in signers(terms) if party.level == "email_link_code"]
            if named == "muut hyväksyjät":
                assert len(coded) > 3
            else:
                assert named.replace(" ja ", ", ").split(", ") == (coded or [""])
        else:
            assert ("antaa koodin" in text) == (levels == {"email_link_code"})


def test_nothing_in_the_text_promises_more_than_a_simple_signature():
    for _, article in texts():
        assert not re.search(r"(?i)kehitty|eidas|hyväksytty sähköinen allekirj|esimie", plain(article))


def test_whoever_does_not_pay_owes_nothing_for_a_payer_who_is_no_party():
    """A contract cannot bind the payer who has not accepted it, and does not bind somebody else instead."""
    outside = 0
    for terms, article in texts():
        if terms.payer_type == "organisation" and not cast_of(terms).client_bound_by:
            assert re.search("Ohjattava(t eivät| ei) vastaa maksusta", clause(article, "k09"))
            outside += 1
    assert outside > 5


def test_ending_with_the_trial_or_by_the_supervisors_breach_costs_nothing():
    for terms, article in texts():
        free = terms.free_of_charge
        assert ("sen vuoksi peruuntuvista tapaamisista ei veloiteta" in clause(article, "k17")) != free
        if terms.trial_sessions and not free:
            assert "ei myöskään jo sovituista myöhemmistä tapaamisista" in clause(article, "k06")


def test_a_payer_is_told_no_more_for_the_invoice_than_what_is_charged():
    """Otherwise K12 would tell the client more than K14 lets it know."""
    for terms, article in texts():
        if not terms.free_of_charge and (terms.is_group or terms.payer_type == "organisation"):
            assert "maksajalle kerrotaan veloitettavien tapaamisten päivät ja määrä." in clause(
                article, "k12"
            )


def test_members_of_a_work_group_are_told_how_their_data_are_used():
    """They do not accept the contract and may never see it (GDPR, article 14)."""
    for terms, article in texts():
        unsigned = cast_of(terms).unsigned_group and bool(terms.supervisees)
        assert ("kertoo ryhmän jäsenille tietojen käsittelystä" in clause(article, "k19")) == unsigned
