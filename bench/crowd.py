"""The same acts with few and with many contracts in the table: what is asked of AWS must not grow with them."""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, timedelta
from time import perf_counter
from typing import Any

from bench.life import Lives
from bench.measured import MORNING, MeasuredService, measured_service
from bench.profile import Profile, profile
from bench.shelves import Shelves
from chalicelib.aws import rows
from chalicelib.aws.operations import item
from chalicelib.domain.dossier import Head, Person
from chalicelib.domain.events import SealedDocument
from chalicelib.domain.finding import Archived
from dev.accounts import SUPERVISORS_EMAIL
from dev.life import expect

SIZES = (10, 10_000, 100_000)
# Of a practice some years old: most is settled, every thirty-second contract is in work.
EVERY = 32
IN_WORK, SETTLED = ("draft", "sent", "sent"), ("sealed", "declined", "sealed", "superseded")
NAMES = ("Aino Mäki", "Åke von Ödmark", "Bo Ek", "Saimi Ojala", "Li Wu", "Šárka Šimková")
PAGES = {
    "the list": "/contracts",
    "the list, ended, by name": "/contracts?standing=ended&order=name",
    "a search in the list for a name that many have": "/contracts?q=saimi",
    "the archive": "/archive",
}
LAID = ("FIND#AUTHOR", "FIND#ALL", "SEALED#")


@dataclass(frozen=True)
class AtSize:
    """What acts cost with so many contracts in the table. seconds: how long it took to lay the rows into moto."""

    contracts: int
    rows: int
    seconds: float
    costs: dict[str, Profile]


def at_size(contracts: int, example: dict[str, Any]) -> AtSize:
    """Lay so many contracts of one supervisor into an empty table, then do the acts."""
    with measured_service() as service:
        shelves, laid, start = Shelves(), 0, perf_counter()
        for row in _rows(contracts):
            shelves.lay(item(row))
            laid += 1
        seconds = perf_counter() - start
        with shelves.in_use():
            return AtSize(contracts, laid, seconds, dict(_acts(service, example)))


def _acts(service: MeasuredService, example: dict[str, Any]) -> Iterator[tuple[str, Profile]]:
    lives, recorder, base = Lives(service), service.recorder, service.base_url
    recorder.turns.clear()
    lives.lived(example)
    yield "a whole life, pages too", profile(turn for turn in recorder.turns if turn.function != "sweep")
    sweeps = [turn for turn in recorder.turns if turn.function == "sweep"]
    yield (
        "a round of the clock",
        profile([min(sweeps, key=lambda it: sum(c.read for c in it.calls))]),
    )
    lives.supervisor.get(f"{base}/contracts")  # whose session was last seen minutes ago
    for name, path in PAGES.items():
        recorder.turns.clear()
        expect(lives.supervisor.get(f"{base}{path}"), 200)
        yield name, profile(recorder.turns)


def _rows(contracts: int) -> Iterator[dict[str, Any]]:
    for number in range(contracts):
        head = _head(number)
        yield rows.head_row(head)
        if head.status == "sealed":
            found = rows.archived_rows(_archived(head))
            yield from (row for row in found if row["pk"].startswith(LAID))


def _head(number: int) -> Head:
    place, busy = divmod(number, EVERY)
    status = SETTLED[number % 4] if busy else IN_WORK[place % 3]
    at = MORNING.astimezone(UTC) - timedelta(minutes=number)
    return Head(
        contract=f"{number:032x}", author=SUPERVISORS_EMAIL, number=f"TO-2025-{number:05d}",
        title=f"{NAMES[number % 6].split()[-1]} {number % 977} Oy",
        people=(Person(party="supervisee-1", role="supervisee", name=NAMES[number % 5]),), status=status,
        created_at=at, touched_at=at, since=at, deadline=at + timedelta(days=400), version=1, length=1,
    )  # fmt: skip


def _archived(head: Head) -> Archived:
    digest = f"{int(head.contract, 16):064x}"
    document = SealedDocument(
        kind="main", key=f"contracts/{head.contract}/v1.pdf", version_id="1", sha256=digest
    )
    return Archived(
        contract=head.contract, author=head.author, number=head.number, title=head.title, people=head.people,
        completed_at=head.since, documents=(document,),
    )  # fmt: skip
