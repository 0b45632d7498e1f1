"""The whole product of a matrix and a long campaign belong to the slow tests; a fixed sample of each runs with the suite."""

import pytest


def sampled(cases, stays):
    """
    The cases for parametrize, in their order; those of which `stays(number, *values)` is false run only with the slow tests.

    cases: of several names as tuples, or of one.
    """
    several = [case if isinstance(case, tuple) else (case,) for case in cases]
    return [
        pytest.param(*values, marks=[] if stays(number, *values) else [pytest.mark.slow])
        for number, values in enumerate(several)
    ]
