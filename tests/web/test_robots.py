"""Mail scanners open every link, follow what they find and press every button as served: nothing comes of it."""

from urllib.parse import urljoin

from lxml import html

from tests.web.client import Client
from tests.web.kept import rows
from tests.web.people import accept, name_of, sent, terms
from tests.web.seats import boxes, offered
from tests.workflow.terms import CONSUMER

ROBOTS = {
    "a plain fetcher": {},
    "an outlook scanner": {
        "user_agent": "Mozilla/5.0 (Windows NT 10.0) AppleWebKit/537.36 Chrome/124.0 Safari/537.36"
    },
    "a prefetching browser": {
        "sec_purpose": "prefetch;prerender",
        "accept": "text/html,application/xhtml+xml,*/*;q=0.8",
    },
    "a robot that calls itself one": {"user_agent": "Barracuda Sentinel (EE)", "x_forwarded_for": "6.6.6.6"},
}


def visit(life, url, headers):
    """Everything that a scanner does with one address of a mail, with cookies as a headless browser keeps them."""
    robot = Client(life.base_url)
    robot.ask("HEAD", url, **headers)
    robot.ask("OPTIONS", url, **headers)
    for _ in range(3):
        page = robot.get(url, **headers)
    robot.get(f"{url}/contract.pdf", **headers)
    if not page.headers["Content-Type"].startswith("text/html"):
        return
    for address in html.document_fromstring(page.text).xpath("//@href | //@src"):
        if address.startswith(("/", "?")):
            robot.get(urljoin(page.url, address), **headers)
    for form in page.page.forms():
        robot.post(form.action, form.values, origin=life.base_url, **headers)


def test_no_robot_at_any_link_of_any_mail_changes_anything(life, owner):
    given, since = terms(), len(life.mails())
    _, links = sent(life, owner, given)
    mails, before = life.mails()[since:], rows()

    for headers in ROBOTS.values():
        for url in {url for mail in mails for url in mail["links"]}:
            visit(life, url, headers)
    life.sweep()

    assert rows() == before
    assert life.mails()[since:] == mails
    for role, link in links.items():
        assert accept(life.base_url, link, name_of(given, role)).status == 303


def test_a_robot_at_the_supervisors_own_mails_changes_nothing(life, owner):
    """The mail about a change request leads to the login page, whose form a robot posts empty."""
    _, links = sent(life, owner)
    since, party = len(life.mails()), Client(life.base_url)
    party.fill(party.get(links["manager"]).form("/change-request"), {"text": "Siirretään aloitusta."})
    life.sweep()
    mails, before = life.mails()[since:], rows(but=("THROTTLE#",))
    assert mails[0]["to"] == ["omistaja@sopu.test"]

    for url in mails[0]["links"]:
        visit(life, url, {})
    life.sweep()

    assert rows(but=("THROTTLE#",)) == before
    assert life.mails()[since:] == mails


def test_a_robot_that_ticks_every_box_still_cannot_type_the_name(life, owner):
    _, links = sent(life, owner)
    life.sweep()
    before, robot = rows(), Client(life.base_url)
    form = robot.get(links["manager"]).form("/accept")

    answer = robot.fill(form, {"accept": "yes", "representation_confirmed": "yes"})

    assert answer.status == 422
    assert rows() == before


def test_a_robot_that_ticks_every_box_of_a_consumers_page_buys_nothing(life, owner):
    contract = offered(life, owner, CONSUMER | {"assurance_level": "email_link_code"})
    before, robot = rows(), Client(life.base_url)
    page = robot.get(contract.links["supervisee-1"])

    answer = robot.fill(page.form("/accept"), dict.fromkeys(boxes(page), "yes"))

    assert answer.status == 422
    assert {it for it in ("typed_name", "access_code") if f'id="{it}-fault"' in answer.text} == {
        "typed_name",
        "access_code",
    }
    assert rows() == before
