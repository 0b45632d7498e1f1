"""Sentences that pages choose by a state: where a contract stands, what ended it, what happened in it, what comes next."""

import re

from chalicelib.documents.formats import moment
from chalicelib.documents.words import role_words
from chalicelib.domain import events
from chalicelib.domain.contract import Contract
from chalicelib.domain.dossier import Dossier
from chalicelib.domain.trail import Entry

STATUS = {
    "draft": "luonnos",
    "sent": "odottaa hyväksyntöjä",
    "completed": "voimassa, sinetöidään",
    "sealed": "voimassa ja arkistoitu",
    "declined": "ei hyväksytty",
    "expired": "määräaika umpeutui",
    "cancelled": "peruttu",
}
NEXT = {
    "waiting": "Kun kaikki ovat hyväksyneet, saat sähköpostiisi ilmoituksen ja linkin valmiiseen sopimukseen.",
    "others_invited": (
        "Muut osapuolet saavat nyt omat linkkinsä. Kun kaikki ovat hyväksyneet, saat sähköpostiisi linkin valmiiseen "
        "sopimukseen."
    ),
    "completed": "Kaikki ovat hyväksyneet. Sopimus sinetöidään nyt, ja saat siitä pian sähköpostia.",
    "sealed": "Voit ladata oman kappaleesi tästä. Linkki toimii 90 päivää sopimuksen valmistumisesta.",
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
# What was just done, by the name that the address of the next page carries.
NOTICES = {
    "corrected": "Osoite on tallessa. Jos se muuttui, siihen lähtee nyt uusi linkki, eikä vanha enää toimi.",
    "sent": "Sopimus on jo lähetetty, joten sen luonnosta ei voi enää muuttaa.",
}
REMINDED = "Muistutus on matkalla {whom}. Kukin saa enintään yhden muistutuksen päivässä."
OVERTAKEN = (
    "Luonnos on tallennettu välillä toisessa ikkunassa. Tarkista tiedot: kun tallennat nyt, ne jäävät voimaan niin kuin "
    "ne tässä ovat."
)
WAITING = {
    "draft": "Tarkista luonnos ja lähetä se osapuolille.",
    "completed": "Kaikki ovat hyväksyneet. Sinetöinti on käynnissä.",
    "sealed": "Sopimus on valmis. Jokainen osapuoli on saanut linkin omaan kappaleeseensa.",
    "declined": "Joku ei hyväksynyt sopimusta. Voit tehdä uuden sopimuksen tämän pohjalta.",
    "expired": "Kaikki eivät hyväksyneet määräajassa. Voit tehdä sopimuksen uudelleen.",
    "cancelled": "Peruit sopimuksen. Osapuolten linkit kertovat nyt siitä.",
}


def what_now(dossier: Dossier) -> str:
    """The answer to "what now?" in one sentence, for the supervisor."""
    contract, head = dossier.contract, dossier.head
    if contract.change_requested and contract.is_open:
        return "Joku pyytää muutosta. Lue pyyntö alta ja sovi asiasta ennen kuin jatkat."
    if contract.is_open:
        names = ", ".join(head.name(party) for party in contract.awaited if party != "supervisor")
        if "supervisor" not in contract.awaited:
            return f"Odottaa hyväksyntää: {names}."
        others = f"Lisäksi odotetaan: {names}." if names else "Muut saavat linkkinsä heti sen jälkeen."
        return f"Hyväksy sopimus vielä itse: linkki on sähköpostissasi. {others}"
    return WAITING[contract.status]


def told(dossier: Dossier, private: bool) -> list[dict[str, object]]:
    """
    The trail in words, oldest first: at, words, detail.

    private: also what only the supervisor may read (reasons, wishes); needs the dossier's private data.
    """
    return [
        {
            "at": entry.at,
            "words": _words(dossier, entry),
            "detail": _detail(dossier, entry) if private else "",
        }
        for entry in dossier.entries
    ]


def reminded(count: str) -> str:
    """The notice after reminding so many parties; "" when an address carries something that we never wrote there."""
    if not re.fullmatch("[1-9][0-9]?", count):
        return ""
    return REMINDED.format(whom="yhdelle osapuolelle" if count == "1" else f"{count} osapuolelle")


def party_state(contract: Contract, party: str) -> tuple[str, str, str]:
    """("accepted" | "declined" | "awaited" | "later" | "over", the same in a word or two, and when)."""
    if party in contract.accepted:
        return "accepted", "hyväksyi", moment(contract.accepted[party])
    if party == contract.ended_by:
        return "declined", "ei hyväksynyt", ""
    if not contract.is_open:
        return "over", "ei ehtinyt vastata" if party in contract.invited else "ei kutsuttu", ""
    if party in contract.awaited:
        return "awaited", "odottaa", f"kutsuttu {moment(contract.invited[party])}"
    return "later", "ei vielä kutsuttu", "kutsutaan, kun työnohjaaja on hyväksynyt"


_HAPPENED: dict[type[events.Event], str] = {
    events.Sent: "Sopimuksen versio\u00a0{version} lukittiin ja lähetettiin hyväksyttäväksi",
    events.Accepted: "{name} ({role}) hyväksyi sopimuksen",
    events.Completed: "Kaikki osapuolet ovat hyväksyneet: sopimus tuli voimaan",
    events.Declined: "{name} ei hyväksynyt sopimusta",
    events.ChangeRequested: "{name} pyysi muutosta",
    events.AddressCorrected: "Sähköpostiosoite korjattiin ja uusi linkki lähetettiin: {name}",
    events.Cancelled: "Työnohjaaja perui sopimuksen",
    events.Expired: "Hyväksymisaika päättyi ja sopimus raukesi",
    events.Sealed: "Sopimus sinetöitiin ja arkistoitiin",
    events.LinkRenewed: "{name} pyysi uuden linkin sopimukseen",
}


def _words(dossier: Dossier, entry: Entry) -> str:
    party = getattr(entry.event, "party", "")
    name = dossier.head.name(party) if party else ""
    role = role_words(dossier.contract.seat(party), "fi") if party else ""
    return _HAPPENED[type(entry.event)].format(name=name, role=role, version=entry.event.version)


def _detail(dossier: Dossier, entry: Entry) -> str:
    private = dossier.private.get(entry.number)
    data = private.data if private else {}
    return str(data.get("reason", "") or data.get("text", ""))
