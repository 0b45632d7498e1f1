"""
The whole life of one contract without a screen, through the same pages that people use: `make demo`.

Leaves build/demo/: the contract as it was offered, the sealed file, the same with one byte changed, and seal.pem.
Exit status 0 only if the sealed file is authentic and the changed one is not.
"""

import json
import os
import sys
from pathlib import Path

from chalicelib.domain.terms.defaults import tidied
from chalicelib.tools import audit
from chalicelib.web.form_values import flat
from dev import serve
from dev.accounts import AUDITORS_EMAIL, SUPERVISORS_EMAIL
from dev.browser import Browser, Page
from dev.life import Life, expect

EXAMPLE = Path("tests/examples/team.fi.json")
FOLDER = Path("build/demo")
CLOCK = "2026-11-23T09:00:00+02:00"


def main() -> int:
    """Live one contract's life and verify what is left of it."""
    os.environ.setdefault("SOPU_CLOCK", CLOCK)
    FOLDER.mkdir(parents=True, exist_ok=True)
    example = json.loads(EXAMPLE.read_text(encoding="utf-8"))
    with serve.start() as service:
        life = Life(service.base_url)
        supervisor = life.log_in(SUPERVISORS_EMAIL)
        contract = life.send(supervisor, write(life, supervisor, example))
        say(f"sent {contract}")
        people = names(example)
        accept(life, people)
        sealed = life.wait_for(lambda: copy(life, people), "the sealed copy")
        say("sealed; every party has a mail with a link to the copy")
        (FOLDER / "sealed.pdf").write_bytes(sealed)
        (FOLDER / "seal.pem").write_text(service.resources["seal_certificate_pem"], encoding="ascii")
        search(life, contract, sealed)
    return verify()


def write(life: Life, supervisor: Browser, example: dict[str, object]) -> Page:
    """Fill the form as without JavaScript: a row more for each supervisee, then preview."""
    values = flat(tidied(example))
    page = expect(supervisor.get(f"{life.base_url}/contracts/new"), 200)
    supervisees = example["supervisees"]
    for _ in range(len(supervisees) - 1 if isinstance(supervisees, list) else 0):
        page = expect(supervisor.fill(page.form("/contracts"), {"_do": "add_row"}), 200)
    form = page.form("/contracts")
    return expect(supervisor.fill(form, {name: values[name] for name in form.names if name in values}), 200)


def names(example: dict[str, object]) -> dict[str, str]:
    """Address to name of everybody who accepts."""
    people = {}
    for party in (example["supervisor"], *example["supervisees"], example["manager"]):  # type: ignore[misc]
        people[party.get("email") or party["contact"]["email"]] = party["full_name"]
    return people


def accept(life: Life, people: dict[str, str]) -> None:
    """Everybody accepts from the mailed link as it arrives: the supervisor's offer first, then the others."""
    waiting = dict(people)
    while waiting:
        links = life.wait_for(
            lambda: {k: v for k, v in life.links().items() if k in waiting}, f"links for {waiting}"
        )
        for email, link in links.items():
            if not (FOLDER / "offered.pdf").exists():
                (FOLDER / "offered.pdf").write_bytes(expect(Browser().get(f"{link}/contract.pdf"), 200).body)
            life.accept(link, waiting.pop(email))
            say(f"accepted by {people[email]}")


def copy(life: Life, people: dict[str, str]) -> bytes:
    """The sealed file from a party's own link, once every party has the mail about it; else nothing."""
    told = {mail["to"][0]: mail["links"][0] for mail in life.mails() if "voimassa" in mail["subject"]}
    if set(told) != set(people):
        return b""
    return expect(Browser().get(f"{told[SUPERVISORS_EMAIL]}/contract.pdf"), 200).body


def search(life: Life, contract: str, sealed: bytes) -> None:
    """The auditor finds the contract, reads its story, and downloads the same file; /verify knows it."""
    auditor = life.log_in(AUDITORS_EMAIL)
    found = expect(auditor.get(f"{life.base_url}/archive?party=soderlund"), 200)
    if contract not in found.text:
        raise AssertionError("the archive does not find the contract by a supervisee's name")
    story = expect(auditor.get(f"{life.base_url}/archive/{contract}"), 200)
    if "Aito" not in story.text:
        raise AssertionError("the archive's own verification does not say authentic")
    if expect(auditor.get(f"{life.base_url}/archive/{contract}/contract.pdf"), 200).body != sealed:
        raise AssertionError("the archived file is not the party's copy")
    if "Aito" not in expect(Browser().upload(f"{life.base_url}/verify", "file", sealed), 200).text:
        raise AssertionError("/verify does not say authentic")
    say("found in the archive, verified there and at /verify")


def verify() -> int:
    """The audit tool's word on the file and on a copy with one byte changed."""
    sealed = (FOLDER / "sealed.pdf").read_bytes()
    middle = len(sealed) // 3
    changed = sealed[:middle] + bytes([sealed[middle] ^ 1]) + sealed[middle + 1 :]
    (FOLDER / "changed.pdf").write_bytes(changed)
    trust = ["--trust", str(FOLDER / "seal.pem")]
    whole = audit.main([*trust, str(FOLDER / "sealed.pdf")])
    broken = audit.main([*trust, str(FOLDER / "changed.pdf")])
    right = whole == 0 and broken == 1
    say("everything verified" if right else "VERIFICATION FAILED")
    return 0 if right else 1


def say(words: str) -> None:
    print(f"* {words}", flush=True)


if __name__ == "__main__":
    for old in FOLDER.glob("*.p*"):
        old.unlink()
    sys.exit(main())
