"""Where a contract and its parties stand, in words for the supervisor: its state, what now, what was just done."""

import re
from datetime import date

from chalicelib.documents.delivery import unreached
from chalicelib.documents.formats import day, last_day, listed, moment
from chalicelib.documents.translations import _, translations
from chalicelib.documents.words import role_words
from chalicelib.domain import listing
from chalicelib.domain.contract import Contract
from chalicelib.domain.dossier import Dossier, Head
from chalicelib.domain.events import Seat

STATUS = {
    "draft": _("luonnos"),
    "sent": _("odottaa hyväksyntöjä"),
    "completed": _("voimassa, sinetöidään"),
    "sealed": _("voimassa ja arkistoitu"),
    "declined": _("ei hyväksytty"),
    "expired": _("määräaika umpeutui"),
    "cancelled": _("peruttu"),
    "withdrawn": _("kuluttaja peruutti"),
    "superseded": _("korvattu uudella"),
}
WAITING = {
    "draft": _("Tarkista luonnos ja lähetä se osapuolille."),
    "completed": _("Kaikki ovat hyväksyneet, ja sopimus on voimassa. Se sinetöidään ja arkistoidaan."),
    "sealed": _("Sopimus on valmis. Jokainen osapuoli on saanut linkin omaan kappaleeseensa."),
    "declined": _("Joku ei hyväksynyt sopimusta. Voit tehdä uuden sopimuksen tämän pohjalta."),
    "expired": _("Kaikki eivät hyväksyneet määräajassa. Voit tehdä uuden sopimuksen tämän pohjalta."),
    "cancelled": _("Peruit sopimuksen. Muut, joille linkki oli lähetetty, saavat siitä viestin."),
    "withdrawn": _(
        "Kuluttaja peruutti hyväksyntänsä ennen kuin kaikki olivat hyväksyneet, joten sopimus ei tullut voimaan."
    ),
    "superseded": _("Uusi sopimus on tullut tämän tilalle. Tämä on edelleen arkistossa."),
}
# Nothing has ended it but its own last day.
TIME_OVER = _("sovittu aika on päättynyt")
# A consumer withdrew from a contract in force: whether it ended with them.
WITHDRAWN = {
    True: _("Kuluttaja peruutti sopimuksen, joten se on päättynyt."),
    False: _("Kuluttaja peruutti osuutensa, ja sopimus jatkuu muiden kanssa."),
}
# What a withdrawal from a contract in force leaves to the supervisor (contract text, K20).
TELL_OTHERS = _("Kerro peruuttamisesta muille osapuolille.")
PAY_BACK = _(
    "Palauta kuluttajan maksamat summat viivytyksettä ja viimeistään 14 päivän kuluttua ilmoituksesta. Hän maksaa vain "
    "tapaamisista, jotka on pidetty ennen ilmoitusta hänen omasta pyynnöstään, ja niiden sovituista matkakuluista."
)
# What was just done, by the name that the address of the next page carries.
NOTICES = {
    "corrected": _(
        "Osoite on tallessa. Jos se muuttui, siihen lähtee nyt uusi linkki, eikä vanha enää toimi."
    ),
    "renamed": _("Nimi on korjattu, ja henkilö saa uuden linkin. Sopimuksen teksti on ennallaan."),
    "discarded": _("Luonnos on poistettu. Lähetetty sopimus on ennallaan."),
    "sent": _("Sopimus on jo lähetetty, joten sen luonnosta ei voi enää muuttaa."),
}


def status_words(status: str, language: str = "fi") -> str:
    """The contract's state in a word or two."""
    return translations(language).gettext(STATUS[status])


def standing_words(head: Head, today: date, language: str = "fi") -> str:
    """The same of a row, or that the time it was agreed for is over. today: in Helsinki."""
    return translations(language).gettext(
        TIME_OVER if listing.time_is_over(head, today) else STATUS[head.status]
    )


def what_now(dossier: Dossier, language: str = "fi", today: date | None = None) -> str:
    """
    The answer to "what now?" in a sentence or two, for the supervisor.

    today: in Helsinki, to tell whether the agreed time is over; None to leave that out.
    """
    contract, _ = dossier.contract, translations(language).gettext
    if contract.is_open and (told := unreached(dossier, language)):
        return told
    if contract.change_requested and contract.is_open:
        return _("Joku pyytää muutosta. Sovi asiasta ennen kuin jatkat.")
    if duties := _duties(contract):
        replaced = contract.status == "superseded"
        ended = WAITING["superseded"] if replaced else WITHDRAWN[not contract.in_force]
        return " ".join(_(words) for words in (ended, *duties))
    if today and (last := dossier.head.agreed_until) and listing.time_is_over(dossier.head, today):
        return _("Sovittu aika päättyi {day}. Sopimus on edelleen arkistossa.").format(
            day=day(last, language)
        )
    if not contract.is_open:
        return _(WAITING[contract.status])
    awaited = (dossier.head.name(party) for party in contract.awaited if party != "supervisor")
    names = listed(awaited, language)
    if "supervisor" not in contract.awaited:
        return _("Odottaa hyväksyntää: {names}.").format(names=names)
    own = _("Hyväksy sopimus vielä itse: linkki on sähköpostissasi.")
    others = _("Lisäksi odotetaan: {names}.") if names else _("Muut saavat linkkinsä heti sen jälkeen.")
    return f"{own} {others.format(names=names)}"


def _duties(contract: Contract) -> tuple[str, ...]:
    """What a withdrawal leaves to do; nothing before conclusion, nor for one that was settled before another contract came."""
    settled = contract.status == "superseded" and all(
        contract.ended_at and at < contract.ended_at for at in contract.withdrawn.values()
    )
    if not contract.withdrawn or not contract.completed_at or settled:
        return ()
    return (TELL_OTHERS, PAY_BACK) if contract.others_bound else (PAY_BACK,)


def time_to_withdraw(dossier: Dossier, party: str, language: str = "fi") -> str:
    """
    Of a consumer who has accepted: whether they asked for sessions within their time to withdraw, and its last day.

    "" for everybody else. Of who may not ask, because sessions begin later, only the day; of who withdrew, no day.
    """
    contract, _ = dossier.contract, translations(language).gettext
    seat, until = contract.seat(party), contract.can_withdraw_until(party)
    if not seat.consumer or party not in contract.accepted:
        return ""
    said = []
    if dossier.asked_for_early_start(party):
        said.append(_("Pyysi aloittamaan jo peruuttamisaikana."))
    elif seat.may_start_early:
        said.append(_("Ei pyytänyt aloittamaan peruuttamisaikana."))
    if until and party not in contract.withdrawn:
        said.append(_("Peruuttamisajan viimeinen päivä on {day}.").format(day=last_day(until, language)))
    return " ".join(said)


def notice(done: str, language: str = "fi") -> str:
    """What was just done, by a key of NOTICES; "" for anything else that an address carries."""
    return translations(language).gettext(NOTICES[done]) if done in NOTICES else ""


def reminded(count: str, language: str = "fi") -> str:
    """The notice after reminding so many parties; "" when an address carries something that we never wrote there."""
    if not re.fullmatch("[1-9][0-9]?", count):
        return ""
    sentence = translations(language).ngettext(
        "Muistutus on matkalla yhdelle osapuolelle. Kukin saa enintään yhden muistutuksen päivässä.",
        "Muistutus on matkalla {count} osapuolelle. Kukin saa enintään yhden muistutuksen päivässä.",
        int(count),
    )
    return sentence.format(count=count)


def role_and_name_in_text(head: Head, seat: Seat, language: str = "fi") -> str:
    """The party's role for a list of names; where their name was corrected, also how the contract's text has it."""
    role, printed = role_words(seat, language), head.printed_name(seat.party)
    if printed == head.name(seat.party):
        return role
    _ = translations(language).gettext
    return _("{role}, sopimuksen tekstissä {name}").format(role=role, name=printed)


def _silent(contract: Contract, party: str, language: str) -> str:
    """Of who had not answered when it ended: late is only whoever let the deadline pass."""
    _ = translations(language).gettext
    if party not in contract.invited:
        return _("ei saanut linkkiä")
    return _("ei ehtinyt vastata") if contract.status == "expired" else _("ei vastannut")


def party_state(contract: Contract, party: str, language: str = "fi") -> tuple[str, str, str]:
    """("withdrawn" | "accepted" | "declined" | "awaited" | "later" | "over", the same in a word or two, and when)."""
    _ = translations(language).gettext
    if party in contract.withdrawn:
        return "withdrawn", _("peruutti"), moment(contract.withdrawn[party], language)
    if party in contract.accepted:
        return "accepted", _("hyväksyi"), moment(contract.accepted[party], language)
    if party == contract.ended_by:
        return "declined", _("ei hyväksynyt"), ""
    if not contract.is_open:
        return "over", _silent(contract, party, language), ""
    if party in contract.awaited:
        invited = moment(contract.invited[party], language)
        return "awaited", _("odottaa"), _("linkki lähetetty {time}").format(time=invited)
    return "later", _("ei vielä linkkiä"), _("saa linkin, kun olet itse hyväksynyt")
