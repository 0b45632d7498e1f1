"""What a verification found, in words that a person understands."""

from datetime import datetime

from chalicelib.documents.formats import moment
from chalicelib.domain.archived_file import WHERE
from chalicelib.domain.verification import AUTHENTIC, CANNOT_TELL, NOT_AUTHENTIC, Finding, Report

VERDICTS = {
    AUTHENTIC: "Aito: tiedosto on täsmälleen se sopimus, jonka osapuolet hyväksyivät ja joka sinetöitiin.",
    CANNOT_TELL: "Ei voida sanoa: tiedostosta ei löytynyt vikaa, mutta sinetin varmennetta ei ollut verrattavana.",
    NOT_AUTHENTIC: "Ei aito: tiedosto ei ole sellaisenaan sinetöity sopimus. Syy on kerrottu alla.",
}
SENTENCES = {
    "not_a_pdf": "Tiedosto ei ole PDF.",
    "file_unreadable": "Tiedosto on rikki: sitä ei voi lukea loppuun asti.",
    "two_revisions": "Tiedostossa on hyväksytty sopimus ja yksi lisäys, kuten pitää.",
    "other_revisions": "Tiedosto on tallennettu {times}; sinetöity sopimus on tallennettu kahdesti.",
    "no_seal": "Tiedostossa ei ole sinettiä.",
    "several_seals": "Tiedostossa on useampi kuin yksi sinetti tai allekirjoitus.",
    "seal_covers_file": "Sinetti kattaa koko tiedoston.",
    "bytes_outside_seal": "Tiedostossa on tavuja, joita sinetti ei kata: siihen on lisätty tai siitä on muutettu jotakin.",
    "seal_intact": "Sinetti on ehjä: mikään ei ole muuttunut sinetöinnin jälkeen.",
    "seal_broken": "Sinetti on rikki: tiedostoa on muutettu sinetöinnin jälkeen.",
    "container_exact": "Sinetin tiedot ovat täsmälleen ne, jotka sinetöinnissä syntyivät.",
    "container_altered": "Sinetin tietoihin on koskettu sinetöinnin jälkeen.",
    "certified": "Sinetti kieltää kaikki muutokset.",
    "not_certified": "Sinetti ei kiellä muutoksia, toisin kuin tämän palvelun sinetti.",
    "certificate_ours": "Sinetti on tehty tämän palvelun varmenteella.",
    "certificate_foreign": "Sinettiä ei ole tehty tämän palvelun varmenteella.",
    "certificate_not_given": "Varmennetta ei annettu, joten sinetin tekijää ei voi tarkistaa.",
    "certificate_not_valid_then": "Varmenne ei ollut voimassa, kun sinetti sanoo syntyneensä.",
    "trail_missing": "Tiedostosta puuttuu tapahtumaketju (trail.json).",
    "trail_unreadable": "Tapahtumaketjua (trail.json) ei voi lukea.",
    "trail_unbroken": "Tapahtumaketju on ehjä: {count} merkintää.",
    "trail_broken": "Tapahtumaketju on poikki merkinnän {number} kohdalla.",
    "main_document_missing": "Tapahtumaketju ei nimeä täsmälleen yhtä työnohjaussopimusta.",
    "trail_without_sent": "Tapahtumaketju ei ala sopimuksen lähettämisestä.",
    "accepted_bytes_untouched": "Tiedoston alku ({length} tavua) on täsmälleen se PDF, jonka osapuolet hyväksyivät.",
    "accepted_bytes_differ": "Tiedoston alku ei ole se PDF, jonka osapuolet hyväksyivät.",
    "terms_match": "Sopimusehdot (terms.json) ovat ne, jotka hyväksyttiin.",
    "terms_differ": "Sopimusehdot (terms.json) eivät ole ne, jotka hyväksyttiin.",
    "acceptance_of_something_else": "Merkintä {number} on hyväksyntä, joka ei koske tätä sopimusta.",
    "accepted_twice": "Merkintä {number} on hyväksyntä osapuolelta, joka oli jo hyväksynyt.",
    "accepted_too_late": "Merkintä {number} on hyväksyntä, joka annettiin vasta määräajan päätyttyä.",
    "accepted_out_of_turn": "Merkintä {number} on hyväksyntä osapuolelta, jonka vuoro ei ollut vielä tullut.",
    "act_after_end": "Merkintä {number} on tehty, vaikka sopimus oli jo hylätty, peruttu tai rauennut.",
    "act_impossible": "Merkintä {number} on sellainen, jota siinä vaiheessa ei olisi voinut syntyä.",
    "trail_goes_on": "Tapahtumaketju jatkuu merkinnällä {number}, vaikka kaikki olivat jo hyväksyneet ja sopimus oli voimassa.",
    "acceptance_missing": "Kaikkien osapuolten hyväksyntää ei löydy: {parties}.",
    "everybody_accepted": "Kaikki osapuolet ({count}) hyväksyivät saman version; sopimus tuli voimaan {at}.",
    "not_completed": "Tapahtumaketju ei pääty siihen, että kaikki ovat hyväksyneet.",
}
# What only the comparison of an archived file with the service's own table can tell.
COMPARED = {
    "archive_digest_same": "Arkistossa on tavu tavulta se tiedosto, joka sinne sinetöitäessä tallennettiin.",
    "archive_digest_differs": "Arkistossa on eri tiedosto kuin se, joka sinne sinetöitäessä tallennettiin.",
    "other_contract": "Arkistossa olevassa tiedostossa on jokin toinen sopimus.",
    "file_missing": "Tiedostoa ei löydy arkistosta.",
    "table_trail_broken": "Palvelun omissa tiedoissa tapahtumaketju on poikki merkinnän {number} kohdalla.",
    "trail_as_in_table": "Tiedoston tapahtumaketju on sama kuin palvelun omissa tiedoissa.",
    "trail_differs_from_table": "Tiedoston tapahtumaketju on eri kuin palvelun omissa tiedoissa.",
}
NOT_OURS = "Tämä ei ole Sopun sinetöimä sopimus. Syy on kerrottu alla."
ARCHIVE_WRONG = (
    "Ei kunnossa: arkistoitu tiedosto ja palvelun omat tiedot eivät vastaa toisiaan. Syy on kerrottu alla."
)


def report_words(report: Report) -> dict[str, object]:
    """The report as a page shows it: verdict, verdict_words, findings of {result, code, words}, sha256, number."""
    findings = [{"result": it.result, "code": it.code, "words": finding_words(it)} for it in report.findings]
    return {
        "verdict": report.verdict, "verdict_words": verdict_words(report), "findings": findings,
        "sha256": report.sha256, "number": report.number, "contract": report.contract,
    }  # fmt: skip


def verdict_words(report: Report) -> str:
    """The verdict in a sentence that does not blame a file in which nothing bad was found."""
    blamed = {finding.where for finding in report.findings if finding.result == "bad"}
    if {"not_a_pdf", "no_seal"} & {finding.code for finding in report.findings}:
        return NOT_OURS
    return ARCHIVE_WRONG if blamed == {WHERE} else VERDICTS[report.verdict]


def finding_words(finding: Finding) -> str:
    """The finding's sentence with its numbers."""
    params = {
        key: moment(value) if isinstance(value, datetime) else value for key, value in finding.params.items()
    }
    times = "yhden kerran" if params.get("count") == 1 else f"{params.get('count')} kertaa"
    return (SENTENCES | COMPARED)[finding.code].format(**params, times=times)
