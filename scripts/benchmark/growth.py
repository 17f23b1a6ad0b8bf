"""Whether the time per row stays as the rows grow: questions whose work is linear, pq alone."""

import json
import statistics
from pathlib import Path

from data import HOME, data
from engines import PQ, Failure
from machine import machine, versions
from workload import questions

ROWS = "1000000,10000000,50000000"
# What an answer costs however few rows there are, beside which a row's time means nothing.
FLOOR_MS = 5


def main(options):
    sizes = [int(rows) for rows in (options.rows or ROWS).split(",")]
    wanted = options.only.split(",") if options.only else None
    chosen = [q for q in questions() if q.linear and (not wanted or q.name in wanted)]
    print(f"{machine()}\n{versions(options.pq, [])}\n")
    figures = {}
    wrong = []
    for rows in sizes:
        files = data(rows)
        engine = PQ(options.pq, options.timeout)
        try:
            loads = [engine.load(files) for _ in range(options.loads)]
            figures["load", rows] = statistics.median(loads)
        except Failure as failure:
            wrong.append(f"load of {rows:,}: {failure}")
            continue
        for question in chosen:
            try:
                times = [engine.run(question, HOME / "out.csv")[0]
                         for _ in range(options.repeat + 1)]
                figures[question.name, rows] = statistics.median(times[1:])
            except Failure as failure:
                wrong.append(f"{question.name} of {rows:,}: {failure}")
        engine.stop()
        print(f"{rows:,} cases: peak memory {engine.peak_mb:,.0f} MB", flush=True)
    print(f"\nnanoseconds per row, median of {options.repeat}, growth from "
          f"the first to the last\n{'':<14}" + "".join(f"{rows:>14,}" for rows in sizes))
    for name in ["load"] + [question.name for question in chosen]:
        print(line(name, figures, sizes))
    print(f"* under {FLOOR_MS} ms: what an answer costs without rows counts")
    for sentence in wrong:
        print(f"WRONG  {sentence}")
    if options.json:
        Path(options.json).write_text(json.dumps([
            {"query": name, "engine": "pq", "median_ms": round(value, 3), "rows": rows}
            for (name, rows), value in figures.items()], indent=1) + "\n")
    return 1 if wrong else 0


def line(name, figures, sizes):
    cells, found = "", []
    for rows in sizes:
        value = figures.get((name, rows))
        if value is None:
            cells += f"{'–':>14}"
            continue
        found.append(value / rows)
        mark = "*" if value < FLOOR_MS else " "
        cells += f"{value * 1e6 / rows:>13.3f}{mark}"
    growth = f"{found[-1] / found[0] - 1:>+8.0%}" if len(found) > 1 else ""
    return f"{name:<14}{cells}{growth}"
