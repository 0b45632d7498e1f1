"""The clients of what stands around the product: one of each for a session of boto3, as making one takes 25 ms."""

from typing import Any
from weakref import WeakKeyDictionary

import boto3
import botocore.session
from botocore.loaders import create_loader

_descriptions = create_loader()  # of the services; each session would read megabytes of them anew
_made: WeakKeyDictionary[boto3.Session, dict[str, Any]] = WeakKeyDictionary()


def client(service: str) -> Any:
    """The client of the default session, as boto3.client would make it; `new_session()` forgets all."""
    session = boto3._get_default_session()
    made = _made.setdefault(session, {})
    if service not in made:
        made[service] = session.client(service)  # type: ignore[call-overload]
    return made[service]


def new_session() -> None:
    """From now on boto3 goes by the environment as it is: clients made before do as they did."""
    session = botocore.session.get_session()
    session.register_component("data_loader", _descriptions)
    boto3.setup_default_session(botocore_session=session)
