"""Asks every question of the workload of every engine, in turns; compares answers and times."""

import argparse
import json
import statistics
import subprocess
import sys
from pathlib import Path

import growth
import small
from answers import comparable, disagreement, sorted_file
from bandwidth import read_bytes_per_second
from data import HOME, data
from docs import Page
from engines import HERE, PQ, Failure, Peer
from machine import machine, versions
from table import Table
from workload import questions

PEERS = ["duckdb", "polars", "clickhouse"]


def arguments():
    parser = argparse.ArgumentParser(prog="scripts/bench", description=__doc__)
    parser.add_argument(
        "what", nargs="?", default="workload", choices=["workload", "small", "keys", "growth"],
        help="the workload; what should take no time; keys alone; time per row from 1 to 50 million cases")
    parser.add_argument("--rows", help="cases (10,000,000; growth: several, with commas)")
    parser.add_argument("--only", help="names of questions, separated by commas")
    parser.add_argument("--repeat", type=int, default=7, help="times each question is asked (7)")
    parser.add_argument("--loads", type=int, default=3, help="times each engine loads (3)")
    parser.add_argument("--engines", default="pq," + ",".join(PEERS))
    parser.add_argument("--json", help="a file for the figures")
    parser.add_argument("--docs", action="store_true", help="put what is printed into docs")
    parser.add_argument("--timeout", type=float, default=120, help="seconds for a question (120)")
    parser.add_argument("--pq", required=True, help="the program")
    parser.add_argument("--against", help="another build of the program, instead of the peers")
    return parser.parse_args()


def engines(options, files):
    if options.against:
        return [PQ(options.pq, options.timeout, "now"),
                PQ(options.against, options.timeout, "before")]
    chosen = options.engines.split(",")
    result = [PQ(options.pq, options.timeout)] if "pq" in chosen else []
    if set(chosen) & set(PEERS):
        # A schema with its codes is known before: it costs no engine time.
        values = json.loads(subprocess.check_output(
            [sys.executable, str(HERE / "peer.py"), "values", str(files["cases"])]))
        result += [Peer(name, options.timeout, values) for name in PEERS if name in chosen]
    return result


def load(asked, files, repeat):
    """Loads into fresh processes, in turns; the last ones stay. Who fails is asked no more."""
    times = {engine.name: [] for engine in asked}
    failures = []
    for _ in range(repeat):
        for engine in list(asked):
            try:
                times[engine.name].append(engine.load(files))
            except Failure as failure:
                failures.append(f"load: {engine.name}: {failure}")
                asked.remove(engine)
    return times, failures


def ask(asked, question, repeat, folder):
    """Returns each engine's times after an uncounted first round, and what is wrong."""
    times = {engine.name: [] for engine in asked if engine.can(question)}
    answers, wrong = {}, []
    for turn in range(repeat + 1):
        for engine in [engine for engine in asked if engine.name in times]:
            out = folder / f"{engine.name}-{question.name}.csv"
            out.unlink(missing_ok=True)
            try:
                elapsed, rows = engine.run(question, out)
                if turn == 0:
                    rows = sorted_file(out) if question.writes else rows
                    answers[engine.name] = comparable(question, engine.name, rows)
                else:
                    times[engine.name].append(elapsed)
            except (Failure, OSError, ValueError, IndexError) as failure:
                wrong.append(f"{question.name}: {engine.name}: {failure}")
                del times[engine.name]
            out.unlink(missing_ok=True)
    names = list(answers)
    for name in names[:-1]:
        wrong.append(disagreement(question, name, answers[name], names[-1], answers[names[-1]]))
    return times, [sentence for sentence in wrong if sentence]


def workload(options):
    rows = int(options.rows or 10_000_000)
    files = data(rows)
    wanted = options.only.split(",") if options.only else None
    chosen = [question for question in questions() if not wanted or question.name in wanted]
    started = engines(options, files)
    asked = list(started)
    bandwidth = read_bytes_per_second()
    table = Table([engine.name for engine in started], bandwidth)
    print(f"{machine()} · {bandwidth / 1e9:.1f} GB/s read from memory\n"
          f"{versions(options.pq, [] if options.against else options.engines.split(','))}\n"
          f"{rows:,} cases · milliseconds, median of {options.repeat} (load {options.loads}) · "
          f"ratio of {started[0].name} to the best other\n\n{table.header()}", flush=True)
    figures = []

    def report(name, times, touched=0):
        medians = {name: statistics.median(list) for name, list in times.items() if list}
        print(table.line(name, medians, touched), flush=True)
        figures.extend(
            {"query": name, "engine": engine, "median_ms": round(value, 3), "rows": rows}
            for engine, value in medians.items())

    times, wrong = load(asked, files, options.loads)
    report("load", times)
    for question in chosen:
        times, found = ask(asked, question, options.repeat, HOME)
        report(question.name, times, question.bytes_per_row() * rows)
        wrong += found
    for engine in started:
        engine.stop()
    for figure in figures:
        figure["peak_mb"] = next(
            round(engine.peak_mb, 1) for engine in started if engine.name == figure["engine"])
    print(f"\n{table.mean()}\npeak memory, MB: "
          + ", ".join(f"{engine.name} {engine.peak_mb:,.0f}" for engine in started))
    for sentence in wrong:
        print(f"WRONG  {sentence}")
    if not wrong:
        print("all answers are equal")
    if options.json:
        Path(options.json).write_text(json.dumps(figures, indent=1, ensure_ascii=False) + "\n")
    return 1 if wrong else 0


options = arguments()
page = Page(options.what) if options.docs else None
status = {"workload": workload, "small": small.main, "keys": small.keys_alone,
          "growth": growth.main}[options.what](options)
if page:
    page.write()
sys.exit(status)
