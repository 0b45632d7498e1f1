"""docs/benchmarks/: the results as tables and pictures, and the results themselves; and the tables of docs/scaling.md."""

import json
from collections.abc import Iterable, Mapping, Sequence
from pathlib import Path
from typing import Any

from bench import scaling
from bench.costs import told
from bench.figures import figures
from bench.plots import plots

FOLDER = Path("docs/benchmarks")
RESULTS = "results.json"
HEAD = """# What Sopu costs

Made by `make bench`; nothing here is written by hand. Counts are the same on every machine. Times are those of one
machine on one day: compare the ratios, which come from processes that ran in turn.

"""
REPEAT = """## To repeat it

`make bench`, on a machine with nothing else to do; it takes some minutes and writes this folder anew. The peers'
pipelines need Node.js 20 or newer with npm and are left out without it; with `SOPU_REQUIRE_TOOLS=1` it fails instead.
`.venv/bin/python -m bench --again` makes tables and pictures from [results.json](results.json) without measuring.

- **Calls, bytes, units**: a contract's life through its pages over HTTP, with AWS by moto and queues and clock at rest
  between the acts (`bench/life.py`). Units are reckoned by DynamoDB's rules from what is written and read
  (`bench/write_units.py`, `bench/read_units.py`), because moto does not tell them.
- **Own time**: processor time of the thread that answers; moto runs in another one. What boto3 takes to sign requests and
  to read answers is told apart.
- **PDFs**: the same contract, each program in a process of its own, a round of everything and then the next round; 8
  rounds to warm up, 30 that count, medians. Each of ours is of other people than the one before, for Typst remembers
  what it has typeset; the peers' libraries remember nothing. Those are of `bench/peers/package-lock.json`, and draw all
  words of our record as plain lines in one face, where our pages have five faces, tables, tags and a QR code. Sopu signs
  with P-256, as its key in KMS does, the peers with RSA-3072, because one of them knows nothing else.
- **Sizes**: rows of so many contracts of one supervisor are laid into moto's table (its list, its archive and what the
  sweep looks at; not their trails, which nobody reads), then the same acts are counted. moto would sort the whole table
  for each query; `bench/shelves.py` spares it that.
- **Money and waiting**: by formula, from the call log and [bench/prices.json](../../bench/prices.json).
"""


def write(results: Mapping[str, Any], folder: Path = FOLDER) -> None:
    """README.md, the pictures, results.json, and the tables of the page about scaling."""
    folder.mkdir(parents=True, exist_ok=True)
    (folder / RESULTS).write_text(json.dumps(results, ensure_ascii=False, indent=1) + "\n", encoding="utf-8")
    (folder / "README.md").write_text(page(results), encoding="utf-8")
    for name, picture in plots(results).items():
        (folder / name).write_bytes(picture)
    scaled = folder / scaling.PAGE
    scaled.write_text(scaling.written(scaled.read_text(encoding="utf-8"), results), encoding="utf-8")


def page(results: Mapping[str, Any]) -> str:
    """The whole page, in Markdown."""
    parts = (_machine, _figures, _pages, _life, _rows, _sizes, _pdf, _money)
    return HEAD + "\n".join(part(results) for part in parts) + "\n" + REPEAT


def _machine(results: Mapping[str, Any]) -> str:
    machine = ", ".join(f"{name} {value}" for name, value in results["machine"].items())
    return f"Taken on {results['date']}: {machine}.\n"


def _figures(results: Mapping[str, Any]) -> str:
    rows = [(it.name, it.goal, it.today, "met" if it.met else "**not met**") for it in figures(results)]
    return _section("The figures we hold ourselves to", "", ("figure", "goal", "today", ""), rows)


def _pages(results: Mapping[str, Any]) -> str:
    rows = [
        (it["name"], _ms(it["own"]), f"{it['ratio']:.1f} ×", _ms(it["sdk"]), it["calls"], _kb(it["bytes"]))
        for it in results["pages"]
    ]
    words = (
        "Milliseconds of processor time, warm, medians; the ratio is to an empty page of Chalice and Jinja2."
    )
    head = ("page", "own", "to the empty page", "boto3", "calls", "kB")
    return _section("Pages and acceptances", words, head, rows)


def _life(results: Mapping[str, Any]) -> str:
    rows = [
        (
            it["act"], f"{it['function']} {it['what']}".strip(), it["asked"].replace("dynamodb:", ""), it["calls"],
            _kb(it["sent"]), _kb(it["received"]), _units(it["read"]), it["write"],
        )
        for it in results["steps"]
    ]  # fmt: skip
    everything = results["everything"]
    words = (
        "Each run of a function, from the form to the delivered copies. The rounds of the clock are left out: 16 queries a "
        f"minute, however many contracts there are. Altogether {everything['calls']} calls, {_units(everything['read'])} "
        f"read and {everything['write']} write units; a contract of six people takes {results['team']['calls']} calls, "
        f"{_units(results['team']['read'])} read and {results['team']['write']} write units from sending on."
    )
    head = ("act", "function", "asked of AWS", "calls", "kB sent", "kB read", "read units", "write units")
    return _section("The life of a contract of two", words, head, rows)


def _rows(results: Mapping[str, Any]) -> str:
    rows = [(it["kind"], it["table"], it["indexes"]) for it in results["rows"]]
    picture = "![Write units by row](units.svg)"
    return _section("Where the write units go", picture, ("row", "in the table", "in indexes"), rows)


def _sizes(results: Mapping[str, Any]) -> str:
    sizes = results["sizes"]
    rows = [
        (act, *(f"{cost['calls']} / {_units(cost['read'])} / {cost['write']}" for cost in (size["costs"][act] for size in sizes)))
        for act in sizes[0]["costs"]
    ]  # fmt: skip
    laid = ", ".join(f"{it['rows']:,} in {it['seconds']:.1f} s" for it in sizes)
    words = (
        f"Calls / read units / write units. Rows laid into moto: {laid}. A page that shows 25 contracts reads more rows than "
        "one that has but ten to show. A search reads its supervisor's index, a megabyte a call, until its page is full "
        "([ADR 23](../adr/0023-the-list.md)).\n\n![Calls by size](sizes.svg)"
    )
    return _section(
        "With 10, 10,000 and 100,000 contracts",
        words,
        ("act", *(f"{it['contracts']:,}" for it in sizes)),
        rows,
    )


def _pdf(results: Mapping[str, Any]) -> str:
    jobs = results["pdf"]
    first = jobs[0]
    rows = [
        (it["name"], _ms(it["cpu"]), f"{it['cpu'] / first['cpu']:.2f} ×", _ms(it["wall"]), _ms(it["cold"]), _kb(it["size"]), _kept(it))
        for it in jobs
        if not it["name"].endswith("verify")
    ]  # fmt: skip
    verify = next(it for it in jobs if it["name"].endswith("verify"))
    words = (
        "One contract of six people with its record of six acceptances. Milliseconds; the ratio is of processor time, to our "
        "record and seal. Cold: from the start of the process to its answer. Only Sopu's pages are tagged for screen "
        f"readers after signing.\n\nVerifying an archived file takes {_ms(verify['cpu'])} ms: "
        f"**{1000 / verify['cpu']:.0f} files a second and core**.\n\n![PDF pipelines](pdf.svg)"
    )
    head = ("pipeline", "processor", "to ours", "wall clock", "cold", "kB", "accepted bytes kept")
    return _section("PDF pipelines beside the peers'", words, head, rows)


def _money(results: Mapping[str, Any]) -> str:
    dear = [(it["name"], f"{it['used']:.4g}", f"{1000 * it['usd']:.3f}") for it in results["costs"]]
    total, idle = (sum(it["usd"] for it in results[name]) for name in ("costs", "idle"))
    waits = ", ".join(f"{name} {wait:.0f} ms" for name, wait in results["waits"].items())
    words = (
        f"Predicted by list prices of {told()['region']} as of {told()['as_of']}; they must be checked. **{1000 * total:.2f} USD "
        f"for a thousand contracts of two**, from the form to the delivered copies; {1000 * results['kept']:.2f} USD for each year "
        f"of their archive, {results['archived'] / 1000:.0f} kB a contract; {idle:.2f} USD a month when nobody does anything. "
        "How long a warm function would run, with the time that each call "
        f"is assumed to take: {waits}.\n\n![Costs](costs.svg)"
    )
    return _section(
        "Money and waiting, by formula", words, ("what", "for one contract", "USD for a thousand"), dear
    )


def _section(title: str, words: str, head: Sequence[str], rows: Iterable[Sequence[object]]) -> str:
    lines = [f"| {' | '.join(map(str, row))} |" for row in (head, ["---"] * len(head), *rows)]
    return "\n".join([f"## {title}", "", *([words, ""] if words else []), *lines, ""])


def _kept(job: Mapping[str, Any]) -> str:
    return (
        ""
        if job["name"].endswith(("typeset", "typeset, record and seal"))
        else ("yes" if job["untouched"] else "no")
    )


def _ms(value: float) -> str:
    return f"{value:.1f}" if value < 100 else f"{value:.0f}"


def _kb(size: float) -> str:
    return f"{size / 1000:.1f}"


def _units(value: float) -> str:
    return f"{value:g}"
