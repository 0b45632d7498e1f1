"""The figures we hold ourselves to, and where they stand: those that this can measure."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any


@dataclass(frozen=True)
class Figure:
    """goal, today: as a table shows them."""

    name: str
    goal: str
    today: str
    met: bool


def figures(results: Mapping[str, Any]) -> tuple[Figure, ...]:
    """In the order of importance."""
    return tuple(_all(results))


def _all(results: Mapping[str, Any]) -> Iterator[Figure]:
    acts, news, pages = results["acts"], results["acts_and_news"], _by_name(results["pages"])
    yield _most("calls of a party's page", 3, results["page"])
    yield _most("calls of an acceptance", 5, results["acceptance"])
    yield _most("calls of a life of two, from sending to delivery", 50, acts["calls"])
    yield _most("the same with the news of its mails", 50, news["calls"])
    yield _most("read units of it", 60, acts["read"])
    yield _most("write units of it", 70, acts["write"])
    yield _most("the same with the news of its mails", 70, news["write"])
    yield _most("own milliseconds of an acceptance", 5, pages["accepting"]["own"])
    yield _most("own milliseconds of a party's page", 5, pages["a party's page"]["own"])
    usd = sum(it["usd"] for it in results["costs"]) + results["kept"]
    yield _most("USD for 1,000 contracts of two, a year of their archive too", 1.10, 1000 * usd)
    yield from _beside(_by_name(results["pdf"]))


def _beside(pdf: Mapping[str, Mapping[str, Any]]) -> Iterator[Figure]:
    libpdf, opensign = "@libpdf/core (Documenso): ", "pdf-lib, @signpdf (OpenSign): "
    if f"{libpdf}sign alone" not in pdf:
        return
    ours, seal = pdf["Sopu: record and seal"]["cpu"], pdf["Sopu: seal alone"]["cpu"]
    yield _times(
        "record and seal, to stamp and sign by @libpdf/core",
        0.5,
        ours / pdf[f"{libpdf}stamp and sign"]["cpu"],
    )
    yield _times(
        "record and seal, to stamp and sign by pdf-lib, @signpdf",
        0.25,
        ours / pdf[f"{opensign}stamp and sign"]["cpu"],
    )
    yield _times("the seal alone, to that of @libpdf/core", 1, seal / pdf[f"{libpdf}sign alone"]["cpu"])


def _by_name(rows: Any) -> Mapping[str, Mapping[str, Any]]:
    return {row["name"]: row for row in rows}


def _most(name: str, goal: float, today: float) -> Figure:
    return Figure(name, f"≤ {goal:g}", f"{today:.3g}", today <= goal)


def _times(name: str, goal: float, today: float) -> Figure:
    return Figure(name, f"≤ {goal:g} ×", f"{today:.2f} ×", today <= goal)
