"""Rules between fields: for each a contract that breaks it, and its nearest neighbour that does not."""

import pytest

from chalicelib.domain.errors import Fault
from chalicelib.domain.terms import read_terms
from tests.builders import ABSENT, TODAY, example
from tests.codes import PRODUCT, fault_codes
from tests.domain.constellations import people
from tests.domain.rules_of_consumers import CONSUMERS, WORTH_TELLING
from tests.domain.rules_of_money import MONEY
from tests.domain.rules_of_people import PEOPLE
from tests.domain.rules_of_shares import SHARES
from tests.domain.rules_of_the_usual import UNUSUAL
from tests.domain.rules_of_time import TIME

FAULTS = PEOPLE | TIME | MONEY | SHARES | CONSUMERS
WARNINGS = UNUSUAL | WORTH_TELLING


def found(reading, warnings):
    return [(fault.field, fault.code) for fault in (reading.warnings if warnings else reading.faults)]


@pytest.mark.parametrize(("field", "code", "breaks", "mends"), FAULTS.values(), ids=FAULTS)
def test_a_rule_is_told_where_it_is_broken_and_only_there(field, code, breaks, mends):
    assert (field, code) in found(read_terms(example(**breaks), TODAY), warnings=False)
    assert found(read_terms(example(**mends), TODAY), warnings=False) == []


@pytest.mark.parametrize(("field", "code", "breaks", "mends"), WARNINGS.values(), ids=WARNINGS)
def test_a_warning_is_told_and_stops_nobody(field, code, breaks, mends):
    broken, sound = read_terms(example(**breaks), TODAY), read_terms(example(**mends), TODAY)

    assert (field, code) in found(broken, warnings=True)
    assert broken.terms
    assert (field, code) not in found(sound, warnings=True)
    assert sound.terms


def test_every_code_of_the_rules_is_in_some_row():
    told = {row[1] for row in (*FAULTS.values(), *WARNINGS.values())}

    files = (PRODUCT / "domain/terms/rules").glob("*.py")
    own = {"early_start_is_the_consumers"}  # told while reading: it is no field of the terms
    assert {code for path in files for code, _ in fault_codes(path)} | own == told


def test_a_fault_of_one_person_hides_none_of_another():
    changes = {
        "supervisees-0-email": "ei osoite",
        "manager": ABSENT,
        "supervisor-business_id": "",
        "goals_shared": "x",
    }

    fields = [field for field, _ in found(read_terms(example(**changes), TODAY), warnings=False)]

    assert {"supervisees-0-email", "manager-full_name", "supervisor-business_id", "goals_shared"} <= set(
        fields
    )


def test_a_fault_says_what_it_is_about():
    reading = read_terms(example(supervisees=people(31)["supervisees"]), TODAY)

    assert Fault("supervisees", "too_many", {"most": 30}) in reading.faults
