"""The whole life of one contract, lived by people before the packaged pages and by the packaged background."""

import json
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from dev import demo, mailbox
from dev.accounts import SUPERVISORS_EMAIL
from dev.background import background
from dev.browser import Browser
from dev.events import Event
from dev.life import Life, expect
from dev.packaging.build import REGION
from dev.packaging.deployed import Deployed
from dev.packaging.failure import PackageFault
from dev.packaging.pages import PackagedBrowser
from dev.packaging.request import BASE_URL
from dev.provision import Provisioned
from dev.sources import Handler
from dev.template import Template


class People(Life):
    """
    People with nobody else around: whoever looks into the mailbox finds all done that stream, queues and clock give.

    stream_loses: whether `forward` is not told of what the stream has.
    """

    def __init__(self, deployed: Deployed, made: Provisioned) -> None:
        super().__init__(BASE_URL, lambda: PackagedBrowser(deployed))
        self.deployed, self.stream_loses = deployed, False
        self._faults: list[PackageFault] = []
        self._background = background(Template(), made, self._handler)
        self._mailbox = mailbox.Mailbox(lambda: mailbox.from_this_process(REGION))

    def mails(self) -> list[dict[str, Any]]:
        """Every mail so far. Raises the first PackageFault of a background function."""
        self._background.settle()
        if self._faults:
            raise self._faults[0]
        return [mail.as_json() for mail in self._mailbox.mails()]

    def _handler(self, name: str) -> Handler:
        def handle(event: Event) -> Any:
            if name == "forward" and self.stream_loses:
                return None
            try:
                return self.deployed.invoke(name.capitalize(), event)
            except PackageFault as fault:  # a source would take it for a job to try again
                self._faults.append(fault)

        return handle


def live(people: People, clock: Path, sealed: Path) -> str:
    """
    Log in, write, send, accept by everybody, seal, archive; the party's own copy is left at `sealed`.

    Raises PackageFault with what somebody saw instead of what the page should have shown.
    """
    try:
        return _life(people, clock, sealed)
    except (AssertionError, LookupError) as seen:
        raise PackageFault(str(seen)) from seen


def _life(people: People, clock: Path, sealed: Path) -> str:
    example = json.loads(demo.EXAMPLE.read_text(encoding="utf-8"))
    supervisor = people.log_in(SUPERVISORS_EMAIL)
    contract = people.send(supervisor, demo.write(people, supervisor, example))
    links = _all_accept(people, demo.names(example))
    _the_clock_looks(people, clock)
    _must_be_sealed(supervisor, contract)
    pdf = expect(people.browser().get(f"{links[SUPERVISORS_EMAIL]}/contract.pdf"), 200).body
    sealed.write_bytes(pdf)
    _keep_silent_about(people.deployed, links)
    return f"{len(links)} people accepted one contract, and it was sealed: {len(pdf)} bytes, {len(people.mails())} mails"


def _all_accept(people: People, names: dict[str, str]) -> dict[str, str]:
    """Everybody accepts from the mailed link as it arrives, the last one unheard by the stream; the links by address."""
    used: dict[str, str] = {}
    while len(used) < len(names):
        arrived = {email: link for email, link in people.links().items() if email not in used}
        if not arrived:
            raise PackageFault(f"nobody of {set(names) - set(used)} has got a link")
        for email, link in arrived.items():
            people.stream_loses = len(used) == len(names) - 1
            people.accept(link, names[email])
            used[email] = link
    return used


def _the_clock_looks(people: People, clock: Path) -> None:
    """Two minutes later the sweep finds the contract due, and a job looks at it; until then nobody knows of it."""
    people.mails()
    people.stream_loses = False
    before = people.deployed.events["Work"]
    later = datetime.fromisoformat(clock.read_text(encoding="ascii")) + timedelta(minutes=2)
    clock.write_text(later.isoformat(), encoding="ascii")
    people.mails()
    if people.deployed.events["Work"] == before:
        raise PackageFault("the sweep did not ask for a contract that was due")


def _must_be_sealed(supervisor: Browser, contract: str) -> None:
    told = json.loads(expect(supervisor.get(f"{BASE_URL}/api/contracts/{contract}"), 200).body)
    if told["status"] != "sealed" or len(told["documents"]) != 1:
        raise PackageFault(f"the contract is not sealed: {told}")


def _keep_silent_about(deployed: Deployed, links: dict[str, str]) -> None:
    """No function may write a link's token or a person's address into its log."""
    secrets = {link.rpartition("/")[2] for link in links.values()} | set(links)
    for function in deployed.events:
        if told := {secret for secret in secrets if secret in deployed.log(function)}:
            raise PackageFault(f"{function} has logged {told}")
