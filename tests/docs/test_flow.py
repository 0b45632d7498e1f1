"""docs/flow.md: its routes and functions exist, its reactions are ours, and its AWS calls are counted."""

import re
from importlib import import_module
from pathlib import Path

import pytest

from app import app
from chalicelib.domain import events
from chalicelib.workflow.reactions import REACTIONS
from tests.docs.counted_life import calls_of_each_step

TEXT = (Path(__file__).parents[2] / "docs" / "flow.md").read_text(encoding="utf-8")
STEPS = [
    tuple(cell.strip().strip("`") for cell in line.strip("|").split("|"))
    for line in re.findall(r"^\| .+ \|$", TEXT.partition("## ")[0], re.MULTILINE)[1:]
]
COUNTED = {step: int(calls) for step, _, _, _, calls in STEPS if calls.isdigit()}


@pytest.mark.parametrize("route", [enters for _, enters, *_ in STEPS if enters.startswith(("GET", "POST"))])
def test_each_route_exists(route):
    method, _, path = route.partition(" ")

    assert method in app.routes[path]


@pytest.mark.parametrize("function", [function for _, _, function, *_ in STEPS])
def test_each_workflow_function_exists(function):
    module, _, name = function.partition(".")

    assert callable(getattr(import_module(f"chalicelib.workflow.{module}"), name))


@pytest.fixture(scope="module")
def counted():
    return calls_of_each_step()


def test_no_step_that_is_counted_is_left_untold(counted):
    assert counted.keys() == COUNTED.keys()


@pytest.mark.parametrize("step", COUNTED)
def test_a_step_costs_the_calls_that_are_told(counted, step):
    assert len(counted[step]) == COUNTED[step], counted[step]


def test_every_kind_of_entry_has_its_reaction_told():
    table = TEXT.partition("## What follows an entry")[2].partition("## ")[0]
    told = {
        kind
        for line in re.findall(r"^\| (`.+?) \|", table, re.MULTILINE)
        for kind in re.findall(r"`(\w+)`", line)
    }

    assert told == set(events.KINDS)
    assert set(events.KINDS.values()) == set(REACTIONS)
