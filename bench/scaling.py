"""docs/scaling.md: its tables, by formula, from the recorded life of one contract and from quotas."""

import json
import re
from collections.abc import Iterator, Mapping, Sequence
from pathlib import Path
from typing import Any

QUOTAS = Path(__file__).with_name("quotas.json")
PAGE = Path("../scaling.md")  # from docs/benchmarks
SIZES = (10, 10_000, 10_000_000)
BUSIEST_HOUR = 0.1  # of a day's contracts
SECONDS, MANY = 3600, 10**10
MADE = re.compile(r"(<!-- made: (\w+) -->\n).*?(<!-- end -->)", re.DOTALL)
NAMES = {
    "requests": "requests of pages", "runs": "runs of functions", "page_seconds": "seconds of pages' functions",
    "work_seconds": "seconds of work", "seal_seconds": "seconds of seal", "mails": "mails", "macs": "KMS HMACs",
    "signs": "KMS signatures", "write": "write units", "read": "read units", "due_units": "write units of the index by_due",
    "search_units": "write units under FIND#ALL", "puts": "objects put in S3",
    "gets": "objects read from S3",
}  # fmt: skip


def use(results: Mapping[str, Any]) -> dict[str, float]:
    """What one contract of two takes, by the names of NAMES."""
    steps, asked = results["steps"], results["operations"]
    by = {
        name: [it for it in steps if it["function"] == name] for name in ("pages", "work", "seal", "forward")
    }
    seconds = {name: sum(it["waited"] for it in of) / 1000 for name, of in by.items()}
    return {
        "requests": len(by["pages"]),
        "runs": len(steps),
        "page_seconds": seconds["pages"],
        "work_seconds": seconds["work"],
        "seal_seconds": seconds["seal"],
        "mails": asked["sesv2:SendEmail"],
        "macs": asked["kms:GenerateMac"],
        "signs": asked["kms:Sign"],
        "write": results["everything"]["write"],
        "read": results["everything"]["read"],
        "due_units": results["due_units"],
        "search_units": results["search_units"],
        "puts": asked["s3:PutObject"],
        "gets": asked["s3:GetObject"],
    }


def written(text: str, results: Mapping[str, Any]) -> str:
    """The page with each table between its marks made anew."""
    taken, quotas = use(results), json.loads(QUOTAS.read_text(encoding="utf-8"))["quotas"]
    made = {"profile": _profile(taken), "limits": _limits(taken, quotas)}
    made |= {f"day_{size}": _day(size, taken, quotas) for size in SIZES}
    return MADE.sub(lambda found: f"{found[1]}{made[found[2]]}\n{found[3]}", text)


def _profile(taken: Mapping[str, float]) -> str:
    rows = [(f"`{name}`", NAMES[name], f"{amount:.3g}") for name, amount in taken.items()]
    return _table(("name", "what", "one contract"), rows)


def _day(size: int, taken: Mapping[str, float], quotas: Sequence[Mapping[str, Any]]) -> str:
    rows = []
    for quota in quotas:
        one, peak = _one(quota, taken), _peak(quota, size, taken)
        rows.append(
            (quota["name"], _number(one), _number(peak), f"{quota['limit']:,}", _share(peak / quota["limit"]))
        )
    return _table(("limit", "for one contract", "at the peak", "allowed", "used"), rows)


def _limits(taken: Mapping[str, float], quotas: Sequence[Mapping[str, Any]]) -> str:
    ordered = sorted(quotas, key=lambda quota: _met_at(quota, taken))
    rows = [(f"{_rounded(_met_at(quota, taken)):,}", quota["name"], quota["knob"]) for quota in ordered]
    return _table(("contracts a day", "limit", "what turns next"), rows)


def _one(quota: Mapping[str, Any], taken: Mapping[str, float]) -> float:
    uses: Mapping[str, float] = quota["uses"]
    return sum(share * taken[name] for name, share in uses.items())


def _peak(quota: Mapping[str, Any], contracts: float, taken: Mapping[str, float]) -> float:
    """Of the limit's own unit: in a day, or in a second of the busiest hour."""
    used = contracts * _one(quota, taken)
    return used if quota["per"] == "day" else used * BUSIEST_HOUR / SECONDS


def _met_at(quota: Mapping[str, Any], taken: Mapping[str, float]) -> float:
    return float(quota["limit"] / _peak(quota, 1, taken))


def _rounded(value: float) -> int:
    """To two digits: more would be a promise."""
    return int(float(f"{min(value, MANY):.2g}"))


def _share(share: float) -> str:
    if share > 1:
        return f"**{_number(share)} ×**"
    return f"{share:.0%}" if share >= 0.01 else "under 1%"


def _number(value: float) -> str:
    """To three digits."""
    return (
        f"{float(f'{value:.3g}'):,.0f}"
        if value >= 100
        else f"{value:.3g}"
        if value >= 0.001
        else "under 0.001"
    )


def _table(head: Sequence[str], rows: Sequence[Sequence[str]]) -> str:
    return "\n".join(f"| {' | '.join(row)} |" for row in _lines(head, rows))


def _lines(head: Sequence[str], rows: Sequence[Sequence[str]]) -> Iterator[Sequence[str]]:
    yield head
    yield ["---"] * len(head)
    yield from rows
