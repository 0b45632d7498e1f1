"""The function to withdraw has one name in each language: in the contract, in the mail and on the page."""

import pytest

from chalicelib.documents.contract_text import TEMPLATE
from chalicelib.documents.pages import page
from chalicelib.documents.templating import TEMPLATES
from chalicelib.documents.translations import LANGUAGES, translations
from dev.mail_samples import CONSUMER
from tests.documents.html import parsed, words
from tests.documents.letters import a_letter
from tests.documents.page_contexts import context
from tests.documents.page_values import WITHDRAW

every_language = pytest.mark.parametrize("language", LANGUAGES)


def label(language):
    return translations(language).gettext("Peruuta sopimus tästä")


@every_language
def test_the_contract_names_it_in_its_clause_and_in_annex_b(language):
    text = (TEMPLATES / "contracts" / TEMPLATE / f"{language}.xhtml").read_text("utf-8")

    named = " ".join(text.replace("&#160;", " ").split())
    assert sum(named.count(f"{start}{label(language)}{end}") for start, end in ("””", "‘’")) == 2


@every_language
def test_the_mail_and_the_page_bear_the_same_name(language):
    root = parsed(page("withdraw", language, **context(**WITHDRAW)))

    (link,) = parsed(a_letter("completed", language, **CONSUMER).html).xpath(
        "//a[contains(@href, '/withdraw')]"
    )
    assert words(link) == words(root.xpath("//h1")[0]) == label(language)
