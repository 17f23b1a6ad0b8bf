"""One peer in a process of its own: reads requests from standard input, one JSON line each.

    {"prepare": {"cases": PATH, "mediations": PATH}}    what a user knows before: the codes
    {"load": {"cases": PATH, "mediations": PATH}}       →  {"ms": …}
    {"run": NAME, "out": PATH}                          →  {"ms": …, "rows": [[…], …]}

Every answer also carries `peak_mb`, the most memory that the process has held, and what went wrong
as `failed`. The time is the engine's own: neither starting Python nor handing rows over counts.
"""

import json
import os
import sys
import time
from pathlib import Path

THREADS = 2
os.environ["POLARS_MAX_THREADS"] = str(THREADS)

from polars_workload import polars_questions  # noqa: E402
from workload import CHANNELS, questions  # noqa: E402

# Columns of few values, which an analyst declares as such; the schema is known before.
CODED = ["township", "unit"]


def coded_values(path):
    """The values of the coded columns, in order."""
    import duckdb

    db = duckdb.connect(config={"threads": THREADS})
    return {name: [row[0] for row in db.execute(
        f"SELECT DISTINCT {name} FROM read_csv('{path}') ORDER BY 1").fetchall()]
        for name in CODED} | {"channel": CHANNELS}


class DuckDB:
    """In memory; ENUM for channel, township and unit; integers of 32 bits."""

    def prepare(self, values):
        import duckdb

        self.db = duckdb.connect(config={"threads": THREADS})
        for name, list in values.items():
            quoted = ",".join("'" + value.replace("'", "''") + "'" for value in list)
            self.db.execute(f"CREATE TYPE {name}_code AS ENUM ({quoted})")

    def load(self, files):
        self.db.execute(
            f"CREATE TABLE cases AS SELECT * FROM read_csv('{files['cases']}', types = {{"
            "'persons': 'INTEGER', 'rework': 'INTEGER', 'channel': 'channel_code',"
            " 'township': 'township_code', 'unit': 'unit_code'})")
        self.db.execute(
            f"CREATE TABLE mediations AS SELECT * FROM read_csv('{files['mediations']}')")

    def run(self, question, out):
        return self.db.execute(question.duckdb.replace("{out}", out)).fetchall()


class Polars:
    """Eager frames asked lazily; Enum for channel, township and unit; integers of 32 bits."""

    def prepare(self, values):
        import polars as pl

        self.pl = pl
        self.asked = polars_questions(pl)
        self.types = {name: pl.Enum(list) for name, list in values.items()}
        self.types |= {"persons": pl.Int32, "rework": pl.Int32}

    def load(self, files):
        self.cases, self.mediations = (
            self.pl.read_csv(
                files[name], try_parse_dates=True,
                schema_overrides=self.types if name == "cases" else None)
            for name in ["cases", "mediations"])

    def run(self, question, out):
        if question.writes:
            self.cases.sort("township", "registered").write_csv(out)
            return []
        tables = type("Tables", (), {
            "cases": self.cases.lazy(), "mediations": self.mediations.lazy()})
        return self.asked[question.name](tables).collect().rows()


class ClickHouse:
    """MergeTree without an order; LowCardinality for channel, township and unit; merged after the
    load, outside its time, so that merging disturbs no question."""

    COLUMNS = (
        "id String, matter String, petitioner String, persons Int32,"
        " channel LowCardinality(String), township LowCardinality(String),"
        " unit LowCardinality(String), registered DateTime, due DateTime,"
        " closed Nullable(DateTime), rework Int32, summary String")
    MEDIATIONS = ("id String, room String, date Date, mode LowCardinality(String),"
                  " online Bool, case String, outcome LowCardinality(String)")

    def prepare(self, values):
        from chdb import session

        self.db = session.Session()
        for setting in [f"max_threads = {THREADS}", f"max_insert_threads = {THREADS}",
                        "date_time_input_format = 'best_effort'", "session_timezone = 'UTC'"]:
            self.db.query(f"SET {setting}")

    def load(self, files):
        for name, columns in [("cases", self.COLUMNS), ("mediations", self.MEDIATIONS)]:
            self.db.query(
                f"CREATE TABLE {name} ({columns}) ENGINE = MergeTree ORDER BY tuple()")
            self.db.query(
                f"INSERT INTO {name} SELECT * FROM file('{files[name]}', CSVWithNames,"
                f" '{columns}')")

    def settle(self):
        for name in ["cases", "mediations"]:
            self.db.query(f"OPTIMIZE TABLE {name} FINAL")

    def run(self, question, out):
        answer = self.db.query(
            question.clickhouse.replace("{out}", out), "JSONCompactEachRow")
        return [json.loads(line) for line in answer.bytes().decode().splitlines() if line]


def peak_mb():
    for line in Path("/proc/self/status").read_text().splitlines():
        if line.startswith("VmHWM"):
            return int(line.split()[1]) / 1024
    return 0.0


def answer(engine, asked, request):
    if "prepare" in request:
        engine.prepare(request["prepare"])
        return {}
    start = time.perf_counter()
    if "load" in request:
        engine.load(request["load"])
        elapsed = time.perf_counter() - start
        if hasattr(engine, "settle"):
            engine.settle()
        return {"ms": elapsed * 1000}
    rows = engine.run(asked[request["run"]], request["out"])
    return {"ms": (time.perf_counter() - start) * 1000, "rows": rows}


def main():
    if sys.argv[1] == "values":
        print(json.dumps(coded_values(sys.argv[2])))
        return
    engine = {"duckdb": DuckDB, "polars": Polars, "clickhouse": ClickHouse}[sys.argv[1]]()
    asked = {question.name: question for question in questions()}
    for line in sys.stdin:
        try:
            result = answer(engine, asked, json.loads(line))
        except Exception as error:  # whatever an engine refuses is said, and the next one asked
            result = {"failed": f"{type(error).__name__}: {error}"[:300]}
        print(json.dumps(result | {"peak_mb": peak_mb()}, default=str), flush=True)


main()
