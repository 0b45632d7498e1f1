"""A contract's life as its people live it, act by act, for the call log."""

import json
from pathlib import Path
from typing import Any

from bench.measured import MeasuredService
from dev import demo
from dev.accounts import SUPERVISORS_EMAIL
from dev.browser import Browser
from dev.life import MUST_TICK, Life, expect

TWO = Path(__file__).with_name("two.fi.json")
TEAM = Path("tests/examples/team.fi.json")
LOGIN, DRAFT, SEND, READ, ACCEPT, LAST, CLOCK = (
    "log in", "draft", "send", "read", "accept", "accept, the last", "the clock's look",
)  # fmt: skip
MINUTES = 3  # between two acts: longer than the clock waits before it looks


class Lives:
    """People in front of a measured service; the supervisor is logged in."""

    def __init__(self, service: MeasuredService) -> None:
        self.service, self.life = service, Life(service.base_url)
        service.recorder.act = LOGIN
        self.supervisor = self._logged_in()

    def drafted(self, example: dict[str, Any]) -> Any:
        """The page of a new draft, written in the form."""
        self.service.recorder.act = DRAFT
        page = demo.write(self.life, self.supervisor, example)
        self._settled(DRAFT)
        return page

    def sent(self, example: dict[str, Any]) -> str:
        """The id of a contract that was drafted in the form and sent."""
        draft = self.drafted(example)
        self.service.recorder.act = SEND
        contract = self.life.send(self.supervisor, draft)
        self._settled(SEND)
        return contract

    def accepted(self, example: dict[str, Any], since: int) -> None:
        """Everybody reads and accepts from the mailed link, one after the other."""
        waiting = people(example)
        while waiting:
            links = {email: link for email, link in self.life.links(since).items() if email in waiting}
            for email, link in links.items():
                self.service.recorder.act = READ
                form = expect(Browser().get(link), 200).form("/accept")
                ticks = {box: "yes" for box in MUST_TICK if box in form.names}
                act = self.service.recorder.act = ACCEPT if len(waiting) > 1 else LAST
                expect(Browser().fill(form, {**ticks, "typed_name": waiting.pop(email)}), 200)
                self._settled(act)

    def lived(self, example: dict[str, Any]) -> str:
        """The id of a contract that went from the form to the delivered copies."""
        since = len(self.life.mails())
        contract = self.sent(example)
        self.accepted(example, since)
        told = json.loads(self.supervisor.get(f"{self.life.base_url}/api/contracts/{contract}").body)
        if told["status"] != "sealed":
            raise AssertionError(told)
        return contract

    def _settled(self, act: str) -> None:
        self.service.recorder.act = act
        self.service.work_off()
        self.service.recorder.act = CLOCK
        self.service.pass_time(minutes=MINUTES)

    def _logged_in(self) -> Browser:
        browser = Browser()
        form = browser.get(f"{self.life.base_url}/login").form("/login")
        browser.submit(form, email=SUPERVISORS_EMAIL)
        self.service.work_off()
        code = next(self.life.codes(SUPERVISORS_EMAIL))
        page = browser.get(f"{self.life.base_url}/login/code")
        expect(browser.submit(page.form("/login/code"), code=code), 200)
        return browser


def people(example: dict[str, Any]) -> dict[str, str]:
    """Address to name of everybody who accepts."""
    signing = [example["supervisor"], *example["supervisees"], *filter(None, [example.get("manager")])]
    return {each.get("email") or each["contact"]["email"]: each["full_name"] for each in signing}


def read(example: Path) -> dict[str, Any]:
    """A contract's terms as its supervisor gives them."""
    told: dict[str, Any] = json.loads(example.read_text(encoding="utf-8"))
    return told
