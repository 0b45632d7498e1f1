"""What may be a slip in a name, and what is somebody else."""

import pytest

from chalicelib.domain.spelling import may_be_misspelt


@pytest.mark.parametrize(
    ("before", "now"),
    [
        ("Mari Virtnen", "Mari Virtanen"), ("Jukka Makinen", "Jukka Mäkinen"), ("Tiina Lind", "Tiina Lind-Ek"),
        ("Aino Korhonen", "Aino Saarinen"), ("JAAKKO LAHTI", "Jaakko Lahti"), ("Li", "Lí"),
    ],
)  # fmt: skip
def test_a_slip_or_a_new_family_name_is_the_same_human(before, now):
    assert may_be_misspelt(before, now)


@pytest.mark.parametrize(
    ("before", "now"),
    [
        ("Mari Virtanen", "Pekka Korhonen"),
        ("Li Ng", "Bo Ek"),
        ("Aino Ekk", "Pekka Ekk"),
    ],
)
def test_a_wholly_other_name_is_somebody_else(before, now):
    assert not may_be_misspelt(before, now)
