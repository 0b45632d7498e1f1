"""AWS on a laptop: moto in this process, behind an HTTP port of its own that any AWS client can use."""

import io
import os
from datetime import UTC, datetime, timedelta
from functools import cache
from typing import Any
from urllib.parse import parse_qsl, unquote_to_bytes, urlsplit

from moto.core.model_instances import reset_model_data
from moto.moto_api._internal.models import moto_api_backend
from moto.moto_server.werkzeug_app import DomainDispatcherApplication, create_backend_app

from dev import clock, moto_cures
from dev.http import Request, Response, Server

ACCOUNT = "123456789012"
ACCESS_DENIED = (
    b"<Error><Code>AccessDenied</Code><Message>Request has expired or is not signed</Message></Error>"
)
LARGEST_OBJECT = 256 * 1024 * 1024


class EmbeddedAws:
    """
    An empty AWS at `url`, from the making of this object to stop(), and the environment that leads boto3 to it.

    heard: told (service, action) after each successful call. Only one at a time can be in a process: moto's
    state is the process's own, and a new one begins by emptying it.
    """

    def __init__(self, heard: moto_cures.Heard) -> None:
        moto_cures.apply(heard)
        moto_api_backend.reset()
        reset_model_data()
        self._server = Server(_Wsgi(_Applications(create_backend_app)), max_body=LARGEST_OBJECT)
        self._server.start()
        self.url = self._server.url

    def environment(self) -> dict[str, str]:
        """What to put into os.environ; the keys are nobody's, so that nothing can reach a real account."""
        return {
            "AWS_ENDPOINT_URL": self.url,
            "AWS_ACCESS_KEY_ID": "embedded",
            "AWS_SECRET_ACCESS_KEY": "embedded",
            "AWS_EC2_METADATA_DISABLED": "true",
            # Without it botocore puts the account into the host name of DynamoDB streams, which moto does not know.
            "AWS_ACCOUNT_ID_ENDPOINT_MODE": "disabled",
        }

    def stop(self) -> None:
        """Close the port; what was stored stays until the next one begins."""
        self._server.stop()


def forget_real_credentials() -> None:
    """Take a developer's own profile and session out of this process's environment."""
    for name in ("AWS_PROFILE", "AWS_DEFAULT_PROFILE", "AWS_SESSION_TOKEN", "AWS_SECURITY_TOKEN"):
        os.environ.pop(name, None)


class _Applications(DomainDispatcherApplication):
    """moto's applications, one for each service. It reads its own folders at each call to tell which; once will do."""

    def __init__(self, create_app: Any) -> None:
        super().__init__(create_app)
        self.get_backend_for_host = cache(super().get_backend_for_host)  # type: ignore[method-assign]


class _Wsgi:
    """Our small HTTP server in front of moto's WSGI application: werkzeug's own closes every connection."""

    def __init__(self, application: Any) -> None:
        self._application = application

    def __call__(self, request: Request) -> Response:
        if not _may_ask(request, clock.present()):
            return Response(403, (("Content-Type", "application/xml"),), ACCESS_DENIED)
        started: list[Any] = []
        body = b"".join(self._application(_environ(request), lambda *start: started.extend(start)))
        return Response(int(started[0].split()[0]), tuple(started[1]), body)


def _may_ask(request: Request, now: datetime) -> bool:
    """Is the request signed, and if by its address, still in time? moto asks neither; no signature is checked."""
    if "Authorization" in request.headers or request.target.startswith("/moto-api/"):
        return True
    query = dict(parse_qsl(urlsplit(request.target).query))
    try:
        signed_at = datetime.strptime(query["X-Amz-Date"], "%Y%m%dT%H%M%SZ").replace(tzinfo=UTC)
        return now < signed_at + timedelta(seconds=int(query["X-Amz-Expires"]))
    except (KeyError, ValueError):
        return False


def _environ(request: Request) -> dict[str, Any]:
    path, _, query = request.target.partition("?")
    environ = {
        "REQUEST_METHOD": request.method,
        "SCRIPT_NAME": "",
        "PATH_INFO": unquote_to_bytes(path).decode("latin-1"),
        "QUERY_STRING": query,
        "REQUEST_URI": request.target,
        "RAW_URI": request.target,
        "SERVER_NAME": "127.0.0.1",
        "SERVER_PORT": "80",
        "SERVER_PROTOCOL": "HTTP/1.1",
        "REMOTE_ADDR": request.source_ip,
        "CONTENT_LENGTH": str(len(request.body)),
        "wsgi.version": (1, 0),
        "wsgi.url_scheme": "http",
        "wsgi.input": io.BytesIO(request.body),
        "wsgi.errors": io.StringIO(),
        "wsgi.multithread": True,
        "wsgi.multiprocess": False,
        "wsgi.run_once": False,
    }
    for name, value in request.headers.items():
        key = name.upper().replace("-", "_")
        if key == "CONTENT_TYPE":
            environ[key] = value
        elif key not in ("CONTENT_LENGTH", "TRANSFER_ENCODING"):
            environ[f"HTTP_{key}"] = value
    return environ
