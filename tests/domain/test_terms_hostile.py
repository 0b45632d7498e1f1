"""Whatever stands in the place of whatever: reading the terms gives faults, never an exception."""

from copy import deepcopy
from itertools import product

import pytest

from chalicelib.domain.terms import read_terms
from tests.builders import TODAY, example
from tests.domain.constellations import C2, OTHER_REPRESENTATIVE, B
from tests.sampling import sampled

DEALS = {
    name: example(name)
    for name in ("team.fi", "group-with-annex.fi", "school-team.sv", "manager-free-of-charge.fi")
}
DEALS |= {"those who pay": example(**B), "a work group": example(**C2 | OTHER_REPRESENTATIVE)}
STRANGE = [
    [], [{}], [[]], [None], [1, "x"], [[1, 2], {}], {}, {"x": {}}, {"0": "x"}, "x", "\ud800", "", 0, -1, 10**400, 2.5,
    float("inf"), float("nan"), True, False, None,
]  # fmt: skip


def places(value, path=()):
    """The path of every part of it."""
    for key, item in value.items() if isinstance(value, dict) else enumerate(value):
        yield (*path, key)
        if isinstance(item, (dict, list)):
            yield from places(item, (*path, key))


def with_strange(given, path, strange):
    changed = deepcopy(given)
    holder = changed
    for key in path[:-1]:
        holder = holder[key]
    holder[path[-1]] = strange
    return changed


SHARES = (
    5  # every deal and every strange thing is in each; a share has each fifth pair of a place and a thing
)


@pytest.mark.parametrize("share", sampled(range(SHARES), lambda _, share: share == 0))
@pytest.mark.parametrize("given", DEALS.values(), ids=DEALS)
def test_anything_in_the_place_of_anything_is_read(given, share):
    tried = list(product(places(given), STRANGE))[share::SHARES]
    readings = [read_terms(with_strange(given, path, strange), TODAY) for path, strange in tried]

    assert len(readings) > 1000 // SHARES
    assert all((it.terms is None) == bool(it.faults) for it in readings)
    assert sum(it.terms is None for it in readings) > len(readings) // 3


@pytest.mark.parametrize(
    "client", [[{}], [], "x", 5, {"organisation": [{}]}, {"representative": [{"signs": True}]}]
)
def test_a_client_that_is_none_is_told_so(client):
    """A list where one thing belongs is nobody; rules that ask about the client go on without."""
    faults = {fault.field for fault in read_terms(example(client=client), TODAY).faults}

    assert any(field.startswith("client") for field in faults) or client == []
