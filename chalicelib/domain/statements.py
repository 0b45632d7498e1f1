"""
The sentences that a party ticks when accepting, in each language. Words once used are never edited, only followed by
another number; whoever verifies an old file needs them as they were.
"""

# By id and language; what has a box of its own to tick is a sentence of its own.
STATEMENTS = {
    ("self/1", "fi"): (
        "Olen lukenut sopimuksen {number}, version {version}, ja hyväksyn sen itseäni sitovaksi.",
    ),
    ("self/1", "sv"): ("Jag har läst avtal {number}, version {version}, och godkänner det som bindande för mig.",),
    ("self/1", "en"): ("I have read contract {number}, version {version}, and accept it as binding on me.",),
    ("self_annex/1", "fi"): (
        "Olen lukenut sopimuksen {number}, version {version}, ja sen liitteen A ja hyväksyn ne itseäni sitoviksi.",
    ),
    ("self_annex/1", "sv"): (
        "Jag har läst avtal {number}, version {version}, och dess bilaga A och godkänner dem som bindande för mig.",
    ),
    ("self_annex/1", "en"): (
        "I have read contract {number}, version {version}, and its Annex A, and accept them as binding on me.",
    ),
    ("consumer/1", "fi"): (
        "Olen lukenut sopimuksen {number}, version {version}, hyväksyn sen itseäni sitovaksi ja sitoudun maksamaan siinä sovitun hinnan.",
    ),
    ("consumer/1", "sv"): (
        "Jag har läst avtal {number}, version {version}, godkänner det som bindande för mig och förbinder mig att betala det pris som har avtalats i det.",
    ),
    ("consumer/1", "en"): (
        "I have read contract {number}, version {version}, accept it as binding on me and undertake to pay the price agreed in it.",
    ),
    ("consumer_annex/1", "fi"): (
        "Olen lukenut sopimuksen {number}, version {version}, ja sen liitteen A, hyväksyn ne itseäni sitoviksi ja sitoudun maksamaan sopimuksessa sovitun hinnan.",
    ),
    ("consumer_annex/1", "sv"): (
        "Jag har läst avtal {number}, version {version}, och dess bilaga A, godkänner dem som bindande för mig och förbinder mig att betala det pris som har avtalats i avtalet.",
    ),
    ("consumer_annex/1", "en"): (
        "I have read contract {number}, version {version}, and its Annex A, accept them as binding on me and undertake to pay the price agreed in the contract.",
    ),
    ("organisation/1", "fi"): (
        "Olen lukenut sopimuksen {number}, version {version}, ja hyväksyn sen edustamani organisaation puolesta.",
        "Vakuutan, että minulla on oikeus hyväksyä sopimus organisaationi puolesta.",
    ),
    ("organisation/1", "sv"): (
        "Jag har läst avtal {number}, version {version}, och godkänner det för den organisation jag företräder.",
        "Jag försäkrar att jag har rätt att godkänna avtalet för min organisation.",
    ),
    ("organisation/1", "en"): (
        "I have read contract {number}, version {version}, and accept it on behalf of the organisation I represent.",
        "I confirm that I am entitled to accept the contract on behalf of my organisation.",
    ),
    ("both/1", "fi"): (
        "Olen lukenut sopimuksen {number}, version {version}, ja hyväksyn sen itseäni ja edustamaani organisaatiota sitovaksi.",
        "Vakuutan, että minulla on oikeus hyväksyä sopimus organisaationi puolesta.",
    ),
    ("both/1", "sv"): (
        "Jag har läst avtal {number}, version {version}, och godkänner det som bindande för mig och för den organisation jag företräder.",
        "Jag försäkrar att jag har rätt att godkänna avtalet för min organisation.",
    ),
    ("both/1", "en"): (
        "I have read contract {number}, version {version}, and accept it as binding on me and on the organisation I represent.",
        "I confirm that I am entitled to accept the contract on behalf of my organisation.",
    ),
    ("both_annex/1", "fi"): (
        "Olen lukenut sopimuksen {number}, version {version}, ja sen liitteen A. Hyväksyn sopimuksen itseäni ja edustamaani organisaatiota sitovaksi ja liitteen itseäni sitovaksi.",
        "Vakuutan, että minulla on oikeus hyväksyä sopimus organisaationi puolesta.",
    ),
    ("both_annex/1", "sv"): (
        "Jag har läst avtal {number}, version {version}, och dess bilaga A. Jag godkänner avtalet som bindande för mig och för den organisation jag företräder och bilagan som bindande för mig.",
        "Jag försäkrar att jag har rätt att godkänna avtalet för min organisation.",
    ),
    ("both_annex/1", "en"): (
        "I have read contract {number}, version {version}, and its Annex A. I accept the contract as binding on me and on the organisation I represent, and the annex as binding on me.",
        "I confirm that I am entitled to accept the contract on behalf of my organisation.",
    ),
}  # fmt: skip

# Boxes that only some have: whoever reads the page in another language than the contract's, and consumers.
CONFIRMATIONS = {
    ("language/1", "fi"): "Sopimus on tehty {contract_language}. Ymmärrän sopimuksen kielen ja olen lukenut sen sillä kielellä.",
    ("language/1", "sv"): "Avtalet är skrivet på {contract_language}. Jag förstår språket och har läst avtalet på det.",
    ("language/1", "en"): "The contract is in {contract_language}. I understand the language and have read the contract in it.",
    ("early_start/1", "fi"): (
        "Pyydän, että työnohjaus alkaa jo peruuttamisaikana. Jos peruutan sopimuksen, maksan pidetyistä tapaamisista."
    ),
    ("early_start/1", "sv"): (
        "Jag begär att handledningen ska börja redan under ångerfristen. Om jag frånträder avtalet betalar jag för de träffar som har hållits."
    ),
    ("early_start/1", "en"): (
        "I ask for the supervision to begin during the withdrawal period. If I withdraw from the contract, I pay for the sessions held."
    ),
}  # fmt: skip

# The contract's language as it stands in the sentence above, by the reader's language.
LANGUAGES = {
    "fi": {"fi": "suomeksi", "sv": "ruotsiksi", "en": "englanniksi"},
    "sv": {"fi": "finska", "sv": "svenska", "en": "engelska"},
    "en": {"fi": "Finnish", "sv": "Swedish", "en": "English"},
}
