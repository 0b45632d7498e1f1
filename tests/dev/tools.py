"""What the tests of the local service share: a browser, many at once, waiting."""

import socket
import statistics
import time
from concurrent.futures import ThreadPoolExecutor
from http.client import HTTPConnection
from urllib.parse import urlsplit


class Browser:
    """One kept connection, used as a browser would."""

    def __init__(self, base_url):
        address = urlsplit(base_url)
        self.connection = HTTPConnection(address.hostname, address.port, timeout=20)

    def ask(self, method, path, body=None, headers=None):
        self.connection.request(method, path, body=body, headers=headers or {})
        answer = self.connection.getresponse()
        return answer.status, answer.headers, answer.read()

    def seconds(self, path):
        begun = time.perf_counter()
        status, _, _ = self.ask("GET", path)
        assert status == 200
        return time.perf_counter() - begun


def at_once(number, each):
    """Call each(0), each(1) … in as many threads; the results in order."""
    with ThreadPoolExecutor(number) as pool:
        return list(pool.map(each, range(number)))


def ninety_fifth(seconds):
    return statistics.quantiles(seconds, n=20)[-1]


def raw(port, data):
    """Send bytes as they are; everything that comes back until the server hangs up."""
    with socket.create_connection(("127.0.0.1", port), timeout=5) as connection:
        connection.sendall(data)
        connection.shutdown(socket.SHUT_WR)
        return b"".join(iter(lambda: connection.recv(65536), b""))


def until(condition, seconds=5.0):
    """Wait for it to become true; how long it took."""
    begun = time.monotonic()
    while not condition():
        assert time.monotonic() - begun < seconds, "it never happened"
        time.sleep(0.005)
    return time.monotonic() - begun
