"""What should take no time: starting, one question as a whole process, keys, Ctrl-C, a column file."""

import csv
import json
import os
import sqlite3
import statistics
import subprocess
import time
from pathlib import Path

import keys
from data import HOME, ROOT, data
from machine import machine, versions
from terminal import PROMPT, Terminal

SAMPLE = ROOT / "examples" / "register"
QUESTION = "cases where repeat | count"
# The same rule: an earlier case of the matter with a person in common, who may stand behind a proxy.
SQL = """
WITH named AS (SELECT id, petitioner FROM cases
               UNION SELECT "case", petitioner FROM case_people),
people AS (SELECT DISTINCT c.id, c.matter, c.registered,
                  coalesce(nullif(p.principal, ''), p.id) AS person
           FROM named n JOIN cases c ON c.id = n.id JOIN petitioners p ON p.id = n.petitioner
           WHERE c.matter <> '' AND c.anonymous <> 'true')
SELECT count(DISTINCT id) FROM (
  SELECT id, row_number() OVER (PARTITION BY matter, person ORDER BY registered, id) AS nth
  FROM people) WHERE nth > 1
"""


class Figures:
    def __init__(self, rows):
        self.rows = rows
        self.list = []
        self.failed = False

    def add(self, name, engine, times, rows=None, target=None):
        median, most = statistics.median(times), max(times)
        goal = f"{'≤ ' + str(target):>10}" if target else ""
        print(f"{name:<44}{engine:<9}{median:>10.2f}{most:>10.2f}{goal}", flush=True)
        self.list.append({"query": name, "engine": engine, "median_ms": round(median, 3),
                          "rows": rows or self.rows, "peak_mb": 0})
        return median

    def attempt(self, name, body):
        try:
            body()
        except (OSError, TimeoutError, subprocess.SubprocessError, AssertionError) as failure:
            self.failed = True
            print(f"WRONG  {name}: {str(failure)[:300]}", flush=True)


def process(command, **options):
    start = time.perf_counter()
    output = subprocess.run(
        command, check=True, stdout=subprocess.PIPE, stderr=subprocess.DEVNULL, **options).stdout
    return (time.perf_counter() - start) * 1000, output.decode().split()


def sqlite_file():
    path = HOME / "register.db"
    path.unlink(missing_ok=True)
    with sqlite3.connect(path) as db:
        for file in sorted(SAMPLE.glob("*.csv")):
            with open(file, newline="", encoding="utf-8") as lines:
                header, *rows = csv.reader(lines)
            columns = ", ".join(f'"{name}"' for name in header)
            db.execute(f'CREATE TABLE "{file.stem}" ({columns})')
            places = ", ".join("?" for _ in header)
            db.executemany(f'INSERT INTO "{file.stem}" VALUES ({places})', rows)
        db.execute("CREATE UNIQUE INDEX case_id ON cases (id)")
        db.execute("CREATE UNIQUE INDEX petitioner_id ON petitioners (id)")
    return path


def one_question(options, figures):
    path = sqlite_file()
    commands = {"pq": [options.pq, "-c", QUESTION, str(SAMPLE)],
                "sqlite3": ["sqlite3", str(path), SQL]}
    times, answers = {name: [] for name in commands}, {}
    for turn in range(3 * options.repeat + 1):
        for name, command in commands.items():
            elapsed, words = process(command)
            answers[name] = words[-1]
            times[name] += [elapsed] if turn else []
    assert len(set(answers.values())) == 1, f"answers differ: {answers}"
    medians = [figures.add("-c on the sample register, whole process", name, list, rows=523)
               for name, list in times.items()]
    print(f"{'':<44}{'ratio':<9}{medians[0] / medians[1]:>10.2f}{'':>10}{'≤ 2':>10}")


def start(options, figures):
    times = []
    environment = os.environ | {"PQ_SAMPLE": str(SAMPLE)}
    for _ in range(2 * options.repeat + 1):
        began = time.perf_counter()
        terminal = Terminal([options.pq, "--no-init"], environment)
        times.append((terminal.until(PROMPT, 10) - began) * 1000)
        terminal.close()
    figures.add("start to prompt, on the sample register", "pq", times[1:], rows=523, target=30)


def typing(options, figures, files):
    shell = keys.shell(options, files)
    keys.measure(shell, figures)
    figures.attempt("Ctrl-C", lambda: interrupts(options, figures, shell, files))
    shell.close()


def interrupts(options, figures, shell, files):
    target = HOME / "interrupted.csv"
    for what, statement in [
        ("query", "cases | sort summary, id | skip 100"),
        ("window", "cases | derive n = row_number(summary) per township | where n = 1"),
        ("fields", "cases where repeat | count"),
        ("write", f'cases | save "{target}"'),
        ("load", f'import "{files["cases"]}" as again'),
    ]:
        def measure():
            times = []
            for after in [0.05, 0.1, 0.2, 0.3, 0.45]:
                try:
                    times.append(shell.interrupted(statement, after))
                except TimeoutError:
                    # It was done before: what can be interrupted earlier was.
                    break
            assert times, f"`{statement}` is done before it could be interrupted"
            assert not target.exists(), "an interrupted write left a file"
            figures.add(f"Ctrl-C to the prompt, {what}", "pq", times, target=50)

        figures.attempt(f"Ctrl-C, {what}", measure)
        target.unlink(missing_ok=True)


def column_file(options, figures, files):
    path = HOME / "cases.pqc"
    path.unlink(missing_ok=True)
    process([options.pq, "--quiet", "-c", f'cases | save "{path}"', f"cases={files['cases']}"])
    times = []
    for _ in range(options.repeat + 1):
        elapsed, words = process(
            [options.pq, "--quiet", "-c", "cases where channel=online and persons >= 5 | count",
             str(path)])
        times.append(elapsed)
    assert words[-1].isdigit(), f"it says {words}"
    figures.add(".pqc: open, first count, whole process", "pq", times[1:], target=100)
    path.unlink()


def keys_alone(options):
    return keys.main(options, Figures(int(options.rows or 10_000_000)))


def main(options):
    rows = int(options.rows or 10_000_000)
    files = data(rows)
    figures = Figures(rows)
    print(f"{machine()}\n{versions(options.pq, [])}\n\n{'milliseconds':<53}{'median':>10}{'most':>10}{'target':>10}")
    figures.attempt("one question", lambda: one_question(options, figures))
    figures.attempt("start", lambda: start(options, figures))
    print(f"with {rows:,} cases open:")
    figures.attempt("typing", lambda: typing(options, figures, files))
    figures.attempt("column file", lambda: column_file(options, figures, files))
    if options.json:
        Path(options.json).write_text(json.dumps(figures.list, indent=1) + "\n")
    return 1 if figures.failed else 0
