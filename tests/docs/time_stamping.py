"""An authority that time-stamps (RFC 3161), on the loopback, by openssl."""

import subprocess
from http.server import BaseHTTPRequestHandler, HTTPServer
from threading import Thread

from tests.tools import require_tool

CONFIGURATION = """
[req]
distinguished_name = name
x509_extensions = stamping
prompt = no
[name]
CN = Test authority
[stamping]
extendedKeyUsage = critical,timeStamping
[tsa]
default_tsa = stamp
[stamp]
serial = {folder}/tsa.serial
signer_cert = {folder}/tsa.pem
signer_key = {folder}/tsa.key
signer_digest = sha256
default_policy = 1.2.3.4.1
digests = sha256
"""


class Authority:
    """A context manager; url takes queries, certificate is the path of its own."""

    def __init__(self, folder):
        self._openssl, self._folder = require_tool("openssl"), folder
        self._configuration = folder / "tsa.cnf"
        self._configuration.write_text(CONFIGURATION.format(folder=folder), encoding="ascii")
        (folder / "tsa.serial").write_text("01", encoding="ascii")
        self.certificate = folder / "tsa.pem"
        self._run(
            "req", "-x509", "-newkey", "rsa:2048", "-nodes", "-days", "30", "-config", self._configuration,
            "-keyout", folder / "tsa.key", "-out", self.certificate,
        )  # fmt: skip

    def __enter__(self):
        authority = self

        class Stamping(BaseHTTPRequestHandler):
            def do_POST(self):
                assert self.headers["Content-Type"] == "application/timestamp-query"
                answer = authority.stamp(self.rfile.read(int(self.headers["Content-Length"])))
                self.send_response(200)
                self.end_headers()
                self.wfile.write(answer)

            def log_message(self, *args):
                """Nobody reads it."""

        self._server = HTTPServer(("127.0.0.1", 0), Stamping)
        self.url = f"http://127.0.0.1:{self._server.server_port}/tsr"
        Thread(target=self._server.serve_forever, daemon=True).start()
        return self

    def __exit__(self, *_):
        self._server.shutdown()
        self._server.server_close()

    def stamp(self, query):
        """The answer to a query, both in DER."""
        asked, given = self._folder / "asked.tsq", self._folder / "given.tsr"
        asked.write_bytes(query)
        self._run(
            "ts",
            "-reply",
            "-config",
            self._configuration,
            "-section",
            "stamp",
            "-queryfile",
            asked,
            "-out",
            given,
        )
        return given.read_bytes()

    def _run(self, *words):
        subprocess.run([self._openssl, *map(str, words)], check=True, capture_output=True)
