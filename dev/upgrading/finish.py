"""The other half: another release reads every contract that was left half done, shows its pages, and ends its life."""

from collections.abc import Callable, Iterable
from typing import Any

import boto3

from chalicelib.workflow.verify import report_on
from dev.browser import Browser
from dev.life import Life, expect
from dev.upgrading.begin import Begun, Desk, seal_key

LATER = "2026-11-24T09:00:00+02:00"
AFTER_THE_LEASE = "2026-11-24T09:10:00+02:00"  # of a seal that was tried in vain at first sight


def finish(
    life: Life, at: Callable[[str], None], left: Iterable[dict[str, Any]], certificate: bytes
) -> list[str]:
    """
    Go on with what begin() left on the AWS behind this service; a line for each contract that came to its end.

    certificate: of the seal, DER. Raises AssertionError at the first contract that cannot be read, shown or ended.
    """
    at(LATER)
    desk, begun = Desk(life), [Begun(**each) for each in left]
    for each in begun:
        _shown(desk, each)
    boto3.client("kms").enable_key(KeyId=seal_key())
    at(AFTER_THE_LEASE)
    told = []
    for each in begun:
        THEN[each.then](desk, each)
        desk.until(each, each.ends)
        _shown(desk, each, each.ends)
        told.append(f"{each.story}: {each.status} -> {each.ends}")
    life.sweep()
    for each in begun:
        if each.ends == "sealed":
            _is_authentic(desk, each, certificate)
    return told


def _shown(desk: Desk, begun: Begun, status: str = "") -> None:
    """The contract's page, its line in the list, and the page of every link that was mailed."""
    told, base = desk.told(begun), desk.life.base_url
    if told["status"] != (status or begun.status):
        raise AssertionError(f"{begun.story} is {told['status']}, not {status or begun.status}")
    page = expect(desk.supervisor.get(f"{base}/contracts/{begun.contract}"), 200)
    listed = expect(desk.supervisor.get(f"{base}/contracts?q={told['contract_number']}"), 200)
    for words in (page.text, listed.text):
        if told["contract_number"] not in words or begun.contract not in words:
            raise AssertionError(f"{begun.story} does not show on {page.url} or in the list")
    for email, link in begun.links.items():
        opened = Browser().get(f"{base}{link}")
        if opened.status not in (200, 410):
            raise AssertionError(f"{begun.story}: the link of {email} answers {opened.status}")


def _accept(desk: Desk, begun: Begun) -> None:
    """Everybody who has not accepts: from the link that the release before mailed, else from a new one."""
    for email in [email for email in begun.people if email not in begun.accepted]:
        kept = begun.links.get(email)
        desk.life.accept(
            f"{desk.life.base_url}{kept}" if kept else _mailed(desk, begun, email), begun.people[email]
        )
        begun.accepted.append(email)


def _mailed(desk: Desk, begun: Begun, email: str) -> str:
    """The link of somebody who had none before: those who wait for the supervisor's own acceptance."""
    return str(desk.life.wait_for(lambda: desk.links(begun).get(email), f"a link for {email}"))


def _send(desk: Desk, begun: Begun) -> None:
    """What was drafted goes out; whoever had a link has a new one."""
    since = len(desk.life.mails())
    desk.api(f"{begun.contract}/send", {}, 202)
    desk.life.wait_for(
        lambda: desk.links(begun, since).keys() == begun.people.keys(), f"links of {begun.story}"
    )
    begun.links, begun.accepted = {}, []
    _accept(desk, begun)


def _remind(desk: Desk, begun: Begun) -> None:
    """A reminder by this release carries the link that the release before mailed: the same key, the same token."""
    since = len(desk.life.mails())
    desk.supervisor.post(**desk.form(begun, "/remind"))
    desk.life.wait_for(
        lambda: desk.links(begun, since).keys() == begun.people.keys(), f"reminders of {begun.story}"
    )
    again = {email: f"/sign/{link.rpartition('/')[2]}" for email, link in desk.links(begun, since).items()}
    if again != begun.links:
        raise AssertionError(f"{begun.story}: the reminder's link is another one")
    _accept(desk, begun)


def _withdraw(desk: Desk, begun: Begun) -> None:
    """The consumer, by their link, in two steps."""
    person, email = Browser(), list(begun.people)[-1]
    form = expect(person.get(f"{desk.life.base_url}{begun.links[email]}/withdraw"), 200).form("/withdraw")
    second = expect(person.fill(form, {"typed_name": begun.people[email], "text": ""}), 200)
    expect(person.fill(second.form("/withdraw/confirm"), {"withdraw": "yes"}), 200)


def _nothing(desk: Desk, begun: Begun) -> None:
    """It stays as it is; for a contract that waits for its seal the clock does the rest."""


def _seal(desk: Desk, begun: Begun) -> None:
    """The key works again: the next round of the clock seals."""
    desk.life.sweep()


def _is_authentic(desk: Desk, begun: Begun, certificate: bytes) -> None:
    """Every sealed document in the archive, as the audit tool sees it."""
    for document in desk.told(begun)["documents"]:
        name = "contract.pdf" if document["kind"] == "main" else "annex-a.pdf"
        pdf = expect(desk.supervisor.get(f"{desk.life.base_url}/archive/{begun.contract}/{name}"), 200).body
        report = report_on(pdf, [certificate])
        if report.verdict != "authentic" or report.sha256 != document["sha256"]:
            raise AssertionError(f"{begun.story}: {name} in the archive is {report.verdict}")


THEN: dict[str, Callable[[Desk, Begun], None]] = {
    "accept": _accept, "send": _send, "remind": _remind, "withdraw": _withdraw, "seal": _seal, "stay": _nothing,
    "verify": _nothing,
}  # fmt: skip
