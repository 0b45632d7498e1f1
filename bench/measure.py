"""Everything that is measured, as one JSON value; bench/report.py makes tables and pictures of it."""

from collections.abc import Iterator, Sequence
from dataclasses import asdict
from pathlib import Path
from statistics import median
from typing import Any

from bench import costs, crowd, pages, pdf_files, pipelines
from bench.life import CLOCK, TEAM, TWO, Lives, read
from bench.machine import machine
from bench.measured import measured_service
from bench.profile import by_operation, by_row, calls_of, of_acts, profile
from bench.recorder import Turn
from bench.write_units import Written
from chalicelib import wiring
from dev import clock

FOLDER = Path("build/bench/pdf")
Results = dict[str, Any]


def measure(sizes: Sequence[int] = crowd.SIZES) -> Results:
    """Minutes of work. Raises pipelines.NoNode where the peers are asked for and cannot run."""
    found: Results = {"date": clock.present().date().isoformat(), "machine": machine()}
    with measured_service() as service:
        lives = Lives(service)
        pdf_files.write_files(service, lives, read(TEAM), FOLDER)  # the first life also warms the process
        service.recorder.turns.clear()
        contract = lives.lived(read(TWO))
        turns = list(service.recorder.turns)
        archived = wiring.services().contracts.load(contract).contract.sealed[0]
        size = len(wiring.services().archive.archived(archived.key, archived.version_id))
        found |= _of_life(turns) | _money(turns, size)
        service.recorder.turns.clear()
        lives.lived(read(TEAM))
        found["team"] = asdict(of_acts(service.recorder.turns))
        found["pages"] = [asdict(it) for it in pages.page_times(service, lives, read(TWO))]
    found["pdf"] = [asdict(it) for it in pipelines.timed(FOLDER)]
    found["sizes"] = [asdict(crowd.at_size(contracts, read(TWO))) for contracts in sizes]
    return found


def _of_life(turns: Sequence[Turn]) -> Results:
    units = by_row(turns)
    kinds = sorted(
        {kind for kind, _ in units}, key=lambda kind: -units[kind, "table"] - units[kind, "indexes"]
    )
    return {
        "steps": list(_steps(turns)),
        "acts": asdict(of_acts(turns)),
        "acts_and_news": asdict(of_acts(turns, news=True)),
        "everything": asdict(profile(turn for turn in turns if turn.function != "sweep")),
        "rows": [
            {"kind": kind, "table": units[kind, "table"], "indexes": units[kind, "indexes"]} for kind in kinds
        ],
        "operations": dict(by_operation(turn for turn in turns if turn.function != "sweep").most_common()),
        "due_units": sum(it.units for it in _written(turns) if it.where == "by_due"),
        "search_units": sum(it.units for it in _written(turns) if it.pk == "FIND#ALL"),
        "page": max(len(turn.calls) for turn in turns if turn.what.startswith("GET /sign/")),
        "acceptance": max(len(turn.calls) for turn in turns if turn.what.endswith("/accept")),
    }


def _written(turns: Sequence[Turn]) -> Iterator[Written]:
    for call in calls_of(turns):
        yield from call.written


def _steps(turns: Sequence[Turn]) -> Iterator[Results]:
    """Each run of a function in its order, the rounds of the clock left out: they are the same for all contracts."""
    for turn in turns:
        if turn.function == "sweep" or turn.what.startswith("GET /api"):
            continue
        told = asdict(profile([turn])) | {"waited": costs.milliseconds(turn)}
        asked = ", ".join(f"{name} {n}" if n > 1 else name for name, n in by_operation([turn]).items())
        yield {"act": turn.act, "function": turn.function, "what": turn.what, "asked": asked, **told}


def _money(turns: Sequence[Turn], size: int) -> Results:
    """Without the clock's rounds and our own question whether all is sealed."""
    life = [turn for turn in turns if turn.function != "sweep" and not turn.what.startswith("GET /api")]
    quiet = min((turn for turn in turns if turn.function == "sweep"), key=lambda turn: len(turn.calls))
    return {
        "costs": [asdict(it) for it in costs.costs(life)],
        "kept": costs.archive_usd(size),
        "idle": [asdict(it) for it in costs.idle_month(quiet)],
        "archived": size,
        "waits": {name: median(map(costs.milliseconds, of)) for name, of in _waits(life).items()},
    }


def _waits(turns: Sequence[Turn]) -> dict[str, list[Turn]]:
    """What somebody waits for, or what runs by itself."""
    found = {
        "a party's page": [turn for turn in turns if turn.what == "GET /sign/…"],
        "accepting": [turn for turn in turns if turn.what.endswith("/accept")],
        "sending": [turn for turn in turns if turn.what.endswith("/send")],
        "a mail": [turn for turn in turns if any(call.operation == "SendEmail" for call in turn.calls)],
        "sealing": [turn for turn in turns if turn.function == "seal"],
    }
    return {name: [turn for turn in of if turn.act != CLOCK] for name, of in found.items()}
