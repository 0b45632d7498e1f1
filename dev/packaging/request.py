"""A browser's GET as API Gateway's REST API hands it to the pages' function, field for field."""

from typing import Any

from dev.events import Event

BROWSER = {
    "Accept": "text/html,application/xhtml+xml,application/xml;q=0.9,*/*;q=0.8",
    "Accept-Language": "fi-FI,fi;q=0.9",
    "Host": "abcdef1234.execute-api.eu-north-1.amazonaws.com",
    "User-Agent": "Mozilla/5.0 (X11; Linux x86_64; rv:140.0) Gecko/20100101 Firefox/140.0",
    "X-Forwarded-For": "192.0.2.7",
    "X-Forwarded-Proto": "https",
}


def page_request(route: str, **parameters: str) -> Event:
    """
    The event for a page.

    route: as Chalice declares it, such as `/sign/{token}`; parameters: its parts, as they stand in the address.
    """
    path = route.format(**parameters)
    return {
        "resource": route,
        "path": path,
        "httpMethod": "GET",
        "headers": BROWSER,
        "multiValueHeaders": {name: [value] for name, value in BROWSER.items()},
        "queryStringParameters": None,
        "multiValueQueryStringParameters": None,
        "pathParameters": parameters or None,
        "stageVariables": None,
        "requestContext": _context(route, path),
        "body": None,
        "isBase64Encoded": False,
    }


def _context(route: str, path: str) -> dict[str, Any]:
    return {
        "resourcePath": route,
        "httpMethod": "GET",
        "path": f"/sopu{path}",
        "stage": "sopu",
        "protocol": "HTTP/1.1",
        "requestId": "c6af9ac6-7b61-11e6-9a41-93e8deadbeef",
        "identity": {"sourceIp": "192.0.2.7", "userAgent": BROWSER["User-Agent"]},
    }
