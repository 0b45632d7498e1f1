"""API Gateway in front of the package: requests arrive as it would hand them on, answers as it would give them."""

import base64
import json

import pytest

from dev.packaging.failure import PackageFault
from dev.packaging.pages import PackagedBrowser
from dev.packaging.request import BASE_URL, HOST

MULTIPART = "multipart/form-data"
ROUTES = [
    "/login",
    "/sign/{token}",
    "/sign/{token}/accept",
    "/verify",
    "/contracts/new",
    "/contracts/{contract}",
]


def answer(status=200, body="", headers=None, **multiple):
    return {"statusCode": status, "body": body, "headers": headers or {}, "multiValueHeaders": multiple}


class Pages:
    """A package that gives one answer after the other and keeps what it was asked."""

    def __init__(self, *answers):
        api = {"paths": dict.fromkeys(ROUTES), "x-amazon-apigateway-binary-media-types": [MULTIPART]}
        self.template = {"Resources": {"RestAPI": {"Properties": {"DefinitionBody": api}}}}
        self.answers, self.events = list(answers), []

    def invoke(self, function, event):
        assert function == "APIHandler"
        self.events.append(json.loads(json.dumps(event)))
        return self.answers.pop(0)

    def log(self, function):
        return "what was logged"


def test_a_page_is_asked_for_by_its_route_with_its_parts_and_without_the_stage():
    pages = Pages(answer(body="sopimus"))

    page = PackagedBrowser(pages).get(f"{BASE_URL}/sign/abc?lang=fi&lang=sv")

    (event,) = pages.events
    assert (page.status, page.text) == (200, "sopimus")
    assert (event["resource"], event["path"], event["httpMethod"]) == ("/sign/{token}", "/sign/abc", "GET")
    assert event["pathParameters"] == {"token": "abc"}
    assert event["multiValueQueryStringParameters"] == {"lang": ["fi", "sv"]}
    assert event["queryStringParameters"] == {"lang": "sv"}
    assert event["requestContext"]["path"] == "/sopu/sign/abc"
    assert "Origin" not in event["headers"]


def test_a_word_of_the_address_goes_before_a_part_of_it():
    pages = Pages(answer())

    PackagedBrowser(pages).get(f"{BASE_URL}/contracts/new")

    assert pages.events[0]["resource"] == "/contracts/new"


def test_a_form_arrives_as_text_with_its_origin():
    pages = Pages(answer())

    PackagedBrowser(pages).post(f"{BASE_URL}/sign/abc/accept", {"typed_name": "Åsa Ödmark"})

    (event,) = pages.events
    assert event["body"] == "typed_name=%C3%85sa+%C3%96dmark"
    assert event["isBase64Encoded"] is False
    assert event["headers"]["Content-Type"] == "application/x-www-form-urlencoded"
    assert event["headers"]["Origin"] == f"https://{HOST}"


def test_a_file_arrives_in_base64():
    pages = Pages(answer())

    PackagedBrowser(pages).upload(f"{BASE_URL}/verify", "file", b"%PDF\xff")

    (event,) = pages.events
    assert event["isBase64Encoded"] is True
    assert b"%PDF\xff" in base64.b64decode(event["body"])


def test_a_cookie_of_this_host_comes_back_after_a_redirect():
    cookie = "__Host-session=s; Path=/; HttpOnly; SameSite=Lax; Secure"
    seen = answer(303, headers={"Location": f"{BASE_URL}/login"}, **{"Set-Cookie": [cookie]})
    pages = Pages(seen, answer(body="sisällä"))

    page = PackagedBrowser(pages).post(f"{BASE_URL}/login", {"email": "a@b.example"})

    assert (page.url, page.text) == (f"{BASE_URL}/login", "sisällä")
    assert pages.events[1]["httpMethod"] == "GET"
    assert pages.events[1]["headers"]["Cookie"] == "__Host-session=s"


def test_a_refusal_is_a_page_and_a_breakdown_is_a_fault_with_the_log():
    browser = PackagedBrowser(Pages(answer(422, "korjaa"), answer(500, "vika")))

    refused = browser.get(f"{BASE_URL}/login")

    assert (refused.status, refused.text) == (422, "korjaa")
    with pytest.raises(PackageFault, match="answered 500\nvika\nwhat was logged"):
        browser.get(f"{BASE_URL}/login")


def test_an_address_that_lost_its_stage_is_a_fault():
    with pytest.raises(PackageFault, match="which is not ours"):
        PackagedBrowser(Pages()).get(f"https://{HOST}/login")
