"""What a page says when there is nothing to do on it, or when something went wrong: heading and message, by a code."""

from chalicelib.documents.translations import _, translations

NEXT = {
    "waiting": _(
        "Kun kaikki ovat hyväksyneet, saat sähköpostiisi ilmoituksen ja linkin valmiiseen sopimukseen."
    ),
    "others_invited": _(
        "Muut osapuolet saavat nyt omat linkkinsä. Kun kaikki ovat hyväksyneet, saat sähköpostiisi linkin valmiiseen "
        "sopimukseen."
    ),
    "completed": _("Kaikki ovat hyväksyneet. Sopimus sinetöidään nyt, ja saat siitä pian sähköpostia."),
    "sealed": _(
        "Voit ladata oman kappaleesi tästä. Linkki toimii 90 päivää, ja sen jälkeen voit pyytää tällä sivulla uuden."
    ),
}
# Heading and message of the page that a link opens when there is nothing to accept.
ENDED = {
    "declined": (
        _("Sopimusta ei hyväksytty"),
        _(
            "Joku osapuolista ei hyväksynyt sopimusta, joten se ei tullut voimaan. Sinun ei tarvitse tehdä mitään. "
            "Työnohjaaja voi lähettää uuden sopimuksen."
        ),
    ),
    "declined_by_you": (
        _("Sopimusta ei hyväksytty"),
        _("Et hyväksynyt sopimusta. Se ei tule voimaan, ja työnohjaaja sai siitä tiedon."),
    ),
    "cancelled": (
        _("Työnohjaaja perui sopimuksen"),
        _(
            "Sopimus ei tullut voimaan, eikä sinun tarvitse tehdä mitään. Kysy tarvittaessa työnohjaajalta, miten jatketaan."
        ),
    ),
    "expired": (
        _("Hyväksymisaika on päättynyt"),
        _(
            "Kaikki eivät ehtineet hyväksyä sopimusta määräajassa, joten se raukesi. Työnohjaaja voi lähettää sen uudelleen."
        ),
    ),
    "not_your_turn": (
        _("Työnohjaaja hyväksyy ensin"),
        _("Voit lukea ja hyväksyä sopimuksen, kun työnohjaaja on hyväksynyt sen. Saat silloin sähköpostia."),
    ),
    "withdrawn": (
        _("Sopimusta ei tule"),
        _(
            "Joku osapuolista peruutti hyväksyntänsä ennen kuin kaikki olivat hyväksyneet, joten sopimus ei tullut voimaan. "
            "Sinun ei tarvitse tehdä mitään. Työnohjaaja voi lähettää uuden sopimuksen."
        ),
    ),
    "withdrawn_later": (
        _("Sopimus on päättynyt"),
        _(
            "Kuluttaja on käyttänyt peruuttamisoikeuttaan, ja sopimus on siksi päättynyt. Työnohjaaja kertoo, mitä se sinun "
            "osaltasi tarkoittaa. Sopimuksen kappale pysyy tallessa."
        ),
    ),
    "withdrawn_by_you": (
        _("Olet peruuttanut sopimuksen"),
        _(
            "Peruutuksesi on tallessa, ja sait siitä vahvistuksen sähköpostiisi. Sinun ei tarvitse tehdä muuta."
        ),
    ),
    "superseded": (
        _("Uusi sopimus on korvannut tämän"),
        _(
            "Tämä sopimus on päättynyt, koska uusi sopimus on tullut sen tilalle. Tämänkin sopimuksen kappale pysyy tallessa."
        ),
    ),
    "asleep": (
        _("Linkin aika on päättynyt"),
        _("Sopimus on tallessa. Voit pyytää uuden linkin: se tulee samaan sähköpostiin kuin ensimmäinenkin."),
    ),
    "completed": (_("Sopimus on jo voimassa"), _("Kaikki osapuolet ovat hyväksyneet sopimuksen.")),
}
# Heading and, where the error's own sentence is not enough, message of the error page.
ERRORS = {
    "not_found": (
        _("Sivua ei löytynyt"),
        _("Tarkista osoite. Jos tulit sähköpostin linkistä, avaa se uudelleen viestistä."),
    ),
    "link_expired": (
        _("Linkki on vanhentunut"),
        _(
            "Sinulle on ehkä lähetetty uudempi linkki. Katso sähköpostisi viimeisin viesti tai pyydä työnohjaajalta uusi."
        ),
    ),
    "version_replaced": (
        _("Sopimuksesta on uusi versio"),
        _(
            "Tämä linkki avasi aiemman version, eikä sitä voi enää hyväksyä. Jos olet edelleen sopimuksen osapuoli, uuden "
            "version linkki on sähköpostissasi."
        ),
    ),
    "version_waits": (
        _("Sopimuksesta on uusi versio"),
        _(
            "Tämä linkki avasi aiemman version, eikä sitä voi enää hyväksyä. Työnohjaaja hyväksyy uuden version ensin. Kun "
            "hän on hyväksynyt sen, saat sähköpostiisi uuden linkin."
        ),
    ),
    "no_longer_party": (
        _("Et ole enää sopimuksen osapuoli"),
        _(
            "Työnohjaaja on muuttanut sopimusta, ja uudessa versiossa et ole mukana. Aiempi versio ei tullut voimaan, eikä se "
            "sido sinua. Sinun ei tarvitse tehdä mitään."
        ),
    ),
    "not_identified": (
        _("Linkki ei yksin riitä"),
        _("Tässä sopimuksessa sinut on tunnistettava vahvemmin. Kysy työnohjaajalta, miten jatketaan."),
    ),
    "too_large": (
        _("Tiedosto tai lomake on liian suuri"),
        _(
            "Tarkistettava tiedosto saa olla enintään 4 megatavua: sinetöidyt sopimukset ovat paljon sitä pienempiä. "
            "Lyhennä lomakkeen tekstejä, jos lähetit lomakkeen. Mitään ei tallennettu."
        ),
    ),
    "broken": (
        _("Jokin meni vikaan"),
        _(
            "Vika on meidän, ei sinun. Tiedot ovat tallessa siltä osin kuin ehdit ne lähettää. Yritä hetken päästä uudelleen."
        ),
    ),
    "busy": (_("Palvelu on juuri nyt ruuhkainen"), _("Mitään ei kadonnut. Yritä hetken päästä uudelleen.")),
    "form_forged": (
        _("Lomake on vanhentunut"),
        _("Lataa sivu uudelleen ja yritä sitten uudestaan. Mitään ei muuttunut."),
    ),
    "too_many_tries": (_("Liian monta yritystä"), _("Odota tunti ja yritä sitten uudelleen.")),
    "contract_changed": (
        _("Sopimus on muuttunut"),
        _("Sopimus on muuttunut sen jälkeen, kun avasit sivun. Lue se uudelleen ja hyväksy sitten."),
    ),
    "contract_closed": (
        _("Tätä ei voi enää tehdä"),
        _("Sopimuksen tila on muuttunut. Avaa sopimus uudelleen."),
    ),
    "deadline_passed": ENDED["expired"],
    "accepted_already": (
        _("Olet jo hyväksynyt sopimuksen"),
        _("Hyväksyntäsi on tallessa, eikä sitä voi enää muuttaa tästä."),
    ),
    "not_your_turn": ENDED["not_your_turn"],
    "wrong_type": (
        _("Tätä ei voitu lukea"),
        _("Lähetä tiedot samalla tavalla kuin sivun oma lomake lähettää ne. Mitään ei muuttunut."),
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
        "Luonnos on välillä tallennettu toisessa ikkunassa. Tarkista tiedot: kun tallennat nyt, voimaan jää se, mitä tässä "
        "lukee."
    ),
    "sent": _(
        "Luonnos on välillä lähetetty tai hylätty toisessa ikkunassa. Tarkista tiedot: kun tallennat nyt, tästä tulee "
        "sopimuksen uuden version luonnos."
    ),
    "closed": _(
        "Tätä sopimusta ei voi enää muuttaa. Tarkista tiedot: kun tallennat nyt, tästä tulee uuden sopimuksen luonnos."
    ),
    "served_before": _(
        "Olet välillä kirjautunut uudelleen. Kaikki, mitä kirjoitit, on tässä. Paina painiketta vielä kerran."
    ),
}


def next_words(what: str, language: str) -> str:
    """What happens after one's own acceptance, by a key of NEXT."""
    return translations(language).gettext(NEXT[what])


def ended_words(what: str, language: str) -> tuple[str, str]:
    """Heading and message where a link leads to nothing to accept, by a key of ENDED."""
    return _translated(ENDED[what], language)


def error_words(code: str, language: str) -> tuple[str, str]:
    """Heading and message of the error page, by a key of ERRORS."""
    return _translated(ERRORS[code], language)


def overtaken_words(what: str, language: str) -> str:
    """What stands above a form that came too late, by a key of OVERTAKEN."""
    return translations(language).gettext(OVERTAKEN[what])


def _translated(pair: tuple[str, str], language: str) -> tuple[str, str]:
    heading, message = map(translations(language).gettext, pair)
    return heading, message
