"""What a dissatisfied party does, when the supervisor writes nothing else: a text for each language of a contract."""

from typing import Any

DISSATISFACTION = {
    "fi": (
        "Asiasta keskustellaan ensin työnohjauksessa. Jos se ei riitä, tyytymätön osapuoli kirjaa ehdotuksensa "
        "ratkaisuksi ja saa siihen vastauksen 14 päivän kuluessa. Jos erimielisyys jatkuu, pyydetään yhdessä valittua "
        "ulkopuolista työnohjaajaa arvioimaan tilanne; kulut jaetaan tasan."
    ),
    "sv": (
        "Saken tas först upp i handledningen. Om det inte räcker skriver den missnöjda parten ned sitt förslag till "
        "lösning och får svar på det inom 14 dagar. Om oenigheten kvarstår ber parterna en gemensamt vald "
        "utomstående arbetshandledare bedöma läget; kostnaderna delas lika."
    ),
    "en": (
        "The matter is first talked over in supervision. If that is not enough, the dissatisfied party writes down a "
        "proposal for a solution and receives an answer within 14 days. If the disagreement continues, an outside "
        "supervisor chosen together is asked to assess the situation; the costs are shared equally."
    ),
}


def dissatisfaction_in(language: Any, given: Any) -> Any:
    """
    The text that was given, or the usual one of the contract's language (Finnish for what is no language).

    The usual text of another language is nobody's own words: it gives way when the contract's language is changed.
    """
    usual = DISSATISFACTION.get(language if isinstance(language, str) else "", DISSATISFACTION["fi"])
    return usual if given is None or given in DISSATISFACTION.values() else given
