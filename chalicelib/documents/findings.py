"""What a verification found, in words that a person understands."""

from datetime import datetime

from chalicelib.documents.formats import moment, number
from chalicelib.documents.translations import _, translations
from chalicelib.domain.archived_file import WHERE
from chalicelib.domain.parties import ANNEX
from chalicelib.domain.report import AUTHENTIC, CANNOT_TELL, NOT_AUTHENTIC, Finding, Report

VERDICTS = {
    AUTHENTIC: _("Aito: tiedosto on täsmälleen se sopimus, jonka osapuolet hyväksyivät ja joka sinetöitiin."),
    CANNOT_TELL: _(
        "Ei voida sanoa: tiedostosta ei löytynyt vikaa, mutta sinetin varmennetta ei ollut verrattavana."
    ),
    NOT_AUTHENTIC: _("Ei aito: tiedosto ei ole se sopimus, joka sinetöitiin. Syy on kerrottu alla."),
}
OF_AN_ANNEX = VERDICTS | {
    AUTHENTIC: _("Aito: tiedosto on täsmälleen se sopimuksen liite A, joka hyväksyttiin ja sinetöitiin."),
    NOT_AUTHENTIC: _("Ei aito: tiedosto ei ole se liite A, joka sinetöitiin. Syy on kerrottu alla."),
}
SENTENCES = {
    "not_a_pdf": _("Tiedosto ei ole PDF."),
    "file_unreadable": _("Tiedosto on rikki: sitä ei voi lukea loppuun asti."),
    "two_revisions": _("Tiedostossa on hyväksytty asiakirja ja yksi lisäys, kuten pitää."),
    "other_revisions": _(
        "Tiedosto on tallennettu {times}. Sinetöity asiakirja on tallennettu tasan kaksi kertaa."
    ),
    "no_seal": _("Tiedostossa ei ole sinettiä."),
    "several_seals": _("Tiedostossa on useampi kuin yksi sinetti tai allekirjoitus."),
    "seal_covers_file": _("Sinetti kattaa koko tiedoston."),
    "bytes_outside_seal": _(
        "Tiedostossa on osia, joita sinetti ei kata: siihen on lisätty tai siitä on muutettu jotakin."
    ),
    "seal_intact": _("Sinetti on ehjä: mikään ei ole muuttunut sinetöinnin jälkeen."),
    "seal_broken": _("Sinetti on rikki: tiedostoa on muutettu sinetöinnin jälkeen."),
    "container_exact": _("Sinetin tiedot ovat täsmälleen ne, jotka sinetöinnissä syntyivät."),
    "container_altered": _("Sinetin tietoja on muutettu sinetöinnin jälkeen."),
    "certified": _("Sinetti kieltää kaikki muutokset."),
    "not_certified": _("Sinetti ei kiellä muutoksia, toisin kuin tämän palvelun sinetti."),
    "certificate_ours": _("Sinetti on tehty tämän palvelun varmenteella."),
    "certificate_foreign": _("Sinettiä ei ole tehty tämän palvelun varmenteella."),
    "certificate_not_given": _("Varmennetta ei annettu, joten sinetin tekijää ei voi tarkistaa."),
    "certificate_not_valid_then": _("Varmenne ei ollut voimassa, kun sinetti sanoo syntyneensä."),
    "trail_missing": _("Tiedostosta puuttuu tapahtumaketju (trail.json)."),
    "trail_unreadable": _("Tapahtumaketjua (trail.json) ei voi lukea."),
    "trail_unbroken": _("Tapahtumaketju on ehjä: {count} merkintää."),
    "trail_broken": _("Tapahtumaketju on poikki merkinnän {number} kohdalla."),
    "main_document_missing": _("Tapahtumaketju ei nimeä täsmälleen yhtä työnohjaussopimusta."),
    "trail_without_sent": _("Tapahtumaketju ei ala sopimuksen lähettämisestä."),
    "annex_unreadable": _("Liitteen A tietoja (annex.json) ei voi lukea."),
    "annex_of_this_contract": _("Liite A kuuluu tähän sopimukseen ja tähän versioon."),
    "annex_of_another_contract": _("Liite A sanoo kuuluvansa johonkin toiseen sopimukseen tai versioon."),
    "accepted_annex_untouched": _("Tiedoston alku on täsmälleen se liite A, jonka tunniste on sopimuksessa."),
    "accepted_annex_differs": _("Tiedoston alku ei ole se liite A, jonka tunniste on sopimuksessa."),
    "accepted_bytes_untouched": _(
        "Tiedoston alku ({length} tavua) on täsmälleen se PDF, jonka osapuolet hyväksyivät."
    ),
    "accepted_bytes_differ": _("Tiedoston alku ei ole se PDF, jonka osapuolet hyväksyivät."),
    "terms_match": _("Sopimusehdot (terms.json) ovat ne, jotka hyväksyttiin."),
    "terms_differ": _("Sopimusehdot (terms.json) eivät ole ne, jotka hyväksyttiin."),
    "seats_as_agreed": _(
        "Hyväksyntää pyydettiin juuri niiltä ja sillä tavalla kuin sopimusehdoissa on sovittu."
    ),
    "seats_differ": _(
        "Hyväksyntää ei pyydetty niiltä tai sillä tavalla kuin sopimusehdoissa (terms.json) on sovittu."
    ),
    "acceptance_of_something_else": _("Merkintä {number} on hyväksyntä, joka ei koske tätä sopimusta."),
    "accepted_twice": _("Merkintä {number} on hyväksyntä osapuolelta, joka oli jo hyväksynyt."),
    "accepted_too_late": _("Merkintä {number} on hyväksyntä, joka annettiin vasta määräajan päätyttyä."),
    "accepted_out_of_turn": _(
        "Merkintä {number} on hyväksyntä osapuolelta, jonka vuoro ei ollut vielä tullut."
    ),
    "act_after_end": _(
        "Merkintä {number} on tehty, vaikka sopimus oli jo jätetty hyväksymättä, peruttu tai rauennut."
    ),
    "act_impossible": _("Merkintä {number} on sellainen, jota siinä vaiheessa ei olisi voinut syntyä."),
    "trail_goes_on": _(
        "Tapahtumaketju jatkuu merkinnällä {number}, vaikka kaikki olivat jo hyväksyneet ja sopimus oli voimassa."
    ),
    "acceptance_missing": _("Hyväksyntä puuttuu: {parties}."),
    "everybody_accepted": _(
        "Kaikki osapuolet ({count}) hyväksyivät saman version, ja sopimus tuli voimaan {at}."
    ),
    "not_completed": _("Tapahtumaketju ei pääty siihen, että kaikki ovat hyväksyneet."),
    "annex_accepted": _("Liitteen A ovat hyväksyneet kaikki, joiden hyväksyntää se vaatii ({count})."),
    "annex_not_accepted": _("Liitteestä A puuttuu hyväksyntä, jota se vaatii."),
}
# What only the comparison of an archived file with the service's own table can tell.
COMPARED = {
    "archive_digest_same": _(
        "Arkistossa on tavu tavulta se tiedosto, joka sinne sinetöitäessä tallennettiin."
    ),
    "archive_digest_differs": _(
        "Arkistossa on eri tiedosto kuin se, joka sinne sinetöitäessä tallennettiin."
    ),
    "other_contract": _("Arkistossa olevassa tiedostossa on jokin toinen sopimus."),
    "other_document": _("Arkistossa olevassa tiedostossa on saman sopimuksen toinen asiakirja."),
    "file_missing": _("Tiedostoa ei löydy arkistosta."),
    "table_trail_broken": _(
        "Palvelun omissa tiedoissa tapahtumaketju on poikki merkinnän {number} kohdalla."
    ),
    "trail_as_in_table": _("Tiedoston tapahtumaketju on sama kuin palvelun omissa tiedoissa."),
    "trail_differs_from_table": _("Tiedoston tapahtumaketju on eri kuin palvelun omissa tiedoissa."),
}
NOT_OURS = _("Tämä ei ole Sopun sinetöimä sopimus. Syy on kerrottu alla.")
ARCHIVE_WRONG = _(
    "Ei kunnossa: arkistoitu tiedosto ja palvelun omat tiedot eivät vastaa toisiaan. Syy on kerrottu alla."
)


def report_words(report: Report, language: str = "fi") -> dict[str, object]:
    """
    The report as a page shows it: verdict, verdict_words, findings of {result, code, words}, sha256, number.

    result: that of the finding, or "claimed" for what looks good in a file whose seal vouches for nothing.
    unsealed: it is a PDF without any seal, such as parties get to read before they accept.
    """
    claims = any(it.result == "bad" and it.where in ("file", "seal") for it in report.findings)
    findings = [
        {"result": "claimed" if claims and it.result == "good" and it.where != WHERE else it.result,
         "code": it.code, "words": finding_words(it, language)}
        for it in report.findings
    ]  # fmt: skip
    return {
        "verdict": report.verdict, "verdict_words": verdict_words(report, language), "findings": findings,
        "sha256": report.sha256, "number": report.number, "contract": report.contract,
        "unsealed": "no_seal" in {it.code for it in report.findings},
    }  # fmt: skip


def verdict_words(report: Report, language: str = "fi") -> str:
    """The verdict in a sentence that does not blame a file in which nothing bad was found."""
    return translations(language).gettext(_verdict(report))


def finding_words(finding: Finding, language: str = "fi") -> str:
    """The finding's sentence with its numbers."""
    said, params = translations(language), {}
    for name, value in finding.params.items():
        params[name] = _shown(value, language)
    if "count" in finding.params:
        count = int(str(finding.params["count"]))
        params["times"] = said.ngettext("yhden kerran", "{count} kertaa", count).format(count=count)
    return said.gettext((SENTENCES | COMPARED)[finding.code]).format(**params)


def _verdict(report: Report) -> str:
    blamed = {finding.where for finding in report.findings if finding.result == "bad"}
    if {"not_a_pdf", "no_seal"} & {finding.code for finding in report.findings}:
        return NOT_OURS
    verdicts = OF_AN_ANNEX if report.kind == ANNEX else VERDICTS
    return ARCHIVE_WRONG if blamed == {WHERE} else verdicts[report.verdict]


def _shown(value: object, language: str) -> str:
    if isinstance(value, datetime):
        return moment(value, language)
    return number(value, language) if isinstance(value, int) else str(value)
