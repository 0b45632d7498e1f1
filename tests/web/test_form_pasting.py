"""A list of people pasted into the form: how lists come, what is not understood, and that nothing is lost."""

import pytest
from lxml import html

from chalicelib.web.form_pasting import MOST_LINES, with_pasted
from chalicelib.web.form_values import rows
from tests.web.forms import kept, opened, posted

AINO = {"full_name": "Aino Mäki", "email": "aino@x.fi", "job_title": ""}


def people(values):
    """Of each row: name, address and work."""
    return [
        {field: values.get(f"supervisees-{row}-{field}", "") for field in ("full_name", "email", "job_title")}
        for row in rows(values)
    ]


def pasted(text, **values):
    return with_pasted({"supervisees-0-full_name": "", "_paste": text, **values})


@pytest.mark.parametrize(
    "line",
    [
        "Aino Mäki <aino@x.fi>",
        '"Aino Mäki" <Aino@X.fi>',
        "Aino Mäki, aino@x.fi",
        "Aino Mäki; aino@x.fi;",
        "Aino\tMäki\taino@x.fi",
        "Aino Mäki aino@x.fi",
        "aino@x.fi Aino Mäki",
        "aino@x.fi\tAino Mäki\t",
        "  Aino  Mäki\u00a0(aino@x.fi) ",
        "Mäki, Aino <aino@x.fi>",
        "Mäki, Aino; aino@x.fi",
        "Aino Mäki mailto:aino@x.fi",
    ],
)
def test_a_name_and_an_address_are_read_as_lists_have_them(line):
    done = pasted(f"\r\n{line}\r\n\r\n")

    assert people(done.values) == [AINO]
    assert (done.added, done.unread, done.values["_paste"]) == (1, (), "")


def test_a_third_column_tells_the_work():
    assert people(pasted("Aino Mäki\tlähihoitaja\taino@x.fi").values) == [AINO | {"job_title": "lähihoitaja"}]


@pytest.mark.parametrize(
    "line",
    [
        "Aino Mäki <aino@x.fi>; Ville af Björk <ville@x.fi>; Šimon Žák <sz@x.fi>;",
        "Mäki, Aino <aino@x.fi>; Ville af Björk <ville@x.fi>; Šimon Žák <sz@x.fi>",
        'Aino Mäki <aino@x.fi>, "Ville af Björk" <ville@x.fi>, Šimon Žák <sz@x.fi>',
    ],
)
def test_recipients_of_a_mail_may_stand_on_one_line(line):
    assert [it["full_name"] for it in people(pasted(line).values)] == [
        "Aino Mäki",
        "Ville af Björk",
        "Šimon Žák",
    ]


@pytest.mark.parametrize(
    ("line", "code"),
    [
        ("Aino Mäki", "no_address"),
        ("Aino Mäki aino@", "not_an_email"),
        ("Aino Mäki a@x.fi b@x.fi", "not_an_email"),
        ("aino@x.fi", "no_name"),
        ("A1no <aino@x.fi>", "not_a_name"),
        ("<script>@x.fi", "not_an_email"),
        ("x" * 500 + " aino@x.fi", "not_a_name"),
        ("<a@x.fi> <b@x.fi> " + "(" * 3000 + ")" * 3000, "not_an_email"),
        ("<a@x.fi> <b@x.fi> " + ":" * 3000, "not_an_email"),
    ],
)
def test_a_line_that_is_not_understood_stays_and_says_why(line, code):
    done = pasted(f"{line}\nVille Virtanen ville@x.fi")

    assert [(it.text, it.code) for it in done.unread] == [(line, code)]
    assert done.values["_paste"] == line
    assert [it["email"] for it in people(done.values)] == ["ville@x.fi"]


def test_blank_rows_are_filled_first_and_the_rest_comes_after():
    done = pasted(
        "Aino Mäki aino@x.fi\nVille Virtanen ville@x.fi",
        **{
            "supervisees-1-full_name": "Saimi Ojala",
            "supervisees-2-full_name": "",
            "supervisees-2-pays_as": "no",
        },
    )

    assert [it["full_name"] for it in people(done.values)] == ["Aino Mäki", "Saimi Ojala", "Ville Virtanen"]
    assert done.values["supervisees-2-pays_as"] == "no"


def test_the_same_list_again_adds_nobody():
    once = pasted("Aino Mäki aino@x.fi")
    twice = with_pasted({**once.values, "_paste": "Aino M. AINO@x.fi"})

    assert (twice.added, [it.code for it in twice.unread]) == (0, ["twice"])
    assert people(twice.values) == [AINO]


def test_thirty_at_most():
    done = pasted("\n".join(f"Aino Mäki aino{n}@x.fi" for n in range(33)))

    assert (done.added, [it.code for it in done.unread]) == (30, ["too_many"] * 3)
    assert len(done.values["_paste"].splitlines()) == 3


def test_members_of_a_managers_work_group_need_no_address():
    done = pasted("Aino Mäki\nVille Virtanen", constellation="C")

    assert [it["full_name"] for it in people(done.values)] == ["Aino Mäki", "Ville Virtanen"]


def test_the_page_adds_the_people_tells_what_it_left_and_keeps_all_else(owner):
    form = opened(owner)
    typed = posted(form, {"goals_shared": "Jaksaminen", "_paste": "Aino Mäki aino@x.fi\nVille"})

    page = owner.post("/contracts", typed | {"_do": "paste_rows"})

    again, root = kept(page), html.document_fromstring(page.text)
    assert page.status == 200
    assert (again["supervisees-0-full_name"], again["supervisees-0-email"]) == ("Aino Mäki", "aino@x.fi")
    assert again["goals_shared"] == "Jaksaminen"
    assert again["_paste"] == "Ville"
    told = root.xpath("//*[@id='pasted']")[0].text_content()
    assert "Yksi ohjattava lisättiin." in told
    assert "osoite puuttuu: Ville" in " ".join(told.split())


def test_several_people_make_it_a_group_and_what_was_filled_in_for_one_follows():
    two = "Aino Mäki <aino@x.fi>; Bo Ek <bo@x.fi>"
    done = pasted(two, constellation="A", supervision_form="individual", session_length_min="60").values

    assert (done["supervision_form"], done["session_length_min"]) == ("group", "")


def test_a_choice_of_somebody_stays_when_people_are_pasted():
    two = "Aino Mäki <aino@x.fi>; Bo Ek <bo@x.fi>"
    done = pasted(two, constellation="A", supervision_form="team", session_length_min="75").values

    assert (done["supervision_form"], done["session_length_min"]) == ("team", "75")
    assert (
        pasted("Aino Mäki aino@x.fi", supervision_form="individual").values["supervision_form"]
        == "individual"
    )


def test_lines_beyond_the_most_stay_to_be_added_next():
    left = (
        pasted("\n".join(f"rivi {number}" for number in range(MOST_LINES + 50))).values["_paste"].split("\n")
    )

    assert (len(left), left[-1]) == (MOST_LINES + 50, f"rivi {MOST_LINES + 49}")


def test_a_list_of_names_alone_adds_nobody_twice():
    once = pasted("Aino Mäki\nBo Ek", constellation="C")
    twice = with_pasted({**once.values, "_paste": "aino  mäki\nBo Ek"})

    assert (once.added, twice.added, [it.code for it in twice.unread]) == (2, 0, ["twice", "twice"])


def test_a_row_with_only_work_in_it_is_somebodys():
    done = pasted("Aino Mäki aino@x.fi", **{"supervisees-0-job_title": "lähihoitaja"})

    assert people(done.values) == [{"full_name": "", "email": "", "job_title": "lähihoitaja"}, AINO]
