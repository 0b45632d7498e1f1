"""Pictures of the results, as SVG: the same results give the same bytes."""

import re
import sys
from collections.abc import Mapping, Sequence
from typing import Any

import pygal
from pygal.style import Style

# pygal leaves an importer of Python 2 there, over which whoever looks for a module stumbles.
sys.meta_path[:] = [finder for finder in sys.meta_path if hasattr(finder, "find_spec")]

STYLE = Style(
    background="white", plot_background="white", font_family="system-ui, sans-serif", title_font_size=15.0,
    label_font_size=11.0, major_label_font_size=11.0, legend_font_size=12.0, value_font_size=10.0,
    colors=("#2f8069", "#8a6d1f", "#4a6fa5", "#a04a5c", "#777777"),
)  # fmt: skip
WIDTH = 860


def plots(results: Mapping[str, Any]) -> dict[str, bytes]:
    """File name to picture."""
    return {
        "pdf.svg": _pdf(results["pdf"]),
        "units.svg": _units(results["rows"]),
        "sizes.svg": _sizes(results["sizes"]),
        "costs.svg": _costs(results["costs"]),
    }


def _pdf(jobs: Sequence[Mapping[str, Any]]) -> bytes:
    made = [job for job in jobs if not job["name"].endswith("verify")]
    return _bars(
        "Processor time of one contract, warm: milliseconds", [job["name"] for job in made],
        {"milliseconds": [round(job["cpu"], 1) for job in made]},
    )  # fmt: skip


def _units(rows: Sequence[Mapping[str, Any]]) -> bytes:
    told = {part: [row[part] for row in rows] for part in ("table", "indexes")}
    return _bars(
        "Write units of a contract of two, by what is written", [row["kind"] for row in rows], told, True
    )


def _costs(costs: Sequence[Mapping[str, Any]]) -> bytes:
    cents = [round(100_000 * cost["usd"], 1) for cost in costs]
    return _bars("Cents for a thousand contracts of two", [cost["name"] for cost in costs], {"cents": cents})


def _sizes(sizes: Sequence[Mapping[str, Any]]) -> bytes:
    """Calls to AWS of each act, at each size: the bars of one act should be alike."""
    acts = list(sizes[0]["costs"])
    told = {f"{size['contracts']:,}": [size["costs"][act]["calls"] for act in acts] for size in sizes}
    return _bars("Calls to AWS with so many contracts in the table", acts, told)


def _bars(
    title: str, labels: Sequence[str], values: Mapping[str, Sequence[float]], stacked: bool = False
) -> bytes:
    kind = pygal.HorizontalStackedBar if stacked else pygal.HorizontalBar
    chart = kind(
        js=(), title=title, style=STYLE, width=WIDTH, height=90 + len(labels) * (22 + 8 * len(values)), print_values=True,
        show_legend=len(values) > 1, legend_at_bottom=True, explicit_size=True, show_y_guides=False,
        truncate_label=60,
    )  # fmt: skip
    chart.uuid = "chart"
    chart.x_labels = list(reversed(labels))
    for name, each in values.items():
        chart.add(name, [value or None for value in reversed(each)])
    # The library dates its pictures in a comment.
    return re.sub(rb"<!--.*?-->", b"", chart.render(), flags=re.DOTALL) + b"\n"
