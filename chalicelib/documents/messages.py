"""
The sentence that a person reads for each fault, warning and error, in their language.

A sentence says what to do next. The Finnish ones are the keys of a translation, marked by `_`.
"""

from collections.abc import Mapping
from datetime import date
from decimal import Decimal

from chalicelib.documents.formats import day, listed, number
from chalicelib.documents.translations import _, translations

# What somebody typed, by itself.
VALUES = {
    "required": _("Täytä tämä kohta."),
    "too_short": _("Kirjoita vähintään {least} merkkiä."),
    "too_long": _("Lyhennä tekstiä. Tähän mahtuu enintään {most} merkkiä."),
    "too_small": _("Anna luku, joka on vähintään {least}."),
    "too_large": _("Anna luku, joka on enintään {most}."),
    "not_a_number_within": _("Anna luku väliltä {least}–{most}."),
    "not_a_step": _("Anna luku väliltä {least}–{most}. Sen pitää olla jaollinen luvulla {step}."),
    "not_a_whole_number": _("Kirjoita kokonaisluku numeroin, esimerkiksi 10."),
    "not_an_amount": _("Kirjoita summa euroina, esimerkiksi 240 tai 240,50."),
    "not_a_date": _("Kirjoita päivämäärä muodossa 18.1.2027."),
    "not_a_choice": _("Valitse yksi annetuista vaihtoehdoista."),
    "not_a_name": _("Kirjoita nimi kirjaimin, ilman numeroita ja erikoismerkkejä."),
    "not_an_email": _("Kirjoita yksi sähköpostiosoite, esimerkiksi etunimi.sukunimi@yritys.fi."),
    "not_a_business_id": _(
        "Tarkista Y-tunnus. Se on muotoa 1234567-1, ja sen viimeinen numero on tarkistusnumero."
    ),
    "not_an_e_invoice_address": _(
        "Tarkista verkkolaskuosoite. Se alkaa numeroilla 0037, joita seuraa Y-tunnus ilman väliviivaa."
    ),
    "not_understood": _("Kirjoita tämä kohta uudelleen. Siitä ei saatu selvää."),
    "not_a_contract_number": _("Kirjoita sopimuksen numero muodossa TO-2026-0001."),
    "not_in_force": _("Tarkista numero. Sinulla ei ole voimassa olevaa sopimusta {number}."),
    "bound_left_out": _(
        "Lisää myös nämä osapuoliksi tai jätä numero pois: {names}. Sopimusta {number} ei voi korvata ilman heitä, sillä he ovat hyväksyneet sen."
    ),
    "not_json": _("Lähetä tiedot JSON-muodossa, yhtenä oliona."),
    "unknown_key": _("Poista tämä kohta. Sellaista tietoa sopimuksessa ei ole."),
    "unprintable": _("Korvaa nämä merkit, sillä niitä ei voi tulostaa sopimukseen: {characters}"),
    "no_file": _("Valitse PDF-tiedosto, jonka haluat tarkistaa."),
    "key_name_taken": _("Anna toinen nimi. Tämänniminen avain sinulla jo on."),
    "too_many_keys": _("Poista ensin avain, jota et enää tarvitse. Avaimia voi olla enintään {most}."),
    "no_scope": _("Valitse, mitä avaimella saa tehdä."),
}
# What does not go together.
PEOPLE = {
    "role_not_in_constellation": _(
        "Tyhjennä tämä kohta tai valitse muut osapuolet. Nyt valittuihin osapuoliin tämä henkilö ei kuulu."
    ),
    "choice_not_in_constellation": _("Jätä tämä valitsematta. Nyt valittuihin osapuoliin se ei kuulu."),
    "too_many": _("Poista ohjattavia. Sopimuksessa heitä voi olla enintään {most}."),
    "manager_is_the_supervisee": _(
        "Poista ohjattavat tai valitse, että esihenkilö sopii työryhmänsä ohjauksesta. Nyt ohjattavana on esihenkilö itse."
    ),
    "form_is_for_one": _("Valitse ryhmätyönohjaus tai työyhteisön työnohjaus, sillä ohjattavia on useita."),
    "form_needs_group": _("Valitse yksilö- tai esihenkilötyönohjaus, sillä ohjattavia on vain yksi."),
    "address_used_twice": _(
        "Anna toinen osoite. {email} on jo toisella osapuolella, ja jokaisen linkki on oma."
    ),
    "not_the_manager": _(
        "Anna edustajalle sama nimi ja osoite kuin esihenkilölle, tai poista merkintä, että he ovat sama henkilö."
    ),
    "third_party_is_party": _("Nimeä joku, joka ei ole tämän sopimuksen osapuoli."),
    "strong_not_available": _(
        "Valitse linkki tai linkki ja koodi. Vahva tunnistautuminen ei ole vielä käytössä."
    ),
    "more_than_people": _("Anna enintään {count}. Niin monta ohjattavaa sopimuksessa on."),
}
TIMES = {
    "date_past": _("Alkamispäivä on jo mennyt. Valitse tämä päivä tai myöhempi."),
    "date_far_away": _("Tarkista vuosi. Päivä on hyvin kaukana."),
    "ends_before_start": _("Valitse päivä, joka on alkamispäivän {start} jälkeen."),
    "interval_reversed": _("Anna vähintään {least}. Enimmäisväli ei voi olla vähimmäisväliä lyhyempi."),
    "only_trial_sessions": _(
        "Lisää tapaamisia. Niitä on oltava enemmän kuin kokeilukertoja, joita on {trial}."
    ),
    "remote_place_needs_remote": _("Salli etätapaamiset tai valitse toinen paikka."),
    "no_method": _("Valitse ainakin yksi työskentelytapa tai kirjoita se omin sanoin."),
    "way_in_told": _(
        "Poista linkki ja salasana. Sopimuksen lukevat kaikki, joten lähetä ne ohjattaville erikseen."
    ),
    "identity_code_told": _(
        "Poista henkilötunnus. Sopimukseen tai sen liitteeseen ei kirjoiteta kenenkään henkilötunnusta."
    ),
    "talk_after_start": _(
        "Valitse päivä, joka on viimeistään alkamispäivä {start}. Kartoittava keskustelu käydään ennen työnohjausta."
    ),
    # Kirjanpitolaki 1336/1997, 2 luku 10 §: kuusi vuotta.
    "retention_reason_missing": _("Kerro, miksi sopimusta säilytetään yli {years} vuotta."),
}
GOALS = {
    "goals_missing": _(
        "Kirjoita tavoitteet, jotka kaikki osapuolet saavat tietää, tai merkitse, että niistä sovitaan myöhemmin."
    ),
    "annex_goals_missing": _("Kirjoita ohjattavien omat tavoitteet tai jätä liite A pois."),
    "goals_without_annex": _(
        "Ota luottamuksellinen liite A käyttöön tai tyhjennä ohjattavien omat tavoitteet. Muualle niitä ei kirjoiteta."
    ),
    "goals_of_others": _(
        "Kirjoita tavoitteet uudelleen tai merkitse alle, että nykyiset ohjattavat haluavat pitää ne. Liitteen teksti on "
        "kirjoitettu toisten ohjattavien kanssa."
    ),
    "annex_needs_supervisees": _(
        "Lisää työryhmän jäsenet tai jätä liite A pois. Liitteen hyväksyvät ne, joita ohjataan."
    ),
    "early_start_is_the_consumers": _(
        "Jätä tämä pois. Vain kuluttaja voi itse pyytää, että työnohjaus alkaa jo peruuttamisaikana."
    ),
}
PRICES = {
    "required_with_price": _("Täytä tämä kohta. Sitä tarvitaan, kun työnohjauksesta maksetaan."),
    "free_has_no_payer": _("Valitse, että kukaan ei maksa, tai anna hinta. Nyt työnohjaus on maksuton."),
    "price_needs_payer": _("Valitse, kuka maksaa, tai merkitse hinnaksi 0."),
    "no_invoice_address": _("Kerro, minne lasku lähetetään: verkkolaskuosoite, sähköposti tai postiosoite."),
    "payers_do_not_accept": _(
        "Valitse toinen maksaja. Tässä sopimuksessa ohjattavat eivät ole hyväksyjiä, joten he eivät voi sitoutua maksamaan."
    ),
    "pays_as_missing": _("Valitse, maksaako tämä ohjattava yksityishenkilönä vai yrittäjänä."),
    "share_of_nobody": _("Anna jonkun ohjattavan osoite. {email} ei ole kenenkään heistä."),
    "share_given_twice": _("Anna jokaiselle yksi osuus. {email} on listassa kahdesti."),
    "payer_without_share": _("Anna osuus myös maksajalle {name} tai merkitse, ettei hän maksa."),
    "shares_not_whole": _("Korjaa osuuksia niin, että ne ovat yhteensä 100 %. Nyt summa on {total} %."),
    "trial_price_in_total": _(
        "Valitse kokeilukerroille sama hinta tai vaihda hinnan peruste. Kokonaishinta kattaa jo kokeilukerrat."
    ),
    "travel_in_no_price": _(
        "Valitse toinen vaihtoehto. Maksuttoman työnohjauksen hintaan ei voi sisältyä matkakuluja."
    ),
    "person_price_needs_group": _(
        "Valitse toinen hinnan peruste. Henkilöä kohti hinta sovitaan vain ryhmässä."
    ),
    "person_price_needs_names": _(
        "Lisää ohjattavat tai valitse toinen hinnan peruste. Nyt ei tiedetä, montako heitä on."
    ),
    "no_show_below_late": _(
        "Anna vähintään {late}. Käyttämättä jäänyt aika ei voi maksaa vähemmän kuin myöhään peruutettu."
    ),
    "illness_above_late": _(
        "Anna enintään {late}. Äkillinen sairastuminen ei voi maksaa enempää kuin myöhäinen peruutus."
    ),
}
# What a consumer is owed: kuluttajansuojalaki 38/1978 and the Consumer Ombudsman's lines.
CONSUMERS = {
    "consumer_price_without_tax": _(
        "Valitse hinta, johon vero sisältyy, tai veroton hinta. Kuluttajalle hintaan ei voi lisätä veroa."
    ),
    "consumer_needs_contact": _("Täytä tämä kohta. Kuluttajalle on kerrottava osoite ja puhelinnumero."),
    "consumer_trial_continues": _(
        "Valitse, että työnohjaus päättyy. Kuluttaja ei sitoudu jatkamaan sillä, ettei hän vastaa."
    ),
    "consumer_notice_too_long": _(
        "Anna enintään {most} päivää. Pidempää ilmoitusaikaa kuluttajalta ei voi vaatia."
    ),
    "consumer_needs_travel_estimate": _(
        "Arvioi, paljonko matkat maksavat tapaamista kohti. Kuluttajan on tiedettävä kokonaishinta."
    ),
}
# Worth a second look; the contract can be sent all the same.
WARNINGS = {
    "unusual_group_size": _("Tarkista ryhmän koko. Tavallisesti ohjattavia on 3–6, nyt {count}."),
    "shared_mailbox": _(
        "Käytä mieluummin henkilön omaa osoitetta. {email} näyttää yhteiseltä postilaatikolta."
    ),
    "team_of_one": _("Lisää muutkin työyhteisön jäsenet, jos heitä on. Nyt ohjattavia on vain yksi."),
    "person_price_is_divided": _(
        "Tarkista hinnan peruste. Osuudet ovat erisuuret, joten kukin maksaa tapaamisesta osuutensa {total} eurosta eikä {amount} euroa."
    ),
    "same_name_twice": _("Tarkista, että nämä ovat eri henkilöitä. Useammalla ohjattavalla on nimi {name}."),
    "deadline_after_start": _("Tarkista hyväksymisaika. Se päättyy vasta alkamispäivän jälkeen."),
    "unusually_long": _("Tarkista päättymispäivä. Sopimus kestää yli kaksi vuotta."),
    "too_many_sessions": _(
        "Tarkista tapaamisten määrä. Nyt se on {count}, mutta näihin päivämääriin ja tapaamisväliin mahtuu enintään {most}."
    ),
    "too_few_sessions": _(
        "Tarkista tapaamisten määrä. Nyt se on {count}, mutta näihin päivämääriin ja tapaamisväliin mahtuu ainakin {least}."
    ),
    "gap_before_start": _(
        "Tarkista alkamispäivä. Sopimus {number} päättyy heti, kun kaikki ovat hyväksyneet tämän. Jos se tapahtuu ennen päivää {start}, työnohjaus on siihen asti ilman sopimusta."
    ),
    "trial_of_what_runs": _(
        "Harkitse, tarvitaanko kokeilukertoja. Sopimuksen {number} mukainen työnohjaus on jo käynnissä."
    ),
    "unusual_session_length": _(
        "Tarkista kesto, joka on nyt {minutes} minuuttia. Tapaaminen on tavallisesti 45–120 minuuttia."
    ),
    "unusual_interval": _("Tarkista tapaamisväli. Tavallisesti se on 2–4 viikkoa."),
    # Laki kaupallisten sopimusten maksuehdoista 30/2013.
    "long_payment_term": _(
        "Tarkista maksuaika. Kunnalle, valtiolle tai muulle julkiselle tilaajalle se saa olla enintään 30 päivää. Yrityksen kanssa pidemmästä on sovittava nimenomaisesti."
    ),
    "payer_is_not_of_manager": _(
        "Maksajan nimi on eri kuin esihenkilön organisaatio. Tarkista, että esihenkilö saa hyväksyä maksajan puolesta."
    ),
    "payer_is_not_of_managers_manager": _(
        "Maksajan nimi on eri kuin esihenkilön esihenkilön organisaatio. Tarkista, että hän saa hyväksyä maksajan puolesta."
    ),
    "payer_does_not_accept": _(
        "Maksava organisaatio ei ole mukana hyväksymässä. Sovi maksamisesta sen kanssa erikseen tai lisää tilaajan edustaja, joka hyväksyy sopimuksen."
    ),
    "very_long": _(
        "Harkitse lyhyempää sopimusta. Neljän vuoden jälkeen on hyvä kysyä, olisiko aika vaihtaa työnohjaajaa."
    ),
    "participants_unknown": _(
        "Lisää työryhmän jäsenet, jos tiedät heidät jo. Nyt sopimuksesta ei näe, ketkä ohjaukseen osallistuvat."
    ),
    "own_goals_need_annex": _(
        "Harkitse luottamuksellista liitettä A. Ilman sitä ohjattavien omia tavoitteita ei kirjata, sillä muun sopimuksen lukee myös esihenkilö."
    ),
    "consumer_pays_in_advance": _(
        "Harkitse laskutusta jälkikäteen. Jos kuluttaja päättää sopimuksen, pitämättä jääneiden tapaamisten hinta on palautettava."
    ),
    "consumer_fee_high": _(
        "Harkitse enintään {usual} prosenttia. Kuluttajalta peritty korkeampi maksu voidaan katsoa kohtuuttomaksi."
    ),
    "early_start_will_be_asked": _(
        "Alkamispäivä voi osua kuluttajan peruuttamisaikaan. Kuluttaja voi hyväksyessään pyytää aloittamaan jo silloin. Jos hän ei pyydä, aloita vasta peruuttamisajan jälkeen."
    ),
    "evaluation_after_end": _(
        "Tarkista arviointiväli. Ensimmäinen arviointi olisi vasta sopimuksen päätyttyä."
    ),
}
ACCEPTING = {
    "tick_missing": _("Merkitse ruutu, jos tämä pitää paikkansa."),
    "tick_missing_to_renew": _("Merkitse ruutu, jos haluat uuden linkin."),
    "tick_missing_to_decline": _("Merkitse ruutu, jos et hyväksy sopimusta."),
    "tick_missing_to_withdraw": _("Merkitse ruutu, jos haluat peruuttaa sopimuksen."),
    "code_wrong": _(
        "Tarkista koodi. Siinä on kahdeksan numeroa, ja saat sen työnohjaajalta. Jos olet saanut uuden linkin, myös koodi on uusi."
    ),
    "code_rests": _(
        "Yritä huomenna uudelleen tai pyydä työnohjaajalta heti uusi linkki ja koodi. Koodia on yritetty tänään liian monta kertaa."
    ),
    "wishes_rest": _(
        "Jatka huomenna tai ota yhteyttä työnohjaajaan. Olet pyytänyt muutosta tänään jo monta kertaa."
    ),
    "quite_another_name": _(
        "Korjaa tässä vain nimen {name} kirjoitusasu. Jos tilalle tulee toinen henkilö, valitse Vaihda henkilö."
    ),
    "name_differs": _("Kirjoita nimesi näin: {name}."),
}
ERRORS = {
    "error": _("Tämä ei onnistunut. Yritä hetken päästä uudelleen."),
    "not_found": _("Tarkista osoite tai linkki. Siitä ei löytynyt mitään."),
    "not_logged_in": _("Kirjaudu ensin sisään."),
    "login_refused": _("Tarkista koodi tai pyydä uusi. Tällä koodilla ei voi kirjautua."),
    "too_many_tries": _("Odota tunti ja yritä sitten uudelleen. Yrityksiä on ollut liian monta."),
    "key_refused": _("Tarkista avain tai tee uusi omien tietojen sivulla. Tätä avainta ei tunneta."),
    "scope_missing": _("Tee avain, jolla on oikeus {scope}. Tällä avaimella sitä ei ole."),
    "request_reused": _("Anna pyynnölle uusi Idempotency-Key. Samalla on jo tehty toinen sopimus."),
    "form_forged": _("Lataa sivu uudelleen ja lähetä lomake sitten. Mitään ei muuttunut."),
    "link_expired": _(
        "Avaa linkki uusimmasta saamastasi viestistä tai pyydä työnohjaajalta uusi. Tämä linkki ei enää toimi."
    ),
    "version_replaced": _(
        "Avaa linkki uusimmasta saamastasi viestistä. Tämä linkki avasi sopimuksen aiemman version, eikä sitä voi enää hyväksyä."
    ),
    "version_waits": _(
        "Odota, kunnes työnohjaaja on hyväksynyt sopimuksen uuden version. Saat silloin uuden linkin sähköpostiisi."
    ),
    "no_longer_party": _(
        "Sinun ei tarvitse tehdä mitään. Sopimuksen uudessa versiossa et ole enää osapuolena."
    ),
    "contract_closed": _("Tätä ei voi nyt tehdä, sillä {status}."),
    "deadline_passed": _("Pyydä työnohjaajaa lähettämään sopimus uudelleen. Hyväksymisaika on päättynyt."),
    "accepted_already": _("Hyväksyntä on jo tallessa. Mitään ei tarvitse tehdä."),
    "not_your_turn": _("Odota, kunnes työnohjaaja on hyväksynyt sopimuksen. Saat silloin sähköpostia."),
    "not_identified": _(
        "Pyydä työnohjaajalta neuvoa. Tässä sopimuksessa sinut on tunnistettava vahvemmin kuin linkillä."
    ),
    "contract_changed": _(
        "Avaa sivu uudelleen ja lue sopimus. Se on muuttunut sen jälkeen, kun avasit sivun."
    ),
    "busy": _("Yritä hetken päästä uudelleen. Palvelu on ruuhkainen, mutta mitään ei kadonnut."),
    "form_invalid": _("Korjaa merkityt kohdat."),
}
SENTENCES = VALUES | PEOPLE | TIMES | GOALS | PRICES | CONSUMERS | WARNINGS | ACCEPTING | ERRORS
# Where a contract stands, as the end of the sentence "contract_closed".
STATES = {
    "draft": _("sopimusta ei ole vielä lähetetty"),
    "sent": _("sopimus on jo lähetetty"),
    "completed": _("kaikki ovat jo hyväksyneet sopimuksen"),
    "sealed": _("sopimus on jo valmis ja arkistossa"),
    "declined": _("sopimusta ei hyväksytty"),
    "expired": _("hyväksymisaika on päättynyt"),
    "cancelled": _("työnohjaaja on perunut sopimuksen"),
    "withdrawn": _("kuluttaja on peruuttanut sopimuksen"),
    "superseded": _("uusi sopimus on korvannut tämän"),
}


def sentence_for(code: str, params: Mapping[str, object], language: str = "fi") -> str:
    """
    The sentence for the code of a Fault or a ContractError, as plain text: escape it where it is shown.

    params: what the fault or error carries; more than the sentence uses is fine.
    Raises KeyError for a code without a sentence, and for a parameter that the sentence needs and did not get.
    """
    gettext = translations(language).gettext
    shown = {name: _shown(value, language) for name, value in params.items()}
    if "status" in shown:
        stands = STATES[shown["status"]]
        shown["status"] = gettext(stands)
    return gettext(SENTENCES[code]).format(**shown)


def _shown(value: object, language: str) -> str:
    if isinstance(value, date):
        return day(value, language)
    if isinstance(value, tuple):
        return listed(map(str, value), language)
    return number(value, language) if isinstance(value, int | Decimal) else str(value)
