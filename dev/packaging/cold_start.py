"""How long the pages' function takes to import, beside an empty application of the same framework."""

from pathlib import Path

from dev.packaging.failure import run_program
from dev.packaging.python import LambdaPython

ROUNDS = 5
OURS, EMPTY = "app", "chalice jinja2 boto3"
IMPORT = (
    "import sys, time; sys.path[:0] = sys.argv[2:]; sys.dont_write_bytecode = True; start = time.perf_counter(); "
    "[__import__(name) for name in sys.argv[1].split()]; print(1000 * (time.perf_counter() - start))"
)


def cold_start(task: Path, python: LambdaPython) -> str:
    """The best of five fresh, isolated processes each, taken in turn, as a line with their ratio."""
    times: dict[str, list[float]] = {OURS: [], EMPTY: []}
    for _ in range(ROUNDS):
        for modules, taken in times.items():
            program = (python.executable, "-I", "-S", "-c", IMPORT)
            taken.append(float(run_program(*program, modules, task, python.boto3, env={})))
    ours, empty = min(times[OURS]), min(times[EMPTY])
    return f"app imported in {ours:.0f} ms, {EMPTY.replace(' ', ' + ')} alone in {empty:.0f} ms: {ours / empty:.2f} ×"
