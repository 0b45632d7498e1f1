"""What API Gateway does in front of the application: routes, the Lambda event, binary bodies, its own error pages."""

import base64
import gzip
import logging
import uuid
from typing import Any

from chalice.app import Chalice
from chalice.local import LambdaContext, LocalChalice, RouteMatcher

from dev.http import Request, Response
from dev.template import Template

log = logging.getLogger("sopu.dev")

LAMBDA_MILLISECONDS = 29_000
MEGABYTES = 512
# What Lambda takes and gives at most: a body that travels in base64 may have three quarters of it.
LARGEST_PAYLOAD = 6 * 1024 * 1024


def a_context(function: str) -> LambdaContext:
    """What Lambda tells a function about one call."""
    return LambdaContext(function, MEGABYTES, LAMBDA_MILLISECONDS)


class Gateway:
    """
    Answers requests by the Chalice application, from any number of threads at once.

    template: holds the pages that API Gateway answers without asking the application. The application
    becomes thread-safe: its current request is then each thread's own.
    """

    def __init__(self, app: Chalice, template: Template) -> None:
        if not isinstance(app, LocalChalice):
            app.__class__ = type("LocalSopu", (LocalChalice, type(app)), {})
        self._app = app
        self._template = template
        self._compressed_from = template.compressed_from
        self._matcher = RouteMatcher(list(app.routes))

    def __call__(self, request: Request) -> Response:
        try:
            match = self._matcher.match_route(request.target)
        except ValueError:
            return self._own_page("MISSING_AUTHENTICATION_TOKEN", 404)
        methods = self._app.routes[match.route]
        if request.method not in methods:
            return self._own_page("DEFAULT_4XX", 405, ("Allow", ", ".join(sorted(methods))))
        event = self._event(request, match)
        if len(event["body"] or "") > LARGEST_PAYLOAD:
            return self._own_page("DEFAULT_4XX", 413)
        try:
            return self._answer(request, self._app(event, a_context("APIHandler")))
        except Exception:
            log.exception("%s %s ended without an answer", request.method, match.route)
            return self._own_page("DEFAULT_5XX", 502)

    def _event(self, request: Request, match: Any) -> dict[str, Any]:
        headers = {name.lower(): value for name, value in request.headers.items()}
        binary = self._is_binary(headers.get("content-type", ""))
        # API Gateway hands on text, and what is not UTF-8 is lost on the way there just as it is here.
        body = base64.b64encode(request.body).decode() if binary else request.body.decode("utf-8", "replace")
        return {
            "resource": match.route,
            "path": request.target.partition("?")[0],
            "httpMethod": request.method,
            "headers": headers,
            "multiValueQueryStringParameters": match.query_params or None,
            "pathParameters": match.captured,
            "stageVariables": {},
            "body": body or None,
            "isBase64Encoded": binary,
            "requestContext": {
                "resourcePath": match.route,
                "httpMethod": request.method,
                "path": request.target.partition("?")[0],
                "requestId": str(uuid.uuid4()),
                "domainName": headers.get("host", "").partition(":")[0],
                "stage": "local",
                "identity": {"sourceIp": request.source_ip, "userAgent": headers.get("user-agent")},
            },
        }

    def _answer(self, request: Request, answer: dict[str, Any]) -> Response:
        headers = [(name, str(value)) for name, value in answer["headers"].items()]
        headers += [
            (name, str(value)) for name, values in answer["multiValueHeaders"].items() for value in values
        ]
        body = (answer["body"] or "").encode()
        if len(body) > LARGEST_PAYLOAD:
            raise ValueError("the answer is larger than Lambda may give")
        # Only the first type that the browser accepts counts: a trap of the real one, kept so that it shows here.
        if answer.get("isBase64Encoded") and self._is_binary(request.headers.get("Accept", "").split(",")[0]):
            body = base64.b64decode(body)
        if self._is_compressed(request, body):
            headers, body = [*headers, ("Content-Encoding", "gzip")], gzip.compress(body, mtime=0)
        return Response(answer["statusCode"], tuple(headers), body)

    def _is_compressed(self, request: Request, body: bytes) -> bool:
        """As the stage is configured: whatever is long enough, for whoever asks for it."""
        asked = request.headers.get("Accept-Encoding", "")
        return self._compressed_from is not None and len(body) >= self._compressed_from and "gzip" in asked

    def _is_binary(self, media_type: str) -> bool:
        types = self._app.api.binary_types
        return "*/*" in types or media_type.partition(";")[0].strip().lower() in types

    def _own_page(self, name: str, status: int, *more: tuple[str, str]) -> Response:
        headers, page = self._template.gateway_response(name)
        return Response(status, (*headers.items(), *more), page.encode())
