"""After a whole life nothing that opens a door lies anywhere, and nothing that points to a person where all can read it."""

import base64
import json
import logging
import re
from urllib.parse import quote

import boto3
import pytest

from chalicelib import wiring
from chalicelib.aws import clients
from dev.browser import Browser
from tests.tools import output_of
from tests.web.client import Client
from tests.web.kept import flattened, objects, rows
from tests.web.people import accept, drafted, logged_in, name_of, terms

EMAIL = re.compile(rb"[\w.+-]+@[\w-]+\.\w+")
IP = re.compile(rb"\b127\.0\.0\.1\b")


@pytest.fixture
def queued():
    """What is put into queues from here on."""
    taken, client = [], clients.sqs()

    def note(params, **_):
        taken.append(params)

    client.meta.events.register("provide-client-params.sqs", note, unique_id="queued")
    yield taken
    client.meta.events.unregister("provide-client-params.sqs", note, unique_id="queued")


@pytest.fixture
def lived(life, caplog, capfd, queued, tmp_path):
    """A whole life with its mistakes: every secret that somebody held, and every place where one could have stayed."""
    caplog.set_level(logging.INFO)
    since, given = len(life.mails()), terms()
    given["manager"]["assurance_level"] = "email_link_code"
    author = logged_in(life, "salainen@sopu.test")
    held = {"session": author.cookies["session"], "code": next(life.codes("salainen@sopu.test", since))}
    waiting = Client(life.base_url)
    waiting.post("/login", {"email": "salainen@sopu.test"})
    waiting.post("/login/code", {"code": "000000"})
    held["nonce"] = waiting.cookies["login"]
    contract = drafted(author, given)
    author.send_json(f"/api/contracts/{contract}/send", {})
    life.sweep()
    author.fill(
        author.get(f"/contracts/{contract}").form("/manager/email"), {"email": "toinen.osoite@paikka.example"}
    )
    author.fill(author.get(f"/contracts/{contract}").form("/remind"))
    life.sweep()
    urls = [url for mail in life.mails()[since:] for url in mail["links"] if "/sign/" in url]
    held |= {f"token {number}": url.rpartition("/")[2] for number, url in enumerate(dict.fromkeys(urls))}
    links = life.links(since)
    mistakes(life, links[given["supervisor"]["contact"]["email"]])
    held["access code"] = code_of(author, contract, "manager")
    guesses(life, links["toinen.osoite@paikka.example"], given["manager"]["full_name"], held["access code"])
    for email, role in people(given).items():
        typed = {"access_code": held["access code"]} if role == "manager" else {}
        assert accept(life.base_url, links[email], name_of(given, role), **typed).status == 303
    life.sweep()
    pdf = Browser().get(f"{links['toinen.osoite@paikka.example']}/contract.pdf").body
    (tmp_path / "sealed.pdf").write_bytes(pdf)
    author.fill(author.get("/contracts").form("/logout"))
    places = {
        "log": caplog.text.encode(),
        "output": "".join(capfd.readouterr()).encode(),
        "queues": repr(queued).encode(),
    }
    places |= {str(key): flattened(item) for key, item in rows(but=("THROTTLE#",)).items()}
    places |= {
        key: repr(metadata).encode() + key.encode() + body
        for key, _, metadata, body in objects()
        if contract in key
    }
    return {"held": held, "places": places, "contract": contract, "pdf": tmp_path / "sealed.pdf"}


def people(given):
    return {
        given["supervisor"]["contact"]["email"]: "supervisor", given["supervisees"][0]["email"]: "supervisee",
        "toinen.osoite@paikka.example": "manager",
    }  # fmt: skip


def mistakes(life, link):
    """What goes wrong in every life; each of these could have written its address into a log."""
    party = Client(life.base_url)
    party.get(f"{link}x")
    party.post(f"{link}/accept", {})
    party.ask("POST", f"{link}/accept", b"\xff", content_type="text/plain")
    party.ask("BREW", link)
    party.fill(party.get(link).form("/accept"), {"typed_name": "Joku muu"})


def guesses(life, link, name, code):
    """A code that is wrong, and the right one with a name that is not."""
    for typed in (
        {"typed_name": name, "access_code": "00000000"},
        {"typed_name": "Joku muu", "access_code": code},
    ):
        assert accept(life.base_url, link, **{"name": name} | typed).status == 422


def code_of(author, contract, party):
    """As the supervisor reads it on the contract's page."""
    parties = author.get(f"/api/contracts/{contract}").json["parties"]
    code = next(it["access_code"] for it in parties if it["id"] == party)
    assert code in author.get(f"/contracts/{contract}").text
    return code


def forms_of(secret):
    """The secret as it may have been written down; base64 at each of its three offsets."""
    yield secret.encode()
    yield quote(secret, safe="").encode()
    yield secret.encode().hex().encode()
    for offset in range(3):
        yield base64.b64encode(b" " * offset + secret.encode())[4 if offset else 0 : -4]


def holders(lived, name, form):
    return (name, [place for place, data in lived["places"].items() if form in data])


def test_no_secret_and_no_person_stays_where_it_should_not(lived, tmp_path):
    held, places = lived["held"], lived["places"]
    assert len(held) >= 8
    assert len([place for place in places if lived["contract"] in place]) > 20

    for name, secret in held.items():
        if "code" not in name:
            for form in forms_of(secret):
                assert holders(lived, name, form) == (name, [])
    for digits in (held["code"], held["access code"], held["access code"].replace(" ", "")):
        code = re.compile(rb"(?<![0-9A-Za-z])" + digits.encode() + rb"(?![0-9A-Za-z])")
        assert [place for place, data in places.items() if code.search(data)] == []
    assert [place for place in ("log", "output", "queues") if EMAIL.search(places[place])] == []

    output_of("pdfdetach", "-saveall", "-o", str(tmp_path), str(lived["pdf"]))
    trail, agreed = (tmp_path / name for name in ("trail.json", "terms.json"))
    assert json.loads(agreed.read_bytes())
    told = [trail.read_bytes(), agreed.read_bytes()]
    told += [item["entry"]["B"] for (_, sk), item in rows().items() if sk.startswith("ENTRY#")]
    assert len(told) > 5
    for data in told:
        assert (EMAIL.search(data), IP.search(data), b"ozilla" in data) == (None, None, False)


def test_nothing_is_left_in_any_queue(life, service):
    life.sweep()
    sqs = boto3.client("sqs")
    for name in service.queues:
        url = sqs.get_queue_url(QueueName=name)["QueueUrl"]
        assert (name, sqs.receive_message(QueueUrl=url).get("Messages", [])) == (name, [])


def test_settings_print_without_keys():
    assert wiring.settings().link_key not in repr(wiring.settings())
