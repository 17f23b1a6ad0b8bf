"""The workload: each question in the words of every engine.

A question is asked in PQ, in SQL for DuckDB, with Polars' expressions and in SQL for ClickHouse.
Answers are compared as sets of rows unless `ordered` says that their order is part of the question.
`None` stands for what an engine cannot express.
"""

from dataclasses import dataclass, field
from typing import Optional

# The columns of a case, with the fewest bytes that hold a value of each: a column of 120 names is a
# code of one byte, minutes of ten years and codes of millions of keys take four, a key of its own
# and a text have four bytes beside theirs. From these and the memory's bandwidth follows how much
# of it a question reaches.
COLUMNS = {
    "id": 15, "matter": 4, "petitioner": 4, "persons": 2, "channel": 1, "township": 1, "unit": 1,
    "registered": 4, "due": 4, "closed": 4, "rework": 1, "summary": 47,
}
ALL = ", ".join(COLUMNS)


@dataclass
class Question:
    name: str
    pq: str
    duckdb: Optional[str]
    clickhouse: Optional[str]
    # The columns of a case that it reads.
    touched: list = field(default_factory=list)
    ordered: bool = False
    # Whether its time grows as the rows do, so that the time per row tells something.
    linear: bool = False
    # What Polars cannot be asked, it does not list in `polars_questions`.
    polars: bool = True
    # Only so many first rows are asked for, any: their number is compared.
    any_rows: bool = False
    # It writes a file instead of an answer: `{out}` in its text.
    writes: bool = False

    def bytes_per_row(self):
        return sum(COLUMNS[name] for name in self.touched)


def question(name, touched, pq, duckdb, clickhouse="same", **options):
    other = duckdb if clickhouse == "same" else clickhouse
    return Question(name, pq, duckdb, other, touched.split(), **options)


def describing(quantiles, distinct):
    """What `describe` works out exactly, for SQL: missing, distinct, least, most, and quartiles of
    what can be measured."""
    measured = {"persons", "registered", "due", "closed", "rework"}
    parts = []
    for name in COLUMNS:
        parts += [f"count(*) - count({name})", distinct.format(name), f"min({name})",
                  f"max({name})"]
        parts += [quantiles.format(name)] if name in measured else []
    return "SELECT " + ", ".join(parts) + " FROM cases"


def questions():
    return [
        question(
            "count", "channel persons", "cases where channel=online and persons >= 5 | count",
            "SELECT count(*) FROM cases WHERE channel = 'online' AND persons >= 5", linear=True),
        question(
            "group", "township persons", "cases | summarise mean(persons) by township",
            "SELECT township, avg(persons) FROM cases GROUP BY township", linear=True),
        question(
            "two-keys", "channel township persons registered",
            "cases | summarise count, sum(persons), max(registered) by channel, township",
            "SELECT channel, township, count(*), sum(persons), max(registered) FROM cases"
            " GROUP BY channel, township", linear=True),
        question(
            "months", "registered", "cases | count by month(registered)",
            "SELECT strftime(date_trunc('month', registered), '%Y-%m') m, count(*) FROM cases"
            " GROUP BY date_trunc('month', registered)",
            "SELECT formatDateTime(toStartOfMonth(registered) AS m, '%Y-%m'), count(*) FROM cases"
            " GROUP BY m", linear=True),
        question(
            "distinct", "petitioner", "cases | summarise distinct(petitioner)",
            "SELECT count(DISTINCT petitioner) FROM cases",
            "SELECT uniqExact(petitioner) FROM cases", linear=True),
        question(
            "top-groups", "petitioner",
            "cases | count by petitioner | sort count desc, petitioner | take 10",
            "SELECT petitioner, count(*) n FROM cases GROUP BY petitioner"
            " ORDER BY n DESC, petitioner LIMIT 10", ordered=True),
        question(
            "top-rows", "id registered",
            "cases | select id, registered | sort registered desc, id | take 10",
            "SELECT id, registered FROM cases ORDER BY registered DESC, id LIMIT 10",
            ordered=True, linear=True),
        question(
            "quantiles", "channel persons",
            "cases | summarise median(persons), percentile(persons, 90%) by channel",
            "SELECT channel, quantile_cont(persons, 0.5), quantile_cont(persons, 0.9) FROM cases"
            " GROUP BY channel",
            "SELECT channel, quantileExactInclusive(0.5)(persons),"
            " quantileExactInclusive(0.9)(persons) FROM cases GROUP BY channel", linear=True),
        question(
            "substring", "summary", 'cases where summary contains "工资" | count',
            "SELECT count(*) FROM cases WHERE contains(summary, '工资')",
            "SELECT count(*) FROM cases WHERE position(summary, '工资') > 0", linear=True),
        question(
            "regex", "summary", 'cases where summary ~ "拖欠.*工资" | count',
            "SELECT count(*) FROM cases WHERE regexp_matches(summary, '拖欠.*工资')",
            "SELECT count(*) FROM cases WHERE match(summary, '拖欠.*工资')", linear=True),
        question(
            "rows", "channel persons rework",
            "cases where channel=letter and persons > 10 and rework >= 1"
            " | select id, township, persons | take 100",
            "SELECT id, township, persons FROM cases WHERE channel = 'letter' AND persons > 10"
            " AND rework >= 1 LIMIT 100", any_rows=True),
        question(
            "year", "registered channel township persons",
            "cases where registered in 2019 and channel=online"
            " | summarise mean(persons) by township",
            "SELECT township, avg(persons) FROM cases WHERE registered >= TIMESTAMP '2019-01-01'"
            " AND registered < TIMESTAMP '2020-01-01' AND channel = 'online' GROUP BY township",
            "SELECT township, avg(persons) FROM cases WHERE registered >= '2019-01-01 00:00:00'"
            " AND registered < '2020-01-01 00:00:00' AND channel = 'online' GROUP BY township",
            linear=True),
        question(
            "ratio", "closed due township",
            "cases | summarise share(closed <= due where closed is not missing)"
            " by township with total",
            "SELECT township, count(*) FILTER (closed <= due) / count(closed) FROM cases"
            " GROUP BY ROLLUP (township)",
            "SELECT township, countIf(closed <= due) / count(closed) FROM cases GROUP BY township"
            " UNION ALL SELECT '', countIf(closed <= due) / count(closed) FROM cases",
            linear=True),
        question(
            "repeat", "matter petitioner registered id channel",
            "cases where row_number(registered, id) per (matter, petitioner) > 1"
            " | count by channel",
            "SELECT channel, count(*) FROM (SELECT channel, row_number() OVER (PARTITION BY matter,"
            " petitioner ORDER BY registered, id) r FROM cases) WHERE r > 1 GROUP BY channel"),
        question(
            "semi-join", "id", "cases where any(mediations) | count",
            'SELECT count(*) FROM cases SEMI JOIN mediations ON cases.id = mediations."case"',
            "SELECT count(*) FROM cases WHERE id IN (SELECT case FROM mediations)", linear=True),
        question(
            "path", "id channel", "mediations where case.channel=online | count",
            'SELECT count(*) FROM mediations m JOIN cases c ON m."case" = c.id'
            " WHERE c.channel = 'online'",
            "SELECT count(*) FROM mediations m JOIN cases c ON m.case = c.id"
            " WHERE c.channel = 'online'", linear=True),
        question(
            "rank", "persons township",
            "cases | derive r = rank(persons desc) per township | where r <= 3 | count",
            "SELECT count(*) FROM (SELECT rank() OVER (PARTITION BY township ORDER BY persons DESC)"
            " r FROM cases) WHERE r <= 3"),
        question(
            "pivot", "township channel", "cases | count by township, channel | pivot channel",
            "SELECT township, "
            + ", ".join(f"count(*) FILTER (channel = '{code}')" for code in CHANNELS)
            + " FROM cases GROUP BY township",
            "SELECT township, "
            + ", ".join(f"countIf(channel = '{code}')" for code in CHANNELS)
            + " FROM cases GROUP BY township", linear=True),
        question(
            "compare", "registered channel",
            "cases where registered in 2020 | count by channel | compare to last year",
            "SELECT channel, n, o, n - o, (n - o) / o FROM (SELECT channel,"
            " count(*) FILTER (year(registered) = 2020) n,"
            " count(*) FILTER (year(registered) = 2019) o FROM cases"
            " WHERE registered >= TIMESTAMP '2019-01-01' AND registered < TIMESTAMP '2021-01-01'"
            " GROUP BY channel)",
            "SELECT channel, n, o, toInt64(n) - toInt64(o), (toInt64(n) - toInt64(o)) / o FROM"
            " (SELECT channel, countIf(toYear(registered) = 2020) n,"
            " countIf(toYear(registered) = 2019) o FROM cases"
            " WHERE registered >= '2019-01-01 00:00:00' AND registered < '2021-01-01 00:00:00'"
            " GROUP BY channel)", linear=True),
        question(
            "sort-to-file", " ".join(COLUMNS),
            f'cases | select {ALL} | sort township, registered | save "{{out}}"',
            "COPY (SELECT * FROM cases ORDER BY township, registered) TO '{out}' (HEADER)",
            "SELECT * FROM cases ORDER BY township, registered INTO OUTFILE '{out}'"
            " FORMAT CSVWithNames", writes=True),
        question(
            "describe", " ".join(COLUMNS), f"cases | select {ALL} | describe",
            describing("quantile_cont({0}, [0.25, 0.5, 0.75])", "count(DISTINCT {0})"),
            describing("quantilesExactInclusive(0.25, 0.5, 0.75)({0})", "uniqExact({0})")),
    ]


CHANNELS = ["online", "letter", "visit", "phone", "fax", "other"]
