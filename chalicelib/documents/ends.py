"""What a page says when something went wrong, by a code: heading and message. Where a party's link ends: link_ends.py."""

from chalicelib.documents.translations import _, translations

# Heading and, where the error's own sentence is not enough, message of the error page.
ERRORS = {
    "not_found": (
        _("Sivua ei löytynyt"),
        _("Tarkista osoite. Jos tulit sähköpostin linkistä, avaa se uudelleen viestistä."),
    ),
    "not_identified": (
        _("Linkki ei yksin riitä"),
        _("Tässä sopimuksessa sinut on tunnistettava vahvemmin. Kysy työnohjaajalta, miten jatkatte."),
    ),
    "too_large": (
        _("Tiedosto tai lomake on liian suuri"),
        _(
            "Tarkistettava tiedosto saa olla enintään 4 megatavua. Jos lähetit lomakkeen, lyhennä sen tekstejä. Mitään ei "
            "tallennettu."
        ),
    ),
    "broken": (
        _("Jokin meni vikaan"),
        _(
            "Vika on meissä, ei sinussa. Se, minkä olit jo tallentanut, on tallessa. Yritä hetken päästä uudelleen."
        ),
    ),
    "busy": (_("Palvelu on juuri nyt ruuhkainen"), _("Yritä hetken päästä uudelleen.")),
    "form_forged": (
        _("Lomake on vanhentunut"),
        _("Lataa sivu uudelleen ja lähetä lomake sitten. Mitään ei muuttunut."),
    ),
    "moved": (
        _("Palvelun osoite on vaihtunut"),
        _(
            "Lomakettasi ei otettu vastaan, eikä mitään muuttunut. Palaa sivulle: se avautuu uudessa osoitteessa, ja voit "
            "lähettää lomakkeen sieltä."
        ),
    ),
    "too_many_tries": (_("Liian monta yritystä"), _("Odota tunti ja yritä sitten uudelleen.")),
    "contract_changed": (
        _("Sopimus on muuttunut"),
        _("Sopimus on muuttunut sen jälkeen, kun avasit sivun. Lue se uudelleen ja hyväksy sitten."),
    ),
    "contract_closed": (
        _("Tätä ei voi enää tehdä"),
        _("Sopimukselle on tapahtunut jotakin sen jälkeen, kun avasit sivun. Avaa se uudelleen."),
    ),
    "accepted_already": (
        _("Osapuoli on jo hyväksynyt sopimuksen"),
        _("Hyväksyntä on tallessa, eikä osapuolen tietoja voi enää muuttaa."),
    ),
    "wrong_type": (
        _("Tätä ei voitu lukea"),
        _("Palaa sivulle ja lähetä tiedot sen lomakkeella. Mitään ei muuttunut."),
    ),
    "not_understood": (
        _("Tätä ei voitu lukea"),
        _("Palaa sivulle ja yritä sieltä uudelleen. Mitään ei muuttunut."),
    ),
    "form_invalid": (_("Lomakkeessa on korjattavaa"), _("Palaa lomakkeeseen ja täydennä se.")),
}
# What stands above a form that came too late, by what has happened meanwhile.
OVERTAKEN = {
    "saved": _(
        "Luonnos on tällä välin tallennettu toisessa ikkunassa. Tarkista tiedot: jos tallennat nyt, tämä korvaa sen."
    ),
    "sent": _(
        "Luonnos on tällä välin lähetetty tai poistettu toisessa ikkunassa. Tarkista tiedot: jos tallennat nyt, tästä tulee "
        "sopimuksen uuden version luonnos."
    ),
    "closed": _(
        "Tätä sopimusta ei voi enää muuttaa. Tarkista tiedot: jos tallennat nyt, tästä tulee uuden sopimuksen luonnos."
    ),
    "served_before": _(
        "Olet tällä välin kirjautunut uudelleen. Kaikki, mitä kirjoitit, on tässä. Paina painiketta vielä kerran."
    ),
    "busy": _(
        "Palvelu on juuri nyt ruuhkainen. Kaikki, mitä kirjoitit, on tässä. Paina painiketta hetken päästä uudelleen."
    ),
}


def error_words(code: str, language: str) -> tuple[str, str]:
    """Heading and message of the error page, by a key of ERRORS."""
    heading, message = map(translations(language).gettext, ERRORS[code])
    return heading, message


def overtaken_words(what: str, language: str) -> str:
    """What stands above a form that came too late, by a key of OVERTAKEN."""
    return translations(language).gettext(OVERTAKEN[what])
