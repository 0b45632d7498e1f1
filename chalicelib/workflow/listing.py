"""A supervisor's own list: a page of it, or all that it shows."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import islice

from chalicelib.domain.dossier import Head
from chalicelib.domain.listing import Asked, Listed
from chalicelib.workflow.ports import Services

MOST_AT_ONCE = 10_000
_READ_AT_ONCE = 1_000


def contracts_of(services: Services, author: str, asked: Asked) -> Listed:
    """A page of the supervisor's contracts and drafts."""
    return services.contracts.listed(author, asked)


def all_of(
    services: Services, author: str, asked: Asked, most: int = MOST_AT_ONCE
) -> tuple[list[Head], bool]:
    """Everything that the list shows, however many pages it has, up to `most`, and whether there is more."""
    found = list(islice(_every(services, author, replace(asked, after=None, limit=_READ_AT_ONCE)), most + 1))
    return found[:most], len(found) > most


def _every(services: Services, author: str, asked: Asked) -> Iterator[Head]:
    while True:
        page = services.contracts.listed(author, asked)
        yield from page.heads
        if page.after is None:
            return
        asked = replace(asked, after=page.after)
