"""API Gateway in front of the package: what a browser asks of the service's address, the packaged function answers."""

import base64
import io
from email.message import Message
from typing import Any
from urllib.request import BaseHandler, Request
from urllib.response import addinfourl

from chalice.local import RouteMatcher

from dev.browser import Browser
from dev.packaging.deployed import Deployed
from dev.packaging.failure import PackageFault
from dev.packaging.request import BASE_URL, HOST, STAGE, Asked, page_event

FUNCTION = "APIHandler"


class PackagedBrowser(Browser):
    """A browser for which https leads to the package; plain http is the embedded AWS, as for signed addresses."""

    def __init__(self, deployed: Deployed) -> None:
        super().__init__()
        self._opener.add_handler(PackagedPages(deployed))


class PackagedPages(BaseHandler):
    """Takes a urllib opener's https requests. Raises PackageFault for an answer that says the service is broken."""

    handler_order = 100  # before urllib's own, which would ask the network

    def __init__(self, deployed: Deployed) -> None:
        api = deployed.template["Resources"]["RestAPI"]["Properties"]["DefinitionBody"]
        self._matcher = RouteMatcher(list(api["paths"]))
        self._binary_types = api["x-amazon-apigateway-binary-media-types"]
        self._deployed = deployed

    def https_open(self, request: Request) -> addinfourl:
        """The function's answer to this request."""
        answer = self._deployed.invoke(FUNCTION, page_event(self._asked(request), self._binary_types))
        if answer["statusCode"] >= 500:
            log = self._deployed.log(FUNCTION)
            raise PackageFault(f"{request.full_url} answered {answer['statusCode']}\n{answer['body']}\n{log}")
        return _response(request.full_url, answer)

    def _asked(self, request: Request) -> Asked:
        if not request.full_url.startswith(f"{BASE_URL}/"):
            raise PackageFault(f"a page leads to {request.full_url}, which is not ours")
        target = request.selector.removeprefix(f"/{STAGE}")
        match = self._matcher.match_route(target)
        own = {name.title(): value for name, value in request.header_items()}
        kept = {name: own[name] for name in ("Content-Type", "Cookie") if name in own}
        origin = {"Origin": f"https://{HOST}"} if request.get_method() == "POST" else {}
        return Asked(
            method=request.get_method(),
            route=match.route,
            path=target.partition("?")[0],
            parameters=match.captured,
            query=match.query_params or {},
            headers=kept | origin,
            body=request.data if isinstance(request.data, bytes) else b"",
        )


def _response(url: str, answer: dict[str, Any]) -> addinfourl:
    headers = Message()
    for name, value in answer["headers"].items():
        headers[name] = value
    for name, values in answer["multiValueHeaders"].items():
        for value in values:
            headers[name] = value
    body = answer["body"].encode()
    response = addinfourl(
        io.BytesIO(base64.b64decode(body) if answer.get("isBase64Encoded") else body),
        headers,
        url,
        answer["statusCode"],
    )
    response.msg = ""  # type: ignore[attr-defined]  # urllib reads it of every response
    return response
