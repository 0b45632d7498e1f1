"""A contract's life on moto, step by step, with the AWS calls that each step makes."""

from dataclasses import replace
from datetime import timedelta
from itertools import count

from chalicelib.aws import clients
from chalicelib.aws.keys import KmsMacKey, KmsSealKey
from chalicelib.aws.queue import SqsQueue
from chalicelib.documents.seal_certificate import seal_certificate
from chalicelib.domain.accounts import AUDITOR, Session
from chalicelib.domain.dossier import Mail
from chalicelib.domain.invitation import LIVE_AFTER_SEALING, Link, token_of
from chalicelib.domain.mail_events import MailEvent
from chalicelib.domain.mail_news import News
from chalicelib.workflow.accept import Consent, accept
from chalicelib.workflow.archive import story
from chalicelib.workflow.cancel import cancel
from chalicelib.workflow.correct_address import correct_address
from chalicelib.workflow.correct_name import correct_name
from chalicelib.workflow.decline import decline
from chalicelib.workflow.deliver import deliver
from chalicelib.workflow.draft import draft
from chalicelib.workflow.evidence import Visit
from chalicelib.workflow.expire import expire
from chalicelib.workflow.forward import forward
from chalicelib.workflow.hear import hear
from chalicelib.workflow.ports import Services
from chalicelib.workflow.remind import remind
from chalicelib.workflow.renew_link import renew_link
from chalicelib.workflow.request_change import request_change
from chalicelib.workflow.revise import discard, revise
from chalicelib.workflow.seal import seal
from chalicelib.workflow.send import send
from chalicelib.workflow.succeed import succeed
from chalicelib.workflow.supersede import supersede
from chalicelib.workflow.verify import verify
from chalicelib.workflow.view import pdf_address, texts_of, view
from chalicelib.workflow.withdraw import Withdrawal, withdraw
from chalicelib.workflow.work import attend
from tests.builders import NOW, example
from tests.moto_aws import mocked_aws, wait
from tests.workflow.terms import CONSUMER, TWO

AUTHOR = "ohjaaja@sopu.test"
VISIT = Visit(ip="192.0.2.1", user_agent="Browser/1")


def calls_of_each_step():
    """Step of docs/flow.md to the operations that it calls."""
    with mocked_aws() as aws:
        life = Life(services_on(aws))
        life.to_the_archive()
        life.revised()
        life.otherwise()
        return life.calls


class Life:
    def __init__(self, services):
        self.services, self.calls, self._heard = services, {}, []
        for client in (clients.dynamodb(), clients.s3(), clients.kms(), clients.sqs(), clients.sesv2()):
            client.meta.events.register("before-call", lambda model, **_: self._heard.append(model.name))

    def step(self, name, act, *arguments):
        """Do it, and keep which operations it called."""
        self._heard.clear()
        done = act(self.services, *arguments)
        self.calls[name] = tuple(self._heard)
        return done

    def to_the_archive(self):
        contract = self.sent()
        self.step("forward", forward, [contract])
        token = self.invited(contract, "supervisor")
        contract_shown = self.step("open the link", view, token).dossier.contract
        self.step("read", texts_of, contract_shown, "supervisor")
        self.step("read the PDF", pdf_address, token)
        self.accepted(contract, "supervisor")
        self.everybody_accepts(contract)
        self.step("attend", attend, contract, False)
        self.step("seal", seal, contract)
        sealed = self.contract(contract).sealed[0]
        self.step("verify", verify, self.services.archive.archived(sealed.key, sealed.version_id))
        self.step("look into the archive", story, auditor(), contract)
        self.later(NOW + LIVE_AFTER_SEALING)
        self.step("renew a link", renew_link, token, True)
        self.later(NOW)

    def otherwise(self):
        contract = self.sent()
        token = self.invited(contract, "supervisor")
        self.step("news of a mail", hear, self.delivered(contract))
        self.step("ask for a change", request_change, token, "Voisiko hinta olla pienempi?", VISIT)
        self.step("remind by hand", remind, AUTHOR, contract)
        self.step("decline", decline, token, True, "", VISIT)
        contract = self.sent(CONSUMER | {"signing_mode": "parallel"})
        token = self.invited(contract, "supervisee-1")
        self.accepted(contract, "supervisee-1")
        self.step("withdraw", withdraw, token, Withdrawal(typed_name="Aino Ek"), True, VISIT)
        contract = self.sent()
        self.step("correct an address", correct_address, AUTHOR, contract, "supervisor", "uusi@sopu.example")
        spelt = self.services.contracts.head(contract).name("supervisor") + "en"
        self.step("correct a name", correct_name, AUTHOR, contract, "supervisor", spelt)
        self.step(
            "put another person in a role",
            succeed,
            AUTHOR,
            contract,
            "supervisee-1",
            "Ulla Uusi",
            "ulla@uusi.example",
        )
        self.step("cancel", cancel, AUTHOR, contract)
        dossier = self.services.contracts.dossier(self.sent())
        late = dossier.contract.deadline + timedelta(seconds=1)
        self.later(late)
        self.step("expire", expire, dossier, late)

    def revised(self):
        """A contract in its second version, and one that takes the place of the first contract."""
        contract = self.sent(TWO)
        self.step("revise", revise, AUTHOR, contract, TWO | {"price_amount": "80"})
        self.step("discard", discard, AUTHOR, contract)
        revise(self.services, AUTHOR, contract, TWO | {"price_amount": "80"})
        self.step("send a later version", send, AUTHOR, contract)
        self.everybody_accepts(contract, version=2)
        contract = self.sent(TWO | {"supersedes_contract_id": self.contract_number(contract)})
        self.everybody_accepts(contract)
        self.step("supersede", supersede, self.services.contracts.dossier(contract))

    def contract_number(self, contract):
        return self.contract(contract).offer.number

    def everybody_accepts(self, contract, version=1):
        while awaited := self.contract(contract).awaited:
            self.invited(contract, awaited[0], version)
            self.accepted(contract, awaited[0], version)

    def sent(self, given=None):
        made, _ = self.step("draft", draft, AUTHOR, given or example())
        self.step("send", send, AUTHOR, made.id)
        return made.id

    def contract(self, contract):
        return self.services.contracts.load(contract).contract

    def invited(self, contract, party, version=1):
        """The party has its mail; returns the token in it."""
        kind = "invitation" if version == 1 else "new_version"
        mail = Mail(party=party, kind=kind, round=f"{version}.1")
        self.step("mail", deliver, self.services.contracts.dossier(contract), mail)
        return self.token(contract, party, version)

    def delivered(self, contract):
        """What SES tells of the supervisor's invitation."""
        mail = Mail(party="supervisor", kind="invitation", round="1.1")
        message = self.services.contracts.dossier(contract).claims[mail].outcome["message_id"]
        return MailEvent(contract=contract, mail=mail, message_id=message, news=News.DELIVERED, at=NOW)

    def accepted(self, contract, party, version=1):
        dossier = self.services.contracts.load(contract)
        consent = Consent(
            ticked=True, representation_confirmed=True, typed_name=dossier.head.name(party),
            documents=tuple(document.pdf_sha256 for document in dossier.contract.documents),
        )  # fmt: skip
        self.step("accept", accept, self.token(contract, party, version), consent, VISIT)

    def later(self, moment):
        self.services = replace(self.services, now=lambda: moment)

    def token(self, contract, party, version=1):
        link = Link(contract=contract, party=party, version=version, round=1)
        return token_of(self.services.link_key.mac(link.message))


def auditor():
    email = "arkisto@sopu.test"
    return Session(digest="0" * 64, email=email, role=AUDITOR, started_at=NOW, seen_at=NOW)


def services_on(aws):
    number = count(1)
    return Services(
        contracts=aws.contracts, accounts=aws.accounts, api_keys=aws.api_keys, typed=aws.typed, archive=aws.archive, mailer=aws.mailer,
        link_key=aws.link_key, login_key=KmsMacKey(clients.kms, aws.name("LoginKey"), wait),
        seal_key=KmsSealKey(clients.kms, aws.name("SealKey"), (certificate(aws),), wait), jobs=aws.jobs,
        seals=SqsQueue(clients.sqs, aws.name("SealsQueue"), wait), base_url="https://sopu.example",
        seal_holder="Mallilan Sopimuspalvelu Oy", codes_per_hour=6, now=lambda: NOW, wait=wait,
        new_id=lambda: f"{next(number):032x}", new_token=lambda: f"{next(number):043d}",
    )  # fmt: skip


def certificate(aws):
    key = KmsSealKey(clients.kms, aws.name("SealKey"), (), wait)
    public = clients.kms().get_public_key(KeyId=aws.name("SealKey"))["PublicKey"]
    names = {"common_name": "Sinetti", "organisation": "Mallilan Sopimuspalvelu Oy", "country": "FI"}
    return seal_certificate(
        public, key.sign, **names, not_before=NOW - timedelta(days=1), not_after=NOW + timedelta(days=365)
    )
