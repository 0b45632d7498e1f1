"""A browser's request as API Gateway's REST API hands it to the pages' function, field for field."""

import base64
from collections.abc import Collection, Mapping
from dataclasses import dataclass
from typing import Any

from dev.events import Event

HOST = "abcdef1234.execute-api.eu-north-1.amazonaws.com"
STAGE = "sopu"
BASE_URL = f"https://{HOST}/{STAGE}"
BROWSER = {
    "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
    "Accept-Language": "fi-FI,fi;q=0.9",
    "Host": HOST,
    "User-Agent": "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
    "X-Forwarded-For": "192.0.2.7",
    "X-Forwarded-Proto": "https",
}


@dataclass(frozen=True, kw_only=True)
class Asked:
    """
    A request as it reaches API Gateway.

    route: as the template declares it, such as `/sign/{token}`; parameters: its parts, as they stand in the address;
    path: without the stage; query: every value of each name; headers: those besides what every browser sends.
    """

    method: str
    route: str
    path: str
    parameters: Mapping[str, str]
    query: Mapping[str, list[str]]
    headers: Mapping[str, str]
    body: bytes


def page_event(asked: Asked, binary_types: Collection[str]) -> Event:
    """The event for the pages' function. binary_types: media types whose bodies travel in base64."""
    headers = BROWSER | dict(asked.headers)
    binary = headers.get("Content-Type", "").partition(";")[0] in binary_types
    body = base64.b64encode(asked.body).decode() if binary else asked.body.decode()
    return {
        "resource": asked.route,
        "path": asked.path,
        "httpMethod": asked.method,
        "headers": headers,
        "multiValueHeaders": {name: [value] for name, value in headers.items()},
        "queryStringParameters": {name: values[-1] for name, values in asked.query.items()} or None,
        "multiValueQueryStringParameters": dict(asked.query) or None,
        "pathParameters": dict(asked.parameters) or None,
        "stageVariables": None,
        "requestContext": _context(asked),
        "body": body or None,
        "isBase64Encoded": binary,
    }


def _context(asked: Asked) -> dict[str, Any]:
    return {
        "resourcePath": asked.route,
        "httpMethod": asked.method,
        "path": f"/{STAGE}{asked.path}",
        "stage": STAGE,
        "protocol": "HTTP/1.1",
        "domainName": HOST,
        "requestId": "c6af9ac6-7b61-11e6-9a41-93e8deadbeef",
        "identity": {"sourceIp": "192.0.2.7", "userAgent": BROWSER["User-Agent"]},
    }
