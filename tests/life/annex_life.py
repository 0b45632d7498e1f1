"""The whole life of a contract with an Annex A, and everything that it leaves behind, in words that can be searched."""

import io
import json
import logging
from contextlib import redirect_stderr, redirect_stdout
from email import message_from_bytes, policy
from functools import cached_property
from types import SimpleNamespace

import pikepdf

from chalicelib.domain.canonical import sha256
from dev import demo, mailbox
from dev.accounts import AUDITORS_EMAIL, SUPERVISORS_EMAIL
from dev.browser import Browser
from dev.life import Life, expect
from tests.life.people import example
from tests.life.searched import text_of, unpacked
from tests.web.kept import flattened, objects, rows

GROUP = example("group-with-annex.fi")
NOT_SIGNING = {"manager": GROUP["manager"], "representative": GROUP["client"]["representative"]}


def lived(service, folder):
    """From the form to the archive, with a look at each step through the eyes of everybody who must see nothing."""
    log, output = io.StringIO(), io.StringIO()
    handler = logging.StreamHandler(log)
    logging.getLogger().addHandler(handler)
    try:
        with redirect_stdout(output), redirect_stderr(output):
            story = _Story(Life(service.base_url), service.region, folder)
            story.live()
    finally:
        logging.getLogger().removeHandler(handler)
    story.hidden |= {"log": log.getvalue().encode(), "output": output.getvalue().encode()}
    return story


class _Story:
    """
    hidden: places where nothing of the annex may be, by name. seen: those of them that somebody sees who does not sign
    it, as text. own: places where its words must be: who looks in vain there is looking wrongly.
    """

    def __init__(self, life, region, folder):
        self.life, self.region, self.folder = life, region, folder
        self.hidden, self.seen, self.own = {}, {}, {}
        self.contract, self.links = "", {}

    def live(self):
        life, since = self.life, len(self.life.mails())
        self.author, self.auditor = life.log_in(SUPERVISORS_EMAIL), life.log_in(AUDITORS_EMAIL)
        draft = expect(demo.write(life, self.author, GROUP), 200)
        self.own["the draft's page"] = draft.body
        self.contract = draft.form("/send").action.split("/")[-2]
        self._pdf("the preview", expect(self.author.get(f"{self._at('contracts')}/preview.pdf"), 200).body)
        life.send(self.author, draft)
        self._look("sent")
        self._accept(since)
        life.wait_for(lambda: self._told()["status"] == "sealed", "sealed")
        life.sweep()
        self._look("sealed")
        self._mails(since)

    def _accept(self, since):
        """Everybody from their own link, the supervisor first; those who do not sign the annex look before and after."""
        waiting = self._names()
        while waiting:
            links = self.life.wait_for(
                lambda: {k: v for k, v in self.life.links(since).items() if k in waiting},
                f"links for {waiting}",
            )
            self.links |= links
            self._by_link("invited")
            for email, link in links.items():
                page = Browser().get(link)
                if email not in self._outsiders():
                    self.own[f"{email}'s page"] = page.body
                    annex = expect(Browser().get(f"{link}/annex-a.pdf"), 200).body
                    self.own[f"{email}'s annex"] = unpacked(annex, self.folder)
                self.life.accept(link, waiting.pop(email))
                self._by_link(f"after {email}")

    def _look(self, when):
        """All that is kept, and all pages of those who have sessions and no business with the annex."""
        self._kept(when)
        stranger = Browser()
        for name, browser in (("the auditor", self.auditor), ("nobody", stranger)):
            for path in self._paths():
                page = browser.get(f"{self.life.base_url}{path}")
                self._page(f"{path} for {name}, {when}", page)
        if when == "sealed":
            self._by_link(when)
            main = expect(self.auditor.get(f"{self._at('archive')}/contract.pdf"), 200).body
            self._pdf("the contract", main)

    def _paths(self):
        contract = self.contract
        yield from (
            "/archive",
            "/archive?party=Harmaniitty",
            f"/archive/{contract}",
            f"/contracts/{contract}",
        )
        yield from (
            f"/archive/{contract}/annex-a.pdf",
            f"/api/contracts/{contract}",
            f"/contracts/{contract}/edit",
        )
        yield from (f"/verify?contract={contract}", f"/contracts/{contract}/preview.pdf")
        for sealed in self._told()["documents"]:
            yield f"/verify/{sealed['sha256']}"

    def _by_link(self, when):
        for email in self._outsiders() & self.links.keys():
            link = self.links[email]
            self._page(f"{email}, {when}", Browser().get(link))
            refused = Browser().get(f"{link}/annex-a.pdf")
            assert refused.status == 404
            self._page(f"{email}'s annex, {when}", refused)
            self._pdf(f"{email}'s contract, {when}", expect(Browser().get(f"{link}/contract.pdf"), 200).body)

    def _page(self, name, page):
        told = repr(
            sorted((key, value) for key, value in page.headers.items() if key != "Set-Cookie")
        ).encode()
        self.hidden[name] = told + b"\n" + page.body
        self.seen[name] = text_of(self.hidden[name])

    def _pdf(self, name, pdf):
        """Its pages, its attachments, and every other stream, unpacked."""
        self.hidden[name] = pdf + b"\n" + unpacked(pdf, self.folder)
        self.seen[name] = unpacked(pdf, self.folder, streams=False).decode(errors="replace")

    def _kept(self, when):
        own = [it["salted_sha256"] for it in self._sent()["confidential"]]
        place = f"contracts/{self.contract}/v1-annex-a.pdf"
        for key, _, metadata, body in objects():
            if self.contract not in key:
                continue
            parts = key.encode() + repr(metadata).encode() + b"\n" + body
            unfolded = parts + (unpacked(body, self.folder) if key.endswith(".pdf") else b"")
            mine = key == place or any(name in key for name in own)
            (self.own if mine else self.hidden)[f"{key}, {when}"] = unfolded
        for key, item in rows(but=()).items():
            self.hidden[f"{key}, {when}"] = flattened(item)

    def _mails(self, since):
        """Each with every header and every part, decoded as its reader's program does."""
        for number, captured in enumerate(mailbox.from_this_process(self.region)):
            message = message_from_bytes(captured.raw.encode(), policy=policy.default)
            headers = "\n".join(f"{name}: {value}" for name, value in message.items())
            parts = [part.get_content() for part in message.walk() if not part.is_multipart()]
            told = [part if isinstance(part, bytes) else part.encode() for part in parts]
            name = f"mail {number}"
            self.hidden[name] = b"\n".join([headers.encode(), captured.raw.encode(), *told])
            self.seen[name] = text_of(self.hidden[name])
        assert len(self.life.mails()) - since > 2 * len(self._names())

    def _sent(self):
        kept = {key: item for key, item in rows().items() if key[0] == f"CONTRACT#{self.contract}"}
        (first,) = (it["entry"]["B"] for (_, sk), it in kept.items() if sk == "ENTRY#000001")
        return json.loads(first)["body"]

    def _at(self, room):
        return f"{self.life.base_url}/{room}/{self.contract}"

    def _told(self):
        return json.loads(
            expect(self.author.get(f"{self.life.base_url}/api/contracts/{self.contract}"), 200).body
        )

    def _names(self):
        people = [
            {"email": GROUP["supervisor"]["contact"]["email"], **GROUP["supervisor"]},
            *GROUP["supervisees"],
        ]
        return {person["email"]: person["full_name"] for person in (*people, *NOT_SIGNING.values())}

    def _outsiders(self):
        return {person["email"] for person in NOT_SIGNING.values()}

    @cached_property
    def secrets(self):
        """What names the annex without being its words: by what it is."""
        annex = next(body for key, _, _, body in objects() if key.endswith(f"{self._salted()}.pdf"))
        sealed = next(it for it in self._told()["documents"] if it["kind"] == "annex_a")
        file = next(body for key, _, _, body in objects() if key == sealed["key"])
        with pikepdf.open(io.BytesIO(file)) as pdf:
            told = json.loads(pdf.attachments["annex.json"].get_file().read_bytes())
        return SimpleNamespace(
            digest=sha256(annex), length=len(annex), file_digest=sealed["sha256"], file_length=len(file),
            version_id=sealed["version_id"], salt=told["salt"], key=sealed["key"],
        )  # fmt: skip

    def _salted(self):
        return self._sent()["confidential"][0]["salted_sha256"]
