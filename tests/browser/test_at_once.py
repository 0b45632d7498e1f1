"""Two people at once, and one person twice: nobody's work is lost, and both learn how it ended."""

import pytest

from tests.browser.acts import (
    SUPERVISOR,
    accept,
    accepting,
    log_in,
    open_link,
    preview,
    put,
    send,
    tick_and_name,
    write,
)
from tests.browser.deals import PAIR


def test_two_people_accept_at_the_same_moment(person, life):
    desk, before = person("desktop"), len(life.mails())
    log_in(desk, life)
    desk.goto("/contracts/new")
    write(desk, PAIR)
    preview(desk)
    contract = send(desk)
    accept(
        person("phone"),
        life.wait_for(lambda: life.links(before).get(SUPERVISOR), "own link"),
        "Ulla-Maija Wäinölä",
    )
    links = life.wait_for(lambda: len(it := life.links(before)) == 3 and it, "everybody's link")
    phones = [person("phone"), person("phone", script=False)]
    for phone, row in zip(phones, (0, 1), strict=True):
        open_link(phone, links[PAIR[f"supervisees-{row}-email"]])
        tick_and_name(phone, PAIR[f"supervisees-{row}-full_name"])

    for phone in phones:
        accepting(phone).click(no_wait_after=True)
    for phone in phones:
        accepting(phone).wait_for(state="detached")

    api = f"{life.base_url}/api/contracts/{contract}"
    told = life.wait_for(lambda: (it := desk.request.get(api).json())["status"] == "sealed" and it, "sealed")
    assert {party["state"] for party in told["parties"]} == {"accepted"}


@pytest.mark.parametrize("script", [True, False], ids=["with a script", "without"])
def test_two_tabs_of_one_draft_overwrite_nothing(person, life, script):
    """The second to save is told, and keeps what was typed."""
    one = person("desktop", script=script)
    log_in(one, life)
    one.goto("/contracts/new")
    write(one, PAIR)
    preview(one)
    form = f"/contracts/{one.url.rpartition('/')[2]}/edit"
    other = one.context.new_page()
    one.goto(form)
    other.goto(form)

    put(one, "place_detail", "Ensimmäinen välilehti")
    preview(one)
    put(other, "place_detail", "Toinen välilehti")
    other.locator("[name=_do][value=save]:not([aria-hidden])").first.click()
    other.get_by_text("Luonnos on tällä välin tallennettu toisessa ikkunassa").wait_for()

    assert other.locator("[name=place_detail]").input_value() == "Toinen välilehti"
    one.goto(form)
    assert one.locator("[name=place_detail]").input_value() == "Ensimmäinen välilehti"
