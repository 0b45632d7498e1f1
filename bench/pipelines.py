"""The PDF pipelines, ours and the peers', on one contract: in turn, in processes of their own, warm and cold."""

import json
import os
import shutil
import subprocess
import sys
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from statistics import median
from time import perf_counter

PEERS = Path(__file__).with_name("peers")
PLACE = Path("build/bench/peers")
WARM_UP, ROUNDS, COLD_ROUNDS = 8, 30, 5
SEAL, WHOLE, TYPESET, VERIFY = "record and seal", "typeset, record and seal", "typeset", "verify"
STAMP, SIGN = "stamp and sign", "sign"


class NoNode(Exception):
    """There is no Node.js here, and SOPU_REQUIRE_TOOLS asks for it."""


@dataclass(frozen=True)
class Job:
    """What one program does. name: as tables have it."""

    name: str
    program: str
    job: str


OURS = (
    Job("Sopu: record and seal", "sopu", SEAL),
    Job("Sopu: typeset, record and seal", "sopu", WHOLE),
    Job("Sopu: typeset", "sopu", TYPESET),
    Job("Sopu: seal alone", "sopu", "seal"),
)
THEIRS = (
    Job("@libpdf/core (Documenso): stamp and sign", "documenso", STAMP),
    Job("@libpdf/core (Documenso): sign alone", "documenso", SIGN),
    Job("pdf-lib, @signpdf (OpenSign): stamp and sign", "opensign", STAMP),
    Job("pdf-lib, @signpdf (OpenSign): sign alone", "opensign", SIGN),
)
VERIFYING = Job("Sopu: verify", "sopu", VERIFY)


@dataclass(frozen=True)
class Timed:
    """
    Medians in milliseconds. cpu: processor time of all its threads. cold: from the start of the process to the answer,
    by the wall clock. size: bytes that it made. untouched: whether they begin with the accepted ones.
    """

    name: str
    cpu: float
    wall: float
    cold: float
    size: int
    untouched: bool


def timed(folder: Path) -> tuple[Timed, ...]:
    """
    Each job's times; the peers' only where Node.js is.

    folder: from pdf_files. Raises NoNode with SOPU_REQUIRE_TOOLS=1.
    """
    jobs = (*OURS, *(THEIRS if _peers_installed() else ()), VERIFYING)
    warm = _warm(folder, jobs)
    cold = _cold(folder, jobs)
    return tuple(_told(folder, job, warm[job], cold[job]) for job in jobs)


def _warm(folder: Path, jobs: Sequence[Job]) -> dict[Job, list[tuple[float, float]]]:
    """(cpu, wall) of each round: a round does every job once, so that a slow moment of the machine meets all of them."""
    took: dict[Job, list[tuple[float, float]]] = {job: [] for job in jobs}
    with _programs(folder, sorted({job.program for job in jobs})) as programs:
        for number in range(WARM_UP + ROUNDS):
            for job in jobs:
                answer = _asked(programs[job.program], job.job)
                if number >= WARM_UP:
                    took[job].append((answer["cpu"], answer["wall"]))
    return took


def _cold(folder: Path, jobs: Sequence[Job]) -> dict[Job, list[float]]:
    took: dict[Job, list[float]] = {job: [] for job in jobs}
    for _ in range(COLD_ROUNDS):
        for job in jobs:
            start = perf_counter()
            with _programs(folder, [job.program]) as programs:
                _asked(programs[job.program], job.job)
                took[job].append(1000 * (perf_counter() - start))
    return took


def _told(folder: Path, job: Job, warm: list[tuple[float, float]], cold: list[float]) -> Timed:
    made = (folder / f"{job.program} {job.job}.pdf").read_bytes()
    if ("sign" in job.job or "seal" in job.job) and b"/ByteRange" not in made:
        raise AssertionError(f"{job.name} signed nothing")
    offered = (folder / "offered.pdf").read_bytes()
    cpu, wall = (median(each) for each in zip(*warm, strict=True))
    return Timed(job.name, cpu, wall, median(cold), len(made), made.startswith(offered))


@contextmanager
def _programs(folder: Path, names: Sequence[str]) -> Iterator[dict[str, subprocess.Popen[str]]]:
    running = {name: _started(folder, name) for name in names}
    try:
        yield running
    finally:
        for program in running.values():
            program.communicate()


def _started(folder: Path, name: str) -> subprocess.Popen[str]:
    command = [sys.executable, "-m", "bench.pdf_worker", str(folder)]
    if name != "sopu":
        command = ["node", str(PLACE / f"{name}.mjs"), str(folder), name]
    return subprocess.Popen(command, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True)


def _asked(program: subprocess.Popen[str], job: str) -> dict[str, float]:
    assert program.stdin is not None
    assert program.stdout is not None
    program.stdin.write(f"{job}\n")
    program.stdin.flush()
    answer: dict[str, float] = json.loads(program.stdout.readline())
    return answer


def _peers_installed() -> bool:
    """Put the peers' libraries, as locked, under build/; False without Node.js."""
    if not (shutil.which("node") and shutil.which("npm")):
        if os.environ.get("SOPU_REQUIRE_TOOLS") == "1":
            raise NoNode
        print("No Node.js here: the peers' pipelines are left out.", file=sys.stderr)
        return False
    PLACE.mkdir(parents=True, exist_ok=True)
    wanted = (PEERS / "package-lock.json").read_bytes()
    lock = PLACE / "package-lock.json"
    fresh = lock.exists() and lock.read_bytes() == wanted and (PLACE / "node_modules").exists()
    for file in (*PEERS.glob("*.mjs"), *PEERS.glob("*.json"), PEERS / ".npmrc"):
        shutil.copy(file, PLACE)
    if not fresh:
        subprocess.run(["npm", "ci", "--silent"], cwd=PLACE, check=True)
    return True
