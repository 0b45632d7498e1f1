"""Who is the same human in another version: by address, else by name, and nobody twice."""

import pytest

from chalicelib.domain.earlier import Named, staying


def people(*told):
    return [Named(name=name, email=f"{email}@oma.example") for name, email in told]


MARIA, NAMESAKE = ("Maria Virtanen", "maria"), ("Maria Virtanen", "m.virtanen")
CASES = {
    "nobody changed": ([MARIA, NAMESAKE], [NAMESAKE, MARIA], ["maria", "m.virtanen"]),
    "another address": ([("Aino Ek", "aino")], [("Aino Ek", "koti")], ["aino"]),
    "another name": ([("Aino Ek", "aino")], [("Aino Lehti", "aino")], ["aino"]),
    "the name in capitals": ([("Aino Ek", "aino")], [("AINO EK", "koti")], ["aino"]),
    "somebody else": ([("Aino Ek", "aino")], [("Bea Bee", "bea")], []),
    "one of two namesakes stays": ([MARIA, NAMESAKE], [MARIA], ["maria"]),
    "the other of two namesakes stays": ([MARIA, NAMESAKE], [NAMESAKE], ["m.virtanen"]),
    "one namesake stays and one moved": ([MARIA, NAMESAKE], [MARIA, ("Maria Virtanen", "koti")], ["maria", "m.virtanen"]),
    "two of one name became one": ([MARIA, NAMESAKE], [("Maria Virtanen", "koti")], ["maria"]),
    "one got the address of the other, who left": ([("Aino Ek", "aino"), ("Bea Bee", "bea")], [("Bea Bee", "aino")], ["aino"]),
}  # fmt: skip


@pytest.mark.parametrize(("before", "after", "expected"), CASES.values(), ids=CASES.keys())
def test_who_of_them_stays(before, after, expected):
    found = staying(people(*before), people(*after))

    assert [it.email.partition("@")[0] for it in found] == expected
