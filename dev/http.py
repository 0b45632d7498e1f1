"""A small threading HTTP/1.1 server for the loopback: many kept connections, one write an answer, no Nagle stall."""

import logging
import socket
import socketserver
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from email.message import Message
from http.client import responses
from http.server import BaseHTTPRequestHandler
from typing import Any

log = logging.getLogger("sopu.dev")

LARGEST_BODY = 32 * 1024 * 1024
CHUNK_LINE = 1024


@dataclass(frozen=True)
class Request:
    """One request as it came: target is the raw path with its query, headers look up without regard to case."""

    method: str
    target: str
    headers: Message
    body: bytes
    source_ip: str


@dataclass(frozen=True)
class Response:
    """One answer; headers without Content-Length, a name may come twice."""

    status: int
    headers: tuple[tuple[str, str], ...] = ()
    body: bytes = b""


Answer = Callable[[Request], Response]


class BadRequest(Exception):
    """The request cannot be read; status says how it is refused."""

    def __init__(self, status: int) -> None:
        super().__init__(responses[status])
        self.status = status


class Server(socketserver.ThreadingMixIn, socketserver.TCPServer):
    """
    Serves `answer` on 127.0.0.1 from start() to stop(), one thread a connection.

    port: 0 takes a free one; `port` and `url` tell which. max_body: bytes, more is refused with 413.
    Raises OSError when the port is taken. stop() also hangs up on the connections that browsers keep.
    """

    daemon_threads = True
    block_on_close = False
    allow_reuse_address = True
    request_queue_size = 1024

    def __init__(self, answer: Answer, port: int = 0, max_body: int = LARGEST_BODY) -> None:
        super().__init__(("127.0.0.1", port), _Conversation)
        self.answer = answer
        self.max_body = max_body
        self.port: int = self.server_address[1]
        self.url = f"http://127.0.0.1:{self.port}"
        self._open: set[socket.socket] = set()
        self._guard = threading.Lock()

    def start(self) -> None:
        """Accept connections from now on, in a thread of its own."""
        threading.Thread(
            target=self.serve_forever, args=(0.05,), name=f"http-{self.port}", daemon=True
        ).start()

    def stop(self) -> None:
        """Take no more connections and end the open ones."""
        self.shutdown()
        self.server_close()
        with self._guard:
            for connection in self._open:
                with suppress(OSError):
                    connection.shutdown(socket.SHUT_RDWR)

    def process_request(self, request: Any, client_address: Any) -> None:
        """Remember the connection, for stop()."""
        with self._guard:
            self._open.add(request)
        super().process_request(request, client_address)

    def shutdown_request(self, request: Any) -> None:
        """Forget the connection."""
        with self._guard:
            self._open.discard(request)
        super().shutdown_request(request)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """A browser that went away is no news; anything else is printed."""
        if not isinstance(sys.exc_info()[1], OSError):
            super().handle_error(request, client_address)


class _Conversation(BaseHTTPRequestHandler):
    """One connection: reads requests, asks the server's `answer`, writes each answer in one piece."""

    server: Server
    protocol_version = "HTTP/1.1"
    disable_nagle_algorithm = True
    wbufsize = -1
    timeout = 75

    def __getattr__(self, name: str) -> Callable[[], None]:
        # Every method goes to the application: it knows which ones it answers.
        if name.startswith("do_"):
            return self._converse
        raise AttributeError(name)

    def _converse(self) -> None:
        try:
            body = self._read_body()
        except BadRequest as refusal:
            self.send_error(refusal.status)
            return
        request = Request(self.command, self.path, self.headers, body, str(self.client_address[0]))
        self._write(self._ask(request))

    def _ask(self, request: Request) -> Response:
        try:
            return self.server.answer(request)
        except Exception:
            log.exception("%s was not answered", request.method)
            return Response(500, (("Content-Type", "text/plain"),), responses[500].encode())

    def _read_body(self) -> bytes:
        length, encoding = self.headers.get("Content-Length"), self.headers.get("Transfer-Encoding")
        if encoding is not None:
            if length is not None or encoding.lower() != "chunked":
                raise BadRequest(400)
            return self._read_chunks()
        if length is None:
            return b""
        if not (length.isascii() and length.isdigit()):
            raise BadRequest(400)
        return self._read_exactly(int(length), self.server.max_body)

    def _read_chunks(self) -> bytes:
        body = bytearray()
        while True:
            size = self.rfile.readline(CHUNK_LINE).split(b";")[0].strip()
            try:
                chunk = self._read_exactly(int(size, 16), self.server.max_body - len(body))
            except ValueError:
                raise BadRequest(400) from None
            end = self.rfile.readline(CHUNK_LINE)
            if not chunk:
                while end.strip():
                    end = self.rfile.readline(CHUNK_LINE)
                return bytes(body)
            body += chunk

    def _read_exactly(self, length: int, limit: int) -> bytes:
        if not 0 <= length <= limit:
            raise BadRequest(413 if length > 0 else 400)
        body = self.rfile.read(length)
        if len(body) < length:
            raise BadRequest(400)
        return body

    def _write(self, response: Response) -> None:
        self.send_response_only(response.status)
        for name, value in response.headers:
            self.send_header(name, value)
        body = b"" if self.command == "HEAD" else response.body
        if response.status != 204 and not any(
            name.lower() == "content-length" for name, _ in response.headers
        ):
            self.send_header("Content-Length", str(len(body)))
        if self.close_connection:
            self.send_header("Connection", "close")
        self._headers_buffer: list[bytes]
        self._headers_buffer.append(b"\r\n" + body)
        self.flush_headers()
        self.wfile.flush()

    def send_error(self, code: int, message: str | None = None, explain: str | None = None) -> None:
        """Refuse what cannot be read, in plain text; a client's nonsense is never a 5xx."""
        self.close_connection = True
        if not hasattr(self, "_headers_buffer"):
            self._headers_buffer = []
        self.command, self.request_version = self.command or "GET", "HTTP/1.1"
        status = int(code) if code < 500 else 400
        self._write(Response(status, (("Content-Type", "text/plain"),), responses[status].encode()))

    def handle_expect_100(self) -> bool:
        """Tell a client that waits for permission to send its body, at once."""
        self.send_response_only(100)
        self.end_headers()
        self.wfile.flush()
        return True

    def log_message(self, format: str, *args: Any) -> None:
        """Write nothing: a path holds a token."""
