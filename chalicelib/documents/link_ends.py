"""
What a party's link says when there is nothing to accept: what has happened, what it means to them, what they can do now.

Whatever stands here may be read by anybody who holds the link; of the others it tells only what all parties may know.
"""

from dataclasses import astuple

from chalicelib.documents.translations import _, translations
from chalicelib.frozen import dataclass

_NOTHING_TO_DO = _(
    "Sinun ei tarvitse tehdä mitään. Jos työnohjaaja tekee uuden sopimuksen, saat siihen oman linkin."
)
_MAKE_ANOTHER = _("Voit tehdä sopimuksen sivulla uuden sopimuksen tämän pohjalta.")


@dataclass(frozen=True)
class End:
    """
    heading; happened: what has. means: to the reader. now: what they can do. own: what the supervisor can, "" for the same.

    In Finnish as it stands here, in the reader's language from link_end().
    """

    heading: str
    happened: str
    means: str
    now: str
    own: str = ""


_EXPIRED = End(
    _("Hyväksymisaika on päättynyt"),
    _("Kaikki eivät ehtineet hyväksyä sopimusta määräajassa, joten se raukesi."),
    _("Sopimus ei tullut voimaan. Jos ehdit hyväksyä sen, hyväksyntäsi ei sido sinua."),
    _(
        "Jos työnohjaus on yhä ajankohtainen, pyydä työnohjaajaa lähettämään sopimus uudelleen. Saat silloin uuden linkin."
    ),
    _("Voit lähettää sopimuksen uudelleen: tee sopimuksen sivulla uusi sopimus tämän pohjalta."),
)
ENDS = {
    # By where the contract stands for this party. Why there will be none is the supervisor's to know, and theirs whose act it was.
    "ended": End(
        _("Sopimusta ei tule"),
        _("Sopimus ei tullut voimaan."),
        _("Se ei sido sinua, vaikka olisit jo hyväksynyt sen."),
        _NOTHING_TO_DO,
    ),
    "declined": End(
        _("Sopimusta ei hyväksytty"),
        _("Joku osapuolista ei hyväksynyt sopimusta."),
        _("Sopimus ei tullut voimaan, eikä se sido sinua."),
        _NOTHING_TO_DO,
        _("Sopimuksen sivulla näet, kuka ei hyväksynyt, ja syyn, jos hän kertoi sen. Siellä voit myös tehdä uuden sopimuksen."),
    ),
    "declined_by_you": End(
        _("Et hyväksynyt sopimusta"),
        _("Vastauksesi on tallessa, ja työnohjaaja sai siitä tiedon."),
        _("Sopimusta ei tule kenellekään. Muut osapuolet saavat tietää vain, ettei sopimusta tule."),
        _("Sinun ei tarvitse tehdä muuta. Jos muutit mielesi, pyydä työnohjaajalta uusi sopimus."),
        _MAKE_ANOTHER,
    ),
    "cancelled": End(
        _("Työnohjaaja perui sopimuksen"),
        _("Työnohjaaja veti sopimuksen takaisin ennen kuin kaikki olivat hyväksyneet sen."),
        _("Sopimus ei tullut voimaan. Jos ehdit hyväksyä sen, hyväksyntäsi ei sido sinua."),
        _("Sinun ei tarvitse tehdä mitään. Kysy työnohjaajalta, jos et tiedä, miten jatketaan."),
        _MAKE_ANOTHER,
    ),
    "expired": _EXPIRED,
    "not_your_turn": End(
        _("Työnohjaaja hyväksyy ensin"),
        _("Työnohjaaja ei ole vielä itse hyväksynyt sopimusta."),
        _("Voit lukea ja hyväksyä sopimuksen vasta hänen jälkeensä."),
        _("Sinun ei tarvitse tehdä mitään. Saat sähköpostia, kun on sinun vuorosi."),
    ),
    "withdrawn": End(
        _("Sopimusta ei tule"),
        _("Joku osapuolista peruutti hyväksyntänsä ennen kuin kaikki olivat hyväksyneet."),
        _("Sopimus ei tullut voimaan, eikä se sido sinua."),
        _NOTHING_TO_DO,
        _MAKE_ANOTHER,
    ),
    "withdrawn_later": End(
        _("Sopimus on päättynyt"),
        _("Kuluttaja on käyttänyt peruuttamisoikeuttaan, ja sopimus on siksi päättynyt."),
        _("Sopimus pysyy arkistossa."),
        _("Työnohjaaja kertoo, mitä se sinun osaltasi tarkoittaa."),
        _("Katso sopimuksen sivulta, mitä sinun on nyt tehtävä."),
    ),
    "withdrawn_by_you": End(
        _("Olet peruuttanut sopimuksen"),
        _("Peruutuksesi on tallessa, ja sait siitä vahvistuksen sähköpostiisi."),
        _("Sopimus on sinun osaltasi päättynyt."),
        _("Sinun ei tarvitse tehdä muuta."),
    ),
    "superseded": End(
        _("Uusi sopimus on korvannut tämän"),
        _("Uusi sopimus on tullut voimaan tämän tilalle."),
        _("Tämä sopimus on päättynyt. Tämäkin sopimus pysyy arkistossa."),
        _("Jos olet mukana uudessa sopimuksessa, sen linkki on omassa viestissään sähköpostissasi."),
        _("Molemmat sopimukset ovat omassa luettelossasi."),
    ),
    "asleep": End(
        _("Linkin aika on päättynyt"),
        _("Linkki toimii 90 päivää, ja se aika on nyt kulunut."),
        _("Sopimus ja oma kappaleesi ovat tallessa."),
        _("Voit pyytää uuden linkin. Se lähetetään samaan sähköpostiosoitteeseen."),
    ),
    # By what is wrong with the link
    "link_expired": End(
        _("Linkki on vanhentunut"),
        _("Linkin aika on päättynyt, tai sen tilalle on lähetetty uusi."),
        _("Tällä linkillä ei enää pääse sopimukseen."),
        _("Katso, onko sähköpostissasi uudempi viesti samasta sopimuksesta. Jos ei ole, pyydä työnohjaajalta uusi linkki."),
    ),
    "link_renewed": End(
        _("Uusi linkki on sähköpostissasi"),
        _("Tämän linkin tilalle on lähetetty uusi samaan sähköpostiosoitteeseen."),
        _("Tämä vanha linkki ei enää toimi."),
        _("Avaa uusi linkki viestistä. Jos viestiä ei näy muutaman minuutin kuluttua, katso myös roskapostista."),
    ),
    "link_unknown": End(
        _("Linkkiä ei löytynyt"),
        _("Tästä osoitteesta ei löydy sopimusta."),
        _("Osoite on ehkä katkennut: sähköpostiohjelma jakaa joskus pitkän linkin kahdelle riville."),
        _("Avaa linkki uudelleen viestistä tai kopioi se kokonaan selaimeen. Jos se ei auta, pyydä työnohjaajalta uusi linkki."),
    ),
    "version_replaced": End(
        _("Sopimuksesta on uusi versio"),
        _("Työnohjaaja on muuttanut sopimusta, ja tämä linkki avasi aiemman version."),
        _("Aiempaa versiota ei voi enää hyväksyä. Jos ehdit hyväksyä sen, hyväksyntäsi ei ole enää voimassa."),
        _("Jos olet edelleen sopimuksen osapuoli, uuden version linkki on sähköpostissasi."),
    ),
    "version_waits": End(
        _("Sopimuksesta on uusi versio"),
        _("Työnohjaaja on muuttanut sopimusta, ja tämä linkki avasi aiemman version."),
        _("Aiempaa versiota ei voi enää hyväksyä. Jos ehdit hyväksyä sen, hyväksyntäsi ei ole enää voimassa."),
        _("Saat uuden linkin sähköpostiisi, kun työnohjaaja on hyväksynyt uuden version."),
    ),
    "no_longer_party": End(
        _("Et ole enää sopimuksen osapuoli"),
        _("Työnohjaaja on muuttanut sopimusta, ja uudessa versiossa et ole mukana."),
        _("Aiempi versio ei tullut voimaan, eikä se sido sinua."),
        _("Sinun ei tarvitse tehdä mitään. Kysy työnohjaajalta, jos tämä tuli yllätyksenä."),
    ),
    # By why an act of theirs came too late
    "deadline_passed": _EXPIRED,
    "accepted_already": End(
        _("Olet jo hyväksynyt sopimuksen"),
        _("Hyväksyntäsi on tallessa."),
        _("Sitä ei voi enää muuttaa tältä sivulta."),
        _("Jos jokin sopimuksessa on vialla, kerro siitä työnohjaajalle."),
    ),
    "contract_closed": End(
        _("Tätä ei voi enää tehdä"),
        _("Sopimukselle on tapahtunut jotakin sen jälkeen, kun avasit sivun."),
        _("Vastaustasi ei tallennettu."),
        _("Avaa sopimus uudelleen, niin näet, missä mennään."),
    ),
}  # fmt: skip
# What happens after one's own acceptance.
NEXT = {
    "waiting": _(
        "Sinun ei tarvitse tehdä muuta. Kun kaikki ovat hyväksyneet, saat sähköpostiisi linkin valmiiseen sopimukseen."
    ),
    "others_invited": _(
        "Muut osapuolet saavat nyt omat linkkinsä. Kun kaikki ovat hyväksyneet, saat sähköpostiisi linkin valmiiseen "
        "sopimukseen."
    ),
    "completed": _("Kaikki ovat hyväksyneet. Sopimus sinetöidään nyt, ja saat siitä pian sähköpostia."),
    "sealed": _(
        "Voit ladata oman kappaleesi tästä. Linkki toimii 90 päivää. Sen jälkeen voit pyytää uuden tällä samalla sivulla."
    ),
}
# The way from one's own acceptance to the sealed copy.
STEPS = (
    _("Sinä hyväksyit"),
    _("Muut hyväksyvät"),
    _("Sopimus sinetöidään"),
    _("Saat oman kappaleesi"),
)
_REACHED = {"waiting": 1, "others_invited": 1, "completed": 2, "sealed": len(STEPS)}


def link_end(what: str, language: str) -> End:
    """What the page says, in the reader's language. what: a key of ENDS."""
    told = translations(language).gettext
    return End(*(told(said) if said else "" for said in astuple(ENDS[what])))


def next_words(what: str, language: str) -> str:
    """What happens after one's own acceptance, by a key of NEXT."""
    return translations(language).gettext(NEXT[what])


def way(what: str, language: str) -> tuple[tuple[str, ...], int]:
    """The steps from one's own acceptance to the copy, and which of them is at hand, from 0; their number when all are done."""
    return tuple(map(translations(language).gettext, STEPS)), _REACHED[what]
