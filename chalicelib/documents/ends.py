"""What a page says when there is nothing to do on it, or when something went wrong: heading and message, by a code."""

NEXT = {
    "waiting": "Kun kaikki ovat hyväksyneet, saat sähköpostiisi ilmoituksen ja linkin valmiiseen sopimukseen.",
    "others_invited": (
        "Muut osapuolet saavat nyt omat linkkinsä. Kun kaikki ovat hyväksyneet, saat sähköpostiisi linkin valmiiseen "
        "sopimukseen."
    ),
    "completed": "Kaikki ovat hyväksyneet. Sopimus sinetöidään nyt, ja saat siitä pian sähköpostia.",
    "sealed": "Voit ladata oman kappaleesi tästä. Linkki toimii 90 päivää, ja sen jälkeen voit pyytää tällä sivulla uuden.",
}
# Heading and message of the page that a link opens when there is nothing to accept.
ENDED = {
    "declined": (
        "Sopimusta ei hyväksytty",
        (
            "Joku osapuolista ei hyväksynyt sopimusta, joten se ei tullut voimaan. Sinun ei tarvitse tehdä mitään. "
            "Työnohjaaja voi lähettää uuden sopimuksen."
        ),
    ),
    "declined_by_you": (
        "Sopimusta ei hyväksytty",
        "Et hyväksynyt sopimusta. Se ei tule voimaan, ja työnohjaaja sai siitä tiedon.",
    ),
    "cancelled": (
        "Työnohjaaja perui sopimuksen",
        "Sopimus ei tullut voimaan, eikä sinun tarvitse tehdä mitään. Kysy tarvittaessa työnohjaajalta, miten jatketaan.",
    ),
    "expired": (
        "Hyväksymisaika on päättynyt",
        "Kaikki eivät ehtineet hyväksyä sopimusta määräajassa, joten se raukesi. Työnohjaaja voi lähettää sen uudelleen.",
    ),
    "not_your_turn": (
        "Työnohjaaja hyväksyy ensin",
        "Voit lukea ja hyväksyä sopimuksen, kun työnohjaaja on hyväksynyt sen. Saat silloin sähköpostia.",
    ),
    "asleep": (
        "Linkin aika on päättynyt",
        "Sopimus on voimassa ja tallessa. Voit pyytää uuden linkin: se tulee samaan sähköpostiin kuin ensimmäinenkin.",
    ),
    "completed": ("Sopimus on jo voimassa", "Kaikki osapuolet ovat hyväksyneet sopimuksen."),
}
# Heading and, where the error's own sentence is not enough, message of the error page.
ERRORS = {
    "not_found": (
        "Sivua ei löytynyt",
        "Tarkista osoite. Jos tulit sähköpostin linkistä, avaa se uudelleen viestistä.",
    ),
    "link_expired": (
        "Linkki on vanhentunut",
        "Sinulle on ehkä lähetetty uudempi linkki. Katso sähköpostisi viimeisin viesti tai pyydä työnohjaajalta uusi.",
    ),
    "too_large": (
        "Tiedosto tai lomake on liian suuri",
        (
            "Tarkistettava tiedosto saa olla enintään 4 megatavua: sinetöidyt sopimukset ovat paljon sitä pienempiä. "
            "Lyhennä lomakkeen tekstejä, jos lähetit lomakkeen. Mitään ei tallennettu."
        ),
    ),
    "broken": (
        "Jokin meni rikki",
        "Vika on meidän, ei sinun. Tiedot ovat tallessa siltä osin kuin ehdit ne lähettää. Yritä hetken päästä uudelleen.",
    ),
    "busy": ("Palvelu on juuri nyt ruuhkainen", "Mitään ei kadonnut. Yritä hetken päästä uudelleen."),
    "form_forged": (
        "Lomake on vanhentunut",
        "Lataa sivu uudelleen ja yritä sitten uudestaan. Mitään ei muuttunut.",
    ),
    "too_many_tries": ("Liian monta yritystä", "Odota tunti ja yritä sitten uudelleen."),
    "contract_changed": (
        "Sopimus on muuttunut",
        "Sopimus on muuttunut sen jälkeen, kun avasit sivun. Lue se uudelleen ja hyväksy sitten.",
    ),
    "contract_closed": ("Tätä ei voi enää tehdä", "Sopimuksen tila on muuttunut. Avaa sopimus uudelleen."),
    "deadline_passed": ENDED["expired"],
    "accepted_already": (
        "Olet jo hyväksynyt sopimuksen",
        "Hyväksyntäsi on tallessa, eikä sitä voi enää muuttaa tästä.",
    ),
    "not_your_turn": ENDED["not_your_turn"],
    "wrong_type": (
        "Tätä ei voitu lukea",
        "Lähetä tiedot samalla tavalla kuin sivun oma lomake lähettää ne. Mitään ei muuttunut.",
    ),
    "not_understood": (
        "Tätä ei voitu lukea",
        "Palaa sivulle ja yritä sieltä uudelleen. Mitään ei muuttunut.",
    ),
    "form_invalid": ("Lomakkeessa on korjattavaa", "Palaa lomakkeeseen ja täydennä se."),
}
OVERTAKEN = (
    "Luonnos on tallennettu välillä toisessa ikkunassa. Tarkista tiedot: kun tallennat nyt, ne jäävät voimaan niin kuin "
    "ne tässä ovat."
)
