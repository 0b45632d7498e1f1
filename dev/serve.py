"""The whole product on a laptop: pages, AWS, background and mailbox in one process. `python -m dev.serve`."""

import logging
import os
import signal
import ssl
import sys
import threading
from dataclasses import replace
from types import TracebackType
from typing import Self
from urllib.parse import urlsplit

from app import app
from chalicelib import wiring
from dev import accounts, aws_clients, mailbox
from dev.background import background
from dev.embedded_aws import EmbeddedAws, forget_real_credentials
from dev.gateway import Gateway, a_context
from dev.http import Request, Response, Server
from dev.local_pages import LocalPages
from dev.provision import Provisioned, provision
from dev.sources import Handler
from dev.template import Template

log = logging.getLogger("sopu.dev")

PORT = 8000
REGION = "eu-north-1"
QUEUES = (
    "JobsQueue", "JobsDeadLetters", "SealsQueue", "SealsDeadLetters", "MailEventsQueue", "MailEventsDeadLetters", "ForwardFailures",
)  # fmt: skip

# One at most: application, environment and embedded AWS are the process's own.
_running: set["LocalService"] = set()


class LocalService:
    """
    A running service: it answers on `port` of 127.0.0.1, its links begin with `base_url`, and `resources` is what
    GET /_local/resources tells.

    A context manager: leaving it stops the service and gives the process its environment back. All services of a
    process share app.py's application, one after the other: Chalice's blueprints can be registered only once.
    """

    def __init__(self, port: int) -> None:
        self._environment_before = dict(os.environ)
        self._aws: EmbeddedAws | None = None
        self._server = Server(self._answer, port)
        self.port = self._server.port
        if _running:
            self._server.server_close()
            raise RuntimeError("another local service still runs in this process")
        _running.add(self)
        try:
            self._assemble()
        except BaseException:
            self._server.server_close()
            self._leave()
            raise

    def stop(self) -> None:
        """End everything within about a second; what is in work then comes back, as after any crash."""
        self._server.stop()
        self._pump.stop()
        self._leave()

    def rest(self) -> None:
        """Until whatever was begun in the background is done; the clock is not asked. Raises TimeoutError."""
        self._pump.drain()

    def __enter__(self) -> Self:
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None
    ) -> None:
        self.stop()

    def _assemble(self) -> None:
        self.base_url = os.environ.setdefault("BASE_URL", self._server.url).rstrip("/")
        self.region = os.environ.setdefault("AWS_DEFAULT_REGION", REGION)
        if not os.environ.get("AWS_ENDPOINT_URL"):
            self._aws = EmbeddedAws(heard=self._heard)
            forget_real_credentials()
            os.environ.update(self._aws.environment())
        aws_clients.new_session()
        template = Template()
        made = provision(template, self.base_url)
        os.environ.update(made.environment)
        wiring.forget()
        self.resources = _resources(made)
        self.queues = [made.resources[name].name for name in QUEUES]
        self._gateway = Gateway(app, template)
        self._pump = background(template, made, self._handler, deaf=self._aws is None)
        self._mailbox = mailbox.Mailbox(self._captured)
        self._local = LocalPages(self._mailbox, self.resources, self._pump.settle)
        accounts.add_accounts()
        self._begin()

    def _begin(self) -> None:
        self._pump.start()
        self._server.start()

    def _answer(self, request: Request) -> Response:
        answer = self._local(request) or self._page(self._without_stage(request))
        if self._aws is None:
            self._pump.wake()
        return answer

    def _page(self, request: Request) -> Response:
        return self._gateway(request)

    def _handler(self, name: str) -> Handler:
        return lambda event: app.handler_map[name](event, a_context(name))

    def _without_stage(self, request: Request) -> Request:
        """API Gateway takes the stage off the path before the application sees it; so does a BASE_URL with a path."""
        stage = urlsplit(self.base_url).path
        if not request.target.startswith(f"{stage}/"):
            return request
        return replace(request, target=request.target.removeprefix(stage))

    def _heard(self, service: str, action: str) -> None:
        if hasattr(self, "_mailbox"):  # while resources are made nobody listens yet
            self._pump.heard(service, action)
            if service == "sesv2":
                self._mailbox.mails()  # SES dates a mail when it takes it

    def _captured(self) -> list[mailbox.Captured]:
        if self._aws is None:
            return mailbox.from_another_moto(os.environ["AWS_ENDPOINT_URL"])
        return mailbox.from_this_process(self.region)

    def _leave(self) -> None:
        if self._aws is not None:
            self._aws.stop()
        for name in set(os.environ) - set(self._environment_before):
            del os.environ[name]
        os.environ.update(self._environment_before)
        wiring.forget()
        _running.discard(self)


def start(port: int = 0) -> LocalService:
    """
    Start the service in this process, one at a time; 0 takes a free port.

    Obeys AWS_ENDPOINT_URL, AWS_DEFAULT_REGION, BASE_URL and SOPU_CLOCK. Raises OSError when the port is taken, and
    RuntimeError while another one runs in this process.
    """
    return LocalService(port)


def rest() -> None:
    """Until the service of this process, if one runs, has nothing under way: see LocalService.rest."""
    for service in _running:
        service.rest()


def main() -> int:
    """Serve on PORT until Ctrl-C or SIGTERM."""
    logging.basicConfig(level=logging.WARNING, format="%(levelname)s %(name)s: %(message)s")
    logging.getLogger("urllib3.connectionpool").setLevel(
        logging.ERROR
    )  # more browsers than kept connections is fine
    ended = threading.Event()
    for number in (signal.SIGINT, signal.SIGTERM):
        signal.signal(number, lambda *_: ended.set())
    port = int(os.environ.get("PORT") or PORT)
    try:
        service = start(port)
    except OSError as error:
        print(
            f"Port {port} is not free ({error.strerror}); choose another: PORT={port + 1} make run",
            file=sys.stderr,
        )
        return 1
    with service:
        print(_welcome(service), flush=True)
        ended.wait()
    return 0


def _resources(made: Provisioned) -> dict[str, str]:
    names = {logical_id: resource.name for logical_id, resource in made.resources.items()}
    return {
        "table": names["Table"],
        "bucket": names["Bucket"],
        "queue": names["JobsQueue"],
        "dead_letter_queue": names["JobsDeadLetters"],
        "seal_certificate_pem": ssl.DER_cert_to_PEM_cert(made.seal_certificate),
        "aws_endpoint_url": os.environ["AWS_ENDPOINT_URL"],
    }


def _welcome(service: LocalService) -> str:
    names = service.resources
    return f"""
Sopu is ready.

  Log in    {service.base_url}/login   as {accounts.SUPERVISORS_EMAIL} or {accounts.AUDITORS_EMAIL}
  Mail      {service.base_url}/_local/mail
  Verify    {service.base_url}/verify

  AWS       {names["aws_endpoint_url"]}   ({service.region})
  Table     {names["table"]}
  Archive   {names["bucket"]}
  Queues    {", ".join(service.queues)}

Ctrl-C ends all of it.
"""


if __name__ == "__main__":
    status = main()
    sys.stdout.flush()
    os._exit(status)  # everything lives in memory: there is nothing to tidy up, and nobody likes to wait
