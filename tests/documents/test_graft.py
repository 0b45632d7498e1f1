"""The record's pages arrive in the sealed file as they were, but for the numbers and ids that had to differ."""

from io import BytesIO

import pikepdf
import pytest

from chalicelib.documents.graft import ID_PREFIX
from chalicelib.documents.sealed_pdf import seal
from tests.documents.samples import AT, ATTACHMENTS, KEY, a_record, offered, record, record_pdf, sealed

CHANGED = {"/ID", "/Headers", "/StructParents"}


@pytest.fixture(scope="module")
def both():
    """The record alone, and the sealed file."""
    with pikepdf.open(BytesIO(record())) as alone, pikepdf.open(BytesIO(sealed())) as whole:
        yield alone, whole


def of(pdf):
    return pikepdf.open(BytesIO(pdf))


def unlike(one, other):
    """The places where two objects differ, followed through all that they refer to; those called ids and numbers too."""
    seen, waiting, differing = {}, [("", one, other)], []
    while waiting:
        place, one, other = waiting.pop()
        is_object = isinstance(one, pikepdf.Object)
        if is_object and one.is_indirect:
            if one.objgen in seen:
                differing += [place] if seen[one.objgen] != other.objgen else []
                continue
            seen[one.objgen] = other.objgen
        if isinstance(one, pikepdf.Stream) and one.read_raw_bytes() != other.read_raw_bytes():
            differing.append(place)
        if isinstance(one, pikepdf.Dictionary | pikepdf.Stream):
            differing += [place] if set(one.keys()) != set(other.keys()) else []
            # Upwards stand the trees, which are joined and not copied.
            waiting += [(key, one[key], other[key]) for key in set(one.keys()) - {"/P", "/Parent"}]
        elif isinstance(one, pikepdf.Array):
            differing += [place] if len(one) != len(other) else []
            waiting += [(place, *pair) for pair in zip(one, other, strict=False)]
        elif (bytes(one) != bytes(other)) if isinstance(one, pikepdf.String) else one != other:
            differing.append(place)
    return set(differing)


def test_pages_fonts_and_pictures_are_those_of_the_record(both):
    alone, whole = both
    joined = list(whole.pages)[-len(alone.pages) :]

    assert len(alone.pages) > 1
    for before, after in zip(alone.pages, joined, strict=True):
        assert unlike(before.obj, after.obj) == {"/StructParents"}


def test_the_structure_is_that_of_the_record_but_for_ids(both):
    alone, whole = both
    before, after = alone.Root.StructTreeRoot.K[0], whole.Root.StructTreeRoot.K[0].K[-1]

    assert unlike(before.K, after.K) == CHANGED


def test_every_id_of_the_record_is_told_from_those_of_the_contract(both):
    alone, whole = both
    names = [bytes(it) for it in list(whole.Root.StructTreeRoot.IDTree.Names)[::2]]
    own = [bytes(it) for it in list(alone.Root.StructTreeRoot.IDTree.Names)[::2]]

    assert own
    assert [it for it in names if it.startswith(ID_PREFIX)] == [ID_PREFIX + it for it in own]
    assert names == sorted(set(names))


@pytest.mark.parametrize("words", ["9 0 R", "(5 0 R) 7 0 R", "a) 7 0 R \\", "stream 7 0 R"])
def test_words_that_look_like_a_reference_stay_words(words):
    pages = record_pdf(a_record(verify_url=f"https://sopu.example/{words}"))
    with of(seal(offered(), pages, ATTACHMENTS, KEY.certificate(), KEY.sign, AT)) as whole:
        told = [str(it.Alt) for it in whole.objects if isinstance(it, pikepdf.Dictionary) and "/Alt" in it]

    assert [it for it in told if it.endswith(f"/{words}")] == told != []
