"""No sentence of a contract is unread: the cases take every branch of every template."""

import pytest

from chalicelib.documents.contract_text import told
from tests.documents.contract_cases import CASES, DIGEST, FOLDER, read
from tests.documents.template_branches import Recorded

CONTRACTS = sorted(path.name for path in FOLDER.glob("??.xhtml"))
ANNEXES = sorted(path.name for path in FOLDER.glob("annex-a.*.xhtml"))


def in_language(name):
    return [read(case | {"contract_language": name.split(".")[-2]}) for case in CASES.values()]


@pytest.mark.parametrize("name", CONTRACTS)
def test_every_branch_of_the_contract_is_in_some_case(name):
    template = Recorded(name)
    for terms in in_language(name):
        digests = {DIGEST, ""} if terms.goals_annex_used else {""}
        for digest in digests:
            template.render(told(terms, number="TO-2026-0001", version=1, annex_digest=digest))

    assert len(template.wanted) > 300
    assert template.never() == []


@pytest.mark.parametrize("name", ANNEXES)
def test_every_branch_of_the_annex_is_in_some_case(name):
    template = Recorded(name)
    for terms in in_language(name):
        if terms.goals_annex_used:
            people = [person.full_name for person in terms.supervisees]
            template.render(told(terms, number="TO-2026-0001", version=1, salt="s" * 43, supervisees=people))

    assert len(template.wanted) > 10
    assert template.never() == []
