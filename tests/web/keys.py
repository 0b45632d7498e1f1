"""Practice systems: clients that hold a key and no cookie."""

from itertools import count

from chalicelib import wiring
from chalicelib.domain.api_keys import SCOPES
from chalicelib.workflow.api_keys import make_key
from tests.web.client import Client

_names = count(1)


class Program(Client):
    """Asks everything with its key."""

    def __init__(self, base_url, key):
        super().__init__(base_url)
        self.key = key

    def ask(self, method, path, body=None, **headers):
        return super().ask(method, path, body, **{"authorization": f"Bearer {self.key}"} | headers)


def program(life, email, *scopes):
    """A practice system of this supervisor; its key may do everything unless scopes are named."""
    key = make_key(wiring.services(), email, f"Ohjelma {next(_names)}", scopes or SCOPES)
    return Program(life.base_url, key)
