"""Forms that our pages did not make: nothing happens, whatever else is right about them."""

import re

import pytest

from chalicelib import wiring
from chalicelib.web.cookies import set_cookie
from tests.web.client import FORM, Client
from tests.web.kept import rows
from tests.web.people import NAME, drafted, sent, terms

SESSION_FORMS = {
    "keep a draft": ("/contracts", {"constellation": "A"}),
    "change a draft": ("/contracts/{draft}/edit", {"constellation": "A", "_revision": "1"}),
    "send": ("/contracts/{draft}/send", {}),
    "remind": ("/contracts/{sent}/remind", {}),
    "cancel": ("/contracts/{sent}/cancel", {}),
    "correct an address": ("/contracts/{sent}/parties/manager/email", {"email": "vieras@muualla.example"}),
    "log out": ("/logout", {}),
}
LINK_FORMS = {
    "accept": {"accept": "yes", "typed_name": NAME},
    "decline": {"decline": "yes", "reason": "Ei sovi"},
    "change-request": {"text": "Hinta on väärä"},
}


@pytest.fixture(scope="module")
def scene(life, owner, other):
    """Contracts of the owner, the forms' true tokens, and tokens that belong elsewhere."""
    contract, links = sent(life, owner)
    _, others = sent(life, owner)
    nobody = Client(life.base_url)
    page = nobody.get(links["supervisor"])
    life.sweep()
    return {
        "draft": drafted(owner, terms()), "sent": contract, "link": links["supervisor"],
        "own": token_of(owner.get("/archive").form("/logout")), "other session": token_of(other.get("/archive").form("/logout")),
        "link form": token_of(page.form("/accept")), "other link": token_of(nobody.get(links["manager"]).form("/accept")),
        "other contract": token_of(nobody.get(others["supervisor"]).form("/accept")),
        "digests": [value for name, value in page.form("/accept").values if name == "documents"],
    }  # fmt: skip


def token_of(form):
    return dict(form.values)["_csrf"]


def forgeries(own, strangers):
    """Each way in which a form can be wrong: its fields beside what it asks for, and its headers."""
    yield "no token", {}, {}
    yield "an empty token", {"_csrf": ""}, {}
    yield "a token with one more character", {"_csrf": f"{own}A"}, {}
    yield "a token beyond ASCII", {"_csrf": "ä\ud83d"[:1] * 43}, {}
    for name, token in strangers.items():
        yield name, {"_csrf": token}, {}
    for origin in (
        "https://muualla.example",
        "null",
        "http://127.0.0.1",
        "http://127.0.0.1:1",
        "https://127.0.0.1",
    ):
        yield f"Origin {origin}", {"_csrf": own}, {"origin": origin}
    for kind in ("text/plain", "application/json", "multipart/form-data; boundary=x", ""):
        yield f"as {kind}", {"_csrf": own}, {"content_type": kind}


@pytest.mark.parametrize(("path", "fields"), SESSION_FORMS.values(), ids=SESSION_FORMS)
def test_a_forged_form_does_nothing_to_a_supervisors_contracts(owner, scene, path, fields):
    before, path = rows(), path.format(**scene)
    strangers = {name: scene[name] for name in ("other session", "link form")}

    for name, wrong, headers in forgeries(scene["own"], strangers):
        assert (name, owner.post(path, fields | wrong, **headers).status) in ((name, 403), (name, 415))
    assert rows() == before
    assert owner.get("/contracts").status == 200


@pytest.mark.parametrize(("verb", "fields"), LINK_FORMS.items(), ids=LINK_FORMS)
def test_a_forged_form_does_nothing_for_a_party(life, owner, scene, verb, fields):
    before, party = rows(), Client(life.base_url)
    strangers = {name: scene[name] for name in ("other link", "other contract", "own")}
    given = [*fields.items(), *(("documents", digest) for digest in scene["digests"])]

    for name, wrong, headers in forgeries(scene["link form"], strangers):
        answer = party.post(f"{scene['link']}/{verb}", [*given, *wrong.items()], **headers)
        assert (name, answer.status) in ((name, 403), (name, 415))
    assert rows() == before
    assert party.get(scene["link"]).status == 200


@pytest.mark.parametrize("path", ["/api/contracts", "/api/contracts/{draft}/send"])
def test_a_page_elsewhere_cannot_use_the_api(owner, scene, path):
    before = rows()

    assert owner.send_json(path.format(**scene), terms(), origin="https://muualla.example").status == 403
    for kind in ("text/plain", FORM, "application/json-patch+json"):
        assert owner.send_json(path.format(**scene), terms(), content_type=kind).status == 415
    assert rows() == before


@pytest.mark.parametrize("path", ["/login", "/login/code"])
def test_nobody_can_be_logged_in_from_elsewhere(life, path):
    for origin in ("https://muualla.example", "null"):
        answer = Client(life.base_url).post(
            path, {"email": "omistaja@sopu.test", "code": "123456"}, origin=origin
        )
        assert (answer.status, answer.headers.get_all("Set-Cookie")) == (403, None)


def test_our_own_origin_is_fine(life, owner):
    nobody = Client(life.base_url)

    assert nobody.post("/login", {"email": "omistaja@sopu.test"}, origin=life.base_url).status == 303


def test_a_forged_form_is_answered_with_what_to_do(life, owner, scene):
    answer = owner.post(f"/contracts/{scene['sent']}/cancel", {})

    assert "Lataa sivu uudelleen" in answer.text
    assert scene["own"] not in answer.text


def cookies(answer):
    return {line.partition("=")[0]: line for line in answer.headers.get_all("Set-Cookie")}


def test_cookies_are_for_us_alone_and_end_by_themselves(life, owner):
    asked = cookies(Client(life.base_url).post("/login", {"email": "tuntematon@sopu.test"}))

    assert re.fullmatch(r"login=[\w-]{43}; Path=/; Max-Age=600; HttpOnly; SameSite=Lax", asked["login"])
    assert len(owner.cookies["session"]) == 43


def test_on_https_cookies_are_bound_to_the_host(monkeypatch):
    monkeypatch.setenv("BASE_URL", "https://sopu.example/sopu")
    wiring.settings.cache_clear()
    line = set_cookie("session", "x", 43_200)
    origin = wiring.settings().origin
    monkeypatch.undo()
    wiring.settings.cache_clear()

    assert line == "__Host-session=x; Path=/; Max-Age=43200; HttpOnly; SameSite=Lax; Secure"
    assert origin == "https://sopu.example"
