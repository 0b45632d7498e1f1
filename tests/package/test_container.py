"""A packaged function in its own isolated process: it sees two folders, answers line by line, and its end is told."""

import sys

import pytest

from dev.packaging import invocation
from dev.packaging.container import Container
from dev.packaging.failure import PackageFault

HANDLER = """
import os, sys
from botocore.client import BaseClient

print("imported")

def handle(event, context):
    print("about", event["token"])
    if event.get("fails"):
        raise ValueError(event["fails"])
    if event.get("dies"):
        print("last words", flush=True)
        os._exit(1)
    BaseClient()._emit_api_params(api_params={"Body": b"%PDF", "Key": "k"}, operation_model=Put, context={})
    return {"path": sys.path[:2], "isolated": sys.flags.isolated, "site": "site" in sys.modules}

class Put:
    name = "PutObject"
"""

CLIENT = """
class BaseClient:
    class meta:
        class service_model:
            signing_name = "s3"

    def _emit_api_params(self, api_params, operation_model, context):
        return api_params
"""


@pytest.fixture
def start(tmp_path):
    """Start the handler of that name; the folders hold one module each, as the zip and Lambda's boto3 would."""
    task, runtime = tmp_path / "task", tmp_path / "runtime"
    for file, text in {task / "app.py": HANDLER, runtime / "botocore" / "client.py": CLIENT}.items():
        file.parent.mkdir(parents=True)
        file.write_text(text)
    started = []

    def container(handler="app.handle"):
        command = (sys.executable, "-I", "-S", invocation.__file__, task, runtime, handler)
        started.append(Container(command, {}, tmp_path / "function.log"))
        return started[-1]

    yield container
    for each in started:
        each.stop()


def test_a_function_sees_nothing_but_its_folders(start, tmp_path):
    returned = start().ask({"token": "t"})["returned"]

    assert returned == {
        "path": [str(tmp_path / "task"), str(tmp_path / "runtime")],
        "isolated": 1,
        "site": False,
    }


def test_every_call_is_noted_with_its_parameters_once(start):
    container = start()
    container.ask({"token": "t"})

    assert container.ask({"token": "t"})["calls"] == [["s3", "PutObject", {"Body": "%PDF", "Key": "k"}]]


def test_what_a_function_prints_is_its_log_and_no_answer(start):
    container = start()

    assert container.ask({"token": "t", "fails": "wrong"})["error"].endswith("ValueError: wrong\n")
    assert container.ask({"token": "u"})["error"] == ""
    container.stop()
    assert container.log == "imported\nabout t\nabout u\n"


def test_a_function_that_does_not_load_says_why(start):
    container = start("app.absent")

    assert "has no attribute 'absent'" in container.started["error"]


def test_a_function_that_dies_is_a_fault_with_its_last_words(start):
    container = start()

    with pytest.raises(PackageFault, match=r"(?s)function ended without an answer.*last words"):
        container.ask({"token": "t", "dies": True})
