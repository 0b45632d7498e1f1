"""The trail as it travels in a file: from the last sending to its completion, and nothing that is not canonical."""

import pytest

from chalicelib.domain.canonical import canonical, parsed
from chalicelib.domain.events import ChangeRequested, Completed
from chalicelib.domain.trail import TrailBroken
from chalicelib.domain.trail_file import FORMAT, read_trail_file, trail_file
from tests.builders import a_sealed, a_sent, a_trail, an_accepted

WISH = ChangeRequested(version=1, party="manager", commitment="3" * 64)
STORY = a_trail(
    a_sent(), WISH, a_sent(version=2), an_accepted(version=2), Completed(version=2), a_sealed(), WISH
)


def test_it_holds_what_happened_from_the_last_sending_to_its_completion():
    assert read_trail_file(trail_file(STORY)) == STORY[2:5]


def test_what_came_before_is_one_hash():
    assert read_trail_file(trail_file(STORY))[0].previous == STORY[1].sha256


def test_the_same_entries_make_the_same_bytes_and_they_are_canonical():
    data = trail_file(STORY)

    assert data == trail_file(STORY[:5]) == canonical(parsed(data))
    assert parsed(data)["format"] == FORMAT == "sopu-trail/1"


@pytest.mark.parametrize("happened", [[], [a_sent()], [Completed(version=1)]])
def test_what_was_not_sent_and_completed_has_no_trail_file(happened):
    with pytest.raises(ValueError, match="empty"):
        trail_file(a_trail(*happened))


GOOD = parsed(trail_file(STORY))
REFUSED = {
    "nothing": b"",
    "no JSON": b"\xff",
    "a number": b"1",
    "a list": b"[]",
    "no entries": canonical({"entries": [], "format": FORMAT}),
    "entries that are a text": canonical({"entries": "abc", "format": FORMAT}),
    "an entry that is a number": canonical({"entries": [1], "format": FORMAT}),
    "an entry without a number": canonical({"entries": [{"at": 1}], "format": FORMAT}),
    "another format": canonical(GOOD | {"format": "sopu-trail/2"}),
    "no format": canonical({"entries": GOOD["entries"]}),
    "a format that is a list": canonical(GOOD | {"format": []}),
    "a blank more": trail_file(STORY) + b"\n",
    "keys in another order": b'{"format":"sopu-trail/1",' + canonical({"entries": GOOD["entries"]})[1:],
    "an entry of a kind that nobody knows": canonical(
        GOOD | {"entries": [GOOD["entries"][0] | {"kind": "x"}]}
    ),
    "an entry whose number is a text": canonical(GOOD | {"entries": [GOOD["entries"][0] | {"number": "3"}]}),
    "brackets without end": b'{"entries":' + b"[" * 100_000,
    "half of it": trail_file(STORY)[:-40],
}


@pytest.mark.parametrize("data", REFUSED.values(), ids=REFUSED)
def test_anything_else_is_told_as_a_broken_trail(data):
    with pytest.raises(TrailBroken):
        read_trail_file(data)


def test_an_edited_entry_reads_and_is_left_to_the_check_of_the_chain():
    entries = [*GOOD["entries"]]
    entries[1] = entries[1] | {"at": "2026-11-23T07:59:00Z"}

    read = read_trail_file(canonical(GOOD | {"entries": entries}))

    assert read[1] != STORY[3]
