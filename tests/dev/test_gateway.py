import gzip

import pytest
from chalice.app import Chalice, Response

from dev.gateway import Gateway
from dev.http import Server
from tests.dev.tools import Browser, at_once

FORM = "application/x-www-form-urlencoded"
HTML = {"Content-Type": "text/html; charset=utf-8"}


def make_app():
    app = Chalice("tried")

    @app.route("/form/{name}", methods=["POST"], content_types=[FORM, "multipart/form-data"])
    def form(name):
        return {"name": name, "body": app.current_request.raw_body.decode("latin-1")}

    @app.route("/who")
    def who():
        return {
            "ip": app.current_request.context["identity"]["sourceIp"],
            "query": app.current_request.query_params.getlist("q"),
        }

    @app.route("/page")
    def page():
        return Response("<p>ä</p>", headers={**HTML, "Set-Cookie": ["a=1", "b=2"]})

    @app.route("/image")
    def image():
        return Response(b"\x89PNG\x00\xff", headers={"Content-Type": "image/png"})

    @app.route("/large/{megabytes}")
    def large(megabytes):
        return Response("x" * (int(megabytes) * 1024 * 1024), headers=HTML)

    return app


@pytest.fixture(scope="module")
def url(template):
    server = Server(Gateway(make_app(), template))
    server.start()
    yield server.url
    server.stop()


@pytest.fixture
def browser(url):
    return Browser(url)


def test_a_page_travels_compressed_for_whoever_asks_and_only_when_it_is_worth_it(browser):
    asked = {"Accept-Encoding": "gzip, br"}

    _, headers, long = browser.ask("GET", "/large/1", None, asked)
    _, plain, short = browser.ask("GET", "/page", None, asked)
    _, identity, whole = browser.ask("GET", "/large/1", None, {"Accept-Encoding": "identity"})

    assert headers["Content-Encoding"] == "gzip"
    assert gzip.decompress(long) == whole == b"x" * 1024 * 1024
    assert (plain["Content-Encoding"], identity["Content-Encoding"]) == (None, None)
    assert short == "<p>ä</p>".encode()


def test_a_form_arrives_byte_for_byte(browser):
    body = "a=%C3%A4&b=1&b=2"

    status, _, answer = browser.ask("POST", "/form/x-Y_1", body, {"Content-Type": FORM})

    assert status == 200
    assert answer == b'{"name":"x-Y_1","body":"a=%C3%A4&b=1&b=2"}'


def test_bytes_that_are_no_text_are_lost_as_in_api_gateway(browser):
    kind = {"Content-Type": "multipart/form-data; boundary=x"}

    _, _, answer = browser.ask("POST", "/form/x", b"\xff", kind)

    assert "\\u00ef\\u00bf\\u00bd" in answer.decode()  # U+FFFD, in UTF-8, read as latin-1


def test_multipart_bytes_arrive_where_the_application_calls_them_binary(template):
    app = make_app()
    app.api.binary_types.append("multipart/form-data")
    server = Server(Gateway(app, template))
    server.start()

    kind = {"Content-Type": "multipart/form-data; boundary=x"}
    _, _, answer = Browser(server.url).ask("POST", "/form/x", b"\xff", kind)

    assert "\\u00ff" in answer.decode()
    server.stop()


def test_the_callers_address_and_repeated_query_values_arrive(browser):
    _, _, answer = browser.ask("GET", "/who?q=1&q=%C3%A4")

    assert answer.decode() == '{"ip":"127.0.0.1","query":["1","\\u00e4"]}'


def test_each_cookie_is_a_header_of_its_own(browser):
    status, headers, body = browser.ask("GET", "/page")

    assert (status, body.decode()) == (200, "<p>ä</p>")
    assert headers.get_all("Set-Cookie") == ["a=1", "b=2"]


def test_binary_comes_as_bytes_only_to_who_accepts_it_first(browser):
    _, _, wanted = browser.ask("GET", "/image", headers={"Accept": "image/png"})
    _, _, unlucky = browser.ask("GET", "/image", headers={"Accept": "text/html,image/png"})

    assert wanted == b"\x89PNG\x00\xff"
    assert unlucky == b"iVBORwD/"


@pytest.mark.parametrize("path", ["/none", "/page/below", "//[", "/form/", "/form/a%2Fb/c"])
def test_an_unknown_address_gets_the_page_that_production_gives(browser, path):
    status, headers, body = browser.ask("GET", path)

    assert status == 404
    assert "Sivua ei ole" in body.decode()
    assert headers["X-Content-Type-Options"] == "nosniff"


def test_head_and_other_foreign_methods_are_refused_with_what_is_allowed(browser):
    for method in ("HEAD", "DELETE", "OPTIONS", "BREW"):
        status, headers, _ = browser.ask(method, "/form/x")

        assert (status, headers["Allow"]) == (405, "POST")


def test_what_lambda_could_not_carry_is_refused_with_a_page(browser, caplog):
    refused, _, page = browser.ask("POST", "/form/x", b"x" * (7 * 1024 * 1024), {"Content-Type": FORM})
    failed, _, other_page = browser.ask("GET", "/large/7")

    assert (refused, failed) == (413, 502)
    assert "Pyyntö ei onnistunut" in page.decode()
    assert "Palvelu ei vastaa" in other_page.decode()
    assert browser.ask("GET", "/large/5")[0] == 200


def test_every_thread_has_a_request_of_its_own(url):
    def ask(number):
        browser = Browser(url)
        return all(
            f'"{number}-{turn}"' in browser.ask("GET", f"/who?q={number}-{turn}")[2].decode()
            for turn in range(20)
        )

    assert at_once(20, ask) == [True] * 20
