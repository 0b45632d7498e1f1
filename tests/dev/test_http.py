import pytest

from dev.http import Response, Server
from tests.dev.tools import Browser, at_once, ninety_fifth, raw


def echo(request):
    if request.target == "/broken":
        raise RuntimeError("a bug")
    lines = (("Content-Type", "application/octet-stream"), ("X-Method", request.method))
    return Response(200, (*lines, ("Set-Cookie", "a=1"), ("Set-Cookie", "b=2")), request.body)


@pytest.fixture(scope="module")
def server():
    running = Server(echo, max_body=1_000_000)
    running.start()
    yield running
    running.stop()


def test_fifty_browsers_with_kept_connections_never_meet_a_nagle_stall(server):
    def visit(_):
        browser = Browser(server.url)
        return [browser.seconds("/") for _ in range(20)]

    seconds = sorted(second for visit in at_once(50, visit) for second in visit)

    assert len(seconds) == 1000
    # One stall of a delayed acknowledgement is 40 ms: without them most answers take a fraction of that.
    assert seconds[len(seconds) // 2] < 0.040
    assert ninety_fifth(seconds) < 0.5


def test_one_connection_answers_many_times_faster_than_one_stall_each(server):
    browser = Browser(server.url)
    browser.seconds("/")

    assert sum(browser.seconds("/") for _ in range(50)) < 50 * 0.040 / 4


def test_any_bytes_come_back_as_they_went(server):
    body = bytes(range(256)) * 2000

    status, headers, answer = Browser(server.url).ask("POST", "/", body)

    assert (status, answer) == (200, body)
    assert headers.get_all("Set-Cookie") == ["a=1", "b=2"]


def test_a_body_in_chunks_is_put_together(server):
    chunked = (
        b"POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n5;x=y\r\nhello\r\n3\r\n-\xc3\xa4\r\n0\r\n\r\n"
    )

    assert raw(server.port, chunked).endswith(b"\r\n\r\nhello-\xc3\xa4")


def test_head_has_headers_and_no_body(server):
    answer = raw(server.port, b"HEAD / HTTP/1.1\r\nContent-Length: 3\r\n\r\nabc")

    assert b"X-Method: HEAD" in answer
    assert answer.endswith(b"\r\n\r\n")


def test_a_client_that_asks_before_sending_is_told_to_go_on(server):
    asked = b"POST / HTTP/1.1\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\nok"

    answer = raw(server.port, asked)

    assert answer.startswith(b"HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 200 OK")
    assert answer.endswith(b"ok")


@pytest.mark.parametrize(
    ("request_bytes", "status"),
    [
        (b"POST / HTTP/1.1\r\nContent-Length: -1\r\n\r\n", 400),
        (b"POST / HTTP/1.1\r\nContent-Length: 1e3\r\n\r\n", 400),
        (b"POST / HTTP/1.1\r\nContent-Length: 10\r\n\r\nshort", 400),
        (b"POST / HTTP/1.1\r\nContent-Length: 1\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400),
        (b"POST / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n", 400),
        (b"POST / HTTP/1.1\r\nTransfer-Encoding: gzip\r\n\r\n", 400),
        (b"POST / HTTP/1.1\r\nContent-Length: 1000001\r\n\r\n", 413),
        (b"GET / HTTP/9.9\r\n\r\n", 400),
        (b"GET / nonsense\r\n\r\n", 400),
        (b"GET /" + b"x" * 70_000 + b" HTTP/1.1\r\n\r\n", 414),
        (b"GET / HTTP/1.1\r\n" + b"a: b\r\n" * 200 + b"\r\n", 431),
        (b"BREW / HTTP/1.1\r\n\r\n", 200),
    ],
)
def test_nonsense_is_refused_and_never_a_server_error(server, request_bytes, status):
    assert raw(server.port, request_bytes).split(b" ")[1] == str(status).encode()


def test_a_bug_is_a_plain_500_without_its_reason(server):
    status, _, body = Browser(server.url).ask("GET", "/broken")

    assert (status, body) == (500, b"Internal Server Error")


def test_stopping_hangs_up_on_kept_connections():
    running = Server(echo)
    running.start()
    browser = Browser(running.url)
    browser.seconds("/")

    running.stop()

    with pytest.raises(OSError):  # noqa: PT011 - refused, reset or hung up: each system has its own
        browser.seconds("/")
