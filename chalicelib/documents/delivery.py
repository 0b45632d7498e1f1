"""Whether mails reach their people, in words for the supervisor."""

from collections.abc import Mapping

from chalicelib.documents.formats import listed
from chalicelib.documents.translations import _, translations
from chalicelib.domain.dossier import Dossier, Mail, wanted
from chalicelib.domain.mail_news import News
from chalicelib.domain.undelivered import BOUNCED, COMPLAINED, UNSENT, troubles

# Of a party, while the address can be corrected and afterwards.
_OF_ONE: Mapping[tuple[str, bool], str] = {
    (UNSENT, True): _("Viestin lähetys ei ole onnistunut. Tarkista osoite."),
    (UNSENT, False): _("Viestin lähetys ei ole onnistunut."),
    (BOUNCED, True): _("Viesti ei mennyt perille. Tarkista osoite."),
    (BOUNCED, False): _("Viesti ei mennyt perille. Kerro asiasta muulla tavalla."),
    (COMPLAINED, True): _(
        "Viesti ilmoitettiin roskapostiksi, joten tähän osoitteeseen ei lähde enää muistutuksia. Varmista, että osoite "
        "on oikea. Jos on, sovi asiasta muulla tavalla."
    ),
    (COMPLAINED, False): _("Viesti ilmoitettiin roskapostiksi."),
}
_OF_ALL: Mapping[str, str] = {
    BOUNCED: _("Viesti ei mennyt perille: {names}. Tarkista osoite ja korjaa se."),
    UNSENT: _("Sähköpostin lähetys ei onnistu: {names}. Tarkista osoite ja korjaa se."),
    COMPLAINED: _("Viesti ilmoitettiin roskapostiksi: {names}. Varmista, että osoite on oikea."),
}


def trouble_words(trouble: str, can_correct: bool, language: str = "fi") -> str:
    """What is wrong with a party's mails and what to do about it; "" for no trouble."""
    return translations(language).gettext(_OF_ONE[trouble, can_correct]) if trouble else ""


def unreached(dossier: Dossier, language: str = "fi") -> str:
    """The same of everybody at once, with their names; "" for nobody. Needs claims and private data."""
    gettext, found = translations(language).gettext, troubles(dossier)
    told = (
        gettext(words).format(names=listed(names, language))
        for trouble, words in _OF_ALL.items()
        if (names := [dossier.head.name(party) for party in found if found[party] == trouble])
    )
    return " ".join(told)


def arrived(dossier: Dossier, party: str) -> bool:
    """Whether a mail that a party who is awaited needs has reached their mail server. Needs claims."""
    return party in dossier.contract.awaited and any(
        claim.news == News.DELIVERED and wanted(dossier.contract, mail)
        for mail, claim in dossier.claims.items()
        if isinstance(mail, Mail) and mail.party == party
    )
