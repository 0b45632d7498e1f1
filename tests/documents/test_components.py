"""The macros that pages are built of: what they say to eyes and to ears."""

import pytest

from chalicelib.documents.templating import environment
from tests.builders import NOW
from tests.documents.html import parsed, words

PARTIES = [
    {"name": "Aino Mäki", "role_words": "ohjattava", "state": "accepted", "state_words": "hyväksyi"},
    {"name": "Åke <von> Ödmark", "role_words": "esihenkilö"},
]


@pytest.fixture
def shown():
    """What a line of a template makes of the components."""

    def render(source, **given):
        template = f'{{% import "pages/_components.html" as parts with context %}}<div>{source}</div>'
        return parsed(
            environment().from_string(template).render(language="fi", base_path="", csrf="proof", **given)
        )

    return render


def test_a_sequence_names_the_step_at_hand_and_what_is_done(shown):
    root = shown('{{ parts.steps(["Tiedot", "Tarkistus", "Lähetys"], 1) }}')
    done, now, later = root.xpath("//ol/li")

    assert words(done) == "Tiedot, valmis"
    assert now.get("aria-current") == "step"
    assert dict(later.attrib) == {}


def test_a_timeline_tells_when_and_quotes_what_people_wrote(shown):
    events = [
        {"at": NOW, "words": "Lähetettiin", "detail": ""},
        {"at": NOW, "words": "Pyysi", "detail": "<b>x</b>"},
    ]
    root = shown("{{ parts.timeline(events) }}", events=events)

    assert root.xpath("//time/@datetime") == [NOW.isoformat()] * 2
    assert [words(quote) for quote in root.xpath("//q")] == ["<b>x</b>"]


def test_people_have_a_state_only_where_one_is_told(shown):
    root = shown("{% call(it) parts.people(parties) %}<p>{{ it.name }}</p>{% endcall %}", parties=PARTIES)

    assert [words(mark) for mark in root.find_class("mark")] == ["hyväksyi"]
    assert [words(more) for more in root.xpath("//li/p")] == ["Aino Mäki", "Åke <von> Ödmark"]


def test_people_need_no_more_than_their_names_and_roles(shown):
    assert [words(it) for it in shown("{{ parts.people(parties) }}", parties=PARTIES).xpath("//strong")] == [
        "Aino Mäki",
        "Åke <von> Ödmark",
    ]


def test_an_act_that_is_asked_for_once_more_has_one_button_and_its_proof(shown):
    root = shown(
        '{% call parts.confirm("Peru", "Ei voi kumota.", "/x/cancel", "Peru lopullisesti", grave=true) %}<input name="why">{% endcall %}'
    )
    [form] = root.xpath("//form")

    assert (form.get("method"), form.get("action")) == ("post", "/x/cancel")
    assert form.xpath(".//input/@name") == ["_csrf", "why"]
    assert form.xpath(".//input[@name='_csrf']/@value") == ["proof"]
    assert [words(it) for it in form.xpath(".//button[contains(@class, 'grave')]")] == ["Peru lopullisesti"]


def test_a_note_of_what_just_happened_is_told_aloud(shown):
    root = shown('{% call parts.note("good", "Tallessa", role="status") %}<p>Hyvin meni.</p>{% endcall %}')

    assert words(root.xpath("//*[@role='status']")[0]) == "Tallessa Hyvin meni."


def test_where_nothing_is_yet_there_is_one_thing_to_do(shown):
    root = shown('{{ parts.empty("Ei sopimuksia", "Tee ensimmäinen.", "/contracts/new", "Tee sopimus") }}')

    assert root.xpath("//a/@href") == ["/contracts/new"]
    assert shown('{{ parts.empty("Ei tuloksia", "Kokeile toista sanaa.") }}').xpath("//a") == []


def test_facts_escape_what_is_text(shown):
    root = shown('{{ parts.facts([("Nimi", "<b>Aino</b>")]) }}')

    assert [words(it) for it in root.xpath("//dt | //dd")] == ["Nimi", "<b>Aino</b>"]
