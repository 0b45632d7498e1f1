"""Where a contract and its parties stand, in words for the supervisor: its state, what now, what was just done."""

import re

from chalicelib.documents.formats import moment
from chalicelib.domain.contract import Contract
from chalicelib.domain.dossier import Dossier

STATUS = {
    "draft": "luonnos",
    "sent": "odottaa hyväksyntöjä",
    "completed": "voimassa, sinetöidään",
    "sealed": "voimassa ja arkistoitu",
    "declined": "ei hyväksytty",
    "expired": "määräaika umpeutui",
    "cancelled": "peruttu",
}
WAITING = {
    "draft": "Tarkista luonnos ja lähetä se osapuolille.",
    "completed": "Kaikki ovat hyväksyneet. Sinetöinti on käynnissä.",
    "sealed": "Sopimus on valmis. Jokainen osapuoli on saanut linkin omaan kappaleeseensa.",
    "declined": "Joku ei hyväksynyt sopimusta. Voit tehdä uuden sopimuksen tämän pohjalta.",
    "expired": "Kaikki eivät hyväksyneet määräajassa. Voit tehdä sopimuksen uudelleen.",
    "cancelled": "Peruit sopimuksen. Osapuolten linkit kertovat nyt siitä.",
}
# What was just done, by the name that the address of the next page carries.
NOTICES = {
    "corrected": "Osoite on tallessa. Jos se muuttui, siihen lähtee nyt uusi linkki, eikä vanha enää toimi.",
    "sent": "Sopimus on jo lähetetty, joten sen luonnosta ei voi enää muuttaa.",
}
REMINDED = "Muistutus on matkalla {whom}. Kukin saa enintään yhden muistutuksen päivässä."


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
